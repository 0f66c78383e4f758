package dev.coldstart.core.statistics;

import java.util.Arrays;

/**
 * Values that lie far from the rest: further from the median than {@value #LIMIT} robust standard deviations (1.4826 times the
 * median absolute deviation; Iglewicz and Hoaglin 1993). Where more than half of the values are equal that deviation is 0, and
 * 1.2533 times the mean absolute deviation stands in for it. Fewer than six values don't tell what is far: none is flagged.
 *
 * <p>Values that are multiplied by noise, such as times, are given as logarithms.
 */
public final class Outliers {

    static final double LIMIT = 3.5;

    private static final double MAD_TO_DEVIATION = 1.4826;
    private static final double MEAN_TO_DEVIATION = 1.2533;
    private static final int MIN_VALUES = 6;

    private Outliers() {}

    /**
     * One flag for each value, in their order.
     *
     * @throws IllegalArgumentException without a value, or when one is not finite
     */
    public static boolean[] flags(double[] values) {
        double median = Samples.median(Samples.sorted(values));
        double[] distances =
                Arrays.stream(values).map(x -> Math.abs(x - median)).toArray();
        boolean[] flags = new boolean[values.length];
        if (values.length < MIN_VALUES) {
            return flags;
        }
        double deviation = MAD_TO_DEVIATION * Samples.median(Samples.sorted(distances));
        if (deviation == 0) {
            deviation = MEAN_TO_DEVIATION * Arrays.stream(distances).average().orElseThrow();
        }
        for (int i = 0; i < flags.length; i++) {
            flags[i] = distances[i] > LIMIT * deviation;
        }
        return flags;
    }

    /** How many of the values are flagged. */
    public static int count(double[] values) {
        int count = 0;
        for (boolean flag : flags(values)) {
            count += flag ? 1 : 0;
        }
        return count;
    }
}
