package dev.coldstart.cli.command;

import dev.coldstart.cli.ExitCode;
import dev.coldstart.cli.UserError;
import dev.coldstart.core.plan.Origin;
import dev.coldstart.service.queue.Submission;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Option;

/** What is measured is called, where it is kept: for the report, and for a service's history. */
final class RevisionOptions {

    @Option(names = "--repository", paramLabel = "OWNER/NAME", description = "The repository that is measured.")
    Optional<String> repository = Optional.empty();

    @Option(names = "--commit", paramLabel = "SHA", description = "The commit that is measured, for the history.")
    Optional<String> commit = Optional.empty();

    @Option(names = "--base-commit", paramLabel = "SHA", description = "The commit of base.")
    Optional<String> baseCommit = Optional.empty();

    @Option(
            names = "--commit-time",
            paramLabel = "TIME",
            description = "When it was committed, such as 2026-01-31T10:00:00Z.")
    Optional<String> at = Optional.empty();

    @Option(names = "--pull-request", paramLabel = "NUMBER", description = "The pull request that it is for.")
    Optional<Integer> pullRequest = Optional.empty();

    @Option(names = "--fork", description = "The code is a fork's.")
    boolean fork;

    @Option(names = "--ref", paramLabel = "REF", description = "Such as refs/heads/main.")
    Optional<String> ref = Optional.empty();

    @Option(names = "--release", paramLabel = "NAME", description = "The release's name, where it is one.")
    Optional<String> release = Optional.empty();

    Submission.Revision submitted() {
        return new Submission.Revision(commit, baseCommit, number(), ref, fork, at, release);
    }

    /** For the report; empty where nothing was said. */
    Optional<Origin> origin() {
        if (repository.isEmpty() && commit.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Origin(repository, commit, baseCommit, number()));
        } catch (IllegalArgumentException e) {
            throw new UserError(ExitCode.USAGE, String.valueOf(e.getMessage()));
        }
    }

    private OptionalInt number() {
        return pullRequest.map(OptionalInt::of).orElse(OptionalInt.empty());
    }
}
