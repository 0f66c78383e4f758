package dev.coldstart.core.estimate;

import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * One metric of one variant against the baseline, block by block.
 *
 * @param of the variant's name
 * @param against the baseline's name
 * @param pairs blocks in which both have the metric; 1 for what is measured once, such as a size
 * @param ratio {@code of / against}, the Hodges-Lehmann estimate; below 1 is less, which is better but for throughput
 * @param low lower end of its 95 % interval; empty where there are too few pairs for one
 * @param high upper end
 * @param smallestVisible the smallest gain, as a fraction, that this comparison would have found four times in five; empty
 *     where there is no interval
 * @param settledBy how many blocks like these pairs would be enough in all, when the decision is inconclusive and up to a
 *     thousand would help
 */
public record Contrast(
        Metric metric,
        String of,
        String against,
        int pairs,
        double ratio,
        OptionalDouble low,
        OptionalDouble high,
        OptionalDouble smallestVisible,
        Decision decision,
        OptionalInt settledBy) {

    public Contrast {
        if (pairs < 1 || !(ratio > 0) || ratio == Double.POSITIVE_INFINITY) {
            throw new IllegalArgumentException("a ratio of " + ratio + " from " + pairs + " pairs");
        }
        if (low.isPresent() != high.isPresent()) {
            throw new IllegalArgumentException("an interval has two ends");
        }
    }
}
