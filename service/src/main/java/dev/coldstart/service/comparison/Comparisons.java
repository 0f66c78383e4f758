package dev.coldstart.service.comparison;

import dev.coldstart.artifact.folder.FileTree;
import dev.coldstart.core.sample.SampleLine;
import dev.coldstart.protocol.Event;
import dev.coldstart.protocol.State;
import dev.coldstart.protocol.Submission;
import dev.coldstart.service.access.AuditLog;
import dev.coldstart.service.store.DataFolder;
import dev.coldstart.service.store.Ids;
import dev.coldstart.service.store.Store;
import dev.coldstart.service.submission.Digests;
import dev.coldstart.service.submission.InvalidSubmissionException;
import dev.coldstart.service.submission.SubmissionCheck;
import dev.coldstart.service.upload.ArtifactRows;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/** What those who want something measured can do: ask for it, look at it, watch it, cancel it. */
public final class Comparisons {

    /** What came of asking. */
    public sealed interface Submitted {

        /** It is queued. */
        record Accepted(Comparison comparison) implements Submitted {}

        /** The same was asked for before, with this key. */
        record Known(Comparison comparison) implements Submitted {}

        /** Something else was asked for before, with this key. */
        record KeyReused() implements Submitted {}
    }

    /**
     * Who asks.
     *
     * @param repository that it is for
     * @param caller {@code Caller.description()}
     * @param key of idempotency: asking twice with it is asking once
     * @param body what was sent, to tell whether it is the same
     */
    public record Request(String repository, String caller, boolean fork, Optional<String> key, String body) {}

    private static final int MAX_EVENTS = 1000;

    private final DataFolder data;
    private final Store store;
    private final Clock clock;
    private final Duration deadline;
    private final Ids ids;
    private final Watchers watchers;
    private final Ledger ledger;
    private final QueueOrder order;
    private final AuditLog audit;

    /** @param deadline from being asked for to being done */
    public Comparisons(DataFolder data, Store store, Clock clock, Duration deadline, AuditLog audit) {
        this.audit = audit;
        this.data = data;
        this.store = store;
        this.clock = clock;
        this.deadline = deadline;
        this.ids = new Ids(clock);
        this.watchers = new Watchers();
        this.ledger = new Ledger(store, clock, watchers);
        this.order = new QueueOrder(store, clock, watchers);
    }

    /** The same comparisons, as workers see them. */
    public Leases leases(Duration lease) {
        return new Leases(data, store, ledger, clock, lease);
    }

    /** What came of the same request before; empty where this is the first one. */
    public Optional<Submitted> before(Request request) {
        return store.read(handle -> known(handle, request));
    }

    /**
     * Takes it into the queue, unless it was asked for before. When this returns, it is written down.
     *
     * @throws InvalidSubmissionException when it can't be measured as it stands
     */
    public Submitted submit(Request request, Submission submission) throws InvalidSubmissionException {
        SubmissionCheck.check(submission);
        String id = ids.next();
        boolean mayBeWritten = false;
        try {
            Standing.Kept kept = new SamplesFile(data.comparison(id)).create(firstLines(submission));
            // Of a database that goes away in the middle nobody knows what it has done. Retention removes what nobody
            // names.
            mayBeWritten = true;
            Tried tried = ledger.write(entry -> {
                Optional<Submitted> meanwhile = known(entry.handle(), request);
                List<String> missing =
                        meanwhile.isPresent() ? List.of() : missing(entry.handle(), request.repository(), submission);
                return meanwhile.isPresent() || !missing.isEmpty()
                        ? new Tried(meanwhile, missing)
                        : new Tried(
                                Optional.of(new Submitted.Accepted(insert(entry, id, request, submission, kept))),
                                missing);
            });
            mayBeWritten = tried.submitted()
                    .filter(Submitted.Accepted.class::isInstance)
                    .isPresent();
            if (tried.submitted().isEmpty()) {
                throw new InvalidSubmissionException(
                        "artifact-missing",
                        "these artifacts have to be sent first: " + tried.missing(),
                        tried.missing());
            }
            return tried.submitted().get();
        } catch (IOException e) {
            throw new UncheckedIOException("the samples of a comparison can't be written: " + FileTree.why(e), e);
        } finally {
            if (!mayBeWritten) {
                forget(id);
            }
        }
    }

    /** What came of it; empty where artifacts are missing. */
    private record Tried(Optional<Submitted> submitted, List<String> missing) {}

    private void forget(String id) {
        try {
            FileTree.delete(data.comparison(id));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As the command line writes them. */
    private static List<SampleLine> firstLines(Submission submission) {
        List<SampleLine> lines = new ArrayList<>();
        lines.add(new SampleLine.OfPlan(SampleLine.SCHEMA, submission.plan().withoutSecrets()));
        lines.add(new SampleLine.OfVersions(submission.versions()));
        submission.builds().forEach(build -> lines.add(new SampleLine.OfBuild(build)));
        return lines;
    }

    private static Optional<Submitted> known(Handle handle, Request request) {
        if (request.key().isEmpty()) {
            return Optional.empty();
        }
        record Key(String request, String comparison) {}
        return handle.createQuery("select request, comparison from idempotency where repository = :repository and"
                        + " idempotency_key = :key")
                .bind("repository", request.repository())
                .bind("key", request.key().get())
                .mapTo(Key.class)
                .findOne()
                .map(key -> key.request().equals(Digests.sha256(request.body()))
                        ? new Submitted.Known(
                                ComparisonRow.find(handle, key.comparison()).orElseThrow())
                        : new Submitted.KeyReused());
    }

    private List<String> missing(Handle handle, String repository, Submission submission) {
        return submission.variants().stream()
                .flatMap(variant -> variant.artifact().stream())
                .map(Submission.SubmittedArtifact::sha256)
                .distinct()
                .filter(sha256 -> !ArtifactRows.has(handle, repository, sha256)
                        || !data.blobs().has(sha256))
                .toList();
    }

    private Comparison insert(
            Ledger.Entry entry, String id, Request request, Submission submission, Standing.Kept kept) {
        Instant now = entry.now();
        supersede(entry, id, request.repository(), submission);
        new NewComparison(id, request, submission, kept, now, now.plus(deadline)).insert(entry.handle());
        entry.queued(id);
        Comparison inserted = entry.comparison(id);
        note(entry, request.caller(), "comparison.submit", inserted);
        return inserted;
    }

    /** What is measured of an earlier push is of no use any more. */
    private static void supersede(Ledger.Entry entry, String id, String repository, Submission submission) {
        if (submission.revision().pullRequest().isEmpty()) {
            return;
        }
        List<String> earlier = entry.handle()
                .createQuery("select id from comparison where repository = :repository and pull_request = :number"
                        + " and app = :app and architecture = :architecture and state in " + ComparisonRow.OPEN)
                .bind("repository", repository)
                .bind("number", submission.revision().pullRequest().getAsInt())
                .bind("app", submission.plan().app())
                .bind("architecture", submission.architecture().id())
                .mapTo(String.class)
                .list();
        for (String older : earlier) {
            entry.apply(entry.comparison(older), new Transition.Supersede(id), List.of());
        }
    }

    /** The comparison of that id. */
    public Optional<Comparison> find(String id) {
        return Ids.isId(id) ? store.read(handle -> ComparisonRow.find(handle, id)) : Optional.empty();
    }

    /** How many of the queue come before it, as far as can be said now; empty when it does not wait. */
    public Optional<Integer> place(Comparison comparison) {
        return comparison.state() == State.QUEUED
                ? Optional.ofNullable(order.places().get(comparison.id()))
                : Optional.empty();
    }

    /** The same of all that wait, by id. */
    public Map<String, Integer> places() {
        return order.places();
    }

    /**
     * Ends it, and notes who did.
     *
     * @param who {@code Caller.description()}
     *
     * @throws IllegalTransitionException when it has ended already
     */
    public Comparison cancel(String id, String who) {
        return ledger.write(entry -> {
            Comparison cancelled = entry.apply(entry.comparison(id), new Transition.Cancel(who), List.of());
            note(entry, who, "comparison.cancel", cancelled);
            return cancelled;
        });
    }

    private void note(Ledger.Entry entry, String who, String action, Comparison comparison) {
        audit.note(
                entry.handle(),
                new AuditLog.Note(
                        who, action, Optional.of(comparison.repository()), comparison.id(), comparison.app()));
    }

    /** What happened to it after the event of that number, the oldest first; not more than a thousand at once. */
    public List<Event> events(String id, long after) {
        return store.read(handle -> Events.after(handle, id, after, MAX_EVENTS));
    }

    /** Listens to what happens to any comparison: for the log and for figures. It must not take time. */
    public void listenToAll(Consumer<Event> listener) {
        watchers.listenToAll(listener);
    }

    /** Listens until the answer is closed. The listener is called by whoever makes the event: it must not take time. */
    public AutoCloseable listen(String id, Consumer<Event> listener) {
        return watchers.listen(id, listener);
    }
}
