package dev.coldstart.core.sample;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What measured and what built.
 *
 * @param coldstart the version of this program
 * @param java the Java runtime that it ran on, with its vendor
 * @param tools versions of what builds were made with, by name, such as {@code dotnet}
 */
public record Versions(String coldstart, String java, Map<String, String> tools) {
    public Versions {
        tools = Collections.unmodifiableMap(new TreeMap<>(tools));
    }
}
