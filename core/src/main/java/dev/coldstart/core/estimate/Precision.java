package dev.coldstart.core.estimate;

import dev.coldstart.core.plan.Plan;
import dev.coldstart.core.plan.Variant;
import dev.coldstart.core.sample.Start;
import dev.coldstart.core.statistics.MedianInterval;
import java.util.Collection;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How narrow a comparison's intervals are: by their width it stops, never by what they say.
 *
 * @param reached whether each interval that can be had has a half-width, on logarithms, of at most {@link
 *     dev.coldstart.core.plan.Sampling#precision()}; never where there is none
 * @param judged what the intervals are of
 * @param without variants that have no interval, as they don't start or are no longer measured; in the order of the plan
 */
public record Precision(boolean reached, Judged judged, List<String> without) {

    /** What a comparison's intervals are of. */
    public enum Judged {
        /** Ratios of two variants, or of one form alone its own median. */
        ALL_THAT_WAS_ASKED,
        /** Medians of single variants, where ratios were asked for: no two that are to be compared both start. */
        MEDIANS_ALONE,
        /** Nothing: no variant starts. */
        NOTHING
    }

    public Precision {
        without = List.copyOf(without);
    }

    /**
     * Looks at the first response of every pairing whose two variants still start (at least half of their counted starts were
     * good); for a variant without such a pairing it is the interval of its own median.
     *
     * <p>It knows nothing of the least and the most blocks; the caller asks after each block from the least on.
     *
     * @param measured the names of the variants that are still measured: another's interval becomes no narrower
     */
    public static Precision of(List<Start> starts, Plan plan, Set<String> measured) {
        StartTable table = new StartTable(starts);
        List<String> all = plan.variants().stream().map(Variant::name).toList();
        List<String> remaining =
                all.stream().filter(measured::contains).filter(table::starts).toList();
        List<Pairing> asked = Pairing.of(plan);
        List<Pairing> pairings = asked.stream()
                .filter(p -> remaining.contains(p.of()) && remaining.contains(p.against()))
                .toList();
        Stream<OptionalDouble> ratios = pairings.stream().map(p -> ratio(table, p.of(), p.against()));
        Stream<OptionalDouble> medians = remaining.stream()
                .filter(variant -> pairings.stream()
                        .noneMatch(p -> p.of().equals(variant) || p.against().equals(variant)))
                .map(variant -> median(table, variant));
        boolean narrow = Stream.concat(ratios, medians)
                .allMatch(width -> width.isPresent()
                        && width.getAsDouble() <= plan.sampling().precision());
        Judged judged = remaining.isEmpty()
                ? Judged.NOTHING
                : pairings.isEmpty() && !asked.isEmpty() ? Judged.MEDIANS_ALONE : Judged.ALL_THAT_WAS_ASKED;
        return new Precision(
                narrow && judged != Judged.NOTHING,
                judged,
                all.stream().filter(name -> !remaining.contains(name)).toList());
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
