package dev.coldstart.service.submission;

import dev.coldstart.protocol.Cause;

/** The order in which comparisons that wait are served: less before more. */
public final class Priority {

    /** Forks' pull requests wait behind everybody's own work, but behind nobody's night. */
    private static final int FORK = 2;

    private Priority() {}

    public static int of(Cause cause) {
        return switch (cause) {
            case PULL_REQUEST -> 0;
            case PUSH, RELEASE, MANUAL -> 1;
            case NIGHTLY -> 3;
        };
    }

    public static int ofFork(Cause cause) {
        return Math.max(FORK, of(cause));
    }
}
