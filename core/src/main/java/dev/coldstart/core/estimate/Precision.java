package dev.coldstart.core.estimate;

import dev.coldstart.core.plan.Plan;
import dev.coldstart.core.plan.Variant;
import dev.coldstart.core.sample.Start;
import dev.coldstart.core.statistics.MedianInterval;
import java.util.Collection;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** When to stop: by the width of the intervals alone, never by what they say. */
public final class Precision {

    private Precision() {}

    /**
     * Whether the first response's interval of every pairing whose two variants still start (at least half of their counted
     * starts were good) has a half-width, on logarithms, of at most {@link dev.coldstart.core.plan.Sampling#precision()}; for
     * a variant without such a pairing it is the interval of its own median. With nothing that starts there is nothing more
     * to learn: true.
     *
     * <p>It knows nothing of the least and the most blocks; the caller asks after each block from the least on.
     */
    public static boolean reached(List<Start> starts, Plan plan) {
        StartTable table = new StartTable(starts);
        List<String> remaining = plan.variants().stream()
                .map(Variant::name)
                .filter(table::starts)
                .toList();
        List<Pairing> pairings = Pairing.of(plan).stream()
                .filter(p -> remaining.contains(p.of()) && remaining.contains(p.against()))
                .toList();
        Stream<OptionalDouble> ratios = pairings.stream().map(p -> ratio(table, p.of(), p.against()));
        Stream<OptionalDouble> medians = remaining.stream()
                .filter(variant -> pairings.stream()
                        .noneMatch(p -> p.of().equals(variant) || p.against().equals(variant)))
                .map(variant -> median(table, variant));
        return Stream.concat(ratios, medians)
                .allMatch(width -> width.isPresent()
                        && width.getAsDouble() <= plan.sampling().precision());
    }

    private static OptionalDouble ratio(StartTable table, String variant, String baseline) {
        return Contrasts.estimate(table, Metric.FIRST_RESPONSE, variant, baseline)
                .map(e -> e.halfWidth())
                .orElse(OptionalDouble.empty());
    }

    private static OptionalDouble median(StartTable table, String variant) {
        Collection<Double> values = table.values(variant, Metric.FIRST_RESPONSE).values();
        MedianInterval median =
                MedianInterval.of(values.stream().mapToDouble(v -> v).toArray());
        return median.low().isPresent()
                        && median.high().isPresent()
                        && median.low().getAsDouble() > 0
                ? OptionalDouble.of(
                        Math.log(median.high().getAsDouble() / median.low().getAsDouble()) / 2)
                : OptionalDouble.empty();
    }
}
