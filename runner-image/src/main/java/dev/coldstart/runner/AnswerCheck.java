package dev.coldstart.runner;

import dev.coldstart.core.http.Answer;
import dev.coldstart.core.http.PercentEncoding;
import dev.coldstart.core.json.Json;
import dev.coldstart.core.plan.BodyExpectation;
import dev.coldstart.core.plan.Expectation;
import dev.coldstart.core.plan.TextPattern;
import dev.coldstart.core.sample.FailureReason;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Whether an answer is the expected one. */
final class AnswerCheck {

    private static final int SHOWN = 300;
    private static final int BAD_REQUEST = 400;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;

    /** A body of 100 KB takes some milliseconds. */
    private static final Duration SEARCH = Duration.ofMillis(500);

    /**
     * What is wrong with an answer: the first thing that differs.
     *
     * @param status that it has
     */
    record Mismatch(FailureReason reason, int status, String detail) {

        /** Whether the request was not even understood. */
        boolean badRequest() {
            return status == BAD_REQUEST;
        }
    }

    private final Expectation expect;
    private final Optional<TextPattern> pattern;

    AnswerCheck(Expectation expect) {
        this.expect = expect;
        this.pattern = expect.body() instanceof BodyExpectation.Matches(String regex)
                ? Optional.of(TextPattern.compile(regex))
                : Optional.empty();
    }

    /** Empty when the answer is good. */
    Optional<Mismatch> mismatch(Answer answer) {
        if (answer.status() != expect.status()) {
            return Optional.of(new Mismatch(
                    FailureReason.WRONG_STATUS,
                    answer.status(),
                    "it answered " + answer.status()
                            + redirect(answer).map(to -> " to " + to).orElse("") + " where "
                            + expect.status() + " is expected" + shown(answer)
                            + redirect(answer).map(AnswerCheck::whereItLeads).orElseGet(() -> refused(answer))));
        }
        for (Map.Entry<String, String> header : expect.headers().entrySet()) {
            List<String> values = answer.header(header.getKey());
            // A Location, for one, may come back encoded or as it was written.
            if (!values.contains(header.getValue()) && !values.contains(PercentEncoding.target(header.getValue()))) {
                return Optional.of(new Mismatch(
                        FailureReason.WRONG_HEADER,
                        answer.status(),
                        "header " + header.getKey() + " is " + values + " where " + header.getValue()
                                + " is expected"));
            }
        }
        return bodyMatches(answer)
                ? Optional.empty()
                : Optional.of(new Mismatch(
                        FailureReason.WRONG_BODY,
                        answer.status(),
                        "it answered " + answer.status() + " with another body than expected" + shown(answer)));
    }

    private static Optional<String> redirect(Answer answer) {
        return answer.status() / 100 == 3 ? answer.header("Location").stream().findFirst() : Optional.empty();
    }

    private static String refused(Answer answer) {
        return answer.status() == UNAUTHORIZED || answer.status() == FORBIDDEN
                ? "; send what it asks for (request.headers, such as Authorization), ask for a path that is open to all, or"
                        + " expect that status"
                : "";
    }

    private static String whereItLeads(String location) {
        String there = location.toLowerCase(Locale.ROOT).startsWith("https:")
                ? "; there is no TLS here: let the app not redirect while it is measured (ASP.NET Core: no"
                        + " UseHttpsRedirection, or neither an https address nor ASPNETCORE_HTTPS_PORT; Spring Security: no"
                        + " redirectToHttps)"
                : "; ask for where it leads to, if that is the app's start";
        return there + ", or expect that status";
    }

    boolean bodyMatches(Answer answer) {
        return switch (expect.body()) {
            case BodyExpectation.Any() -> true;
            case BodyExpectation.Text(String text) -> answer.body().equals(text);
            case BodyExpectation.Matches matches -> {
                try {
                    long until = System.nanoTime() + SEARCH.toNanos();
                    yield pattern.orElseThrow().isIn(answer.body(), () -> System.nanoTime() - until > 0);
                } catch (TextPattern.SearchTimeoutException e) {
                    // The body is the app's, and may be long on purpose.
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
        List<String> encodings = answer.header("Content-Encoding");
        if (!encodings.isEmpty() && text.indexOf('\uFFFD') >= 0) {
            return ", which is compressed (" + String.join(", ", encodings) + ") although that was not asked for";
        }
        return ": " + (text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text);
    }
}
