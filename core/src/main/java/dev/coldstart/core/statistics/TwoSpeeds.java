package dev.coldstart.core.statistics;

import java.util.Arrays;
import java.util.Optional;

/**
 * A sample that falls into two groups with nothing between, whose median says little: an app that starts in one of two
 * speeds.
 *
 * <p>The rule: sorted, the sample is cut at its widest gap that leaves at least three values and 15 % of them on either side.
 * It is in two groups when the gap is at least three times the standard deviation within the wider group, and the groups'
 * medians differ by 10 % or more. One group of normal noise has such a gap less than once in a thousand samples.
 *
 * @param lower how many values are in the lower group
 * @param lowerMedian its median, in the values' unit
 * @param upper how many values are in the upper group
 * @param upperMedian its median
 * @param bound a value in the gap
 */
public record TwoSpeeds(int lower, double lowerMedian, int upper, double upperMedian, double bound) {

    private static final int MIN_VALUES = 8;
    private static final int MIN_IN_GROUP = 3;
    private static final double MIN_SHARE = 0.15;
    private static final double GAP_IN_DEVIATIONS = 3;
    private static final double MIN_RATIO = 1.1;

    /**
     * Looks for two groups in values above zero; on logarithms, as times vary by a factor.
     *
     * @throws IllegalArgumentException without a value, or when one is not finite or not above zero
     */
    public static Optional<TwoSpeeds> find(double[] values) {
        double[] sorted = Samples.sorted(values);
        if (sorted[0] <= 0) {
            throw new IllegalArgumentException("not above zero: " + sorted[0]);
        }
        int n = sorted.length;
        int least = Math.max(MIN_IN_GROUP, (int) Math.ceil(MIN_SHARE * n));
        if (n < MIN_VALUES) {
            return Optional.empty();
        }
        double[] logs = Arrays.stream(sorted).map(Math::log).toArray();
        int cut = least;
        for (int i = least; i <= n - least; i++) {
            if (logs[i] - logs[i - 1] > logs[cut] - logs[cut - 1]) {
                cut = i;
            }
        }
        double gap = logs[cut] - logs[cut - 1];
        double within = Math.max(deviation(logs, 0, cut), deviation(logs, cut, n));
        double lowerMedian = Samples.median(Arrays.copyOfRange(sorted, 0, cut));
        double upperMedian = Samples.median(Arrays.copyOfRange(sorted, cut, n));
        if (gap < GAP_IN_DEVIATIONS * within || upperMedian < MIN_RATIO * lowerMedian) {
            return Optional.empty();
        }
        return Optional.of(
                new TwoSpeeds(cut, lowerMedian, n - cut, upperMedian, Math.exp((logs[cut] + logs[cut - 1]) / 2)));
    }

    private static double deviation(double[] values, int from, int to) {
        double mean = Arrays.stream(values, from, to).average().orElseThrow();
        double squares = Arrays.stream(values, from, to)
                .map(x -> (x - mean) * (x - mean))
                .sum();
        return Math.sqrt(squares / (to - from - 1));
    }
}
