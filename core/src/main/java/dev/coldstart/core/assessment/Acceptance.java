package dev.coldstart.core.assessment;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.coldstart.core.policy.Waiver;
import java.util.Locale;

/**
 * An exception on the day of the measurement.
 *
 * @param daysLeft until its last day; negative once that has passed
 * @param needed whether what it accepts fails today
 */
public record Acceptance(Waiver exception, State state, long daysLeft, boolean needed) {

    /** Whether it counts. */
    public enum State {
        ACTIVE,
        /** It counts, and runs out within {@value Waivers#NOTICE_DAYS} days. */
        EXPIRING,
        /** It does not count any more: what it accepted fails again. */
        EXPIRED;

        @JsonValue
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        @JsonCreator
        public static State of(String id) {
            return valueOf(id.toUpperCase(Locale.ROOT));
        }
    }
}
