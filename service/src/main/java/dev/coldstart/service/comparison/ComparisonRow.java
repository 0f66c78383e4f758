package dev.coldstart.service.comparison;

import dev.coldstart.core.plan.Architecture;
import dev.coldstart.protocol.Cause;
import dev.coldstart.protocol.State;
import dev.coldstart.protocol.Submission;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/** A comparison as it is in the database: the table's columns by their names. */
public record ComparisonRow(
        String id,
        String repository,
        String app,
        String architecture,
        String labels,
        String cause,
        Optional<String> revision,
        Optional<String> baseRevision,
        Optional<Integer> pullRequest,
        Optional<String> ref,
        boolean fork,
        Optional<String> releaseName,
        Optional<Instant> committedAt,
        String state,
        Optional<String> reason,
        int priority,
        String createdBy,
        Instant createdAt,
        Instant queuedAt,
        Optional<Instant> startedAt,
        Optional<Instant> endedAt,
        Instant deadlineAt,
        int attempt,
        int lost,
        int nextBlock,
        int keptLines,
        long keptBytes,
        Optional<String> worker,
        Optional<String> lease,
        Optional<Instant> leaseUntil,
        long lastEvent,
        Optional<String> outcome,
        Optional<String> verdict) {

    /** The states of those that have not ended, as SQL takes them behind {@code in}. */
    public static final String OPEN = Stream.of(State.values())
            .filter(state -> !state.ended())
            .map(State::id)
            .collect(Collectors.joining("', '", "('", "')"));

    /** Without the request, which is large. */
    static final String COLUMNS = "id, repository, app, architecture, labels, cause, revision, base_revision,"
            + " pull_request, ref, fork, release_name, committed_at, state, reason, priority, created_by, created_at,"
            + " queued_at, started_at, ended_at, deadline_at, attempt, lost, next_block, kept_lines, kept_bytes, worker,"
            + " lease, lease_until, last_event, outcome, verdict";

    Comparison comparison() {
        return new Comparison(
                id,
                repository,
                app,
                Architecture.of(architecture),
                labels(labels),
                Cause.of(cause),
                new Submission.Revision(
                        revision,
                        baseRevision,
                        pullRequestNumber(),
                        ref,
                        fork,
                        committedAt.map(Instant::toString),
                        releaseName),
                pullRequestNumber(),
                priority,
                createdBy,
                createdAt,
                deadlineAt,
                standing(),
                lastEvent,
                outcome,
                verdict);
    }

    private OptionalInt pullRequestNumber() {
        return pullRequest.map(OptionalInt::of).orElse(OptionalInt.empty());
    }

    private Standing standing() {
        return new Standing(
                State.of(state),
                reason,
                queuedAt,
                startedAt,
                endedAt,
                attempt,
                lost,
                lease.map(held -> new Standing.Lease(held, worker.orElseThrow(), leaseUntil.orElseThrow())),
                new Standing.Kept(nextBlock, keptLines, keptBytes));
    }

    /** Labels have no spaces in them. */
    static List<String> labels(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(" "));
    }

    static Optional<Comparison> find(Handle handle, String id) {
        return handle.createQuery("select " + COLUMNS + " from comparison where id = :id")
                .bind("id", id)
                .mapTo(ComparisonRow.class)
                .findOne()
                .map(ComparisonRow::comparison);
    }

    static List<Comparison> inState(Handle handle, State state) {
        return handle.createQuery("select " + COLUMNS + " from comparison where state = :state order by id")
                .bind("state", state.id())
                .mapTo(ComparisonRow.class)
                .map(ComparisonRow::comparison)
                .list();
    }

    static void update(Handle handle, String id, Standing standing, long lastEvent) {
        handle.createUpdate("update comparison set state = :state, reason = :reason, queued_at = :queued,"
                        + " started_at = :started, ended_at = :ended, attempt = :attempt, lost = :lost,"
                        + " next_block = :block, kept_lines = :lines, kept_bytes = :bytes, worker = coalesce(:worker,"
                        + " worker), lease = :lease, lease_until = :until, last_event = :event where id = :id")
                .bind("state", standing.state().id())
                .bind("reason", standing.reason())
                .bind("queued", standing.queuedAt())
                .bind("started", standing.startedAt())
                .bind("ended", standing.endedAt())
                .bind("attempt", standing.attempt())
                .bind("lost", standing.lost())
                .bind("block", standing.kept().nextBlock())
                .bind("lines", standing.kept().lines())
                .bind("bytes", standing.kept().bytes())
                .bind("worker", standing.lease().map(Standing.Lease::worker))
                .bind("lease", standing.lease().map(Standing.Lease::id))
                .bind("until", standing.lease().map(Standing.Lease::until))
                .bind("event", lastEvent)
                .bind("id", id)
                .execute();
    }
}
