package dev.coldstart.runner;

import dev.coldstart.core.probe.Seen;
import dev.coldstart.core.sample.FailureReason;
import dev.coldstart.core.sample.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Failed starts as the prober sees them: without exit code and log, which the engine knows. */
final class Failures {

    private Failures() {}

    static Outcome.Failed of(FailureReason reason, String detail) {
        return new Outcome.Failed(reason, detail, OptionalInt.empty(), Optional.empty(), List.of());
    }

    /** @param after how far it had come, such as ", after its first answer"; may be empty */
    static Outcome.Failed exited(String after) {
        return of(FailureReason.EXITED, "its process ended" + after);
    }

    /** The same of an app that had answered as expected before. */
    static Outcome.Failed after(Outcome.Failed failure, Optional<Seen.Relapse> relapse) {
        return relapse.map(r -> of(
                        failure.reason(),
                        failure.detail() + "; it had answered as expected after " + r.goodNs() / 1_000_000
                                + " ms, and no longer after " + r.lostNs() / 1_000_000 + " ms"))
                .orElse(failure);
    }
}
