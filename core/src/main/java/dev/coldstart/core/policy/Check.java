package dev.coldstart.core.policy;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The five checks of the gate before a team commits to native code, in their order. */
public enum Check {
    WORKLOAD_ECONOMICS("Workload economics"),
    DEPENDENCY_COMPATIBILITY("Dependency compatibility"),
    OPERATIONAL_RISK("Operational risk"),
    TEAM_READINESS("Team readiness"),
    ROLLOUT_SEQUENCE("Rollout sequence");

    private final String title;

    Check(String title) {
        this.title = title;
    }

    /** For people. */
    public String title() {
        return title;
    }

    /**
     * Whether an exception can accept its failure. What the economics ask for is the policy's own to change, by
     * {@code minimum-gain} and the answers about the workload.
     */
    public boolean canBeExcepted() {
        return this != WORKLOAD_ECONOMICS;
    }

    @JsonValue
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @JsonCreator
    public static Check of(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
