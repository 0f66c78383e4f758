package dev.coldstart.protocol;

import dev.coldstart.core.artifact.BuildRecord;
import dev.coldstart.core.artifact.Sizes;
import dev.coldstart.core.plan.Architecture;
import dev.coldstart.core.plan.Plan;
import dev.coldstart.core.sample.ResolvedFrame;
import dev.coldstart.core.sample.Versions;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What is asked for, as it comes over the wire. Nothing in it is trusted. */
public record Submission(
        Cause trigger,
        Architecture architecture,
        List<String> labels,
        Revision revision,
        Plan plan,
        Versions versions,
        List<BuildRecord> builds,
        List<SubmittedVariant> variants) {

    public Submission {
        labels = List.copyOf(labels);
        builds = List.copyOf(builds);
        variants = List.copyOf(variants);
    }

    /**
     * What of the app's sources is measured.
     *
     * @param at when it was committed, ISO 8601
     * @param release the release's name, where it is one
     */
    public record Revision(
            Optional<String> commit,
            Optional<String> baseCommit,
            OptionalInt pullRequest,
            Optional<String> ref,
            boolean fork,
            Optional<String> at,
            Optional<String> release) {

        public static final Revision UNKNOWN = new Revision(
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty());
    }

    /**
     * One of the plan's variants.
     *
     * @param variant its name
     * @param artifact what to measure; empty when it was not built
     */
    public record SubmittedVariant(String variant, Optional<SubmittedArtifact> artifact) {}

    /**
     * An artifact and how it is started.
     *
     * @param sha256 of the archive, which was sent before
     * @param digest of the folder in it
     * @param nativeArchitecture what its program was compiled for
     * @param configuration SHA-256 of all that it was built with besides the sources, where it may be used again
     */
    public record SubmittedArtifact(
            String sha256,
            String digest,
            List<String> command,
            Optional<Architecture> nativeArchitecture,
            Sizes sizes,
            Optional<String> configuration) {
        public SubmittedArtifact {
            command = List.copyOf(command);
            if (command.isEmpty()) {
                throw new IllegalArgumentException("an artifact needs a command");
            }
        }
    }

    /**
     * Where lines of stack traces are in the sources: known only where it was built, and only after it was measured.
     *
     * @param notes why others are not known, one sentence each
     */
    public record Frames(List<ResolvedFrame> frames, List<String> notes) {
        public Frames {
            frames = List.copyOf(frames);
            notes = List.copyOf(notes);
        }
    }

    /** The same without secrets, for keeping. */
    public Submission withoutSecrets() {
        return new Submission(
                trigger, architecture, labels, revision, plan.withoutSecrets(), versions, builds, variants);
    }
}
