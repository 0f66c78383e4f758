package dev.coldstart.cli.build;

import dev.coldstart.core.artifact.BuildRecord;
import java.nio.file.Path;
import java.util.List;

/** What came of building one form. */
public sealed interface BuildOutcome {

    /** What is kept of the build, whatever came of it. */
    BuildRecord record();

    /** The build's whole log. */
    Path log();

    /**
     * It was built.
     *
     * @param folder what was published
     * @param notes what a reader of its figures has to know, one sentence each
     */
    record Built(BuildRecord record, Path log, Path folder, List<String> notes) implements BuildOutcome {
        public Built {
            notes = List.copyOf(notes);
        }
    }

    /** The record says why. */
    record NotBuilt(BuildRecord record, Path log) implements BuildOutcome {}
}
