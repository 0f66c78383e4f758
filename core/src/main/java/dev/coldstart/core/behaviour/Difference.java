package dev.coldstart.core.behaviour;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;

/**
 * The first thing in which a form's answer is not the baseline's. Texts are not trusted; characters that nobody would see are
 * written as escapes, and long values are cut around the place where they part.
 *
 * @param place a JSON pointer, a header's name, a line, or nothing where the part says all
 * @param before lines that stand before the place in both, for text
 * @param baseline what the baseline answered there, line by line
 * @param own what the form answered there
 * @param others in how many further places the same answer differs, as far as that can be counted
 * @param runs in how many of the form's starts it differs
 * @param of how many of its starts were compared
 */
public record Difference(
        Part part,
        String place,
        List<String> before,
        List<String> baseline,
        List<String> own,
        int others,
        int runs,
        int of) {

    public Difference {
        before = List.copyOf(before);
        baseline = List.copyOf(baseline);
        own = List.copyOf(own);
    }

    /** What of an answer differs. */
    public enum Part {
        /** The form gave none. */
        ANSWER,
        STATUS,
        HEADER,
        BODY,
        /** Of a program: what it printed. */
        OUTPUT,
        /** Equal as far as it is compared, but the form does not meet what is expected, and the baseline does. */
        EXPECTATION;

        @JsonValue
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        @JsonCreator
        public static Part of(String id) {
            return valueOf(id.toUpperCase(Locale.ROOT));
        }
    }

    /** Where it is, such as {@code status}, {@code header etag}, {@code body, /name}. */
    public String where() {
        return switch (part) {
            case ANSWER -> "no answer";
            case STATUS -> "status";
            case HEADER -> "header " + place;
            case BODY -> place.isEmpty() ? "body" : "body, " + place;
            case OUTPUT -> place.isEmpty() ? "text" : place;
            case EXPECTATION -> "not as expected";
        };
    }

    /** In a few words, such as {@code status 500 in place of 200}. */
    public String inShort() {
        return switch (part) {
            case ANSWER -> "no answer (" + first(own) + ")";
            case STATUS -> "status " + first(own) + " in place of " + first(baseline);
            case HEADER -> "header " + place + " is " + first(own) + " in place of " + first(baseline);
            case BODY ->
                place.startsWith("/")
                        ? place + " is " + first(own) + " in place of " + first(baseline)
                        : "its body differs" + (place.isEmpty() ? "" : " at " + place);
            case OUTPUT ->
                place.startsWith("/")
                        ? place + " is " + first(own) + " in place of " + first(baseline)
                        : "it differs" + (place.isEmpty() ? "" : " at " + place);
            case EXPECTATION -> first(own);
        };
    }

    /** The same of what a program printed. */
    Difference ofOutput() {
        return part == Part.BODY ? new Difference(Part.OUTPUT, place, before, baseline, own, others, runs, of) : this;
    }

    private static String first(List<String> lines) {
        return lines.isEmpty() ? "nothing" : lines.getFirst();
    }
}
