package dev.coldstart.runner;

import dev.coldstart.core.http.Answer;
import dev.coldstart.core.http.PercentEncoding;
import dev.coldstart.core.json.Json;
import dev.coldstart.core.plan.BodyExpectation;
import dev.coldstart.core.plan.Expectation;
import dev.coldstart.core.sample.FailureReason;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Whether an answer is the expected one. */
final class AnswerCheck {

    private static final int SHOWN = 300;

    /** What is wrong with an answer: the first thing that differs. */
    record Mismatch(FailureReason reason, String detail) {}

    private final Expectation expect;
    private final Optional<Pattern> pattern;

    AnswerCheck(Expectation expect) {
        this.expect = expect;
        this.pattern = expect.body() instanceof BodyExpectation.Matches(String regex)
                ? Optional.of(Pattern.compile(regex))
                : Optional.empty();
    }

    /** Empty when the answer is good. */
    Optional<Mismatch> mismatch(Answer answer) {
        if (answer.status() != expect.status()) {
            return Optional.of(new Mismatch(
                    FailureReason.WRONG_STATUS,
                    "it answered " + answer.status() + " where " + expect.status() + " is expected" + shown(answer)));
        }
        for (Map.Entry<String, String> header : expect.headers().entrySet()) {
            List<String> values = answer.header(header.getKey());
            // A Location, for one, may come back encoded or as it was written.
            if (!values.contains(header.getValue()) && !values.contains(PercentEncoding.target(header.getValue()))) {
                return Optional.of(new Mismatch(
                        FailureReason.WRONG_HEADER,
                        "header " + header.getKey() + " is " + values + " where " + header.getValue()
                                + " is expected"));
            }
        }
        return bodyMatches(answer)
                ? Optional.empty()
                : Optional.of(new Mismatch(
                        FailureReason.WRONG_BODY,
                        "it answered " + answer.status() + " with another body than expected" + shown(answer)));
    }

    private boolean bodyMatches(Answer answer) {
        return switch (expect.body()) {
            case BodyExpectation.Any() -> true;
            case BodyExpectation.Text(String text) -> answer.body().equals(text);
            case BodyExpectation.Matches matches -> {
                try {
                    yield pattern.orElseThrow().matcher(answer.body()).find();
                } catch (StackOverflowError e) {
                    // java.util.regex recurses by character in (a|b)*; the body is the app's, and may be long on
                    // purpose
                    yield false;
                }
            }
            case BodyExpectation.JsonSubset(JsonNode json) -> {
                try {
                    yield contains(Json.line().readTree(answer.body()), json);
                } catch (JacksonException e) {
                    yield false;
                }
            }
        };
    }

    private static boolean contains(JsonNode actual, JsonNode expected) {
        if (expected.isObject()) {
            return actual.isObject()
                    && expected.properties().stream()
                            .allMatch(member -> actual.has(member.getKey())
                                    && contains(actual.get(member.getKey()), member.getValue()));
        }
        if (expected.isArray()) {
            if (!actual.isArray() || actual.size() != expected.size()) {
                return false;
            }
            for (int i = 0; i < expected.size(); i++) {
                if (!contains(actual.get(i), expected.get(i))) {
                    return false;
                }
            }
            return true;
        }
        if (expected.isNumber()) {
            return actual.isNumber() && actual.decimalValue().compareTo(expected.decimalValue()) == 0;
        }
        return actual.equals(expected);
    }

    private static String shown(Answer answer) {
        String text = answer.body().strip();
        if (text.isEmpty()) {
            return "; the body is empty";
        }
        return ": " + (text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text);
    }
}
