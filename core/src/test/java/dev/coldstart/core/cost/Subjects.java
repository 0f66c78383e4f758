package dev.coldstart.core.cost;

import java.util.Optional;
import java.util.OptionalDouble;

/** A variant for tests of cost: what is not said is measured in round numbers. */
final class Subjects {

    private Optional<Range> loadMs = Optional.empty();
    private OptionalDouble loadPeak = OptionalDouble.empty();
    private final String form;
    private Range first = Range.exactly(100);
    private Optional<Range> second = Optional.of(Range.exactly(10));
    private Optional<Range> warm = Optional.empty();
    private OptionalDouble functionBytes = OptionalDouble.empty();
    private OptionalDouble peak = OptionalDouble.of(100 << 20);
    private OptionalDouble idle = OptionalDouble.of(80 << 20);
    private OptionalDouble charged = OptionalDouble.empty();
    private OptionalDouble container = OptionalDouble.of(200);
    private double cpuMs = 100;

    private Subjects(String form) {
        this.form = form;
    }

    static Subjects x64(String form) {
        return new Subjects(form);
    }

    Subjects first(double ms) {
        first = Range.exactly(ms);
        return this;
    }

    Subjects first(Range ms) {
        first = ms;
        return this;
    }

    Subjects second(Optional<Range> ms) {
        second = ms;
        return this;
    }

    Subjects memory(OptionalDouble peakBytes, OptionalDouble idleBytes) {
        peak = peakBytes;
        idle = idleBytes;
        return this;
    }

    Subjects charged(double bytes) {
        charged = OptionalDouble.of(bytes);
        return this;
    }

    Subjects cpuMs(double ms) {
        cpuMs = ms;
        return this;
    }

    Subjects container(OptionalDouble ms) {
        container = ms;
        return this;
    }

    /** Measured as a function of so much memory, with so many milliseconds to a warm event. */
    Subjects function(double warmMs, double bytes) {
        warm = Optional.of(Range.exactly(warmMs));
        functionBytes = OptionalDouble.of(bytes);
        return this;
    }

    /** What a load showed: the median answer, and the peak. */
    Subjects underLoad(Range ms, double peakBytes) {
        loadMs = Optional.of(ms);
        loadPeak = OptionalDouble.of(peakBytes);
        return this;
    }

    Subject subject() {
        Prices prices = Prices.shipped("us-east-1");
        return new Subject(
                form + "@head",
                form,
                OptionalDouble.of(prices.functions().orElseThrow().perGbSecond().x64()),
                prices.node("m6i.large"),
                1,
                first,
                first.map(ms -> ms / 4),
                second,
                warm,
                functionBytes,
                loadMs,
                cpuMs,
                container,
                peak,
                idle,
                charged,
                loadPeak,
                OptionalDouble.empty(),
                OptionalDouble.of(40e6));
    }
}
