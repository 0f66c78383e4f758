package dev.coldstart.service.comparison;

import dev.coldstart.artifact.folder.FileTree;
import dev.coldstart.core.plan.Architecture;
import dev.coldstart.core.sample.Outcome;
import dev.coldstart.core.sample.SampleLine;
import dev.coldstart.core.sample.Start;
import dev.coldstart.protocol.Event;
import dev.coldstart.protocol.State;
import dev.coldstart.protocol.Submission;
import dev.coldstart.service.store.DataFolder;
import dev.coldstart.service.store.Ids;
import dev.coldstart.service.store.Store;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/** What workers can do with comparisons: take one, say what they see, give it back, end it. */
public final class Leases {

    /** More than any honest comparison has. */
    private static final long MAX_BYTES = 512L << 20;

    /**
     * A worker as it presents itself.
     *
     * @param noiseFloor the smallest difference that it sees, as a fraction, once it has measured that
     */
    public record Offer(String worker, Architecture architecture, Set<String> labels, OptionalDouble noiseFloor) {
        public Offer {
            labels = Set.copyOf(labels);
        }

        public Offer(String worker, Architecture architecture, Set<String> labels) {
            this(worker, architecture, labels, OptionalDouble.empty());
        }
    }

    /**
     * A comparison for a worker to measure.
     *
     * @param submission with all that is needed for it, secrets included
     * @param kept the lines that are kept of it, one below the other
     */
    public record Claim(Comparison comparison, Standing.Lease lease, Submission submission, String kept) {}

    /** What came of saying what was seen. */
    public sealed interface Taken {

        /** They are kept. */
        record Kept(Instant until) implements Taken {}

        /** Earlier ones are missing: they are to be sent from this number on. */
        record Expected(int line) implements Taken {}
    }

    /** How far the file of a comparison has come under a lease. */
    private record Position(String lease, int lines, long bytes) {}

    private final DataFolder data;
    private final Store store;
    private final Ledger ledger;
    private final Clock clock;
    private final Duration duration;
    private final Ids ids;
    private final Reports reports;
    private final Map<String, Position> positions = new ConcurrentHashMap<>();
    private final Map<String, ReentrantLock> locks = new ConcurrentHashMap<>();

    Leases(DataFolder data, Store store, Ledger ledger, Clock clock, Duration duration) {
        this.data = data;
        this.store = store;
        this.ledger = ledger;
        this.clock = clock;
        this.duration = duration;
        this.ids = new Ids(clock);
        this.reports = new Reports(data);
    }

    /** Whoever has a lease keeps it for its whole time: that the service was down is not the workers' fault. */
    public void renewAll() {
        var _ = ledger.write(entry -> {
            for (Comparison comparison : ComparisonRow.inState(entry.handle(), State.MEASURING)) {
                String lease = comparison.standing().lease().orElseThrow().id();
                var _ = entry.apply(
                        comparison,
                        new Transition.Keep(
                                lease,
                                clock.instant().plus(duration),
                                comparison.standing().kept()),
                        List.of());
            }
            return true;
        });
    }

    /** Gives the worker what is next for it, if there is something. What it had before is taken from it: it begins anew. */
    public Optional<Claim> claim(Offer offer) {
        Optional<Claim> claimed = ledger.write(entry -> {
            for (Comparison left : ComparisonRow.inState(entry.handle(), State.MEASURING)) {
                if (left.standing().lease().orElseThrow().worker().equals(offer.worker())) {
                    var _ = entry.apply(left, new Transition.LeaseRanOut(), List.of());
                }
            }
            List<FairChoice.Waiting> waiting = QueueRows.waiting(entry.handle(), offer);
            return FairChoice.next(waiting, entry.now()).map(next -> {
                QueueRows.served(entry.handle(), next.repository(), entry.now());
                Standing.Lease lease = new Standing.Lease(
                        ids.next(), offer.worker(), entry.now().plus(duration));
                Comparison begun = entry.apply(entry.comparison(next.id()), new Transition.Begin(lease), List.of());
                return new Claim(begun, lease, entry.submission(next.id()), "");
            });
        });
        return claimed.flatMap(this::withKept);
    }

    /** One whose samples are gone would be claimed for ever, before all others: it ends, and says why. */
    private Optional<Claim> withKept(Claim claim) {
        String id = claim.comparison().id();
        Standing.Kept kept = claim.comparison().standing().kept();
        Optional<Claim> whole = locked(id, file -> {
            if (file.size() < kept.bytes()) {
                return Optional.empty();
            }
            file.cut(kept.bytes());
            positions.put(id, new Position(claim.lease().id(), kept.lines(), kept.bytes()));
            try (BufferedReader in = file.read(kept.bytes())) {
                StringBuilder text = new StringBuilder();
                in.lines().forEach(line -> text.append(line).append('\n'));
                return Optional.of(new Claim(claim.comparison(), claim.lease(), claim.submission(), text.toString()));
            }
        });
        if (whole.isEmpty()) {
            end(
                    id,
                    new Transition.Fail(
                            claim.lease().id(),
                            "its samples are not on the service's disk any more: ask for it again"));
        }
        return whole;
    }

    /**
     * Takes what a worker saw, and renews its lease. To send the same again does no harm.
     *
     * @param from the number of the first of the lines in the file, from 0
     * @param wholeBlock the next block, where the last of these lines ends one
     * @throws IllegalTransitionException when the lease is not the worker's any more
     */
    public Taken lines(String id, String lease, int from, List<SampleLine> lines, Optional<Integer> wholeBlock) {
        return locked(id, file -> {
            Position before = position(id, lease, file);
            if (from > before.lines()) {
                return new Taken.Expected(before.lines());
            }
            int known = before.lines() - from;
            List<SampleLine> fresh = known < lines.size() ? lines.subList(known, lines.size()) : List.of();
            // Of an earlier try that could not be written down there may be something behind.
            file.cut(before.bytes());
            long bytes = file.append(fresh);
            if (bytes > MAX_BYTES) {
                throw new IllegalArgumentException(
                        "the samples of one comparison are not more than " + MAX_BYTES + " bytes");
            }
            Position after = new Position(lease, before.lines() + fresh.size(), bytes);
            boolean ends = wholeBlock.isPresent() && from + lines.size() == after.lines();
            if (ends) {
                file.sync();
            }
            Instant until = clock.instant().plus(duration);
            var _ = ledger.write(entry -> {
                Comparison comparison = entry.comparison(id);
                Standing.Kept kept = ends
                        ? new Standing.Kept(wholeBlock.orElseThrow(), after.lines(), after.bytes())
                        : comparison.standing().kept();
                return entry.apply(comparison, new Transition.Keep(lease, until, kept), seen(fresh));
            });
            positions.put(id, after);
            return new Taken.Kept(until);
        });
    }

    private static List<Event.What> seen(List<SampleLine> lines) {
        List<Event.What> seen = new ArrayList<>();
        for (SampleLine line : lines) {
            if (line instanceof SampleLine.OfStart(Start start)) {
                seen.add(
                        switch (start.outcome()) {
                            case Outcome.Started(var phases, var usage, var idle) ->
                                new Event.Started(
                                        start.variant(),
                                        start.block(),
                                        start.position(),
                                        OptionalDouble.of(phases.firstNs() / 1e6),
                                        Optional.empty());
                            case Outcome.Failed failed ->
                                new Event.Started(
                                        start.variant(),
                                        start.block(),
                                        start.position(),
                                        OptionalDouble.empty(),
                                        Optional.of(failed.reason().id()));
                        });
            }
        }
        return seen;
    }

    /** After a restart the file alone knows. */
    private Position position(String id, String lease, SamplesFile file) throws IOException {
        Position known = positions.get(id);
        if (known != null && known.lease().equals(lease)) {
            return known;
        }
        Comparison comparison = store.read(handle -> ComparisonRow.find(handle, id))
                .orElseThrow(() -> new UnknownComparisonException(id));
        // Refused here, before the file is touched: it is another worker's by now.
        var _ = StateMachine.next(
                comparison.standing(),
                new Transition.Keep(
                        lease, clock.instant(), comparison.standing().kept()),
                clock.instant());
        int lines = file.wholeLines();
        Position found = new Position(lease, lines, file.bytesOf(lines));
        positions.put(id, found);
        return found;
    }

    /** The worker gives it back, and somebody goes on with it from its last whole block. */
    public void handBack(String id, String lease) {
        end(id, new Transition.HandBack(lease));
    }

    /** The worker's engine has failed: somebody else is to try, unless too many have. */
    public void broken(String id, String lease, String why) {
        end(id, new Transition.Break(lease, why));
    }

    /** The comparison itself is at fault: nobody else has to try. */
    public void refused(String id, String lease, String why) {
        end(id, new Transition.Fail(lease, why));
    }

    private void end(String id, Transition transition) {
        var _ = ledger.write(entry -> entry.apply(entry.comparison(id), transition, List.of()));
        positions.remove(id);
    }

    /**
     * The worker is done: makes the report.
     *
     * @param total the number of all lines
     * @throws IllegalTransitionException when the lease is not the worker's any more
     */
    public Taken done(String id, String lease, int total) {
        return locked(id, file -> {
            Position position = position(id, lease, file);
            if (total != position.lines()) {
                return new Taken.Expected(position.lines());
            }
            file.cut(position.bytes());
            file.sync();
            Comparison comparison =
                    store.read(handle -> ComparisonRow.find(handle, id)).orElseThrow();
            Standing.Kept kept =
                    new Standing.Kept(comparison.standing().kept().nextBlock(), position.lines(), position.bytes());
            Reports.Made made = reports.make(comparison.id());
            var _ = ledger.write(entry -> {
                Comparison current = entry.comparison(id);
                return switch (made) {
                    case Reports.Made.Done(var report, var samples) -> {
                        Ended ended = new Ended(report, samples);
                        Comparison after =
                                entry.apply(current, new Transition.Report(lease, kept), List.of(ended.event()));
                        ended.write(entry.handle(), after);
                        yield after;
                    }
                    case Reports.Made.Unreadable(String why) ->
                        entry.apply(current, new Transition.Fail(lease, why), List.of());
                };
            });
            positions.remove(id);
            return new Taken.Kept(clock.instant());
        });
    }

    /** Takes back what nobody was heard of, and ends what is too late. */
    public void sweep() {
        Instant now = clock.instant();
        var _ = ledger.write(entry -> {
            for (Comparison comparison : ComparisonRow.inState(entry.handle(), State.MEASURING)) {
                if (!now.isBefore(comparison.standing().lease().orElseThrow().until())) {
                    var _ = entry.apply(comparison, new Transition.LeaseRanOut(), List.of());
                }
            }
            List<Comparison> open = new ArrayList<>(ComparisonRow.inState(entry.handle(), State.MEASURING));
            open.addAll(ComparisonRow.inState(entry.handle(), State.QUEUED));
            for (Comparison comparison : open) {
                if (!now.isBefore(comparison.deadlineAt())) {
                    var _ = entry.apply(comparison, new Transition.Expire(), List.of());
                }
            }
            return true;
        });
    }

    private interface FileWork<T> {
        T with(SamplesFile file) throws IOException;
    }

    /** One request at a time for each comparison. */
    private <T> T locked(String id, FileWork<T> work) {
        if (!Ids.isId(id)) {
            throw new UnknownComparisonException(id);
        }
        ReentrantLock lock = locks.computeIfAbsent(id, key -> new ReentrantLock());
        lock.lock();
        try {
            return work.with(new SamplesFile(data.comparison(id)));
        } catch (IOException e) {
            throw new UncheckedIOException("the samples of " + id + " can't be written: " + FileTree.why(e), e);
        } finally {
            lock.unlock();
        }
    }
}
