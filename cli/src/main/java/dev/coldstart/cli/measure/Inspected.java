package dev.coldstart.cli.measure;

import dev.coldstart.artifact.folder.Bootstrap;
import dev.coldstart.artifact.folder.Entrypoint;
import dev.coldstart.artifact.folder.PublishedFolder;
import dev.coldstart.core.artifact.BuildRecord;
import dev.coldstart.core.plan.Architecture;
import dev.coldstart.core.plan.FunctionScenario;
import dev.coldstart.core.plan.HttpScenario;
import dev.coldstart.core.plan.ProgramScenario;
import dev.coldstart.core.plan.Scenario;
import dev.coldstart.core.plan.Variant;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A candidate, and what was found out about it that nobody said.
 *
 * @param assumptions one sentence each, for the report
 */
public record Inspected(Candidate candidate, List<String> assumptions) {

    public Inspected {
        assumptions = List.copyOf(assumptions);
    }

    /**
     * Reads a published folder.
     *
     * @param command how the app is started; empty: found in the folder
     * @param scenario what it is started as
     * @throws dev.coldstart.artifact.folder.ArtifactException when it can't be read or nothing in it can be started
     */
    public static Inspected published(
            String form,
            String revision,
            Path dir,
            Optional<List<String>> command,
            Optional<BuildRecord> build,
            Scenario scenario) {
        PublishedFolder folder = PublishedFolder.inspect(dir);
        Entrypoint entrypoint = switch (scenario) {
            case HttpScenario _, ProgramScenario _ ->
                command.map(c -> Entrypoint.named(folder, c)).orElseGet(() -> Entrypoint.find(folder));
            case FunctionScenario _ -> Bootstrap.of(folder, command);
        };
        List<String> assumptions = new ArrayList<>();
        if (command.isEmpty()) {
            assumptions.add(name(form, revision) + ": " + entrypoint.how());
        }
        entrypoint.notes().forEach(note -> assumptions.add(name(form, revision) + ": " + note));
        Variant variant =
                new Variant(form, revision, entrypoint.nativeArchitecture().orElse(here()));
        return new Inspected(
                new Candidate(variant, build, Optional.of(new Candidate.Published(folder, entrypoint))), assumptions);
    }

    /** The same with what its build found out. */
    Inspected with(List<String> notes) {
        return new Inspected(
                candidate, Stream.concat(assumptions.stream(), notes.stream()).toList());
    }

    /** A form that there is no folder of; the record says why. */
    public static Inspected notBuilt(String form, String revision, BuildRecord build) {
        return new Inspected(
                new Candidate(new Variant(form, revision, here()), Optional.of(build), Optional.empty()), List.of());
    }

    private static String name(String form, String revision) {
        return revision.equals(Variant.HEAD) ? form : form + "@" + revision;
    }

    private static Architecture here() {
        return Architecture.of(System.getProperty("os.arch"));
    }
}
