package dev.coldstart.core.behaviour;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A place in a JSON document. */
record Path(List<Step> steps) {

    static final Path ROOT = new Path(List.of());

    /** One step down: into a member of an object or an element of an array. */
    sealed interface Step {}

    record Member(String name) implements Step {}

    record Element(int index) implements Step {}

    Path {
        steps = List.copyOf(steps);
    }

    Path member(String name) {
        return then(new Member(name));
    }

    Path element(int index) {
        return then(new Element(index));
    }

    private Path then(Step step) {
        List<Step> longer = new ArrayList<>(steps);
        longer.add(step);
        return new Path(longer);
    }

    Path parent() {
        return new Path(steps.subList(0, steps.size() - 1));
    }

    /** As a JSON pointer (RFC 6901). */
    String pointer() {
        return steps.stream()
                .map(step -> switch (step) {
                    case Member(String name) -> "/" + escaped(name);
                    case Element(int index) -> "/" + index;
                })
                .collect(Collectors.joining());
    }

    /** The same for any element of its arrays. */
    String pattern() {
        return steps.stream()
                .map(step -> switch (step) {
                    case Member(String name) -> "/" + escaped(name);
                    case Element element -> "/*";
                })
                .collect(Collectors.joining());
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
