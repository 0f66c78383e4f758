package dev.coldstart.core.statistics;

import java.util.Arrays;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The one-sample signed-rank estimate of a centre: the Hodges-Lehmann pseudo-median (the median of all Walsh averages
 * {@code (x_i + x_j) / 2}, i &lt;= j) with the interval that belongs to the signed-rank test. Agrees with R's
 * {@code wilcox.test(x, exact = TRUE, conf.int = TRUE)}.
 *
 * <p>Up to {@value #EXACT_UP_TO} values the distribution of the rank sum is counted out; above, it is approximated by a
 * normal one with continuity correction, as its tails are then right to within a rank or so of tens of thousands.
 *
 * <p>Ties and zeros. The interval needs no ranks: its ends are Walsh averages, values that are equal only make it cover more
 * often than it says. The p-value leaves zeros out, gives tied values their mean rank, and counts out the distribution of
 * exactly those ranks.
 */
public final class SignedRank {

    /** The confidence of every interval of this project. */
    public static final double CONFIDENCE = 0.95;

    /** The least values from which a 95 % interval can be had: with five, even all of one sign happens 1 time in 16. */
    public static final int MIN_FOR_INTERVAL = 6;

    static final int EXACT_UP_TO = 200;

    /** What R allows for rounding when it looks for the quantile. */
    private static final double FUZZ = 10 * Math.ulp(1.0);

    /**
     * What the values say of their centre, in their own unit.
     *
     * @param n how many values
     * @param center the pseudo-median
     * @param low lower end of the 95 % interval; empty with fewer than {@value SignedRank#MIN_FOR_INTERVAL} values
     * @param high upper end
     * @param p two-sided p-value of "the centre is 0"; for the curious, nothing is decided by it
     */
    public record Estimate(int n, double center, OptionalDouble low, OptionalDouble high, double p) {

        /** Half the interval's width. */
        public OptionalDouble halfWidth() {
            return low.isPresent() && high.isPresent()
                    ? OptionalDouble.of((high.getAsDouble() - low.getAsDouble()) / 2)
                    : OptionalDouble.empty();
        }
    }

    /** It depends on the number of pairs alone, which most contrasts of a report share. */
    private static final Map<Integer, Long> EXACT = new ConcurrentHashMap<>();

    private SignedRank() {}

    /**
     * The estimate from at least one value; ratios are given as their logarithms.
     *
     * @throws IllegalArgumentException without a value, or when one is not finite
     */
    public static Estimate estimate(double[] values) {
        double[] sorted = Samples.sorted(values);
        int n = sorted.length;
        long all = pairs(n);
        double center =
                (WalshAverages.smallest(sorted, (all + 1) / 2) + WalshAverages.smallest(sorted, all / 2 + 1)) / 2;
        double p = twoSidedP(sorted);
        long rank = lowerQuantile(n);
        if (rank == 0) {
            return new Estimate(n, center, OptionalDouble.empty(), OptionalDouble.empty(), p);
        }
        return new Estimate(
                n,
                center,
                OptionalDouble.of(WalshAverages.smallest(sorted, rank)),
                OptionalDouble.of(WalshAverages.smallest(sorted, all - rank + 1)),
                p);
    }

    /** The smallest rank sum V with P(sum &lt;= V) of at least 2.5 %; 0 means that no interval can be had. */
    static long lowerQuantile(int n) {
        return n <= EXACT_UP_TO
                ? EXACT.computeIfAbsent(n, SignedRank::exactLowerQuantile)
                : approximateLowerQuantile(n);
    }

    static long exactLowerQuantile(int n) {
        int[] ranks = new int[n];
        Arrays.setAll(ranks, i -> i + 1);
        double[] probability = rankSumDistribution(ranks);
        double tail = (1 - CONFIDENCE) / 2 - FUZZ;
        double sum = 0;
        for (int v = 0; v < probability.length; v++) {
            sum += probability[v];
            if (sum >= tail) {
                return v;
            }
        }
        throw new IllegalStateException("probabilities do not add up to one");
    }

    static long approximateLowerQuantile(int n) {
        double z = Power.normalQuantile((1 - CONFIDENCE) / 2);
        return (long) Math.ceil(pairs(n) / 2.0 - 0.5 + z * Math.sqrt(squaredRanks(n) / 4));
    }

    private static double twoSidedP(double[] values) {
        double[] nonZero = Arrays.stream(values).filter(x -> x != 0).toArray();
        if (nonZero.length == 0) {
            return 1;
        }
        int[] ranks = doubledRanks(nonZero);
        long positive = 0;
        for (int i = 0; i < nonZero.length; i++) {
            positive += nonZero[i] > 0 ? ranks[i] : 0;
        }
        long all = Arrays.stream(ranks).asLongStream().sum();
        long smaller = Math.min(positive, all - positive);
        double oneSided;
        if (nonZero.length <= EXACT_UP_TO) {
            double[] probability = rankSumDistribution(ranks);
            oneSided = Arrays.stream(probability, 0, (int) smaller + 1).sum();
        } else {
            double variance =
                    Arrays.stream(ranks).mapToDouble(r -> (double) r * r).sum() / 4;
            // Doubled ranks: half a rank of continuity correction is one.
            oneSided = Power.normalProbability((smaller + 1 - all / 2.0) / Math.sqrt(variance));
        }
        return Math.min(1, 2 * oneSided);
    }

    /** Twice the rank of each value's magnitude: tied ones share their mean rank, which may be a half. */
    private static int[] doubledRanks(double[] values) {
        Integer[] order = new Integer[values.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> Double.compare(Math.abs(values[a]), Math.abs(values[b])));
        int[] ranks = new int[values.length];
        int from = 0;
        while (from < order.length) {
            int to = from;
            while (to + 1 < order.length && Math.abs(values[order[to + 1]]) == Math.abs(values[order[from]])) {
                to++;
            }
            for (int i = from; i <= to; i++) {
                ranks[order[i]] = from + to + 2;
            }
            from = to + 1;
        }
        return ranks;
    }

    /** The probability of each sum when every rank is in it or not, at even odds. */
    private static double[] rankSumDistribution(int[] ranks) {
        double[] probability = new double[Arrays.stream(ranks).sum() + 1];
        probability[0] = 1;
        int most = 0;
        for (int rank : ranks) {
            most += rank;
            for (int v = most; v >= 0; v--) {
                probability[v] = (probability[v] + (v >= rank ? probability[v - rank] : 0)) / 2;
            }
        }
        return probability;
    }

    private static long pairs(int n) {
        return (long) n * (n + 1) / 2;
    }

    private static double squaredRanks(int n) {
        return n * (n + 1.0) * (2.0 * n + 1) / 6;
    }
}
