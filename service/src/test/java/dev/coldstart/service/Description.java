package dev.coldstart.service;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.coldstart.core.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code openapi.yaml}, and whether an answer is what it says: the status, the media type, the body. */
final class Description {

    private static final JsonNode ROOT = read();
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    private Description() {}

    private static JsonNode read() {
        try (InputStream in = Description.class.getResourceAsStream("/api/openapi.yaml")) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            Object tree = new Load(LoadSettings.builder().build()).loadFromString(text);
            return Json.line().valueToTree(tree);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Fails where an answer is not described. */
    static void check(HttpResponse<String> answer) {
        check(
                answer.request().method(),
                answer.request().uri().getPath(),
                answer.statusCode(),
                answer.headers().firstValue("Content-Type").orElse(""),
                answer.body());
    }

    /** The same, of an answer that another client got. */
    static void check(String asked, String path, int status, String contentType, String body) {
        String method = asked.toLowerCase(Locale.ROOT);
        Optional<JsonNode> operation = operation(path, method);
        if (operation.isEmpty()) {
            if (status != 404 && status != 405) {
                throw new AssertionError(method + " " + path + " is not described");
            }
            return;
        }
        JsonNode response = resolved(operation.get().path("responses").path(Integer.toString(status)));
        if (response.isMissingNode()) {
            throw new AssertionError(
                    method + " " + path + " answers with " + status + ", which is not described: " + body);
        }
        JsonNode content = response.path("content");
        String type = contentType.split(";")[0];
        if (content.isMissingNode() || method.equals("head")) {
            return;
        }
        if (!content.has(type)) {
            throw new AssertionError(method + " " + path + " answers with " + type + ", which is not described");
        }
        if (type.endsWith("json")) {
            validate(content.path(type).path("schema"), body);
        }
    }

    /** Fails where a request of our own is not as described. */
    static void checkRequest(String asked, String path, String body) {
        String method = asked.toLowerCase(Locale.ROOT);
        JsonNode content = operation(path, method)
                .orElseThrow(() -> new AssertionError(method + " " + path + " is not described"))
                .path("requestBody")
                .path("content");
        JsonNode schema = content.path("application/json").path("schema");
        if (!schema.isMissingNode()) {
            validate(schema, body);
        } else if (!body.isEmpty() && content.isMissingNode()) {
            throw new AssertionError(method + " " + path + " is sent a body, which is not described");
        }
    }

    /** Fails where an event of a stream is not as described. */
    static void checkEvent(String kind, String data) {
        JsonNode schema = ROOT.path("components")
                .path("schemas")
                .path("Events")
                .path("properties")
                .path(kind);
        if (schema.isMissingNode()) {
            throw new AssertionError("the event " + kind + " is not described: " + data);
        }
        validate(schema, data);
    }

    private static void validate(JsonNode schema, String body) {
        ObjectNode whole = Json.line().createObjectNode();
        whole.set("components", ROOT.path("components"));
        whole.setAll((ObjectNode) schema);
        Schema compiled = REGISTRY.getSchema(whole.toString(), InputFormat.JSON);
        List<Error> errors = compiled.validate(body, InputFormat.JSON);
        if (!errors.isEmpty()) {
            throw new AssertionError("the body is not as described: " + errors + "\n" + body);
        }
    }

    private static JsonNode resolved(JsonNode node) {
        String reference = node.path("$ref").asString("");
        return reference.isEmpty() ? node : ROOT.at(reference.substring(1));
    }

    /** What is fixed goes before what is a parameter. */
    private static Optional<JsonNode> operation(String path, String method) {
        Map<Integer, JsonNode> fitting = new HashMap<>();
        ROOT.path("paths").propertyStream().forEach(entry -> {
            String pattern = entry.getKey().replaceAll("\\{[^}]+}", "[^/]+");
            if (path.matches(pattern)) {
                int parameters = entry.getKey().length()
                        - entry.getKey().replace("{", "").length();
                fitting.put(parameters, entry.getValue());
            }
        });
        return fitting.entrySet().stream()
                .min(Map.Entry.comparingByKey())
                .map(entry -> entry.getValue().path(method))
                .filter(operation -> !operation.isMissingNode());
    }
}
