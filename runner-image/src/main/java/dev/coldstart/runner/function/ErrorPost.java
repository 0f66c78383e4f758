package dev.coldstart.runner.function;

import dev.coldstart.core.json.Json;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Reads what clients post when something went wrong: the type in a header or in the body, either of which may be missing. */
final class ErrorPost {

    private static final String TYPE = "lambda-runtime-function-error-type";
    private static final String BODY = "lambda-runtime-function-error-body";

    private ErrorPost() {}

    static FunctionEvent.Problem of(Call call) {
        return problem(call.header(TYPE), call.body());
    }

    /** A response that failed after it had begun says so behind its last piece. */
    static Optional<FunctionEvent.Problem> inTrailers(Call call) {
        return call.trailer(TYPE).map(type -> problem(Optional.of(type), decoded(call)));
    }

    private static ByteBuffer decoded(Call call) {
        try {
            return ByteBuffer.wrap(Base64.getDecoder().decode(call.trailer(BODY).orElse("")));
        } catch (IllegalArgumentException e) {
            return ByteBuffer.allocate(0);
        }
    }

    private static FunctionEvent.Problem problem(Optional<String> type, ByteBuffer body) {
        String text = StandardCharsets.UTF_8.decode(body.duplicate()).toString();
        try {
            JsonNode json = Json.line().readTree(text);
            return new FunctionEvent.Problem(type.or(() -> member(json, "errorType")), member(json, "errorMessage"));
        } catch (JacksonException e) {
            return new FunctionEvent.Problem(type, Optional.of(text).filter(t -> !t.isBlank()));
        }
    }

    private static Optional<String> member(JsonNode json, String name) {
        return Optional.ofNullable(json.get(name))
                .filter(JsonNode::isString)
                .map(JsonNode::stringValue)
                .filter(text -> !text.isBlank());
    }
}
