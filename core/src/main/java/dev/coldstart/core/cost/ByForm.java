package dev.coldstart.core.cost;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A setting that is the same for all forms, or another for some.
 *
 * @param all for every form that is not named; empty: not given
 * @param forms by the form's name
 */
public record ByForm<T>(Optional<T> all, Map<String, T> forms) {

    public ByForm {
        forms = Collections.unmodifiableMap(new TreeMap<>(forms));
    }

    public static <T> ByForm<T> none() {
        return new ByForm<>(Optional.empty(), Map.of());
    }

    public static <T> ByForm<T> of(T value) {
        return new ByForm<>(Optional.of(value), Map.of());
    }

    /** What was given for a form; empty when nothing was. */
    public Optional<T> of(String form) {
        return Optional.ofNullable(forms.get(form)).or(() -> all);
    }
}
