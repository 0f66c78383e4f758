package dev.coldstart.core.plan;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * The absence of a base: head was measured alone.
 *
 * @param reason for people, a clause without a full stop; may hold what other programs said, and is not trusted
 */
public record MissingBase(Kind kind, String reason) {

    /** What it means that there is none. */
    public enum Kind {
        /** Nobody asked for one, or what set the run off has none. */
        NOT_ASKED,
        /** The app is new there: the first commit, a folder that base does not have. */
        NOT_YET,
        /** There is one, and it could not be had: whether the change costs something is not known. */
        NOT_HAD;

        @JsonValue
        public String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        @JsonCreator
        public static Kind of(String id) {
            return valueOf(id.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }
}
