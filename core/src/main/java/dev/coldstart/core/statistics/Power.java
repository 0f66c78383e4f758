package dev.coldstart.core.statistics;

import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/** What a comparison could have seen. */
public final class Power {

    private static final double WANTED = 0.80;
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    private Power() {}

    /**
     * The shift that an interval from {@code n} values would have excluded four times in five, from its own half-width. The
     * half-width is about {@code t(0.975) s / sqrt(n)}; the centre must lie {@code t(0.80) s / sqrt(n)} further out for the
     * interval to miss 0 in 80 of 100 cases. {@code bench/simulate} prints it beside what is found by trying.
     *
     * @param halfWidth of the 95 % interval
     * @param n at least 2
     */
    public static double visibleShift(double halfWidth, int n) {
        TDistribution t = TDistribution.of(n - 1);
        double interval = t.inverseCumulativeProbability((1 + SignedRank.CONFIDENCE) / 2);
        return halfWidth * (interval + t.inverseCumulativeProbability(WANTED)) / interval;
    }

    static double normalQuantile(double probability) {
        return NORMAL.inverseCumulativeProbability(probability);
    }

    static double normalProbability(double z) {
        return NORMAL.cumulativeProbability(z);
    }
}
