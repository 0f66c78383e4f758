package dev.coldstart.core.presentation;

import dev.coldstart.core.plan.BodyExpectation;
import dev.coldstart.core.plan.FunctionScenario;
import dev.coldstart.core.plan.HttpScenario;
import dev.coldstart.core.plan.Scenario;

/** What a report says of the shape of app that was measured: for each scenario what was asked of it. */
final class ScenarioFacts {

    private static final int SHOWN = 100;

    private ScenarioFacts() {}

    /** What a start had to answer, and how. */
    static Facts.Fact asked(Scenario scenario) {
        return switch (scenario) {
            case HttpScenario http ->
                new Facts.Fact(
                        "Request",
                        http.request().method() + " " + http.request().path() + ", expecting status "
                                + http.expect().status()
                                + expected(http.expect().body(), " and the body"));
            case FunctionScenario function -> {
                String event = function.event().strip();
                yield new Facts.Fact(
                        "Event",
                        (event.length() <= SHOWN ? event : event.substring(0, SHOWN) + "...") + ", and "
                                + (function.warm() == 1 ? "once more" : function.warm() + " times more")
                                + " to the function once warm"
                                + expected(function.expect(), ", expecting the response"));
            }
        };
    }

    private static String expected(BodyExpectation body, String wholly) {
        return switch (body) {
            case BodyExpectation.Any() -> "";
            case BodyExpectation.Text(String text) -> wholly + " " + text;
            case BodyExpectation.JsonSubset(var json) -> " and JSON with " + json;
            case BodyExpectation.Matches(String regex) -> " and a body that matches " + regex;
        };
    }
}
