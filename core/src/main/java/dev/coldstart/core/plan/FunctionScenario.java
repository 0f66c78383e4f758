package dev.coldstart.core.plan;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.coldstart.core.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.JsonNode;

/**
 * A function that asks AWS Lambda's Runtime API (2018-06-01) for its events: it has started when it has responded to the
 * first one.
 *
 * @param name the function's, as it is told
 * @param handler what {@code _HANDLER} says; empty: {@code bootstrap}
 * @param event the payload, one JSON value; every event has the same
 * @param expect what a good response looks like
 * @param deadline how long it may take to its first good response
 * @param timeout how long one event may take, as the function is told by its deadline
 * @param warm how many more events it is given after the first
 */
public record FunctionScenario(
        String name,
        Optional<String> handler,
        String event,
        BodyExpectation expect,
        Duration deadline,
        Duration timeout,
        int warm)
        implements Scenario, Kind {

    public static final String KIND = "function";
    public static final String DEFAULT_NAME = "function";
    public static final String DEFAULT_EVENT = "{}";
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);
    public static final int DEFAULT_WARM = 20;
    public static final int MAX_WARM = 1000;

    /** What Lambda takes for an event that is waited for, and as its response. */
    public static final int MAX_PAYLOAD_BYTES = 6 << 20;

    /** So many MB of a function's memory come with one CPU. */
    public static final double MEGABYTES_PER_CPU = 1769;

    /** Where the Runtime API is served on loopback, as Lambda itself does. */
    public static final int PORT = 9001;

    /** The version of a function that was not published. */
    public static final String VERSION = "$LATEST";

    /** In its environment and its ARN; no figure depends on it. */
    public static final String REGION = "us-east-1";

    /** Each makes the official clients work in another way than in a function that serves one event after the other. */
    private static final List<String> NOT_LAMBDAS =
            List.of("AWS_LAMBDA_MAX_CONCURRENCY", "AWS_EXECUTION_ENV", "AWS_LAMBDA_INITIALIZATION_TYPE");

    /** Of a parser's message, which says of a text in memory that it can't be shown. */
    private static final Pattern SOURCE = Pattern.compile(" \\(start marker at .*");

    private static final int MEGABYTE = 1 << 20;
    /** Lambda's own call for it, which its emulator has too. */
    private static final String INVOKE = "/2015-03-31/functions/function/invocations";

    private static final Duration BETWEEN_EVENTS = Duration.ofSeconds(10);

    public FunctionScenario {
        if (!name.matches("[A-Za-z0-9_-]{1,64}")) {
            throw new IllegalArgumentException(
                    "a function's name has 1 to 64 letters, digits, hyphens and underscores: " + name);
        }
        handler.ifPresent(h -> {
            if (h.isBlank() || h.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
                throw new IllegalArgumentException("a handler's name is one line of text: '" + h + "'");
            }
            Bounds.length("a handler's name", h, Bounds.MAX_NAME);
        });
        checkEvent(event);
        Bounds.between("the deadline", deadline, Bounds.MIN_WAIT, Bounds.MAX_WAIT);
        Bounds.between("an event's time-out", timeout, Bounds.MIN_WAIT, Bounds.MAX_WAIT);
        if (warm < 0 || warm > MAX_WARM) {
            throw new IllegalArgumentException("warm events are 0 to " + MAX_WARM + ", not " + warm);
        }
    }

    /** As Lambda would refuse it. Some clients end without a word when given what is no JSON. */
    private static void checkEvent(String event) {
        int bytes = event.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MAX_PAYLOAD_BYTES) {
            throw new IllegalArgumentException(
                    "the event has " + bytes + " bytes, and Lambda takes at most " + MAX_PAYLOAD_BYTES + " (6 MB)");
        }
        // Read over, as a tree of 6 MB of brackets is too large for a prober.
        try (JsonParser parser = Json.line().createParser(event)) {
            if (parser.nextToken() == null) {
                throw new IllegalArgumentException("the event is empty, and Lambda takes one JSON value, such as {}");
            }
            parser.skipChildren();
            if (parser.nextToken() != null) {
                throw new IllegalArgumentException("the event is more than one JSON value, and Lambda takes one");
            }
        } catch (JacksonException e) {
            throw new IllegalArgumentException(
                    "the event is not JSON: "
                            + SOURCE.matcher(e.getOriginalMessage()).replaceAll(""),
                    e);
        }
    }

    /** A function that is given the empty object. */
    public static FunctionScenario of(String event) {
        return new FunctionScenario(
                DEFAULT_NAME,
                Optional.empty(),
                event,
                new BodyExpectation.Any(),
                DEFAULT_DEADLINE,
                DEFAULT_TIMEOUT,
                DEFAULT_WARM);
    }

    /** The CPUs that Lambda gives a function of so much memory. */
    public static double cpus(long memoryBytes) {
        return Math.max(0.01, Math.round((double) memoryBytes / MEGABYTE / MEGABYTES_PER_CPU * 1000) / 1000.0);
    }

    /** Whether the event is API Gateway's or a function URL's (payload 2.0), or a REST API's: its response says a status. */
    @JsonIgnore
    public boolean isFromApiGateway() {
        if (event.length() > MEGABYTE) {
            return false;
        }
        JsonNode json = Json.line().readTree(event);
        return json.path("requestContext").has("http") || json.has("httpMethod");
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Duration longest(int exchanged) {
        return deadline.plus(timeout.plus(BETWEEN_EVENTS).multipliedBy(warm));
    }

    @Override
    public FunctionScenario onOneCpu() {
        return this;
    }

    /** With the environment that Lambda gives a function, and without what would make its client another than Lambda's. */
    @Override
    public RunSettings on(RunSettings run) {
        return run.without(NOT_LAMBDAS)
                .with(Map.of(
                        "AWS_LAMBDA_RUNTIME_API",
                        "127.0.0.1:" + PORT,
                        "_HANDLER",
                        handler.orElse("bootstrap"),
                        "LAMBDA_TASK_ROOT",
                        RunSettings.APP_FOLDER,
                        "AWS_LAMBDA_FUNCTION_NAME",
                        name,
                        "AWS_LAMBDA_FUNCTION_VERSION",
                        VERSION,
                        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
                        Long.toString(run.memoryBytes() / MEGABYTE),
                        "AWS_LAMBDA_LOG_GROUP_NAME",
                        "/aws/lambda/" + name,
                        "AWS_LAMBDA_LOG_STREAM_NAME",
                        "coldstart/[$LATEST]0",
                        "AWS_REGION",
                        run.env().getOrDefault("AWS_REGION", REGION),
                        "AWS_LAMBDA_INITIALIZATION_TYPE",
                        "on-demand"));
    }

    /** The response to the event; by the call that Lambda's users know it by. */
    @Override
    public List<ParityRequest> behaviour() {
        return List.of(ParityRequest.of(new HttpRequest("POST", INVOKE, Map.of(), Optional.empty())));
    }

    /** An event is sample data; what is a secret of the function's is in its environment. */
    @Override
    public FunctionScenario withoutSecrets() {
        return this;
    }
}
