package dev.coldstart.core.statistics;

/**
 * How far values lie apart, in their own unit: the ends and the quartiles, interpolated between neighbours (Hyndman and Fan's
 * type 7, as R, NumPy and spreadsheets do by default).
 *
 * @param least the smallest value
 * @param lowerQuartile a quarter of the values lies below
 * @param upperQuartile a quarter of the values lies above
 * @param most the largest value
 */
public record Spread(double least, double lowerQuartile, double upperQuartile, double most) {

    /**
     * The spread of at least one value.
     *
     * @throws IllegalArgumentException without a value, or when one is not finite
     */
    public static Spread of(double[] values) {
        double[] sorted = Samples.sorted(values);
        return new Spread(sorted[0], quantile(sorted, 0.25), quantile(sorted, 0.75), sorted[sorted.length - 1]);
    }

    private static double quantile(double[] sorted, double p) {
        double place = p * (sorted.length - 1);
        int below = (int) place;
        double share = place - below;
        return share == 0 ? sorted[below] : sorted[below] + share * (sorted[below + 1] - sorted[below]);
    }
}
