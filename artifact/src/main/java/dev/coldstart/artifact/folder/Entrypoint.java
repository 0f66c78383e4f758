package dev.coldstart.artifact.folder;

import dev.coldstart.core.plan.Architecture;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How the app in a published folder is started.
 *
 * @param command the command line; a program that begins with {@code ./} is in the app's folder, any other is the image's
 * @param nativeArchitecture what the program in the folder was compiled for; empty when the program is the image's
 * @param how one sentence for people: what was found and why it was taken
 * @param notes what may stand in the way, one sentence each: a missing executable bit, musl, a runtime that the base image
 *     has to bring
 */
public record Entrypoint(
        List<String> command, Optional<Architecture> nativeArchitecture, String how, List<String> notes) {

    public Entrypoint {
        command = List.copyOf(command);
        notes = List.copyOf(notes);
        if (command.isEmpty()) {
            throw new IllegalArgumentException("an entry point needs a command");
        }
    }

    /**
     * Finds the app's command by itself: a .NET app, a native program or a runnable jar, in this order.
     *
     * @throws ArtifactException when there is none, or more than one and no rule to choose by
     */
    public static Entrypoint find(PublishedFolder folder) {
        return new EntrypointSearch(folder).find();
    }

    /**
     * Takes the command that the caller names. Its program may be given with or without {@code ./}: what is in the folder
     * goes before what is in the image.
     *
     * @throws ArtifactException when it begins with {@code ./} and is not in the folder, or can't run on any machine
     *     measured on
     */
    public static Entrypoint named(PublishedFolder folder, List<String> command) {
        return new EntrypointSearch(folder).named(command);
    }

    /** How a folder's app would be started as it is now, of which no digest is wanted; see {@link #find} and {@link #named}. */
    public static Entrypoint of(Path dir, Optional<List<String>> command) {
        EntrypointSearch search = new EntrypointSearch(PublishedFolder.listed(dir));
        return command.map(search::named).orElseGet(search::find);
    }

    /** Whether it starts a JVM itself, and not by a script or another program. */
    public boolean startsJvm() {
        return JavaCommand.isLauncher(command.getFirst());
    }

    /** The AOT cache that the JVM is held to. */
    public Optional<String> cache() {
        return startsJvm() ? new JavaCommand(command).cache() : Optional.empty();
    }

    /** The program's path in the folder, which has to be executable when it is shipped; empty when it is the image's. */
    public Optional<String> program() {
        String program = command.getFirst();
        return program.startsWith("./") ? Optional.of(program.substring(2)) : Optional.empty();
    }
}
