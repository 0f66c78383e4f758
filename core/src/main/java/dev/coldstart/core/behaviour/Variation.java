package dev.coldstart.core.behaviour;

import dev.coldstart.core.plan.AnswerRules;
import dev.coldstart.core.sample.Body;
import dev.coldstart.core.sample.Reply;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** In what the answers of one form to one request differ from start to start, and what to leave out for that. */
final class Variation {

    /** A body with more places than these varies as a whole. */
    private static final int MAX_PLACES = 50;

    private static final String WHOLE = "";

    private final AnswerRules rules;
    private final Set<String> headers = new HashSet<>();
    private final Set<String> places = new HashSet<>();
    private final Set<Integer> lines = new HashSet<>();
    private boolean whole;
    private final Map<String, Spot> named = new LinkedHashMap<>();

    private Variation(AnswerRules rules) {
        this.rules = rules;
    }

    /** Every answer against the first; they have the same status. */
    static Variation of(List<Reply.Answered> answers, AnswerRules rules) {
        Variation variation = new Variation(rules);
        for (Reply.Answered later : answers.subList(Math.min(1, answers.size()), answers.size())) {
            variation.add(answers.getFirst(), later);
        }
        return variation;
    }

    AnswerDiff.Excluded excluded() {
        return new AnswerDiff.Excluded(
                headers, places, lines, whole ? AnswerDiff.Excluded.Extent.WHOLE : AnswerDiff.Excluded.Extent.PLACES);
    }

    /** What varies, named. */
    List<Varying> varying(String variant, boolean left) {
        return named.entrySet().stream()
                .filter(e -> !whole || e.getKey().equals(WHOLE) || e.getValue().where() instanceof Spot.Header)
                .map(e -> new Varying(
                        variant,
                        place(e.getKey(), e.getValue()),
                        String.join(" ", e.getValue().one()),
                        String.join(" ", e.getValue().other()),
                        left,
                        ignore(e.getKey(), e.getValue())))
                .toList();
    }

    private static String place(String key, Spot spot) {
        return switch (spot.where()) {
            case Spot.Status status -> "the status";
            case Spot.Header(String name) -> "header " + name;
            case Spot.Value value -> key.equals(WHOLE) ? "the body" : Shown.line(key);
            case Spot.Line line -> key.equals(WHOLE) ? "the body" : key;
            case Spot.Whole body -> "the body";
        };
    }

    private static Optional<String> ignore(String key, Spot spot) {
        return switch (spot.where()) {
            case Spot.Status status -> Optional.empty();
            case Spot.Header header -> Optional.empty();
            case Spot.Value value -> Optional.of(key.equals(WHOLE) ? AnswerRules.WHOLE_BODY : key);
            case Spot.Line line -> Optional.of(AnswerRules.WHOLE_BODY);
            case Spot.Whole body -> Optional.of(AnswerRules.WHOLE_BODY);
        };
    }

    private void add(Reply.Answered first, Reply.Answered later) {
        List<Spot> spots = AnswerDiff.spots(first, later, rules, AnswerDiff.Excluded.NOTHING);
        Map<Path, Set<Boolean>> moved = moved(spots);
        for (Spot spot : spots) {
            switch (spot.where()) {
                case Spot.Status status -> name("status", spot);
                case Spot.Header(String name) -> {
                    headers.add(name);
                    name("header " + name, spot);
                }
                case Spot.Value(JsonDiff.Place place) -> value(place, moved, spot);
                case Spot.Line line -> text(first.body(), later.body(), spot);
                case Spot.Whole at -> whole(spot);
            }
        }
        if (places.size() > MAX_PLACES || lines.size() > MAX_PLACES) {
            spots.stream()
                    .filter(s -> !(s.where() instanceof Spot.Header))
                    .findFirst()
                    .ifPresent(this::whole);
        }
    }

    /** An object that gained members and lost others has names that vary: it varies itself. */
    private static Map<Path, Set<Boolean>> moved(List<Spot> spots) {
        Map<Path, Set<Boolean>> moved = new HashMap<>();
        for (Spot spot : spots) {
            if (spot.where() instanceof Spot.Value(JsonDiff.Place place) && (place.added() || place.removed())) {
                moved.computeIfAbsent(place.path().parent(), p -> new HashSet<>())
                        .add(place.added());
            }
        }
        return moved;
    }

    private void value(JsonDiff.Place place, Map<Path, Set<Boolean>> moved, Spot spot) {
        boolean renamed = (place.added() || place.removed())
                && moved.getOrDefault(place.path().parent(), Set.of()).size() > 1;
        String pattern = (renamed ? place.path().parent() : place.path()).pattern();
        if (pattern.isEmpty()) {
            whole(spot);
        } else {
            places.add(pattern);
            name(pattern, spot);
        }
    }

    private void text(Body first, Body later, Spot spot) {
        Optional<List<Integer>> numbers =
                first.whole() && later.whole() ? TextDiff.numbers(first.kept(), later.kept()) : Optional.empty();
        boolean some = numbers.isPresent()
                && numbers.get().size() < TextDiff.lines(first.kept()).size();
        if (!some) {
            whole(spot);
            return;
        }
        List<String> ones = TextDiff.lines(first.kept());
        List<String> others = TextDiff.lines(later.kept());
        for (int number : numbers.orElseThrow()) {
            lines.add(number);
            Shown shown = Shown.of(ones.get(number - 1), others.get(number - 1));
            name(
                    "line " + number,
                    new Spot(new Spot.Line(number), List.of(), List.of(shown.one()), List.of(shown.other())));
        }
    }

    private void whole(Spot spot) {
        whole = true;
        name(WHOLE, spot);
    }

    private void name(String key, Spot spot) {
        named.putIfAbsent(key, spot);
    }

    /** Both together. */
    static AnswerDiff.Excluded joined(AnswerDiff.Excluded a, AnswerDiff.Excluded b) {
        Set<String> headers = new HashSet<>(a.headers());
        headers.addAll(b.headers());
        Set<String> places = new HashSet<>(a.places());
        places.addAll(b.places());
        Set<Integer> lines = new HashSet<>(a.lines());
        lines.addAll(b.lines());
        List<AnswerDiff.Excluded.Extent> extents = new ArrayList<>(List.of(a.body(), b.body()));
        return new AnswerDiff.Excluded(
                headers,
                places,
                lines,
                extents.contains(AnswerDiff.Excluded.Extent.WHOLE)
                        ? AnswerDiff.Excluded.Extent.WHOLE
                        : AnswerDiff.Excluded.Extent.PLACES);
    }
}
