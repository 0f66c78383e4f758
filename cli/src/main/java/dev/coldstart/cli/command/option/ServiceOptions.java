package dev.coldstart.cli.command.option;

import dev.coldstart.cli.ExitCode;
import dev.coldstart.cli.UserError;
import dev.coldstart.cli.client.RemoteMeasurement;
import dev.coldstart.protocol.Cause;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where to measure, when not here. */
public final class ServiceOptions {

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

    /** The service, if one is named. */
    public Optional<RemoteMeasurement.Target> target(RevisionOptions revision) {
        return url.map(address ->
                new RemoteMeasurement.Target(address(address), token(), cause(), labels, revision.submitted()));
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
}
