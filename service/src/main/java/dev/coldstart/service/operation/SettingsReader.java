package dev.coldstart.service.operation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Settings from the command line, the environment and a file, in that order of weight. The keys that are asked for are the keys
 * that exist; {@link #end} reports all others.
 */
final class SettingsReader {

    private static final String DEFAULT = "default";

    private final Map<String, Given> given = new HashMap<>();
    private final Map<String, String> environment;
    private final Map<String, String> fromOptions;
    private final List<String> problems = new ArrayList<>();
    private final Map<String, ServiceSettings.Shown> shown = new TreeMap<>();
    private final List<String> variables = new ArrayList<>();

    SettingsReader(Optional<Path> file, Map<String, String> environment, Map<String, String> options) {
        this.environment = environment;
        file.ifPresent(path -> given.putAll(SettingsFile.read(path, problems)));
        options.forEach((key, text) -> given.put(key, new Given(text, "the command line")));
        this.fromOptions = options;
    }

    /** A setting that has a default. */
    <T> T one(String key, String fallback, Function<String, T> parse) {
        Optional<Given> found = find(key, false);
        Given used = found.orElseGet(() -> new Given(fallback, DEFAULT));
        show(key, used.text(), used.where());
        return parsed(key, used, parse).orElseGet(() -> parse.apply(fallback));
    }

    /** A setting that may be missing. */
    <T> Optional<T> optional(String key, Function<String, T> parse) {
        Optional<Given> found = find(key, false);
        show(
                key,
                found.map(Given::text).orElse("(none)"),
                found.map(Given::where).orElse(DEFAULT));
        return found.flatMap(g -> parsed(key, g, parse));
    }

    /** The same for what nobody may read: never printed, and taken from a file too, as secrets are given to containers. */
    <T> Optional<T> secret(String key, Function<String, T> parse) {
        Optional<Given> found = find(key, true);
        show(
                key,
                found.isPresent() ? "(hidden)" : "(none)",
                found.map(Given::where).orElse(DEFAULT));
        return found.flatMap(g -> parsed(key, g, text -> {
            try {
                return parse.apply(text);
            } catch (IllegalArgumentException e) {
                // What was wrong may repeat what was given.
                throw new IllegalArgumentException(
                        String.valueOf(e.getMessage()).contains(text) ? "it is not of the right form" : e.getMessage(),
                        e);
            }
        }));
    }

    private void show(String key, String text, String where) {
        shown.put(key, new ServiceSettings.Shown(key, text, where));
    }

    private Optional<Given> find(String key, boolean secret) {
        String variable = Given.variable(key);
        variables.add(variable);
        Optional<Given> inVariable = Optional.ofNullable(environment.get(variable))
                .filter(text -> !text.isBlank())
                .map(text -> new Given(text, variable));
        Optional<Given> inFileOfVariable = secret ? fromFile(variable + "_FILE") : Optional.empty();
        Optional<Given> elsewhere = Optional.ofNullable(given.remove(key));
        return fromOptions.containsKey(key)
                ? elsewhere
                : inVariable.or(() -> inFileOfVariable).or(() -> elsewhere);
    }

    private Optional<Given> fromFile(String variable) {
        variables.add(variable);
        Optional<String> file = Optional.ofNullable(environment.get(variable)).filter(text -> !text.isBlank());
        if (file.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Given(Files.readString(Path.of(file.get())).strip(), variable));
        } catch (IOException | RuntimeException e) {
            problems.add(variable + ": the file " + file.get() + " can't be read");
            return Optional.empty();
        }
    }

    private <T> Optional<T> parsed(String key, Given used, Function<String, T> parse) {
        try {
            return Optional.of(parse.apply(used.text().strip()));
        } catch (IllegalArgumentException e) {
            problems.add(used.where() + ": " + key + ": " + e.getMessage());
            return Optional.empty();
        }
    }

    /** Adds what is wrong with several settings together. */
    void problem(String key, String message) {
        problems.add(Optional.ofNullable(shown.get(key))
                        .map(ServiceSettings.Shown::from)
                        .orElse(DEFAULT) + ": " + key + ": " + message);
    }

    /**
     * Ends the reading.
     *
     * @return every setting with its value and where that is from, without secrets
     * @throws SettingsException when there is any problem
     */
    List<ServiceSettings.Shown> end() {
        given.forEach((key, g) -> problems.add(g.where() + ": " + key + ": unknown key; " + hint(key)));
        environment.keySet().stream()
                .filter(name -> name.startsWith(Given.PREFIX) && !variables.contains(name))
                .sorted()
                .forEach(this::checkVariable);
        if (!problems.isEmpty()) {
            throw new SettingsException(problems);
        }
        return List.copyOf(shown.values());
    }

    private String hint(String key) {
        return Nearest.to(key, shown.keySet())
                .map(near -> "did you mean " + near + "?")
                .orElseGet(() -> "known are " + String.join(", ", shown.keySet()));
    }

    /** Others of ours use the same prefix, such as the client: only what looks like a slip is one. */
    private void checkVariable(String name) {
        String bare = name.substring(Given.PREFIX.length());
        List<String> known =
                variables.stream().map(v -> v.substring(Given.PREFIX.length())).toList();
        Nearest.to(bare, known)
                .ifPresent(
                        near -> problems.add(name + ": unknown variable; did you mean " + Given.PREFIX + near + "?"));
    }
}
