package dev.coldstart.cli.command.option;

import dev.coldstart.cli.ExitCode;
import dev.coldstart.cli.UserError;
import dev.coldstart.core.plan.MissingBase;
import dev.coldstart.core.plan.Origin;
import dev.coldstart.protocol.Submission;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Option;

/** What is measured is called, where it is kept: for the report, and for a service's history. */
public final class RevisionOptions {

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

    @Option(
            names = "--merge",
            paramLabel = "SHA",
            description = "The commit whose files are measured, a merge of --commit.")
    Optional<String> merge = Optional.empty();

    @Option(
            names = "--place",
            paramLabel = "PATH",
            description = "Where the configuration lies in the repository, such as services/orders/coldstart.yml.")
    Optional<String> place = Optional.empty();

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "What tells this from other measurements of the same place, such as a framework.")
    Optional<String> label = Optional.empty();

    @Option(
            names = "--run",
            paramLabel = "N.ATTEMPT",
            description = "The workflow's run that measures, and its attempt.")
    Optional<String> run = Optional.empty();

    @Option(
            names = "--local-changes",
            paramLabel = "FILES",
            description = "Say in the report that these are measured as they are, and not as they were committed.")
    public Optional<String> localChanges = Optional.empty();

    Submission.Revision submitted() {
        return new Submission.Revision(commit, baseCommit, number(), ref, fork, at, release);
    }

    /** For the report; empty where nothing was said. */
    public Optional<Origin> origin() {
        return origin(Optional.empty());
    }

    /** The same where it is known why there is no base. */
    public Optional<Origin> origin(Optional<MissingBase> missing) {
        if (repository.isEmpty() && commit.isEmpty()) {
            return missing.map(why -> Origin.unknown().without(why));
        }
        try {
            Origin said =
                    new Origin(repository, commit, baseCommit, number(), merge, place, label, run, Optional.empty());
            return Optional.of(missing.map(said::without).orElse(said));
        } catch (IllegalArgumentException e) {
            throw new UserError(ExitCode.USAGE, String.valueOf(e.getMessage()));
        }
    }

    private OptionalInt number() {
        return pullRequest.map(OptionalInt::of).orElse(OptionalInt.empty());
    }
}
