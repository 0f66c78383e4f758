package dev.coldstart.core.presentation;

import dev.coldstart.core.plan.BodyExpectation;
import dev.coldstart.core.plan.FunctionScenario;
import dev.coldstart.core.plan.HttpScenario;
import dev.coldstart.core.plan.ProgramScenario;
import dev.coldstart.core.plan.Scenario;
import dev.coldstart.core.wording.Format;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** What a report says of the shape of app that was measured: for each scenario what was asked of it. */
final class ScenarioFacts {

    private static final int MAX_SHOWN = 40;
    private static final int MAX_ARGUMENTS = 100;

    private ScenarioFacts() {}

    /** What a start had to answer, and how. */
    static Facts.Fact asked(Scenario scenario) {
        return switch (scenario) {
            case HttpScenario http ->
                new Facts.Fact(
                        "Request",
                        http.request().method() + " " + http.request().path() + ", expecting status "
                                + http.expect().status() + body(http.expect().body()));
            case FunctionScenario function -> {
                String event = function.event().strip();
                String given = function.warm() == 0
                        ? "given once"
                        : "given once and then " + Format.count(function.warm(), "more time");
                yield new Facts.Fact(
                        "Event",
                        given + response(function.expect()) + ": "
                                + (event.length() <= MAX_SHOWN ? event : "JSON of " + bytes(event)));
            }
            case ProgramScenario program -> new Facts.Fact("Run", run(program));
        };
    }

    /** How a start is timed. */
    static String method(Scenario scenario) {
        return switch (scenario) {
            case HttpScenario http ->
                "A start is timed from the release of a held container to the whole of the first answer"
                        + " that is as expected, tried every " + often(http) + ".";
            case FunctionScenario function ->
                "A function is served Lambda's Runtime API on loopback. Its start is timed from the release of a held"
                        + " container until it asks for its first event (init), and from the sending of that event to the whole"
                        + " of its response; what is compared is the sum.";
            case ProgramScenario program ->
                "A run is timed from the release of a held container until the kernel tells the program's parent of its end;"
                        + " memory and CPU time are what it tells with that.";
        };
    }

    /** That the one thing that was asked is answered alike; {@code by} whom, with the verb's rest. */
    static String answeredAlike(Scenario scenario, String request, String by) {
        return switch (scenario) {
            case HttpScenario http ->
                "The start request, " + request + ", is" + by + " More requests to compare go under parity.";
            case FunctionScenario function -> "The event is" + by;
            case ProgramScenario program -> "What is printed is" + by;
        };
    }

    private static String run(ProgramScenario program) {
        String arguments = String.join(" ", program.arguments());
        String files = String.join(", ", program.files().keySet());
        return "the program"
                + (arguments.isEmpty() ? " without arguments" : " with " + cut(arguments))
                + program.input()
                        .map(text -> ", " + bytes(text) + " on standard input")
                        .orElse(", nothing on standard input")
                + (files.isEmpty() ? "" : ", and " + files + " in " + ProgramScenario.FILES_FOLDER)
                + ", expecting exit code " + program.exitCode()
                + printed(program.expect());
    }

    private static String cut(String text) {
        return text.length() <= MAX_ARGUMENTS ? text : text.substring(0, MAX_ARGUMENTS) + "...";
    }

    private static String printed(BodyExpectation output) {
        return switch (output) {
            case BodyExpectation.Any() -> "";
            case BodyExpectation.Text(String text) -> " and the output " + text;
            case BodyExpectation.JsonSubset(var json) -> " and JSON with " + json;
            case BodyExpectation.Matches(String regex) -> " and output that matches " + regex;
        };
    }

    /** Once it listens an attempt costs the app time, and so is made less often. */
    private static String often(HttpScenario scenario) {
        String every = milliseconds(scenario.pollInterval());
        String listening = milliseconds(scenario.onOneCpu().pollInterval());
        return every.equals(listening) ? every : every + " as long as nothing listens, then every " + listening;
    }

    private static String milliseconds(Duration duration) {
        return Format.bare(duration.toNanos() / 1e6) + " ms";
    }

    private static String bytes(String event) {
        return event.getBytes(StandardCharsets.UTF_8).length + " bytes";
    }

    private static String body(BodyExpectation body) {
        return switch (body) {
            case BodyExpectation.Any() -> "";
            case BodyExpectation.Text(String text) -> " and the body " + text;
            case BodyExpectation.JsonSubset(var json) -> " and JSON with " + json;
            case BodyExpectation.Matches(String regex) -> " and a body that matches " + regex;
        };
    }

    private static String response(BodyExpectation response) {
        return switch (response) {
            case BodyExpectation.Any() -> "";
            case BodyExpectation.Text(String text) -> ", expecting the response " + text;
            case BodyExpectation.JsonSubset(var json) -> ", expecting JSON with " + json;
            case BodyExpectation.Matches(String regex) -> ", expecting a response that matches " + regex;
        };
    }
}
