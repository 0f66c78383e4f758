package dev.coldstart.measure.run;

import dev.coldstart.core.plan.HttpScenario;
import dev.coldstart.core.plan.Plan;
import dev.coldstart.core.plan.Variant;
import dev.coldstart.core.probe.Endpoint;
import dev.coldstart.core.probe.Known;
import dev.coldstart.core.probe.ProbeEvent;
import dev.coldstart.core.probe.Seen;
import dev.coldstart.core.sample.FailureReason;
import dev.coldstart.core.sample.Outcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Where each variant is asked: all of them on one port, so that never one is timed on its management port and another on its
 * main one. The warm-up shows on which ports each gives the expected answer. Only a variant that listens on another port at
 * each start is looked for anew at each.
 */
final class Ports {

    /** What a warm-up start showed of a variant. */
    private record Place(Map<Integer, Endpoint> good, Set<Integer> all) {

        static final Place UNKNOWN = of(Seen.NOTHING);

        static Place of(Seen seen) {
            Map<Integer, Endpoint> good = new TreeMap<>();
            seen.listening().stream()
                    .filter(l -> l.reply() == Seen.Reply.EXPECTED)
                    .forEach(l -> good.put(l.endpoint().port(), l.endpoint()));
            seen.answered().ifPresent(endpoint -> good.put(endpoint.port(), endpoint));
            Set<Integer> all = new TreeSet<>(seen.ports());
            all.addAll(good.keySet());
            return new Place(good, all);
        }
    }

    private final OptionalInt given;
    private final List<String> variants;
    private final String baseline;
    private final Map<String, Place> places = new HashMap<>();
    private final Set<String> changing = new HashSet<>();
    private OptionalInt chosen;

    Ports(Plan plan) {
        this.given = plan.scenario() instanceof HttpScenario http ? http.port() : OptionalInt.empty();
        this.chosen = given;
        this.variants = plan.variants().stream().map(Variant::name).toList();
        this.baseline = plan.baseline();
    }

    private Place place(String variant) {
        return places.getOrDefault(variant, Place.UNKNOWN);
    }

    /** Where a variant is to be asked; empty as long as it is to be looked for. */
    Optional<Known> known(Variant variant) {
        if (chosen.isEmpty() || changing.contains(variant.name())) {
            return Optional.empty();
        }
        int port = chosen.getAsInt();
        Optional<Place> place = Optional.ofNullable(places.get(variant.name()));
        Optional<Endpoint> endpoint = place.map(p -> p.good().get(port));
        if (given.isPresent()) {
            return endpoint.map(e -> new Known(e, Set.of()));
        }
        Set<Integer> before =
                place.filter(p -> p.good().containsKey(port)).map(Place::all).orElse(Set.of());
        return Optional.of(new Known(endpoint.orElse(Endpoint.loopback(port)), before));
    }

    /** Takes in what a warm-up start showed; a second one of the same variant shows whether its ports change. */
    void warmedUp(Variant variant, Seen seen) {
        if (seen.answered().isEmpty()) {
            return;
        }
        Place now = Place.of(seen);
        Place before = places.put(variant.name(), now);
        if (before != null && before.good().keySet().stream().noneMatch(now.good()::containsKey)) {
            changing.add(variant.name());
        }
    }

    /** Whether no port is common to all variants that started: either they differ in it, or it changes from start to start. */
    boolean needSecondLook() {
        return given.isEmpty() && places.size() > 1 && common(places.keySet()).isEmpty();
    }

    private Set<Integer> common(Set<String> of) {
        Set<Integer> common = new TreeSet<>();
        of.stream()
                .findFirst()
                .ifPresent(first -> common.addAll(place(first).good().keySet()));
        of.forEach(variant -> common.retainAll(place(variant).good().keySet()));
        return common;
    }

    /** After the warm-up of all. What a reader should know, a sentence each. */
    List<String> choose() {
        List<String> notes = new ArrayList<>();
        List<String> fixed = variants.stream()
                .filter(v -> places.containsKey(v) && !changing.contains(v))
                .toList();
        if (given.isEmpty() && !fixed.isEmpty()) {
            String first = fixed.contains(baseline) ? baseline : fixed.getFirst();
            chosen = OptionalInt.of(common(Set.copyOf(fixed)).stream()
                    .findFirst()
                    .orElse(place(first).good().keySet().iterator().next()));
            fixed.forEach(variant -> notes.add(asked(variant, chosen.getAsInt())));
        }
        if (chosen.isPresent()) {
            fixed.forEach(variant -> others(variant, chosen.getAsInt()).ifPresent(notes::add));
        }
        variants.stream().filter(changing::contains).forEach(variant -> notes.add(changes(variant)));
        return notes;
    }

    private String asked(String variant, int port) {
        Place place = place(variant);
        return place.good().containsKey(port)
                ? variant + " was found to listen on port " + port + ", as no port was given"
                : variant + " gives the expected answer on "
                        + ports(place.good().keySet()) + " and not on port " + port
                        + ", as others do: all are asked on port " + port + ", as forms that are asked on different"
                        + " ports can't be compared; set port where another is the app's";
    }

    private Optional<String> others(String variant, int port) {
        Place place = place(variant);
        Set<Integer> others = new TreeSet<>(place.all());
        others.remove(port);
        if (others.isEmpty() || !place.all().contains(port)) {
            return Optional.empty();
        }
        Set<Integer> good = new TreeSet<>(place.good().keySet());
        good.remove(port);
        return Optional.of(variant + " listens on " + ports(others) + " too, which no figure is of"
                + (good.isEmpty() ? "" : ", though the expected answer is given on " + ports(good) + " as well"));
    }

    private String changes(String variant) {
        Place place = place(variant);
        String several = place.good().size() > 1
                ? "; it gives the expected answer on " + place.good().size()
                        + " of them, and which one was timed can't be told: give it fixed ports"
                : "";
        return variant + " listens on another port at each start: it is looked for anew each time" + several;
    }

    private static String ports(Set<Integer> ports) {
        return (ports.size() == 1 ? "port " : "ports ")
                + ports.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    /**
     * Whether a start failed only because it was asked where the variant had listened before, and it listens on another port
     * at each start. Then it is looked for from now on, and that start says nothing.
     */
    boolean moved(Variant variant, ProbeEvent.Timed timed) {
        boolean elsewhere = timed.outcome() instanceof Outcome.Failed failed
                && failed.reason() == FailureReason.NEVER_LISTENED
                && !timed.seen().ports().isEmpty();
        Set<Integer> before = known(variant).map(Known::ports).orElse(Set.of());
        if (given.isPresent()
                || !elsewhere
                || before.isEmpty()
                || before.containsAll(timed.seen().ports())) {
            return false;
        }
        return changing.add(variant.name());
    }

    /** The note for it. */
    String movedNote(Variant variant) {
        return changes(variant.name());
    }
}
