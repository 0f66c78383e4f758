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
        String path = answer.request().uri().getPath();
        String method = answer.request().method().toLowerCase(Locale.ROOT);
        Optional<JsonNode> operation = operation(path, method);
        if (operation.isEmpty()) {
            if (answer.statusCode() != 404 && answer.statusCode() != 405) {
                throw new AssertionError(method + " " + path + " is not described");
            }
            return;
        }
        JsonNode response = resolved(operation.get().path("responses").path(Integer.toString(answer.statusCode())));
        if (response.isMissingNode()) {
            throw new AssertionError(method + " " + path + " answers with " + answer.statusCode()
                    + ", which is not described: " + answer.body());
        }
        JsonNode content = response.path("content");
        String type = answer.headers().firstValue("Content-Type").orElse("").split(";")[0];
        if (content.isMissingNode() || method.equals("head")) {
            return;
        }
        if (!content.has(type)) {
            throw new AssertionError(method + " " + path + " answers with " + type + ", which is not described");
        }
        if (type.endsWith("json")) {
            validate(content.path(type).path("schema"), answer.body());
        }
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
