package dev.coldstart.core.artifact;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Optional;

/**
 * The C library that published files need of the system they run on.
 *
 * @param version the oldest that has all they ask for, such as {@code 2.34}; only of glibc
 * @param file the one that asks for it; the program itself where several do. Not trusted
 */
public record CLibrary(Kind kind, Optional<String> version, String file) {

    /** Which one. */
    public enum Kind {
        /** Debian, Ubuntu, Red Hat, Amazon Linux and nearly all others. */
        GLIBC,
        /** Alpine. */
        MUSL,
        /** None: the program is static, and runs on any Linux of its architecture. */
        NONE;

        @JsonValue
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        @JsonCreator
        public static Kind of(String id) {
            return valueOf(id.toUpperCase(Locale.ROOT));
        }
    }

    public CLibrary {
        if (kind != Kind.GLIBC && version.isPresent()) {
            throw new IllegalArgumentException("only symbols of glibc have versions");
        }
        version.ifPresent(CLibrary::parts);
    }

    /**
     * Compares versions such as {@code 2.4} and {@code 2.34}.
     *
     * @throws IllegalArgumentException when one is not made of numbers and dots
     */
    public static int compare(String one, String other) {
        return java.util.Arrays.compare(parts(one), parts(other));
    }

    private static int[] parts(String version) {
        if (!version.matches("[0-9]{1,4}(\\.[0-9]{1,4}){1,3}")) {
            throw new IllegalArgumentException("no version of a C library: " + version);
        }
        return java.util.Arrays.stream(version.split("\\.", -1))
                .mapToInt(Integer::parseInt)
                .toArray();
    }
}
