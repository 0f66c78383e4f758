package dev.coldstart.cli.command.option;

import dev.coldstart.cli.ExitCode;
import dev.coldstart.cli.UserError;
import dev.coldstart.cli.config.EventFile;
import dev.coldstart.core.json.Json;
import dev.coldstart.core.plan.AnswerRules;
import dev.coldstart.core.plan.BodyExpectation;
import dev.coldstart.core.plan.Expectation;
import dev.coldstart.core.plan.FunctionScenario;
import dev.coldstart.core.plan.HttpRequest;
import dev.coldstart.core.plan.HttpScenario;
import dev.coldstart.core.plan.ParityRequest;
import dev.coldstart.core.plan.Scenario;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;
import tools.jackson.core.JacksonException;

/** What a good start is, where there is no configuration file to say it. */
public final class RequestOptions {

    @ArgGroup
    Target target = new Target();

    /** One of the three. */
    static final class Target {
        @Option(names = "--get", paramLabel = "PATH", description = "Ready is when GET PATH gives the expected answer.")
        Optional<String> get = Optional.empty();

        @Option(names = "--post", paramLabel = "PATH", description = "Ready is when POST PATH does; with --body.")
        Optional<String> post = Optional.empty();

        @Option(
                names = "--event",
                paramLabel = "FILE|JSON",
                description = "The app is a Lambda function, and ready is when it has responded to this event.")
        Optional<String> event = Optional.empty();
    }

    @Option(names = "--body", paramLabel = "TEXT", description = "The body of the request.")
    Optional<String> body = Optional.empty();

    @Option(names = "--header", paramLabel = "NAME: VALUE", description = "A header of the request; may be repeated.")
    List<String> headers = List.of();

    @Option(
            names = "--expect-status",
            paramLabel = "N",
            defaultValue = "200",
            description = "Default: ${DEFAULT-VALUE}.")
    int expectStatus = 200;

    @ArgGroup
    Body expectBody = new Body();

    /** One of the three. */
    static final class Body {
        @Option(names = "--expect-text", paramLabel = "TEXT", description = "The answer's whole body.")
        Optional<String> text = Optional.empty();

        @Option(names = "--expect-json", paramLabel = "JSON", description = "JSON that the answer contains.")
        Optional<String> json = Optional.empty();

        @Option(names = "--expect-match", paramLabel = "REGEX", description = "What is found in the answer's body.")
        Optional<String> match = Optional.empty();
    }

    @Option(
            names = "--parity",
            paramLabel = "PATH",
            description = "GET PATH too, and compare the forms' answers; may be repeated.")
    List<String> parity = List.of();

    @Option(
            names = "--ignore",
            paramLabel = "FIELD",
            description = "A JSON member's name or pointer (/items/*/at) that may differ between forms.")
    List<String> ignore = List.of();

    @Option(names = "--port", paramLabel = "N", description = "The port on loopback (default: found by itself).")
    Optional<Integer> port = Optional.empty();

    @Option(
            names = "--deadline",
            paramLabel = "TIME",
            converter = Converters.Time.class,
            description = "How long a start may take (default: 60s).")
    Duration deadline = Scenario.DEFAULT_DEADLINE;

    /** What a good start is: a request's answer, or an event's response. */
    public Scenario scenario() {
        try {
            if (target.event.isPresent()) {
                FunctionScenario plain = FunctionScenario.of(EventFile.read(target.event.get(), Path.of("")));
                return new FunctionScenario(
                        plain.name(),
                        plain.handler(),
                        plain.event(),
                        bodyExpectation(),
                        deadline,
                        plain.timeout(),
                        plain.warm());
            }
            HttpRequest request = new HttpRequest(
                    target.post.isPresent() ? "POST" : "GET",
                    target.post.or(() -> target.get).orElse("/"),
                    headerMap(),
                    body);
            Expectation expect = new Expectation(expectStatus, Map.of(), bodyExpectation());
            OptionalInt where = port.map(OptionalInt::of).orElse(OptionalInt.empty());
            return new HttpScenario(
                    request,
                    expect,
                    where,
                    deadline,
                    HttpScenario.DEFAULT_ATTEMPT_TIMEOUT,
                    HttpScenario.DEFAULT_PATIENCE,
                    HttpScenario.DEFAULT_POLL_INTERVAL);
        } catch (JacksonException e) {
            throw new UserError(ExitCode.USAGE, "--expect-json is no JSON: " + e.getOriginalMessage());
        } catch (IllegalArgumentException e) {
            throw new UserError(ExitCode.USAGE, String.valueOf(e.getMessage()));
        }
    }

    /** Every request that all forms have to answer alike, the start request first. */
    public List<ParityRequest> behaviour(Scenario scenario) {
        try {
            AnswerRules rules = rules();
            if (parity.size() > ParityRequest.MAX_REQUESTS) {
                throw new UserError(
                        ExitCode.USAGE,
                        "--parity is given " + parity.size() + " times, and " + ParityRequest.MAX_REQUESTS
                                + " are the most");
            }
            return Stream.concat(
                            scenario.behaviour().stream().map(start -> start.comparedBy(rules)),
                            parity.stream()
                                    .map(path -> new ParityRequest(HttpRequest.get(path), Optional.empty(), rules)))
                    .toList();
        } catch (IllegalArgumentException e) {
            throw new UserError(ExitCode.USAGE, String.valueOf(e.getMessage()));
        }
    }

    private AnswerRules rules() {
        AnswerRules defaults = AnswerRules.defaults();
        return new AnswerRules(defaults.headers(), ignore, defaults.order());
    }

    /** Where nothing is asked. */
    void refuseRequest() {
        boolean asks = target.get.isPresent()
                || target.post.isPresent()
                || target.event.isPresent()
                || body.isPresent()
                || !headers.isEmpty()
                || !parity.isEmpty()
                || port.isPresent();
        if (asks) {
            throw new UserError(
                    ExitCode.USAGE,
                    "--program is for what is not asked by requests: take --get, --post, --event, --body, --header, --parity and"
                            + " --port out");
        }
    }

    /** What was not said, for the report. */
    public List<String> assumptions() {
        return target.get.isEmpty() && target.post.isEmpty() && target.event.isEmpty()
                ? List.of("ready is when GET / answers " + expectStatus + ", as no request was given (--get PATH)")
                : List.of();
    }

    private Map<String, String> headerMap() {
        Map<String, String> map = new LinkedHashMap<>();
        for (String header : headers) {
            int colon = header.indexOf(':');
            if (colon < 1) {
                throw new UserError(ExitCode.USAGE, "--header '" + header + "' should be 'NAME: VALUE'");
            }
            map.put(
                    header.substring(0, colon).strip(),
                    header.substring(colon + 1).strip());
        }
        return map;
    }

    BodyExpectation bodyExpectation() {
        if (expectBody.text.isPresent()) {
            return new BodyExpectation.Text(expectBody.text.get());
        }
        if (expectBody.json.isPresent()) {
            return new BodyExpectation.JsonSubset(Json.line().readTree(expectBody.json.get()));
        }
        if (expectBody.match.isPresent()) {
            return matches(expectBody.match.get());
        }
        return new BodyExpectation.Any();
    }

    private static BodyExpectation matches(String expression) {
        try {
            return new BodyExpectation.Matches(expression);
        } catch (IllegalArgumentException e) {
            throw new UserError(ExitCode.USAGE, "--expect-match is no regular expression: " + e.getMessage());
        }
    }
}
