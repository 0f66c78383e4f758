package dev.coldstart.runner.load;

import dev.coldstart.core.study.Slice;
import java.time.Duration;
import java.util.List;

/** Whether an app has got warm: its CPU time per request goes down no more. */
final class Trend {

    /** Two of these are compared. A compiler that works in the background shows within seconds under full load. */
    private static final Duration SPAN = Duration.ofSeconds(3);

    /** What a span may need less than the one before and still be as warm. */
    private static final double FLAT = 0.97;

    private Trend() {}

    /** Looks at the last two spans of a course that began so long after the gate was opened. */
    static boolean isFlat(List<Slice> course, long beganMs) {
        if (course.isEmpty()) {
            return false;
        }
        long end = course.getLast().untilMs();
        long middle = end - SPAN.toMillis();
        long from = middle - SPAN.toMillis();
        if (from < beganMs) {
            return false;
        }
        double before = cpuPerRequest(course, from, middle);
        double now = cpuPerRequest(course, middle, end);
        return before > 0 && now >= FLAT * before;
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
