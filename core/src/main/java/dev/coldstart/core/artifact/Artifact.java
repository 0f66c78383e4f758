package dev.coldstart.core.artifact;

import dev.coldstart.core.plan.Variant;
import java.util.List;
import java.util.Optional;

/**
 * A variant's published files as they were measured.
 *
 * @param variant {@link Variant#name()}
 * @param digest SHA-256 over names, modes and contents, as {@code sha256:...}
 * @param command the app's own command line inside the container; relative programs are relative to the app's folder
 * @param makeup what the files show of themselves; empty where it was not looked at, as in samples of older versions
 */
public record Artifact(String variant, String digest, List<String> command, Sizes sizes, Optional<Makeup> makeup) {
    public Artifact {
        command = List.copyOf(command);
        if (command.isEmpty()) {
            throw new IllegalArgumentException("an artifact needs a command");
        }
    }

    /** Files that were not looked at further. */
    public Artifact(String variant, String digest, List<String> command, Sizes sizes) {
        this(variant, digest, command, sizes, Optional.empty());
    }
}
