package dev.coldstart.core.artifact;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What published files show of themselves beside their sizes.
 *
 * @param library the C library that they need; empty where no program is among them
 * @param traits in the order of {@link Trait}
 * @param settings the runtime's settings in force, by the names of {@code runtimeconfig.json}; empty where they are not known,
 *     as of native code that was built elsewhere
 */
public record Makeup(Optional<CLibrary> library, List<Trait> traits, Optional<SortedMap<String, String>> settings) {

    public Makeup {
        traits = traits.stream().sorted().distinct().toList();
        settings = settings.map(s -> Collections.unmodifiableSortedMap(new TreeMap<>(s)));
    }

    public boolean is(Trait trait) {
        return traits.contains(trait);
    }

    /** The same with settings that the files don't show. */
    public Makeup with(Map<String, String> known) {
        return new Makeup(library, traits, Optional.of(new TreeMap<>(known)));
    }
}
