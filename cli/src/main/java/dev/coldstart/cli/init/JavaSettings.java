package dev.coldstart.cli.init;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** What {@code application.properties} or {@code application.yml} of an app says, nested names joined by dots. */
record JavaSettings(Map<String, String> values) {

    private static final long MAX_BYTES = 1 << 18;

    /** Reads those of a Maven project's main sources. */
    static JavaSettings of(Path project) throws IOException {
        Map<String, String> values = new TreeMap<>();
        for (String name : new String[] {
            "application.properties", "META-INF/microprofile-config.properties", "application.yml", "application.yaml"
        }) {
            Path file = project.resolve("src/main/resources").resolve(name);
            if (Files.isRegularFile(file) && Files.size(file) < MAX_BYTES) {
                String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
                if (name.endsWith(".properties")) {
                    properties(text, values);
                } else {
                    yaml(text, values);
                }
            }
        }
        return new JavaSettings(values);
    }

    /** The first of these that is a text without placeholders. */
    Optional<String> first(String... names) {
        for (String name : names) {
            String value = values.get(name);
            if (value != null && !value.isBlank() && !value.contains("${")) {
                return Optional.of(value.strip());
            }
        }
        return Optional.empty();
    }

    private static void properties(String text, Map<String, String> values) throws IOException {
        Properties properties = new Properties();
        try {
            properties.load(new java.io.StringReader(text));
        } catch (IllegalArgumentException e) {
            // The app will not like it either; nothing is known from it.
            return;
        }
        properties.stringPropertyNames().forEach(name -> values.put(name, properties.getProperty(name)));
    }

    private static void yaml(String text, Map<String, String> values) {
        try {
            for (Object document : new Load(LoadSettings.builder().build()).loadAllFromString(text)) {
                flatten("", document, values);
            }
        } catch (YamlEngineException e) {
            // As above; what was read of it before is true.
        }
    }

    private static void flatten(String name, Object value, Map<String, String> values) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, inner) -> {
                if (inner != null) {
                    flatten(name.isEmpty() ? String.valueOf(key) : name + "." + key, inner, values);
                }
            });
        } else if (value != null) {
            values.putIfAbsent(name, String.valueOf(value));
        }
    }
}
