package dev.coldstart.cli.init;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * What {@code application.properties} or {@code application.yml} of an app says where it is not said for a profile.
 *
 * @param values by nested names joined by dots, without dashes and in small letters, as Spring takes them in any form
 */
record JavaSettings(Map<String, String> values) {

    private static final long MAX_BYTES = 1 << 18;
    private static final String PRODUCTION = "%prod.";
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{[^${}:]+:(?<otherwise>[^${}]*)\\}");

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

    /** Reads one YAML file. */
    static JavaSettings ofYaml(Path file) throws IOException {
        Map<String, String> values = new TreeMap<>();
        if (Files.isRegularFile(file) && Files.size(file) < MAX_BYTES) {
            yaml(new String(Files.readAllBytes(file), StandardCharsets.UTF_8), values);
        }
        return new JavaSettings(values);
    }

    /** The first of these that is a text; where it is a placeholder, its default. */
    Optional<String> first(String... names) {
        for (String name : names) {
            String key = canonical(name);
            String value = values.getOrDefault(PRODUCTION + key, values.getOrDefault(key, ""));
            String text = PLACEHOLDER.matcher(value).replaceAll("${otherwise}").strip();
            if (!text.isEmpty() && !text.contains("${")) {
                return Optional.of(text);
            }
        }
        return Optional.empty();
    }

    /** {@link #first} that is a port. */
    OptionalInt port(String... names) {
        return first(names).filter(text -> text.matches("[1-9][0-9]{0,4}")).stream()
                .mapToInt(Integer::parseInt)
                .findFirst();
    }

    /** The first setting below this one, without dashes and in small letters; its value may be anything. */
    Optional<String> namedBelow(String section) {
        return values.keySet().stream().filter(name -> name.startsWith(section)).findFirst();
    }

    private static String canonical(String name) {
        return name.replaceAll("[-_\"]", "").toLowerCase(Locale.ROOT);
    }

    private static void properties(String text, Map<String, String> values) throws IOException {
        Properties properties = new Properties();
        try {
            properties.load(new java.io.StringReader(text));
        } catch (IllegalArgumentException e) {
            // The app will not like it either; nothing is known from it.
            return;
        }
        properties.stringPropertyNames().forEach(name -> values.put(canonical(name), properties.getProperty(name)));
    }

    private static void yaml(String text, Map<String, String> values) {
        try {
            for (Object document : new Load(LoadSettings.builder().build()).loadAllFromString(text)) {
                Map<String, String> flat = new TreeMap<>();
                flatten("", document, flat);
                if (!flat.containsKey("spring.config.activate.onprofile") && !flat.containsKey("spring.profiles")) {
                    flat.forEach(values::putIfAbsent);
                }
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
        } else if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                if (list.get(i) != null) {
                    flatten(name + "[" + i + "]", list.get(i), values);
                }
            }
        } else if (value != null) {
            values.putIfAbsent(canonical(name), String.valueOf(value));
        }
    }
}
