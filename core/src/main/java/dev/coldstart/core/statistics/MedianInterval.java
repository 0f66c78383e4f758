package dev.coldstart.core.statistics;

import java.util.OptionalDouble;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * A median with its distribution-free interval: two order statistics, chosen by the binomial distribution so that they cover
 * the true median at least 95 times in 100, whatever the shape. Fewer than six values have no such interval.
 *
 * @param n how many values
 * @param median the middle value, or the mean of the middle two
 * @param low lower end; empty with fewer than six values
 * @param high upper end
 */
public record MedianInterval(int n, double median, OptionalDouble low, OptionalDouble high) {

    /**
     * The median of at least one value.
     *
     * @throws IllegalArgumentException without a value, or when one is not finite
     */
    public static MedianInterval of(double[] values) {
        double[] sorted = Samples.sorted(values);
        int n = sorted.length;
        double median = Samples.median(sorted);
        int rank = lowerRank(n);
        return rank == 0
                ? new MedianInterval(n, median, OptionalDouble.empty(), OptionalDouble.empty())
                : new MedianInterval(
                        n, median, OptionalDouble.of(sorted[rank - 1]), OptionalDouble.of(sorted[n - rank]));
    }

    /** The greatest rank r, from 1, with P(fewer than r of n values lie below the median) under 2.5 %; 0 when none has. */
    static int lowerRank(int n) {
        return BinomialDistribution.of(n, 0.5).inverseCumulativeProbability((1 - SignedRank.CONFIDENCE) / 2);
    }
}
