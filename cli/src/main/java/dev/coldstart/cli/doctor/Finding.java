package dev.coldstart.cli.doctor;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * One thing that was looked at.
 *
 * @param subject what
 * @param detail what was found, and where it is not well, what to do
 */
public record Finding(State state, String subject, String detail) {

    /** How it stands. */
    public enum State {
        OK,
        /** It measures, less well or less than it could. */
        LIMITED,
        /** It can't measure. */
        MISSING;

        @JsonValue
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Finding ok(String subject, String detail) {
        return new Finding(State.OK, subject, detail);
    }

    static Finding limited(String subject, String detail) {
        return new Finding(State.LIMITED, subject, detail);
    }

    static Finding missing(String subject, String detail) {
        return new Finding(State.MISSING, subject, detail);
    }
}
