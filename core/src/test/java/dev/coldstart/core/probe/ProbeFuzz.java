package dev.coldstart.core.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldstart.core.json.Json;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;

/** A line between worker and prober is a message or a {@link JacksonException}; a message is the same once more. */
public final class ProbeFuzz {

    private ProbeFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        String line = new String(input, StandardCharsets.UTF_8);
        same(line, ProbeEvent.class);
        same(line, ProbeCommand.class);
    }

    private static <T> void same(String line, Class<T> type) {
        T message;
        try {
            message = Json.line().readValue(line, type);
        } catch (JacksonException e) {
            assertThat(Json.why(line, type, e)).isNotNull();
            return;
        }
        if (message != null) {
            assertThat(Json.line().readValue(Json.line().writeValueAsString(message), type))
                    .isEqualTo(message);
        }
    }
}
