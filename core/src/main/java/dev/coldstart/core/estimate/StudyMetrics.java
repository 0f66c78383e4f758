package dev.coldstart.core.estimate;

import dev.coldstart.core.study.StudyResult;
import java.util.OptionalDouble;

/** Reads a metric off one run of a study, in the metric's unit. */
final class StudyMetrics {

    private static final double NANOS_PER_MILLI = 1e6;

    private StudyMetrics() {}

    /** Empty for what this result does not have. */
    static OptionalDouble value(Metric metric, StudyResult result) {
        return switch (result) {
            case StudyResult.Loaded loaded -> loaded(metric, loaded);
            case StudyResult.Warmed warmed -> warmed(metric, warmed);
            case StudyResult.Started started -> started(metric, started);
            case StudyResult.Failed failed -> OptionalDouble.empty();
        };
    }

    private static OptionalDouble loaded(Metric metric, StudyResult.Loaded loaded) {
        return switch (metric) {
            case PEAK_UNDER_LOAD -> OptionalDouble.of((double) loaded.peakBytes());
            case PEAK_CHARGED_UNDER_LOAD ->
                loaded.peakChargedBytes().isPresent()
                        ? OptionalDouble.of((double) loaded.peakChargedBytes().getAsLong())
                        : OptionalDouble.empty();
            case LOAD_P50 -> millis(loaded.latencies().quantile(0.5));
            case LOAD_P90 -> millis(loaded.latencies().quantile(0.9));
            case LOAD_P99 -> millis(loaded.latencies().quantile(0.99));
            case LOAD_P999 -> millis(loaded.latencies().quantile(0.999));
            case LOAD_CPU -> OptionalDouble.of(loaded.cpuNs() / NANOS_PER_MILLI / (loaded.sent() - loaded.wrong()));
            default -> OptionalDouble.empty();
        };
    }

    private static OptionalDouble warmed(Metric metric, StudyResult.Warmed warmed) {
        return switch (metric) {
            case THROUGHPUT -> OptionalDouble.of(warmed.requests() / warmed.seconds());
            case WARM_P50 -> millis(warmed.latencies().quantile(0.5));
            case WARM_P99 -> millis(warmed.latencies().quantile(0.99));
            case WARM_CPU -> OptionalDouble.of(warmed.cpuNs() / NANOS_PER_MILLI / warmed.requests());
            default -> OptionalDouble.empty();
        };
    }

    private static OptionalDouble started(Metric metric, StudyResult.Started started) {
        return switch (metric) {
            case FIRST_RESPONSE -> millis(started.firstNs());
            case CPU_TO_FIRST_RESPONSE -> millis(started.cpuNs());
            default -> OptionalDouble.empty();
        };
    }

    private static OptionalDouble millis(long nanos) {
        return OptionalDouble.of(nanos / NANOS_PER_MILLI);
    }
}
