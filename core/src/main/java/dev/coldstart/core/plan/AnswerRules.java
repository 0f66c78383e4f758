package dev.coldstart.core.plan;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;

/**
 * What of an answer has to be the same in every form. The status and the body always have.
 *
 * @param headers names of the headers that are compared, in lower case
 * @param ignore what of a JSON body may differ: the name of a member, wherever it is; a JSON pointer such as
 *     {@code /items/*}{@code /at}, in which a star stands for any one member or element; {@code *} alone for the whole body
 * @param order whether the elements of JSON arrays have to come in the same order
 */
public record AnswerRules(List<String> headers, List<String> ignore, Order order) {

    /** The entry of {@link #ignore} that leaves out the whole body, whatever it is. */
    public static final String WHOLE_BODY = "*";

    private static final int MAX_IGNORED = 500;
    private static final List<String> DEFAULT_HEADERS = List.of("content-type");

    public AnswerRules {
        headers = headers.stream().map(h -> h.toLowerCase(Locale.ROOT)).toList();
        ignore = List.copyOf(ignore);
        Bounds.count("compared headers", headers.size(), Bounds.MAX_HEADERS);
        Bounds.count("entries under ignore", ignore.size(), MAX_IGNORED);
        headers.forEach(header -> Bounds.length("a compared header", header, Bounds.MAX_NAME));
        ignore.forEach(entry -> Bounds.length("an entry under ignore", entry, Bounds.MAX_LINE));
        for (String header : headers) {
            if (!header.matches("[!#$%&'*+.^_`|~0-9a-z-]+")) {
                throw new IllegalArgumentException("not the name of a header: " + header);
            }
        }
        for (String entry : ignore) {
            if (entry.isBlank()) {
                throw new IllegalArgumentException("what is ignored is a member's name or a JSON pointer, not a blank");
            }
            if (entry.startsWith("/") && entry.matches("(?s).*~(?![01]).*")) {
                throw new IllegalArgumentException(
                        "not a JSON pointer: " + entry + " (~ is written ~0 there, and / in a name ~1)");
            }
        }
    }

    /** Content type, status and body, in the order given. */
    public static AnswerRules defaults() {
        return new AnswerRules(DEFAULT_HEADERS, List.of(), Order.SAME);
    }

    /** Whether the order of an array's elements matters. */
    public enum Order {
        /** The elements have to come in the same order. */
        SAME,
        /** Arrays are compared as multisets. */
        ANY;

        @JsonValue
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        @JsonCreator
        public static Order of(String id) {
            return valueOf(id.toUpperCase(Locale.ROOT));
        }
    }
}
