package dev.coldstart.core.sample;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What came of one request whose answer is compared between forms. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Reply.Answered.class, name = "answered"),
    @JsonSubTypes.Type(value = Reply.Missing.class, name = "missing")
})
public sealed interface Reply {

    /**
     * A whole answer. Not trusted.
     *
     * @param headers those that are compared and the content type, by lower-case name; others are not kept, as they may hold
     *     secrets
     * @param unmet where an answer was expected and this is another, what is wrong with it
     */
    record Answered(int status, Map<String, List<String>> headers, Body body, Optional<String> unmet) implements Reply {
        public Answered {
            Map<String, List<String>> sorted = new TreeMap<>();
            headers.forEach((name, values) -> sorted.put(name, List.copyOf(values)));
            headers = java.util.Collections.unmodifiableMap(sorted);
        }

        /** The values of a header, by its lower-case name. */
        public List<String> header(String name) {
            return headers.getOrDefault(name, List.of());
        }
    }

    /** The least status with which a server says that the trouble is its own. */
    int SERVER_ERROR = 500;

    /** Whether it is missing or an error of the server's, so that the app's own output is wanted. */
    default boolean troubled() {
        return switch (this) {
            case Answered answered -> answered.status() >= SERVER_ERROR;
            case Missing missing -> true;
        };
    }

    /**
     * There was none.
     *
     * @param detail what was seen in its place, one sentence without an end
     */
    record Missing(Cause cause, String detail) implements Reply {}

    /** Why an answer is missing. */
    enum Cause {
        /** No whole answer came in time. */
        NO_ANSWER,
        /** The app's process ended. */
        ENDED,
        /** The request was not made, because of what had happened before. */
        NOT_SENT;

        @JsonValue
        public String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        @JsonCreator
        public static Cause of(String id) {
            return valueOf(id.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }
}
