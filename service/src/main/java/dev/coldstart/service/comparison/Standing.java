package dev.coldstart.service.comparison;

import dev.coldstart.protocol.State;
import java.time.Instant;
import java.util.Optional;

/**
 * All of a comparison that its state machine changes.
 *
 * @param reason why it ended as it did, one sentence
 * @param attempt how many times it was begun
 * @param lost how many of these times the worker was lost
 * @param lease what the worker that measures it has to show; empty when none does
 * @param kept what of its samples is kept, whatever happens to the worker
 */
public record Standing(
        State state,
        Optional<String> reason,
        Instant queuedAt,
        Optional<Instant> startedAt,
        Optional<Instant> endedAt,
        int attempt,
        int lost,
        Optional<Lease> lease,
        Kept kept) {

    /** A worker's right to measure, until it runs out. */
    public record Lease(String id, String worker, Instant until) {}

    /**
     * Whole blocks of samples.
     *
     * @param nextBlock the first block that is not kept
     * @param lines of {@code samples.jsonl}
     * @param bytes of it
     */
    public record Kept(int nextBlock, int lines, long bytes) {}

    static Standing queued(Instant now, Kept kept) {
        return new Standing(
                State.QUEUED, Optional.empty(), now, Optional.empty(), Optional.empty(), 0, 0, Optional.empty(), kept);
    }

    Standing measuring(Lease granted, Instant now) {
        return new Standing(
                State.MEASURING,
                Optional.empty(),
                queuedAt,
                Optional.of(startedAt.orElse(now)),
                Optional.empty(),
                attempt + 1,
                lost,
                Optional.of(granted),
                kept);
    }

    Standing renewed(Instant until, Kept more) {
        return new Standing(
                state,
                reason,
                queuedAt,
                startedAt,
                endedAt,
                attempt,
                lost,
                lease.map(l -> new Lease(l.id(), l.worker(), until)),
                more);
    }

    Standing queuedAgain(int losses) {
        return new Standing(
                State.QUEUED,
                Optional.empty(),
                queuedAt,
                startedAt,
                Optional.empty(),
                attempt,
                losses,
                Optional.empty(),
                kept);
    }

    Standing ended(State end, Optional<String> why, Instant now) {
        return new Standing(end, why, queuedAt, startedAt, Optional.of(now), attempt, lost, Optional.empty(), kept);
    }
}
