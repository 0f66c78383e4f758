package dev.coldstart.core.behaviour;

import java.util.List;

/**
 * A place in which two answers differ.
 *
 * @param where what to leave out where it turns out to vary by itself
 * @param before the line above it in both, for text
 * @param one what the first answer has there
 * @param other what the second has there
 */
record Spot(Where where, List<String> before, List<String> one, List<String> other) {

    /** Where it is. */
    sealed interface Where {}

    record Status() implements Where {}

    record Header(String name) implements Where {}

    /** A place in a JSON body. */
    record Value(JsonDiff.Place place) implements Where {}

    /** Lines of a text, from this one on. */
    record Line(int number) implements Where {}

    /** The body, by what is said of it alone: bytes, or longer than what was kept. */
    record Whole(String at) implements Where {}

    Difference difference(int others, int runs, int of) {
        return switch (where) {
            case Status() -> of(Difference.Part.STATUS, "", others, runs, of);
            case Header(String name) -> of(Difference.Part.HEADER, name, others, runs, of);
            case Value(JsonDiff.Place place) ->
                of(Difference.Part.BODY, Shown.line(place.path().pointer()), others, runs, of);
            case Line(int number) -> of(Difference.Part.BODY, "line " + number, others, runs, of);
            case Whole(String at) -> of(Difference.Part.BODY, at, others, runs, of);
        };
    }

    private Difference of(Difference.Part part, String place, int others, int runs, int of) {
        return new Difference(part, place, before, one, other, others, runs, of);
    }
}
