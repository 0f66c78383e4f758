package dev.coldstart.core.fairness;

import dev.coldstart.core.artifact.CLibrary;
import java.util.List;

/**
 * What a form needs of the system's C library.
 *
 * @param variant its name
 * @param lacking common systems that it does not start on, with the library that they have
 * @param targetsOf the date of the list of systems
 */
public record Portability(String variant, CLibrary library, List<String> lacking, String targetsOf) {
    public Portability {
        lacking = List.copyOf(lacking);
    }

    static Portability of(String variant, CLibrary library) {
        Targets targets = Targets.shipped();
        return new Portability(variant, library, targets.lacking(library), targets.date());
    }
}
