package dev.coldstart.service.api;

import dev.coldstart.core.json.Json;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;

/**
 * Why a request was not done, as RFC 9457 has it.
 *
 * @param type stable: {@code urn:coldstart:problem:NAME}
 * @param missing artifacts that have to be sent first
 * @param state where the comparison is, where that is the trouble
 */
public record Problem(
        String type, String title, int status, String detail, Optional<List<String>> missing, Optional<String> state) {

    static final String MEDIA_TYPE = "application/problem+json";
    private static final String TYPE = "urn:coldstart:problem:";

    /** A problem of that name. */
    static Problem of(int status, String name, String title, String detail) {
        return new Problem(TYPE + name, title, status, detail, Optional.empty(), Optional.empty());
    }

    Problem withMissing(List<String> artifacts) {
        return new Problem(type, title, status, detail, Optional.of(artifacts), state);
    }

    Problem withState(String where) {
        return new Problem(type, title, status, detail, missing, Optional.of(where));
    }

    void answer(Context context) {
        // As bytes: text would be sent in the server's own default, which is not UTF-8.
        context.status(status).contentType(MEDIA_TYPE).result(Json.line().writeValueAsBytes(this));
    }
}
