package dev.coldstart.service.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Who is next. Classes go before each other, and whoever has waited an hour is one class better, so that nobody starves.
 * Within a class it is the repository's turn that was served least recently; within a repository it is the oldest.
 */
final class FairChoice {

    private static final Duration STEP = Duration.ofHours(1);

    /**
     * Somebody who waits.
     *
     * @param servedAt when the repository was last served
     */
    record Waiting(String id, String repository, int priority, Instant queuedAt, Instant servedAt) {

        private long rank(Instant now) {
            return Math.max(0, priority - Duration.between(queuedAt, now).dividedBy(STEP));
        }
    }

    private FairChoice() {}

    static Optional<Waiting> next(List<Waiting> waiting, Instant now) {
        return waiting.stream().min(order(now));
    }

    /** How many others would be served before this one if nobody else came: 0 is next. */
    static int place(List<Waiting> waiting, String id, Instant now) {
        List<Waiting> left = new ArrayList<>(waiting);
        Instant served = now;
        for (int place = 0; !left.isEmpty(); place++) {
            Waiting next = left.stream().min(order(now)).orElseThrow();
            if (next.id().equals(id)) {
                return place;
            }
            left.remove(next);
            served = served.plusMillis(1);
            Instant at = served;
            left.replaceAll(w -> w.repository().equals(next.repository())
                    ? new Waiting(w.id(), w.repository(), w.priority(), w.queuedAt(), at)
                    : w);
        }
        return 0;
    }

    private static Comparator<Waiting> order(Instant now) {
        return Comparator.comparingLong((Waiting w) -> w.rank(now))
                .thenComparing(Waiting::servedAt)
                .thenComparing(Waiting::queuedAt)
                .thenComparing(Waiting::id);
    }
}
