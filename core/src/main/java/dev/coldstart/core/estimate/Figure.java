package dev.coldstart.core.estimate;

import java.util.OptionalDouble;

/**
 * One metric of one variant.
 *
 * @param n how many starts it is from; 1 for what is measured once, such as a size
 * @param median in the unit
 * @param low lower end of the median's 95 % interval; empty where n is too small for one
 * @param high upper end
 * @param outliers how many of the n lie far out (MAD); they are counted in all figures
 */
public record Figure(Metric.Unit unit, int n, double median, OptionalDouble low, OptionalDouble high, int outliers) {}
