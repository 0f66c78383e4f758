package dev.coldstart.core.presentation;

import dev.coldstart.core.plan.Plan;
import dev.coldstart.core.plan.RunSettings;
import dev.coldstart.core.plan.Sampling;
import dev.coldstart.core.plan.Scenario;
import dev.coldstart.core.report.Report;
import dev.coldstart.core.report.VariantReport;
import dev.coldstart.core.sample.End;
import dev.coldstart.core.sample.Limit;
import dev.coldstart.core.sample.Machine;
import dev.coldstart.core.wording.Format;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the run was: request, limits, blocks, machine. */
public final class Facts {

    /** One thing to know, such as {@code Machine} and {@code x64, 2 CPUs ...}. The text is not trusted. */
    public record Fact(String name, String text) {}

    private static final String ESTIMATES =
            " Changes are paired Hodges-Lehmann ratios on logarithms with their signed-rank intervals; no mean of raw times"
                    + " decides anything. Outliers stay in.";

    private Facts() {}

    /** How it was measured. */
    public static String method(Report report) {
        Scenario scenario = report.plan().scenario();
        boolean shared = report.machine().filter(m -> m.appCpus().isEmpty()).isPresent();
        return ScenarioFacts.method(shared ? scenario.onOneCpu() : scenario) + ESTIMATES;
    }

    public static List<Fact> of(Report report) {
        List<Fact> facts = new ArrayList<>();
        Plan plan = report.plan();
        facts.add(ScenarioFacts.asked(plan.scenario()));
        facts.add(new Fact("Each start", limits(plan.run(), report.machine())));
        facts.add(new Fact("Blocks", blocks(report, plan.sampling())));
        report.end().ifPresent(end -> facts.add(new Fact("Ended", ended(report, end))));
        report.machine().ifPresent(machine -> machine(machine, facts));
        facts.add(new Fact("Planned", plan.created()));
        return facts;
    }

    private static String limits(RunSettings run, Optional<Machine> machine) {
        String image = run.baseImage().map(name -> ", on image " + name).orElse("");
        String disk = run.coldDisk() ? ", its pages dropped from the page cache before" : "";
        // Names alone: values can be secrets.
        String env = run.env().isEmpty()
                ? ""
                : ", with " + String.join(", ", run.env().keySet()) + " set";
        String notHad = machine.flatMap(Machine::notHad)
                .map(limits -> limits.stream().map(Limit::what).collect(Collectors.joining("; ")))
                .map(what -> " (as asked for; the engine can't " + what + ")")
                .orElse("");
        return (run.cpus() == 1 ? "1 CPU" : Format.bare(run.cpus()) + " CPUs") + ", "
                + Format.limit((double) run.memoryBytes()) + " of memory" + notHad + ", no network" + image + disk
                + env;
    }

    private static String blocks(Report report, Sampling sampling) {
        if (report.blocks() == 0) {
            return "none was run";
        }
        // One that was given up is missing in the blocks after it.
        boolean givenUp =
                report.variants().stream().anyMatch(v -> v.failedStarts() > 0 && v.starts() < report.blocks());
        return Format.count(report.blocks(), "counted block") + ", each variant" + (givenUp ? " that was left" : "")
                + " once per block in random order (seed "
                + sampling.seed() + "); one warm-up block before them is not counted";
    }

    private static String ended(Report report, End end) {
        // Versions before this one called a comparison precise in which nothing had started.
        boolean empty =
                end.reason() == End.Reason.PRECISE && report.variants().stream().noneMatch(VariantReport::measured);
        String detail = empty ? "no form started often enough for an interval" : end.detail();
        return Sentences.whole(detail) + " It took " + Format.seconds(end.seconds()) + ".";
    }

    private static void machine(Machine machine, List<Fact> facts) {
        facts.add(new Fact(
                "Machine",
                machine.architecture().id() + ", " + machine.cpuModel() + ", " + Format.count(machine.cpuCount(), "CPU")
                        + ", " + Format.limit((double) machine.memoryBytes())));
        facts.add(new Fact(
                "System", "Linux " + machine.kernel() + ", " + machine.engine() + ", cgroup " + machine.cgroup()));
        facts.add(new Fact(
                "Pinning",
                machine.appCpus().isEmpty()
                        ? "the app was not pinned to a CPU"
                        : "app on CPU " + machine.appCpus() + ", prober on CPU " + machine.proberCpus()));
    }
}
