package dev.coldstart.core.cost;

import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;

/**
 * A value with the interval that follows from the intervals of what it is made of.
 *
 * @param low lower end; empty where something that it is made of has no interval
 * @param high upper end
 */
public record Range(double value, OptionalDouble low, OptionalDouble high) {

    public Range {
        if (low.isPresent() != high.isPresent()) {
            throw new IllegalArgumentException("an interval has two ends");
        }
        if (low.isPresent() && !(low.getAsDouble() <= value && value <= high.getAsDouble())) {
            throw new IllegalArgumentException(
                    value + " lies outside its interval " + low.getAsDouble() + " to " + high.getAsDouble());
        }
    }

    /** What was given, not measured. */
    public static Range exactly(double value) {
        return new Range(value, OptionalDouble.of(value), OptionalDouble.of(value));
    }

    /** Through a function that never falls. */
    Range map(DoubleUnaryOperator rising) {
        return new Range(rising.applyAsDouble(value), mapped(low, rising), mapped(high, rising));
    }

    /** Through a function that never rises. */
    Range mapFalling(DoubleUnaryOperator falling) {
        return new Range(falling.applyAsDouble(value), mapped(high, falling), mapped(low, falling));
    }

    /** The sum with both ends at their worst at once: an interval at least as wide as it has to be. */
    Range plus(Range other) {
        return new Range(value + other.value, sum(low, other.low), sum(high, other.high));
    }

    Range times(double factor) {
        Checks.notNegative("factor", factor);
        return map(v -> v * factor);
    }

    /** Whether it has an interval that is wider than nothing. */
    public boolean hasWidth() {
        return low.isPresent() && low.getAsDouble() < high.getAsDouble();
    }

    private static OptionalDouble mapped(OptionalDouble end, DoubleUnaryOperator function) {
        return end.isPresent() ? OptionalDouble.of(function.applyAsDouble(end.getAsDouble())) : end;
    }

    private static OptionalDouble sum(OptionalDouble a, OptionalDouble b) {
        return a.isPresent() && b.isPresent()
                ? OptionalDouble.of(a.getAsDouble() + b.getAsDouble())
                : OptionalDouble.empty();
    }
}
