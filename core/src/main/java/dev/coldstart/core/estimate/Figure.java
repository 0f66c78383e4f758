package dev.coldstart.core.estimate;

import dev.coldstart.core.statistics.Spread;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One metric of one variant.
 *
 * @param n how many starts it is from; 1 for what is measured once, such as a size
 * @param median in the unit
 * @param low lower end of the median's 95 % interval; empty where n is too small for one
 * @param high upper end
 * @param outliers how many of the n lie far out (MAD); they are counted in all figures
 * @param spread of the n; empty for what is measured once
 */
public record Figure(
        Metric.Unit unit,
        int n,
        double median,
        OptionalDouble low,
        OptionalDouble high,
        int outliers,
        Optional<Spread> spread) {

    /** What is measured once, such as a size. */
    public static Figure once(Metric.Unit unit, double value) {
        return new Figure(unit, 1, value, OptionalDouble.empty(), OptionalDouble.empty(), 0, Optional.empty());
    }
}
