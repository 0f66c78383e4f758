package dev.coldstart.core.assessment;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a check came to. */
public enum Status {
    PASS,
    FAIL,
    /** It was looked at, and somebody has to look closer. */
    UNCLEAR,
    /** Nobody has answered, or nothing was measured; not a no. */
    UNANSWERED,
    /** It did not pass, and an exception that counts today accepts that. */
    ACCEPTED;

    @JsonValue
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    public static Status of(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT));
    }
}
