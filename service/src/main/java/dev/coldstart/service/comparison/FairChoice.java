package dev.coldstart.service.comparison;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.TreeMap;

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
        return waiting.stream().min(first(now));
    }

    /** All of them as they would be served if nobody else came. */
    static List<Waiting> order(List<Waiting> waiting, Instant now) {
        Map<Long, Map<String, Deque<Waiting>>> classes = new TreeMap<>();
        waiting.stream()
                .sorted(oldest())
                .forEach(w -> classes.computeIfAbsent(w.rank(now), rank -> new HashMap<>())
                        .computeIfAbsent(w.repository(), repository -> new ArrayDeque<>())
                        .add(w));
        // Whoever is served comes after all others: a turn is later than any time.
        Map<String, Long> turns = new HashMap<>();
        List<Waiting> served = new ArrayList<>();
        for (Map<String, Deque<Waiting>> byRepository : classes.values()) {
            PriorityQueue<Deque<Waiting>> repositories = new PriorityQueue<>(Comparator.comparingLong(
                            (Deque<Waiting> q) -> turns.getOrDefault(q.element().repository(), 0L))
                    .thenComparing(q -> q.element().servedAt())
                    .thenComparing(Deque::element, oldest()));
            repositories.addAll(byRepository.values());
            while (!repositories.isEmpty()) {
                Deque<Waiting> turn = repositories.remove();
                Waiting next = turn.remove();
                served.add(next);
                turns.put(next.repository(), (long) served.size());
                if (!turn.isEmpty()) {
                    repositories.add(turn);
                }
            }
        }
        return served;
    }

    private static Comparator<Waiting> oldest() {
        return Comparator.comparing(Waiting::queuedAt).thenComparing(Waiting::id);
    }

    private static Comparator<Waiting> first(Instant now) {
        return Comparator.comparingLong((Waiting w) -> w.rank(now))
                .thenComparing(Waiting::servedAt)
                .thenComparing(oldest());
    }
}
