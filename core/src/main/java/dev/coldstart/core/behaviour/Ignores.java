package dev.coldstart.core.behaviour;

import dev.coldstart.core.plan.AnswerRules;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Which places of a JSON document are not compared. */
final class Ignores {

    private static final String ANY = "*";

    private final boolean everything;
    private final Set<String> names = new HashSet<>();
    private final List<List<String>> pointers;

    Ignores(Collection<String> entries) {
        this.everything = entries.contains(AnswerRules.WHOLE_BODY);
        this.pointers = entries.stream()
                .filter(e -> e.startsWith("/"))
                .map(Ignores::segments)
                .toList();
        entries.stream().filter(e -> !e.startsWith("/")).forEach(names::add);
    }

    private static List<String> segments(String pointer) {
        return Arrays.stream(pointer.substring(1).split("/", -1))
                .map(s -> s.replace("~1", "/").replace("~0", "~"))
                .toList();
    }

    boolean everything() {
        return everything;
    }

    /** Whether this very place is left out, with all that is below it. */
    boolean covers(Path path) {
        if (everything) {
            return true;
        }
        List<Path.Step> steps = path.steps();
        if (steps.isEmpty()) {
            return false;
        }
        boolean named = steps.getLast() instanceof Path.Member(String name) && names.contains(name);
        return named || pointers.stream().anyMatch(p -> matches(p, steps));
    }

    private static boolean matches(List<String> pointer, List<Path.Step> steps) {
        if (pointer.size() != steps.size()) {
            return false;
        }
        for (int i = 0; i < steps.size(); i++) {
            String wanted = pointer.get(i);
            String actual = switch (steps.get(i)) {
                case Path.Member(String name) -> name;
                case Path.Element(int index) -> Integer.toString(index);
            };
            if (!wanted.equals(ANY) && !wanted.equals(actual)) {
                return false;
            }
        }
        return true;
    }

    /** Entries of both. */
    static Ignores of(List<String> entries, Collection<String> more) {
        return new Ignores(Stream.concat(entries.stream(), more.stream()).toList());
    }
}
