package dev.coldstart.service.api;

import java.time.Duration;
import java.util.Optional;

/** A request that is not done, for a reason that its sender can understand. */
final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;
    private final transient Optional<Duration> retryAfter;

    ProblemException(Problem problem) {
        this(problem, Optional.empty());
    }

    ProblemException(Problem problem, Optional<Duration> retryAfter) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
        this.retryAfter = retryAfter;
    }

    Problem problem() {
        return problem;
    }

    Optional<Duration> retryAfter() {
        return retryAfter;
    }

    static ProblemException notFound(String what) {
        return new ProblemException(Problem.of(404, "not-found", "There is no such thing", what));
    }
}
