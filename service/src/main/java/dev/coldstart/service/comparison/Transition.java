package dev.coldstart.service.comparison;

import java.time.Instant;
import java.util.Optional;

/** What can happen to a comparison. */
public sealed interface Transition {

    /** A worker begins, or goes on with it. */
    record Begin(Standing.Lease lease) implements Transition {}

    /** The worker is still there, and may have come further. */
    record Keep(String lease, Instant until, Standing.Kept kept) implements Transition {}

    /** The worker gives it back: it was told to stop. */
    record HandBack(String lease) implements Transition {}

    /** The worker was not heard of in time. */
    record LeaseRanOut() implements Transition {}

    /** The worker can't go on with it: its engine has failed. */
    record Break(String lease, String why) implements Transition {}

    /** The worker is done, and there is a report. */
    record Report(String lease, Standing.Kept kept) implements Transition {}

    /** It can't be measured. */
    record Fail(String lease, String why) implements Transition {}

    record Cancel(String who) implements Transition {}

    /** @param by the comparison that takes its place */
    record Supersede(String by) implements Transition {}

    record Expire() implements Transition {}

    /** The lease that whoever wants this has to hold. */
    default Optional<String> needs() {
        return switch (this) {
            case Keep keep -> Optional.of(keep.lease());
            case HandBack back -> Optional.of(back.lease());
            case Report report -> Optional.of(report.lease());
            case Fail fail -> Optional.of(fail.lease());
            case Break broken -> Optional.of(broken.lease());
            case Begin begin -> Optional.empty();
            case LeaseRanOut out -> Optional.empty();
            case Cancel cancel -> Optional.empty();
            case Supersede supersede -> Optional.empty();
            case Expire expire -> Optional.empty();
        };
    }
}
