package dev.coldstart.core.estimate;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What an interval says of a change; see {@code docs/method.md}. */
public enum Decision {
    BETTER,
    WORSE,
    SAME,
    INCONCLUSIVE;

    @JsonValue
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    public static Decision of(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT));
    }
}
