package dev.coldstart.runner.load;

import dev.coldstart.core.study.Latencies;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/** Answers counted, and how long they took. For one thread. */
final class Tally {

    private static final long NANOS_PER_MICRO = 1000;
    private static final long LONGEST_MICROS = 3_600_000_000L;
    private static final int DIGITS = 3;

    private final Histogram micros = new Histogram(1, LONGEST_MICROS, DIGITS);
    private long wrong;

    void good(long ns) {
        micros.recordValue(Math.clamp((ns + NANOS_PER_MICRO / 2) / NANOS_PER_MICRO, 1, LONGEST_MICROS));
    }

    void wrong() {
        wrong++;
    }

    long goods() {
        return micros.getTotalCount();
    }

    long wrongs() {
        return wrong;
    }

    long quantileNs(double share) {
        return micros.getTotalCount() == 0 ? 0 : micros.getValueAtPercentile(100 * share) * NANOS_PER_MICRO;
    }

    void clear() {
        micros.reset();
        wrong = 0;
    }

    Latencies latencies() {
        List<Long> ns = new ArrayList<>();
        List<Long> counts = new ArrayList<>();
        micros.recordedValues().forEach(value -> {
            ns.add(value.getValueIteratedTo() * NANOS_PER_MICRO);
            counts.add(value.getCountAddedInThisIterationStep());
        });
        return new Latencies(ns, counts);
    }
}
