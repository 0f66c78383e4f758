package dev.coldstart.core.behaviour;

import dev.coldstart.core.plan.AnswerRules;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The places in which two JSON documents differ by value; the order of members never matters. */
final class JsonDiff {

    /** Beyond these nobody counts. */
    private static final int MAX_PLACES = 1000;

    /**
     * One place.
     *
     * @param one its value in the first document; empty where it is only in the second
     * @param other its value in the second; empty where it is only in the first
     */
    record Place(Path path, Optional<JsonNode> one, Optional<JsonNode> other) {
        boolean added() {
            return one.isEmpty();
        }

        boolean removed() {
            return other.isEmpty();
        }
    }

    private final Ignores ignores;
    private final AnswerRules.Order order;
    private final List<Place> places = new ArrayList<>();

    private JsonDiff(Ignores ignores, AnswerRules.Order order) {
        this.ignores = ignores;
        this.order = order;
    }

    /** In the order of the first document; at most {@value #MAX_PLACES}. */
    static List<Place> places(JsonNode one, JsonNode other, Ignores ignores, AnswerRules.Order order) {
        JsonDiff diff = new JsonDiff(ignores, order);
        diff.compare(Path.ROOT, one, other);
        return diff.places;
    }

    private void compare(Path path, JsonNode one, JsonNode other) {
        if (places.size() >= MAX_PLACES || ignores.covers(path)) {
            return;
        }
        if (one.isObject() && other.isObject()) {
            objects(path, one, other);
        } else if (one.isArray() && other.isArray()) {
            arrays(path, one, other);
        } else if (!JsonBody.equalScalars(one, other)) {
            add(path, Optional.of(one), Optional.of(other));
        }
    }

    private void objects(Path path, JsonNode one, JsonNode other) {
        Set<String> names = new LinkedHashSet<>(one.propertyNames());
        names.addAll(other.propertyNames());
        for (String name : names) {
            Path member = path.member(name);
            if (one.has(name) && other.has(name)) {
                compare(member, one.get(name), other.get(name));
            } else if (!ignores.covers(member)) {
                add(member, Optional.ofNullable(one.get(name)), Optional.ofNullable(other.get(name)));
            }
        }
    }

    private void arrays(Path path, JsonNode one, JsonNode other) {
        List<Integer> ours = indices(one);
        List<Integer> theirs = indices(other);
        if (order == AnswerRules.Order.ANY) {
            leaveOutEqual(path, one, ours, other, theirs);
        }
        if (ours.size() != theirs.size()) {
            add(path, Optional.of(one), Optional.of(other));
            return;
        }
        for (int i = 0; i < ours.size(); i++) {
            compare(path.element(ours.get(i)), one.get(ours.get(i)), other.get(theirs.get(i)));
        }
    }

    /** What has no equal partner is left, in its order. */
    private void leaveOutEqual(Path path, JsonNode one, List<Integer> ours, JsonNode other, List<Integer> theirs) {
        Map<String, Deque<Integer>> wanted = new HashMap<>();
        theirs.forEach(i -> wanted.computeIfAbsent(
                        JsonBody.canonical(other.get(i), path.element(i), ignores, order), c -> new ArrayDeque<>())
                .add(i));
        Set<Integer> partners = new HashSet<>();
        ours.removeIf(i -> {
            Deque<Integer> equal = wanted.get(JsonBody.canonical(one.get(i), path.element(i), ignores, order));
            return equal != null && !equal.isEmpty() && partners.add(equal.remove());
        });
        theirs.removeAll(partners);
    }

    private static List<Integer> indices(JsonNode array) {
        List<Integer> indices = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            indices.add(i);
        }
        return indices;
    }

    private void add(Path path, Optional<JsonNode> one, Optional<JsonNode> other) {
        places.add(new Place(path, one, other));
    }
}
