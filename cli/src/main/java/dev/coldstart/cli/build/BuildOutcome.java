package dev.coldstart.cli.build;

import dev.coldstart.core.artifact.BuildRecord;
import java.nio.file.Path;

/** What came of building one form. */
public sealed interface BuildOutcome {

    /** What is kept of the build, whatever came of it. */
    BuildRecord record();

    /** The build's whole log. */
    Path log();

    /** @param folder what was published */
    record Built(BuildRecord record, Path log, Path folder) implements BuildOutcome {}

    /** The record says why. */
    record NotBuilt(BuildRecord record, Path log) implements BuildOutcome {}
}
