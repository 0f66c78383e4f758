package dev.coldstart.cli.github;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Answers and events as GitHub publishes them. {@code src/test/js/github-examples.js} takes them from the packages of
 * GitHub's own clients.
 */
public final class Published {

    private static final JsonNode REST = read("rest.json");
    private static final JsonNode EVENTS = read("events.json");

    private Published() {}

    /** The example of an answer. */
    static JsonNode example(String name) {
        return REST.required("answers").required(name).required("example");
    }

    /** A copy of the example of an answer; the first where the answer is a list. */
    static ObjectNode answer(String name) {
        JsonNode example = example(name);
        return ((ObjectNode) (example.isArray() ? example.required(0) : example)).deepCopy();
    }

    /** A copy of the example of an event's payload. */
    public static ObjectNode event(String name) {
        return ((ObjectNode) EVENTS.required(name)).deepCopy();
    }

    /** The JSON Schema of an answer. */
    static ObjectNode schema(String name) {
        ObjectNode schema =
                ((ObjectNode) REST.required("answers").required(name).required("schema")).deepCopy();
        schema.set("$defs", REST.required("$defs"));
        return schema;
    }

    private static JsonNode read(String file) {
        try (InputStream in = Published.class.getResourceAsStream(file)) {
            return JsonMapper.shared().readTree(Objects.requireNonNull(in, file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
