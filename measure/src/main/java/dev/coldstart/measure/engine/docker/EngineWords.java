package dev.coldstart.measure.engine.docker;

import com.github.dockerjava.api.exception.DockerException;
import dev.coldstart.core.json.Json;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** What an engine says of what it refuses, out of what the client makes of it. */
final class EngineWords {

    private static final Pattern STATUS = Pattern.compile("Status \\d+: ");

    private EngineWords() {}

    /** The engine's own sentence where it said one, else what went wrong on the way to it. */
    static String of(Throwable e) {
        String text = String.valueOf(e.getMessage());
        if (!(e instanceof DockerException)) {
            return text;
        }
        Matcher status = STATUS.matcher(text);
        String body = status.lookingAt() ? text.substring(status.end()).strip() : text;
        try {
            JsonNode message = Json.line().readTree(body).path("message");
            return message.isString() ? message.stringValue().strip() : body;
        } catch (JacksonException notJson) {
            return body;
        }
    }
}
