package dev.coldstart.artifact.folder;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What Lambda's custom runtimes start: the file {@code bootstrap} at the top of the package. */
public final class Bootstrap {

    private static final String NAME = "bootstrap";

    /** So Lambda calls it where there is none, or none that can be run. */
    private static final String INVALID = "Lambda would say Runtime.InvalidEntrypoint";

    private Bootstrap() {}

    /**
     * How a function in a folder is started: by its bootstrap where there is one, else as any app is, with a note of what Lambda
     * would say.
     *
     * @param command as the caller says; empty: found
     * @throws ArtifactException when nothing in it can be started
     */
    public static Entrypoint of(PublishedFolder folder, Optional<List<String>> command) {
        if (command.isPresent()) {
            return Entrypoint.named(folder, command.get());
        }
        Optional<PublishedFile> file = folder.file(NAME);
        if (file.isEmpty()) {
            return without(folder);
        }
        Entrypoint entrypoint = Entrypoint.named(folder, List.of("./" + NAME));
        List<String> notes = new ArrayList<>(entrypoint.notes());
        if (!file.get().executable()) {
            notes.add("as it lacks its executable bit, " + INVALID + " (permission denied): set it in the zip");
        }
        return new Entrypoint(entrypoint.command(), entrypoint.nativeArchitecture(), "the function's " + NAME, notes);
    }

    private static Entrypoint without(PublishedFolder folder) {
        try {
            Entrypoint found = Entrypoint.find(folder);
            List<String> notes = new ArrayList<>(found.notes());
            // A managed runtime starts a JVM by itself.
            if (!found.startsJvm()) {
                notes.add("there is no " + NAME + " at the top of the package, and " + INVALID + ": "
                        + found.command().getFirst() + " was started in its place; name it so (.NET:"
                        + " <AssemblyName>bootstrap</AssemblyName>)");
            }
            return new Entrypoint(found.command(), found.nativeArchitecture(), found.how(), notes);
        } catch (ArtifactException e) {
            throw new ArtifactException(
                    "there is no " + NAME + " at the top of the package, and " + INVALID + "; " + e.getMessage());
        }
    }
}
