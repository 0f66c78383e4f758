package dev.coldstart.core.readiness;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * Something that is not as it was last time.
 *
 * @param what a phrase that holds both, what is and what was
 */
public record Moved(Direction direction, String framework, String what) {

    /** Where to. */
    public enum Direction {
        BETTER,
        WORSE,
        OTHER;

        @JsonValue
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
