package dev.coldstart.core.artifact;

import java.util.List;
import java.util.Optional;

/**
 * What building a variant came to.
 *
 * @param variant {@link dev.coldstart.core.plan.Variant#name()}
 * @param command what was run, for people
 * @param seconds wall time of the build command
 * @param failure why there is no artifact; empty when there is one
 * @param logTail the last lines of the build's log
 */
public record BuildRecord(
        String variant,
        String command,
        double seconds,
        List<BuildWarning> warnings,
        Optional<String> failure,
        List<String> logTail) {
    public BuildRecord {
        warnings = List.copyOf(warnings);
        logTail = List.copyOf(logTail);
    }
}
