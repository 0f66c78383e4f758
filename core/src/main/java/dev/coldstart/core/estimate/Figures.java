package dev.coldstart.core.estimate;

import dev.coldstart.core.artifact.Artifact;
import dev.coldstart.core.artifact.BuildRecord;
import dev.coldstart.core.statistics.MedianInterval;
import dev.coldstart.core.statistics.Outliers;
import dev.coldstart.core.statistics.Spread;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** From samples to the figures of one variant, in the order of {@link Metric}. */
public final class Figures {

    private Figures() {}

    /** Everything that was measured at its starts. */
    public static Map<Metric, Figure> ofStarts(StartTable table, String variant) {
        Map<Metric, Figure> figures = new EnumMap<>(Metric.class);
        for (Metric metric : Metric.values()) {
            Collection<Double> values = table.values(variant, metric).values();
            if (!values.isEmpty()) {
                figures.put(metric, figure(metric, values));
            }
        }
        return Collections.unmodifiableMap(figures);
    }

    /**
     * What is known without a start: sizes, and time and warnings of a build that succeeded. An image of 0 bytes was not
     * made and has no figure.
     */
    public static Map<Metric, Figure> ofBuild(Optional<Artifact> artifact, Optional<BuildRecord> build) {
        Map<Metric, Figure> figures = new EnumMap<>(Metric.class);
        artifact.map(Artifact::sizes).ifPresent(sizes -> {
            put(figures, Metric.PUBLISHED_SIZE, (double) sizes.published());
            put(figures, Metric.SYMBOLS_SIZE, (double) sizes.symbols());
            put(figures, Metric.PACKED_SIZE, (double) sizes.packed());
            if (sizes.image() > 0) {
                put(figures, Metric.IMAGE_SIZE, (double) sizes.image());
            }
        });
        build.filter(b -> b.failure().isEmpty()).ifPresent(b -> {
            put(figures, Metric.BUILD_TIME, b.seconds());
            if (b.warningsUnknown().isEmpty()) {
                put(figures, Metric.BUILD_WARNINGS, b.warnings().size());
            }
        });
        return Collections.unmodifiableMap(figures);
    }

    private static void put(Map<Metric, Figure> figures, Metric metric, double value) {
        figures.put(metric, Figure.once(metric.unit(), value));
    }

    private static Figure figure(Metric metric, Collection<Double> values) {
        double[] numbers = values.stream().mapToDouble(v -> v).toArray();
        MedianInterval median = MedianInterval.of(numbers);
        return new Figure(
                metric.unit(),
                median.n(),
                median.median(),
                median.low(),
                median.high(),
                Outliers.count(scale(numbers)),
                Optional.of(Spread.of(numbers)));
    }

    /** Times and sizes vary by a factor, so they are looked at on logarithms; counts that may be zero as they are. */
    private static double[] scale(double[] values) {
        return Arrays.stream(values).allMatch(v -> v > 0)
                ? Arrays.stream(values).map(Math::log).toArray()
                : values;
    }
}
