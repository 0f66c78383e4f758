package dev.coldstart.measure.engine;

import java.util.List;
import java.util.OptionalInt;

/**
 * What the engine knows of an ended container.
 *
 * @param exitCode of the app's process, 128 + N when signal N ended it; empty when the engine does not say
 * @param killedForMemory whether the kernel ended a process of it at the memory limit
 * @param log the last lines of its output, oldest first, as they were written: not trusted
 */
public record Postmortem(OptionalInt exitCode, boolean killedForMemory, List<String> log) {
    public Postmortem {
        log = List.copyOf(log);
    }
}
