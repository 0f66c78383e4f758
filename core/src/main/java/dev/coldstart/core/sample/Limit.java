package dev.coldstart.core.sample;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;

/** Something that an engine sets for each container, where the kernel and its own rights let it. */
public enum Limit {
    MEMORY("memory", "limit memory"),
    SWAP("swap", "limit swap, so that an app at its memory limit may go on into swap"),
    CPU_QUOTA("cpu-quota", "give a share of a CPU"),
    CPU_PINNING("cpu-pinning", "pin to a CPU"),
    PROCESSES("processes", "limit the number of processes");

    private final String id;
    private final String what;

    Limit(String id, String what) {
        this.id = id;
        this.what = what;
    }

    @JsonValue
    public String id() {
        return id;
    }

    /** What can't be done without it, such as {@code limit memory}. */
    public String what() {
        return what;
    }

    @JsonCreator
    public static Limit of(String id) {
        return Arrays.stream(values()).filter(l -> l.id.equals(id)).findFirst().orElseThrow();
    }
}
