package dev.coldstart.service.api;

import dev.coldstart.service.access.Caller;
import java.time.Duration;
import java.util.Optional;

/** A request that is not done, for a reason that its sender can understand. */
final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;
    private final transient Optional<Duration> retryAfter;
    private final transient Optional<Caller> refused;

    ProblemException(Problem problem) {
        this(problem, Optional.empty());
    }

    ProblemException(Problem problem, Optional<Duration> retryAfter) {
        this(problem, retryAfter, Optional.empty());
    }

    private ProblemException(Problem problem, Optional<Duration> retryAfter, Optional<Caller> refused) {
        super(problem.detail(), null, false, false);
        this.refused = refused;
        this.problem = problem;
        this.retryAfter = retryAfter;
    }

    Problem problem() {
        return problem;
    }

    Optional<Duration> retryAfter() {
        return retryAfter;
    }

    /** Whoever may not do it: noted in the audit log. */
    Optional<Caller> refused() {
        return refused;
    }

    /** The same because it is not theirs to do. */
    ProblemException refusing(Caller caller) {
        return new ProblemException(problem, retryAfter, Optional.of(caller));
    }

    static ProblemException notFound(String what) {
        return new ProblemException(Problem.of(404, "not-found", "There is no such thing", what));
    }
}
