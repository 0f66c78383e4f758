package dev.coldstart.cli.doctor;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * One thing that was looked at.
 *
 * @param subject what
 * @param detail what was found, and where it is not well, what to do
 */
public record DoctorFinding(State state, String subject, String detail) {

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

    static DoctorFinding ok(String subject, String detail) {
        return new DoctorFinding(State.OK, subject, detail);
    }

    static DoctorFinding limited(String subject, String detail) {
        return new DoctorFinding(State.LIMITED, subject, detail);
    }

    static DoctorFinding missing(String subject, String detail) {
        return new DoctorFinding(State.MISSING, subject, detail);
    }
}
