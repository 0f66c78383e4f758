package dev.coldstart.core.assessment;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.coldstart.core.policy.LibraryRuling;
import java.util.Locale;
import java.util.Optional;

/**
 * A package that causes warnings or is denied, held against the approval list.
 *
 * @param name the package's, or its assembly's; not trusted
 * @param version where it is known
 * @param warnings how many trim and AOT warnings it causes
 * @param ruling the line of the list that was applied, or that ran out
 * @param remark why the list's line does not count; empty where it does or there is none
 */
public record LibraryFinding(
        @JsonProperty("package") String name,
        Optional<String> version,
        int warnings,
        Standing standing,
        Optional<LibraryRuling> ruling,
        String remark) {

    /** {@code Newtonsoft.Json 13.0.3}. */
    public String label() {
        return version.map(v -> name + " " + v).orElse(name);
    }

    /** What the list says of it today, the worst first. */
    public enum Standing {
        DENIED,
        UNKNOWN,
        APPROVED;

        @JsonValue
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        @JsonCreator
        public static Standing of(String id) {
            return valueOf(id.toUpperCase(Locale.ROOT));
        }
    }
}
