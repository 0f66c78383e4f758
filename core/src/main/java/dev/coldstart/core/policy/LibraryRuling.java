package dev.coldstart.core.policy;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;

/**
 * One line of the team's library approval list. Its texts are not trusted.
 *
 * @param name the package, or the assembly that the build's warnings name; upper and lower case are the same
 * @param by who ruled
 * @param because why
 * @param until the last day on which it counts
 */
public record LibraryRuling(
        @JsonProperty("package") String name,
        VersionRange versions,
        Ruling ruling,
        Optional<String> by,
        Optional<String> because,
        Optional<LocalDate> until) {

    public LibraryRuling {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a package has a name");
        }
    }

    public boolean isAbout(String other) {
        return name.equalsIgnoreCase(other);
    }

    /** What may be ruled. */
    public enum Ruling {
        APPROVED,
        DENIED;

        @JsonValue
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        @JsonCreator
        public static Ruling of(String id) {
            return valueOf(id.toUpperCase(Locale.ROOT));
        }
    }
}
