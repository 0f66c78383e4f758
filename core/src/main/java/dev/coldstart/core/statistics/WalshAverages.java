package dev.coldstart.core.statistics;

/**
 * Order statistics of the Walsh averages of a sample, found without making the averages: ten thousand values have fifty
 * million of them.
 */
final class WalshAverages {

    private WalshAverages() {}

    /**
     * The k-th smallest of {@code (x_i + x_j) / 2}, i &lt;= j; k counts from 1.
     *
     * <p>The sums of pairs are looked for among all doubles between the least and the greatest sum, by halving. As adding
     * doubles never reverses an order, the pairs below a bound are counted in one pass, and the answer is a sum to the bit.
     */
    static double smallest(double[] sorted, long k) {
        int n = sorted.length;
        long low = position(sorted[0] + sorted[0]);
        long high = position(sorted[n - 1] + sorted[n - 1]);
        while (low < high) {
            long middle = Math.floorDiv(low, 2) + Math.floorDiv(high, 2) + (low & high & 1);
            if (countUpTo(sorted, value(middle)) >= k) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return value(low) / 2;
    }

    private static long countUpTo(double[] sorted, double sum) {
        long count = 0;
        int i = 0;
        for (int j = sorted.length - 1; j >= 0; j--) {
            // i: how many values may stand beside sorted[j]; it only grows as j falls.
            while (i < sorted.length && sorted[i] + sorted[j] <= sum) {
                i++;
            }
            count += Math.min(i, j + 1);
        }
        return count;
    }

    /** Numbers the doubles in their order; both zeros are one place. */
    private static long position(double value) {
        long bits = Double.doubleToLongBits(value + 0.0);
        return bits >= 0 ? bits : Long.MIN_VALUE - bits;
    }

    private static double value(long position) {
        return Double.longBitsToDouble(position >= 0 ? position : Long.MIN_VALUE - position);
    }
}
