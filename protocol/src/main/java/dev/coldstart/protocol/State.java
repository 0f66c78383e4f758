package dev.coldstart.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where a comparison is. */
public enum State {
    QUEUED,
    MEASURING,
    /** Measured, and there is a report. */
    REPORTED,
    /** It can't be measured: the reason says why. */
    FAILED,
    CANCELLED,
    /** A newer push of the same pull request took its place. */
    SUPERSEDED,
    /** Its deadline passed. */
    EXPIRED;

    @JsonValue
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    public static State of(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT));
    }

    /** Whether nothing more happens to it. */
    public boolean ended() {
        return switch (this) {
            case QUEUED, MEASURING -> false;
            case REPORTED, FAILED, CANCELLED, SUPERSEDED, EXPIRED -> true;
        };
    }
}
