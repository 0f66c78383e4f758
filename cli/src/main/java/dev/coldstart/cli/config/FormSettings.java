package dev.coldstart.cli.config;

import java.util.Map;
import java.util.TreeMap;

/**
 * One form that is asked for.
 *
 * @param name what it is called in the report; the form itself unless the file says otherwise
 * @param form how it is built: one of the toolchain's forms, or the name of a command
 * @param env added to the environment of its build
 * @param properties MSBuild properties of this form alone
 */
public record FormSettings(String name, String form, Map<String, String> env, Map<String, String> properties) {
    public FormSettings {
        env = Map.copyOf(env);
        properties = java.util.Collections.unmodifiableMap(new TreeMap<>(properties));
    }

    public static FormSettings of(String form) {
        return new FormSettings(form, form, Map.of(), Map.of());
    }
}
