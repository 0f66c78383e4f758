package dev.coldstart.core.policy;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;

/**
 * A yes or a no of the team's, or of the preset that it chose. Its texts are not trusted.
 *
 * @param by who says so
 * @param on since when
 * @param because why
 */
public record TeamAnswer(
        Reply answer, Optional<String> by, Optional<LocalDate> on, Optional<String> because, Origin from) {

    /** A bare answer of the team's. */
    public static TeamAnswer of(Reply answer) {
        return new TeamAnswer(answer, Optional.empty(), Optional.empty(), Optional.empty(), Origin.TEAM);
    }

    public boolean yes() {
        return answer == Reply.YES;
    }

    /** The two answers. Where there is none the question is unanswered, which is not a no. */
    public enum Reply {
        YES,
        NO;

        @JsonValue
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        @JsonCreator
        public static Reply of(String id) {
            return valueOf(id.toUpperCase(Locale.ROOT));
        }
    }

    /** Who gave it. */
    public enum Origin {
        TEAM,
        PRESET;

        @JsonValue
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        @JsonCreator
        public static Origin of(String id) {
            return valueOf(id.toUpperCase(Locale.ROOT));
        }
    }
}
