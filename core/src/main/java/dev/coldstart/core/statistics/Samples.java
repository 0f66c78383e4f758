package dev.coldstart.core.statistics;

import java.util.Arrays;

/** What every computation here asks of its numbers. */
final class Samples {

    private Samples() {}

    /** A sorted copy of at least one finite value. */
    static double[] sorted(double[] values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("no values");
        }
        double[] sorted = values.clone();
        for (double value : sorted) {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("not a finite number: " + value);
            }
        }
        Arrays.sort(sorted);
        return sorted;
    }

    /** The middle value, or the mean of the middle two. */
    static double median(double[] sorted) {
        int n = sorted.length;
        return n % 2 == 1 ? sorted[n / 2] : (sorted[n / 2 - 1] + sorted[n / 2]) / 2;
    }
}
