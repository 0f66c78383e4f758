package dev.coldstart.cli.command;

import dev.coldstart.cli.ExitCode;
import dev.coldstart.cli.UserError;
import dev.coldstart.cli.config.SamplingSettings;
import dev.coldstart.cli.console.Progress;
import dev.coldstart.cli.measure.Candidate;
import dev.coldstart.cli.measure.Inspected;
import dev.coldstart.cli.measure.Measurement;
import dev.coldstart.cli.measure.OutputFolder;
import dev.coldstart.core.plan.Plan;
import dev.coldstart.core.plan.Policy;
import dev.coldstart.core.plan.Variant;
import dev.coldstart.service.worker.Cancellation;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures folders that are already published: no configuration file, no build. */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Measure folders that are already published, such as: compare jit=DIR aot=DIR --get /users/42")
public final class CompareCommand implements Callable<Integer> {

    private final Cancellation cancellation;
    private final Clock clock;

    @Spec
    @SuppressWarnings("NullAway.Init") // by picocli
    CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "NAME=DIR", description = "A form's name and its published folder.")
    List<String> folders = List.of();

    @Mixin
    RequestOptions request = new RequestOptions();

    @Option(
            names = "--command",
            paramLabel = "NAME=COMMAND",
            description = "How a form is started, where it can't be found: --command 'jit=./app --flag'.")
    Map<String, String> commands = Map.of();

    @Option(
            names = "--baseline",
            paramLabel = "NAME",
            description = "The form to compare with (default: jit, or the first).")
    Optional<String> baseline = Optional.empty();

    @Option(names = "--app", paramLabel = "NAME", description = "The app's name in the report.")
    Optional<String> app = Optional.empty();

    @Option(
            names = "--minimum-gain",
            paramLabel = "PERCENT",
            converter = Converters.Percentage.class,
            description = "The least gain that justifies a switch (default: 10%%).")
    double minimumGain = Policy.DEFAULT_MINIMUM_GAIN;

    @Mixin
    RunOptions run = new RunOptions();

    @Mixin
    SamplingOptions sampling = new SamplingOptions();

    @Mixin
    OutputOptions output = new OutputOptions();

    public CompareCommand(Cancellation cancellation, Clock clock) {
        this.cancellation = cancellation;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        Map<String, Path> named = named();
        List<String> assumptions = new ArrayList<>(request.assumptions());
        Progress progress = output.progress();
        progress.show("reading the folders");
        // Side by side: most of the time goes into finding out what each would be compressed.
        List<Inspected> inspected = named.entrySet().parallelStream()
                .map(e -> Inspected.published(e.getKey(), e.getValue(), command(e.getKey()), Optional.empty()))
                .toList();
        inspected.forEach(i -> assumptions.addAll(i.assumptions()));
        List<Candidate> candidates =
                inspected.stream().map(Inspected::candidate).toList();
        List<Variant> variants = candidates.stream().map(Candidate::variant).toList();
        Plan plan = new Plan(
                app.orElseGet(() -> String.join(" and ", named.keySet())),
                clock.instant().toString(),
                variants,
                baseline(variants),
                request.scenario(),
                run.settings(),
                sampling.over(SamplingSettings.defaults()),
                new Policy(minimumGain),
                assumptions);
        OutputFolder folder = output.folder();
        Measurement.Result result = new Measurement(Engines.docker(clock), clock, cancellation)
                .run(plan, candidates, folder.path(), progress);
        return output.finish(result, spec.commandLine().getOut());
    }

    private Map<String, Path> named() {
        Map<String, Path> named = new LinkedHashMap<>();
        for (String folder : folders) {
            int equals = folder.indexOf('=');
            if (equals < 1 || equals == folder.length() - 1) {
                throw new UserError(ExitCode.USAGE, "'" + folder + "' should be NAME=DIR, such as aot=publish/aot");
            }
            if (named.put(folder.substring(0, equals), Path.of(folder.substring(equals + 1))) != null) {
                throw new UserError(ExitCode.USAGE, "the form " + folder.substring(0, equals) + " is named twice");
            }
        }
        for (String name : commands.keySet()) {
            if (!named.containsKey(name)) {
                throw new UserError(
                        ExitCode.USAGE, "--command is for " + name + ", and the forms are " + named.keySet());
            }
        }
        return named;
    }

    private Optional<List<String>> command(String form) {
        return Optional.ofNullable(commands.get(form))
                .map(c -> List.of(c.strip().split("\\s+")));
    }

    private String baseline(List<Variant> variants) {
        String form = baseline.orElseGet(() -> Plan.defaultBaseline(variants).form());
        return variants.stream()
                .filter(v -> v.form().equals(form))
                .findFirst()
                .orElseThrow(() -> new UserError(
                        ExitCode.USAGE,
                        "--baseline " + form + " is none of the forms: "
                                + variants.stream().map(Variant::form).toList()))
                .name();
    }
}
