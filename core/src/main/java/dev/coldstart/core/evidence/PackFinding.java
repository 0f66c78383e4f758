package dev.coldstart.core.evidence;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * Something that is wrong with a pack.
 *
 * @param file its name in the pack; not trusted
 * @param detail what is wrong, one phrase; not trusted
 */
public record PackFinding(Kind kind, String file, String detail) {

    /** What kinds there are. */
    public enum Kind {
        /** Its content has another checksum than it was written with. */
        ALTERED,
        /** It was written, or always is, and is not there. */
        MISSING,
        /** It was not written with the others. */
        ADDED,
        /** Its checksum may be right, its content is not what follows from the samples. */
        DOES_NOT_FOLLOW,
        /** It can't be read. */
        UNREADABLE;

        @JsonValue
        public String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
