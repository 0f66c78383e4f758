package dev.coldstart.service.queue;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a comparison was asked for by. */
public enum Cause {
    PULL_REQUEST(0),
    PUSH(1),
    RELEASE(1),
    MANUAL(1),
    NIGHTLY(3);

    /** What forks' pull requests wait behind: everybody's own work, but nobody's night. */
    private static final int FORK = 2;

    private final int priority;

    Cause(int priority) {
        this.priority = priority;
    }

    /** Less is served before more. */
    int priority(boolean fork) {
        return fork ? Math.max(FORK, priority) : priority;
    }

    @JsonValue
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @JsonCreator
    public static Cause of(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
