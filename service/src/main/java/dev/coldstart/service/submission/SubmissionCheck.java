package dev.coldstart.service.submission;

import dev.coldstart.core.plan.Variant;
import dev.coldstart.core.sample.ResolvedFrame;
import dev.coldstart.core.units.Moment;
import dev.coldstart.protocol.Submission;
import dev.coldstart.service.store.Blobs;
import java.time.DateTimeException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What a submission has to hold to, beyond what its records hold it to. */
public final class SubmissionCheck {

    private static final int MAX_VARIANTS = 40;
    private static final int MAX_BLOCKS = 1000;
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_REF = 500;
    private static final int LONGEST_TEXT = 2000;
    private static final int MAX_FRAMES = 2000;
    private static final int MAX_LABELS = 10;
    private static final Pattern LABEL = Pattern.compile("[a-z0-9][a-z0-9._-]{0,39}");
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");
    private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");

    private SubmissionCheck() {}

    public static void check(Submission submission) throws InvalidSubmissionException {
        variants(submission);
        require(
                submission.plan().sampling().maxBlocks() <= MAX_BLOCKS,
                "sampling asks for more than " + MAX_BLOCKS + " blocks");
        named("app", submission.plan().app(), LONGEST_NAME);
        require(submission.labels().size() <= MAX_LABELS, "there are more than " + MAX_LABELS + " labels");
        for (String label : submission.labels()) {
            require(LABEL.matcher(label).matches(), "a label is lower-case letters, digits, '.', '_' and '-'");
        }
        revision(submission.revision());
    }

    private static void variants(Submission submission) throws InvalidSubmissionException {
        List<String> planned =
                submission.plan().variants().stream().map(Variant::name).toList();
        List<String> sent = submission.variants().stream()
                .map(Submission.SubmittedVariant::variant)
                .toList();
        require(planned.size() <= MAX_VARIANTS, "there are more than " + MAX_VARIANTS + " variants");
        require(planned.equals(sent), "variants has to name the plan's variants, in their order");
        Set<String> known = new HashSet<>(planned);
        for (var build : submission.builds()) {
            require(known.contains(build.variant()), "a build is of a variant that the plan does not name");
        }
        for (String name : planned) {
            named("a variant's name", name, LONGEST_NAME);
        }
        require(
                submission.variants().stream().anyMatch(v -> v.artifact().isPresent()),
                "no variant has an artifact, so there is nothing to measure");
        for (Submission.SubmittedVariant variant : submission.variants()) {
            if (variant.artifact().isPresent()) {
                Submission.SubmittedArtifact artifact = variant.artifact().get();
                require(Blobs.isSha256(artifact.sha256()), "an artifact's sha256 is 64 lower-case hexadecimal digits");
                require(
                        artifact.digest().startsWith("sha256:"),
                        "an artifact's digest begins with sha256:, as coldstart computes it of the folder");
                Optional<String> configuration = artifact.configuration();
                require(
                        configuration.isEmpty()
                                || HEX.matcher(configuration.get()).matches(),
                        "an artifact's configuration is a SHA-256");
            }
        }
    }

    public static void check(Submission.Frames sent) throws InvalidSubmissionException {
        require(sent.frames().size() <= MAX_FRAMES, "there are more than " + MAX_FRAMES + " frames");
        require(sent.notes().size() <= MAX_VARIANTS, "there are more than " + MAX_VARIANTS + " notes");
        for (ResolvedFrame frame : sent.frames()) {
            named("a frame's file", frame.file(), LONGEST_TEXT);
            named("a frame", frame.frame(), LONGEST_TEXT);
        }
        for (String note : sent.notes()) {
            named("a note", note, LONGEST_TEXT);
        }
    }

    private static void revision(Submission.Revision revision) throws InvalidSubmissionException {
        for (Optional<String> commit : List.of(revision.commit(), revision.baseCommit())) {
            require(
                    commit.isEmpty() || COMMIT.matcher(commit.get()).matches(),
                    "a commit is 40 or 64 lower-case hexadecimal digits");
        }
        named("release", revision.release().orElse("x"), LONGEST_NAME);
        named("ref", revision.ref().orElse("x"), LONGEST_REF);
        if (revision.at().isPresent()) {
            try {
                var _ = Moment.of(revision.at().get());
            } catch (DateTimeException e) {
                throw invalid("revision.at is a time such as 2026-01-31T10:00:00Z, of the years 1970 to 9999");
            }
        }
    }

    private static void named(String what, String name, int longest) throws InvalidSubmissionException {
        require(
                !name.isBlank() && name.length() <= longest && name.chars().noneMatch(Character::isISOControl),
                what + " has between 1 and " + longest + " characters, and none that can't be printed");
    }

    private static void require(boolean holds, String otherwise) throws InvalidSubmissionException {
        if (!holds) {
            throw invalid(otherwise);
        }
    }

    private static InvalidSubmissionException invalid(String why) {
        return new InvalidSubmissionException("invalid-comparison", why, List.of());
    }
}
