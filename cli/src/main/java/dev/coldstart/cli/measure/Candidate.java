package dev.coldstart.cli.measure;

import dev.coldstart.artifact.folder.Entrypoint;
import dev.coldstart.artifact.folder.MakeupReader;
import dev.coldstart.artifact.folder.PublishedFolder;
import dev.coldstart.core.artifact.BuildRecord;
import dev.coldstart.core.artifact.Makeup;
import dev.coldstart.core.plan.Variant;
import java.util.Optional;

/**
 * A variant before it is measured.
 *
 * @param build how it was built; empty when the folder was handed in
 * @param published its files and how they are started; empty when there are none here: {@code build} says why, or a service has
 *     them
 */
public record Candidate(Variant variant, Optional<BuildRecord> build, Optional<Published> published) {

    /**
     * Files, and the command that starts them.
     *
     * @param makeup what the files show of themselves
     */
    public record Published(PublishedFolder folder, Entrypoint entrypoint, Makeup makeup) {

        /** Reads the files for what they show. */
        public Published(PublishedFolder folder, Entrypoint entrypoint) {
            this(folder, entrypoint, MakeupReader.of(folder, entrypoint));
        }
    }
}
