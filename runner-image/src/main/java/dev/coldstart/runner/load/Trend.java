package dev.coldstart.runner.load;

import dev.coldstart.core.study.Slice;
import java.time.Duration;
import java.util.List;

/**
 * Whether an app has got warm: its CPU time per request neither goes down nor up any more. Up counts too: .NET's JIT puts
 * counters into what is called often some seconds after the start, and a request costs more until it has read them.
 */
final class Trend {

    /** Three of these in a row are compared. */
    private static final Duration SPAN = Duration.ofSeconds(3);

    private static final int SPANS = 3;

    /** What the dearest span may cost more than the cheapest. */
    private static final double FLAT = 1.05;

    private Trend() {}

    /** Looks at the last spans of a course that began so long after the gate was opened. */
    static boolean isFlat(List<Slice> course, long beganMs) {
        if (course.isEmpty()) {
            return false;
        }
        long end = course.getLast().untilMs();
        if (end - SPANS * SPAN.toMillis() < beganMs) {
            return false;
        }
        double least = Double.MAX_VALUE;
        double most = 0;
        for (int i = 0; i < SPANS; i++) {
            long until = end - i * SPAN.toMillis();
            double cost = cpuPerRequest(course, until - SPAN.toMillis(), until);
            least = Math.min(least, cost);
            most = Math.max(most, cost);
        }
        return least > 0 && most <= FLAT * least;
    }

    private static double cpuPerRequest(List<Slice> course, long from, long until) {
        long cpu = 0;
        long requests = 0;
        for (Slice slice : course) {
            if (slice.untilMs() > from && slice.untilMs() <= until) {
                cpu += slice.cpuNs();
                requests += slice.requests();
            }
        }
        return requests == 0 ? 0 : (double) cpu / requests;
    }
}
