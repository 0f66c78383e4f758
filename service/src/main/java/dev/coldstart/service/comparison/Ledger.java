package dev.coldstart.service.comparison;

import dev.coldstart.core.json.Json;
import dev.coldstart.protocol.Event;
import dev.coldstart.protocol.Submission;
import dev.coldstart.service.store.Store;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/** Where what happens to a comparison is written down: its standing, its events, and those who watch are told afterwards. */
final class Ledger {

    private final Store store;
    private final Clock clock;
    private final Watchers watchers;

    Ledger(Store store, Clock clock, Watchers watchers) {
        this.store = store;
        this.clock = clock;
        this.watchers = watchers;
    }

    /** One change: all of it is written, or nothing. */
    final class Entry {

        private final Handle handle;
        private final List<Event> events = new ArrayList<>();

        private Entry(Handle handle) {
            this.handle = handle;
        }

        Handle handle() {
            return handle;
        }

        Instant now() {
            return clock.instant();
        }

        /**
         * The comparison as it stands.
         *
         * @throws UnknownComparisonException when there is none
         */
        Comparison comparison(String id) {
            return ComparisonRow.find(handle, id).orElseThrow(() -> new UnknownComparisonException(id));
        }

        /**
         * Has something happen to it. The only way in which a comparison's standing changes.
         *
         * @param seen what else there is to tell of it
         */
        Comparison apply(Comparison before, Transition transition, List<Event.What> seen) {
            Instant now = clock.instant();
            Standing after = StateMachine.next(before.standing(), transition, now);
            List<Event.What> told = new ArrayList<>(seen);
            told(after, transition).ifPresent(told::add);
            long number = before.lastEvent();
            List<Event> fresh = new ArrayList<>();
            for (Event.What what : told) {
                fresh.add(new Event(before.id(), ++number, now, what));
            }
            Events.add(handle, fresh);
            events.addAll(fresh);
            ComparisonRow.update(handle, before.id(), after, number);
            if (after.state().ended()) {
                forgetSecrets(before.id());
            }
            return comparison(before.id());
        }

        /** The first event of all. */
        void queued(String id) {
            Event event = new Event(id, 1, clock.instant(), new Event.Queued());
            Events.add(handle, List.of(event));
            events.add(event);
        }

        private Optional<Event.What> told(Standing after, Transition transition) {
            int block = after.kept().nextBlock();
            if (after.state().ended()) {
                return transition instanceof Transition.Report
                        ? Optional.empty() // told by whoever made the report
                        : Optional.of(
                                new Event.Ended(after.state(), after.reason(), Optional.empty(), Optional.empty()));
            }
            return switch (transition) {
                case Transition.Begin(Standing.Lease lease) ->
                    Optional.of(new Event.Began(lease.worker(), after.attempt(), block));
                case Transition.HandBack back -> Optional.of(new Event.Returned("the worker was told to stop", block));
                case Transition.LeaseRanOut out ->
                    Optional.of(new Event.Returned("the worker was not heard of in time", block));
                case Transition.Break(String lease, String why) -> Optional.of(new Event.Returned(why, block));
                default -> Optional.empty();
            };
        }

        /** What is needed to measure is not needed any more. */
        private void forgetSecrets(String id) {
            Submission kept = submission(id).withoutSecrets();
            handle.createUpdate("update comparison set request = :request where id = :id")
                    .bind("request", Json.line().writeValueAsString(kept))
                    .bind("id", id)
                    .execute();
        }

        Submission submission(String id) {
            String request = handle.createQuery("select request from comparison where id = :id")
                    .bind("id", id)
                    .mapTo(String.class)
                    .one();
            return Json.line().readValue(request, Submission.class);
        }
    }

    <T> T write(Function<Entry, T> work) {
        List<Event> told = new ArrayList<>();
        T result = store.write(handle -> {
            Entry entry = new Entry(handle);
            T done = work.apply(entry);
            told.addAll(entry.events);
            return done;
        });
        watchers.tell(told);
        return result;
    }
}
