package dev.coldstart.core.plan;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** A processor architecture that native code is compiled for. Named as .NET names it. */
public enum Architecture {
    X64("x64"),
    ARM64("arm64");

    private final String id;

    Architecture(String id) {
        this.id = id;
    }

    /** {@code x64} or {@code arm64}. */
    @JsonValue
    public String id() {
        return id;
    }

    /**
     * Reads any of the usual names: {@code x64}, {@code amd64}, {@code x86_64}, {@code arm64}, {@code aarch64}.
     *
     * @throws IllegalArgumentException for any other
     */
    @JsonCreator
    public static Architecture of(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "x64", "amd64", "x86_64", "x86-64" -> X64;
            case "arm64", "aarch64" -> ARM64;
            default -> throw new IllegalArgumentException("unknown architecture: " + name + " (known: x64, arm64)");
        };
    }
}
