package dev.coldstart.core.estimate;

import dev.coldstart.core.sample.Outcome;
import dev.coldstart.core.sample.Start;
import dev.coldstart.core.study.StudyRun;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The starts of a comparison by variant and block, and what studies saw, by study, variant and block. */
public final class StartTable {

    private final Map<String, NavigableMap<Integer, Start>> byVariant = new HashMap<>();
    /** A report asks for the same values again and again. */
    private final Map<Asked, NavigableMap<Integer, Double>> values = new ConcurrentHashMap<>();

    private record Asked(String variant, Metric metric) {}

    private final List<StudyRun> studies;
    private final List<StudyRun> sweep;

    /** Cold starts alone. */
    public StartTable(List<Start> starts) {
        this(starts, List.of());
    }

    /** The starts of a sweep at one size, with those metrics that a sweep has. */
    public static StartTable ofSweep(List<StudyRun> runs) {
        return new StartTable(List.of(), List.of(), runs);
    }

    public StartTable(List<Start> starts, List<StudyRun> studies) {
        this(starts, studies, List.of());
    }

    private StartTable(List<Start> starts, List<StudyRun> studies, List<StudyRun> sweep) {
        this.studies = List.copyOf(studies);
        this.sweep = List.copyOf(sweep);
        for (Start start : starts) {
            byVariant.computeIfAbsent(start.variant(), v -> new TreeMap<>()).put(start.block(), start);
        }
    }

    /** The counted starts of a variant, good and failed, in the order of their blocks. */
    public List<Start> counted(String variant) {
        return ofVariant(variant).values().stream().filter(Start::counted).toList();
    }

    /** The counted starts that failed. */
    public List<Outcome.Failed> failures(String variant) {
        List<Outcome.Failed> failures = new ArrayList<>();
        for (Start start : counted(variant)) {
            if (start.outcome() instanceof Outcome.Failed failed) {
                failures.add(failed);
            }
        }
        return failures;
    }

    /** How the warm-up start failed; empty when it did not, or was not made. */
    public Optional<Outcome.Failed> warmUpFailure(String variant) {
        return Optional.ofNullable(ofVariant(variant).get(0))
                .map(Start::outcome)
                .filter(Outcome.Failed.class::isInstance)
                .map(Outcome.Failed.class::cast);
    }

    /** Whether at least one counted start was good, and at least half of them were. */
    public boolean starts(String variant) {
        int all = counted(variant).size();
        return all > 0 && 2 * failures(variant).size() <= all;
    }

    /** How many counted blocks were begun. */
    public int blocks() {
        return (int) byVariant.values().stream()
                .flatMap(starts -> starts.keySet().stream())
                .filter(block -> block > 0)
                .distinct()
                .count();
    }

    /** A metric of every good, counted start, or run of its study, that has it, by block. */
    public NavigableMap<Integer, Double> values(String variant, Metric metric) {
        return values.computeIfAbsent(
                new Asked(variant, metric), asked -> Collections.unmodifiableNavigableMap(read(variant, metric)));
    }

    private NavigableMap<Integer, Double> read(String variant, Metric metric) {
        NavigableMap<Integer, Double> values = new TreeMap<>();
        if (metric.study().isPresent()) {
            String study = metric.study().get();
            take(
                    values,
                    metric,
                    variant,
                    studies.stream().filter(run -> run.study().equals(study)));
            return values;
        }
        take(values, metric, variant, sweep.stream());
        for (Start start : counted(variant)) {
            if (start.outcome() instanceof Outcome.Started good) {
                OptionalDouble value = StartMetrics.value(metric, start, good);
                value.ifPresent(v -> values.put(start.block(), v));
            }
        }
        return values;
    }

    private static void take(
            NavigableMap<Integer, Double> values, Metric metric, String variant, Stream<StudyRun> runs) {
        runs.filter(run -> run.variant().equals(variant))
                .forEach(run ->
                        StudyMetrics.value(metric, run.result()).ifPresent(value -> values.put(run.block(), value)));
    }

    private NavigableMap<Integer, Start> ofVariant(String variant) {
        NavigableMap<Integer, Start> starts = byVariant.get(variant);
        return starts == null ? new TreeMap<>() : starts;
    }
}
