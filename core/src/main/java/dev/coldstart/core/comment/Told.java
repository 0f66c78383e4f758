package dev.coldstart.core.comment;

import dev.coldstart.core.plan.Architecture;
import java.util.List;

/**
 * What of an architecture the comments have said so far that is bad. Who writes the next one tells by it whether anything is
 * worse than its readers know.
 */
public record Told(Architecture architecture, List<String> bad) {
    public Told {
        bad = List.copyOf(bad);
    }
}
