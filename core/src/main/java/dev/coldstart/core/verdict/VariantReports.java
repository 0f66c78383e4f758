package dev.coldstart.core.verdict;

import dev.coldstart.core.artifact.Artifact;
import dev.coldstart.core.artifact.BuildRecord;
import dev.coldstart.core.behaviour.Behaviour;
import dev.coldstart.core.estimate.Figure;
import dev.coldstart.core.estimate.Figures;
import dev.coldstart.core.estimate.Metric;
import dev.coldstart.core.estimate.StartTable;
import dev.coldstart.core.plan.Variant;
import dev.coldstart.core.report.VariantReport;
import dev.coldstart.core.sample.FailureReason;
import dev.coldstart.core.sample.Outcome;
import dev.coldstart.core.sample.SampleSet;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Says of each variant what became of it, with its figures. */
final class VariantReports {

    private final SampleSet samples;
    private final StartTable table;
    private final Behaviour behaviour;
    private final Frames frames;

    VariantReports(SampleSet samples, StartTable table, Behaviour behaviour) {
        this.samples = samples;
        this.behaviour = behaviour;
        this.table = table;
        this.frames = new Frames(samples.frames());
    }

    List<VariantReport> all() {
        return samples.plan().variants().stream().map(this::one).toList();
    }

    private VariantReport one(Variant variant) {
        String name = variant.name();
        Optional<BuildRecord> build = last(
                samples.builds().stream().filter(b -> b.variant().equals(name)).toList());
        Optional<Artifact> artifact = last(samples.artifacts().stream()
                .filter(a -> a.variant().equals(name))
                .toList());
        VariantReport.State state = state(name, build);
        boolean failed = state == VariantReport.State.FAILED;
        Optional<Outcome.Failed> example = example(name, failed);
        return new VariantReport(
                name,
                variant.form(),
                variant.revision(),
                variant.architecture(),
                state,
                failed ? example.map(Outcome.Failed::reason) : Optional.empty(),
                figures(name, state, artifact, build),
                table.counted(name).size(),
                table.failures(name).size(),
                example.map(f -> frames.shown(name, f)),
                build,
                artifact,
                behaviour.summary(name));
    }

    private VariantReport.State state(String name, Optional<BuildRecord> build) {
        if (build.flatMap(BuildRecord::failure).isPresent()) {
            return VariantReport.State.NOT_BUILT;
        }
        if (table.starts(name)) {
            return behaviour.summary(name).filter(s -> s.unequal() > 0).isPresent()
                    ? VariantReport.State.UNEQUAL
                    : VariantReport.State.STARTED;
        }
        return table.counted(name).isEmpty() && table.warmUpFailure(name).isEmpty()
                ? VariantReport.State.NOT_MEASURED
                : VariantReport.State.FAILED;
    }

    /** The last failure of the most frequent reason, and of the one that came last where several are: what is told of all. */
    private Optional<Outcome.Failed> example(String name, boolean failed) {
        List<Outcome.Failed> failures = table.failures(name);
        Map<FailureReason, Integer> counts = new EnumMap<>(FailureReason.class);
        failures.forEach(f -> counts.merge(f.reason(), 1, Integer::sum));
        int most = counts.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        return failures.reversed().stream()
                .filter(f -> counts.getOrDefault(f.reason(), 0) == most)
                .findFirst()
                .or(() -> failed ? table.warmUpFailure(name) : Optional.empty());
    }

    /** The few good starts of a variant that counts as failed give no figures: they would be read as if it worked. */
    private Map<Metric, Figure> figures(
            String name, VariantReport.State state, Optional<Artifact> artifact, Optional<BuildRecord> build) {
        Map<Metric, Figure> figures = new EnumMap<>(Metric.class);
        if (state == VariantReport.State.STARTED || state == VariantReport.State.UNEQUAL) {
            figures.putAll(Figures.ofStarts(table, name));
        }
        figures.putAll(Figures.ofBuild(artifact, build));
        return Collections.unmodifiableMap(figures);
    }

    private static <T> Optional<T> last(List<T> list) {
        return list.isEmpty() ? Optional.empty() : Optional.of(list.getLast());
    }
}
