package dev.coldstart.runner;

import dev.coldstart.core.http.Answer;
import dev.coldstart.core.json.Json;
import dev.coldstart.core.plan.BodyExpectation;
import dev.coldstart.core.plan.Expectation;
import dev.coldstart.core.plan.FunctionScenario;
import dev.coldstart.core.sample.FailureReason;
import dev.coldstart.runner.function.FunctionRun;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Whether a function's response is a good one. */
final class ResponseCheck {

    private static final int OK = 200;
    private static final int BAD = 400;
    private static final int SHOWN = 300;

    /** A function behind API Gateway says its status in its response; a large one is not looked into. */
    private static final int LOOKED_INTO = 1 << 20;

    private final AnswerCheck body;
    private final boolean saysStatus;

    ResponseCheck(FunctionScenario function) {
        this.body = new AnswerCheck(new Expectation(OK, Map.of(), function.expect()));
        this.saysStatus = function.expect() instanceof BodyExpectation.Any && function.isFromApiGateway();
    }

    Optional<FunctionRun.Failure> wrong(ByteBuffer response) {
        String text = StandardCharsets.UTF_8.decode(response.duplicate()).toString();
        if (!body.bodyMatches(new Answer(OK, Map.of(), text, response))) {
            return Optional.of(new FunctionRun.Failure(
                    FailureReason.WRONG_BODY, "it responded otherwise than expected: " + shown(text)));
        }
        return saysStatus && response.remaining() <= LOOKED_INTO ? wrongStatus(text) : Optional.empty();
    }

    private static Optional<FunctionRun.Failure> wrongStatus(String text) {
        try {
            JsonNode status = Json.line().readTree(text).path("statusCode");
            return status.isInt() && status.intValue() >= BAD
                    ? Optional.of(new FunctionRun.Failure(
                            FailureReason.WRONG_STATUS,
                            "its response to API Gateway has status " + status.intValue() + ": " + shown(text)))
                    : Optional.empty();
        } catch (JacksonException e) {
            // API Gateway takes what is no JSON for a body with status 200.
            return Optional.empty();
        }
    }

    private static String shown(String text) {
        return text.isBlank() ? "it is empty" : text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text;
    }
}
