package dev.coldstart.cli.command;

import dev.coldstart.cli.ExitCode;
import dev.coldstart.cli.UserError;
import dev.coldstart.cli.client.RemoteMeasurement;
import dev.coldstart.service.queue.Cause;
import dev.coldstart.service.queue.Submission;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Option;

/** Where to measure, when not here. */
final class ServiceOptions {

    @Option(
            names = "--service-url",
            paramLabel = "URL",
            defaultValue = "${env:COLDSTART_SERVICE_URL}",
            description = "Measure on this service, and not on this machine (or COLDSTART_SERVICE_URL).")
    Optional<URI> url = Optional.empty();

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            defaultValue = "${env:COLDSTART_TOKEN}",
            description =
                    "What lets this repository in there; better as COLDSTART_TOKEN, which no list of processes shows.")
    Optional<String> token = Optional.empty();

    @Option(
            names = "--trigger",
            paramLabel = "WHAT",
            defaultValue = "manual",
            description = "What it is measured for: pull-request, push, nightly, release, manual (default).")
    String trigger = "manual";

    @Option(
            names = "--label",
            paramLabel = "LABEL",
            description = "A label that the worker has to have; may be repeated.")
    List<String> labels = List.of();

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

    /** The service, if one is named. */
    Optional<RemoteMeasurement.Target> target() {
        return url.map(address -> new RemoteMeasurement.Target(address(address), token(), cause(), labels, revision()));
    }

    private static URI address(URI address) {
        if (address.getHost() == null || !String.valueOf(address.getScheme()).matches("https?")) {
            throw new UserError(
                    ExitCode.USAGE, "'" + address + "' is no service's address: write --service-url https://HOST");
        }
        return address;
    }

    private String token() {
        return token.orElseThrow(() -> new UserError(
                ExitCode.USAGE,
                "a service wants to know who asks: set COLDSTART_TOKEN to what coldstart token create has printed"));
    }

    private Cause cause() {
        try {
            return Cause.of(trigger);
        } catch (IllegalArgumentException e) {
            throw new UserError(
                    ExitCode.USAGE,
                    "--trigger " + trigger + " is none of pull-request, push, nightly, release, manual");
        }
    }

    private Submission.Revision revision() {
        return new Submission.Revision(
                commit,
                baseCommit,
                pullRequest.map(OptionalInt::of).orElse(OptionalInt.empty()),
                ref,
                fork,
                at,
                release);
    }
}
