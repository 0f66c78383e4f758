package dev.coldstart.core.behaviour;

import dev.coldstart.core.plan.AnswerRules;
import dev.coldstart.core.sample.Body;
import dev.coldstart.core.sample.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** In what two answers to the same request differ: status first, then the chosen headers, then the body. */
final class AnswerDiff {

    private static final String CONTENT_TYPE = "content-type";
    private static final String NONE = "(none)";
    private static final String ABSENT = "(absent)";
    private static final int BODY_LINES = 2;
    private static final int BYTES_SHOWN = 16;

    /**
     * What is left out of a comparison because it varies by itself.
     *
     * @param places patterns of JSON pointers
     * @param lines numbers of lines of a text
     */
    record Excluded(Set<String> headers, Set<String> places, Set<Integer> lines, Extent body) {

        /** How much of the body that is. */
        enum Extent {
            PLACES,
            WHOLE
        }

        static final Excluded NOTHING = new Excluded(Set.of(), Set.of(), Set.of(), Extent.PLACES);

        Excluded {
            headers = Set.copyOf(headers);
            places = Set.copyOf(places);
            lines = Set.copyOf(lines);
        }
    }

    private final AnswerRules rules;
    private final Excluded excluded;
    private final List<Spot> spots = new ArrayList<>();

    private AnswerDiff(AnswerRules rules, Excluded excluded) {
        this.rules = rules;
        this.excluded = excluded;
    }

    /** Nothing where they are equal. With another status the rest is another answer's, and not compared. */
    static List<Spot> spots(Reply.Answered one, Reply.Answered other, AnswerRules rules, Excluded excluded) {
        AnswerDiff diff = new AnswerDiff(rules, excluded);
        if (one.status() != other.status()) {
            diff.status(one, other);
            return diff.spots;
        }
        rules.headers().stream().distinct().forEach(name -> diff.header(name, one, other));
        Ignores ignores = Ignores.of(rules.ignore(), excluded.places());
        if (!ignores.everything() && excluded.body() != Excluded.Extent.WHOLE) {
            diff.body(one, other, ignores);
        }
        return diff.spots;
    }

    /** The other's body goes with its status: an error's own words tell most. */
    private void status(Reply.Answered one, Reply.Answered other) {
        List<String> shown = new ArrayList<>(List.of(Integer.toString(other.status())));
        if (other.body().encoding() == Body.Encoding.TEXT) {
            other.body()
                    .kept()
                    .lines()
                    .filter(line -> !line.isBlank())
                    .limit(BODY_LINES)
                    .forEach(line -> shown.add(Shown.line(line.strip())));
        }
        spots.add(new Spot(new Spot.Status(), List.of(), List.of(Integer.toString(one.status())), shown));
    }

    private void header(String name, Reply.Answered one, Reply.Answered other) {
        List<String> ones = one.header(name);
        List<String> others = other.header(name);
        if (excluded.headers().contains(name) || normal(name, ones).equals(normal(name, others))) {
            return;
        }
        Shown shown = Shown.of(
                ones.isEmpty() ? NONE : String.join(", ", ones), others.isEmpty() ? NONE : String.join(", ", others));
        spots.add(new Spot(new Spot.Header(name), List.of(), List.of(shown.one()), List.of(shown.other())));
    }

    /** A media type means the same in capitals, and with blanks between its parts (RFC 9110, 8.3.1). */
    private static List<String> normal(String name, List<String> values) {
        return name.equals(CONTENT_TYPE)
                ? values.stream()
                        .map(v -> v.toLowerCase(Locale.ROOT).replaceAll("[ \t\"]", ""))
                        .toList()
                : values;
    }

    private void body(Reply.Answered one, Reply.Answered other, Ignores ignores) {
        Body a = one.body();
        Body b = other.body();
        if (a.sha256().equals(b.sha256())) {
            return;
        }
        if (a.encoding() != Body.Encoding.TEXT || b.encoding() != Body.Encoding.TEXT) {
            bytes(a, b);
            return;
        }
        boolean whole = a.whole() && b.whole();
        Optional<JsonNode> ja = whole ? JsonBody.read(a.kept()) : Optional.empty();
        Optional<JsonNode> jb = whole ? JsonBody.read(b.kept()) : Optional.empty();
        if (ja.isPresent() && jb.isPresent() && bothMeantAsJson(one, ja.get(), other, jb.get())) {
            JsonDiff.places(ja.get(), jb.get(), ignores, rules.order()).forEach(this::value);
            return;
        }
        Optional<TextDiff.Hunk> hunk = TextDiff.hunk(a.kept(), b.kept(), excluded.lines());
        if (hunk.isPresent()) {
            spots.add(new Spot(
                    new Spot.Line(hunk.get().line()),
                    hunk.get().before(),
                    hunk.get().one(),
                    hunk.get().other()));
        } else if (!whole) {
            beyond(a, b);
        }
    }

    /** A text such as {@code 1.0} reads as JSON too; it is one where its type says so, or it has members or elements. */
    private static boolean bothMeantAsJson(Reply.Answered one, JsonNode a, Reply.Answered other, JsonNode b) {
        return (a.isContainer() && b.isContainer()) || (saysJson(one) && saysJson(other));
    }

    private static boolean saysJson(Reply.Answered answer) {
        return answer.header(CONTENT_TYPE).stream()
                .anyMatch(type -> type.toLowerCase(Locale.ROOT).matches("[^;]*[/+]json\\s*(;.*)?"));
    }

    private void value(JsonDiff.Place place) {
        Shown shown = Shown.of(
                place.one().map(JsonNode::toString).orElse(ABSENT),
                place.other().map(JsonNode::toString).orElse(ABSENT));
        spots.add(new Spot(new Spot.Value(place), List.of(), List.of(shown.one()), List.of(shown.other())));
    }

    private void bytes(Body a, Body b) {
        byte[] ones = a.bytes();
        byte[] others = b.bytes();
        int at = java.util.Arrays.mismatch(ones, others);
        if (at < 0) {
            beyond(a, b);
            return;
        }
        spots.add(new Spot(
                new Spot.Whole("byte " + (at + 1)), List.of(), List.of(hex(ones, at)), List.of(hex(others, at))));
    }

    private static String hex(byte[] bytes, int from) {
        int to = Math.min(bytes.length, from + BYTES_SHOWN);
        return from >= to
                ? "(ends before)"
                : java.util.HexFormat.ofDelimiter(" ").formatHex(bytes, from, to) + (to < bytes.length ? " …" : "");
    }

    private void beyond(Body a, Body b) {
        spots.add(new Spot(
                new Spot.Whole("beyond what is kept of it (64 KiB)"),
                List.of(),
                List.of(summary(a)),
                List.of(summary(b))));
    }

    private static String summary(Body body) {
        return body.length() + " bytes, SHA-256 " + body.sha256().substring(0, 16) + "…";
    }
}
