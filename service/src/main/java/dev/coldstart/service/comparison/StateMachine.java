package dev.coldstart.service.comparison;

import dev.coldstart.protocol.State;
import java.time.Instant;
import java.util.Optional;

/** The one place that says what may happen to a comparison, and what follows. */
final class StateMachine {

    /** So many workers lost over one comparison are not chance: it would take one after another with it. */
    static final int MAX_LOST = 3;

    private StateMachine() {}

    /**
     * What it is afterwards.
     *
     * @throws IllegalTransitionException when it can't happen now
     */
    static Standing next(Standing now, Transition transition, Instant at) {
        if (now.state().ended()) {
            throw new IllegalTransitionException(
                    now.state(),
                    "the comparison has ended already: it is " + now.state().id());
        }
        transition.needs().ifPresent(lease -> {
            if (now.lease().filter(held -> held.id().equals(lease)).isEmpty()) {
                throw new IllegalTransitionException(
                        now.state(), "the lease is not this worker's any more: drop the work and ask for other");
            }
        });
        return switch (transition) {
            case Transition.Begin(Standing.Lease lease) -> {
                if (now.state() == State.MEASURING) {
                    throw new IllegalTransitionException(now.state(), "another worker measures it");
                }
                yield now.measuring(lease, at);
            }
            case Transition.Keep(String lease, Instant until, Standing.Kept kept) -> now.renewed(until, kept);
            case Transition.HandBack back -> now.queuedAgain(now.lost());
            case Transition.LeaseRanOut out -> {
                if (now.state() != State.MEASURING) {
                    throw new IllegalTransitionException(now.state(), "nobody measures it");
                }
                yield lost(now, at, "the last was not heard of in time; look at its logs");
            }
            case Transition.Break(String lease, String why) -> lost(now, at, why);
            case Transition.Report(String lease, Standing.Kept kept) ->
                now.renewed(at, kept).ended(State.REPORTED, Optional.empty(), at);
            case Transition.Fail(String lease, String why) -> now.ended(State.FAILED, Optional.of(why), at);
            case Transition.Cancel(String who) -> now.ended(State.CANCELLED, Optional.of("cancelled by " + who), at);
            case Transition.Supersede(String by) ->
                now.ended(State.SUPERSEDED, Optional.of("a newer push of the pull request is measured: " + by), at);
            case Transition.Expire expire ->
                now.ended(
                        State.EXPIRED,
                        Optional.of(
                                now.attempt() == 0
                                        ? "no worker was free before its deadline"
                                        : "it was not done before its deadline"),
                        at);
        };
    }

    private static Standing lost(Standing now, Instant at, String why) {
        int lost = now.lost() + 1;
        return lost < MAX_LOST
                ? now.queuedAgain(lost)
                : now.ended(State.FAILED, Optional.of(lost + " workers were lost while they measured it: " + why), at);
    }
}
