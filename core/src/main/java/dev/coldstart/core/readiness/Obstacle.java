package dev.coldstart.core.readiness;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;

/**
 * Something that still stands in the way.
 *
 * @param what a phrase that names it
 * @param fix what usually helps; empty where nobody knows
 * @param frameworks where it stands in the way
 * @param warnings how many warnings are gone with it; 0 where it is none of those
 */
public record Obstacle(Kind kind, String what, String fix, List<String> frameworks, int warnings) {

    /** What kinds there are, in the order in which they are worth mending: behind each, those after it can't be seen. */
    public enum Kind {
        NOT_BUILT,
        NOT_STARTED,
        /** It starts, and answers otherwise than the baseline. */
        UNEQUAL,
        NOT_MEASURED,
        VERDICT,
        /** Something that the team has not answered, and that the verdict takes for granted. */
        ANSWER,
        WARNINGS;

        @JsonValue
        public String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public Obstacle {
        frameworks = List.copyOf(frameworks);
    }
}
