package dev.coldstart.core.verdict;

import dev.coldstart.core.artifact.BuildPackage;
import dev.coldstart.core.artifact.BuildRecord;
import dev.coldstart.core.artifact.BuildWarning;
import dev.coldstart.core.assessment.Evidence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Whose code a build's trim and AOT warnings are about. */
final class WarnedPackages {

    private final Map<String, BuildPackage> byAssembly = new HashMap<>();
    private final Map<String, Integer> counts = new TreeMap<>();
    private final Map<String, Optional<String>> versions = new HashMap<>();
    private int own;
    private int unplaced;

    private WarnedPackages(BuildRecord build) {
        for (BuildPackage used : build.packages()) {
            used.assemblies().forEach(a -> byAssembly.putIfAbsent(a, used));
            counts.put(used.name(), 0);
            versions.put(used.name(), Optional.of(used.version()));
        }
        build.warnings().stream().filter(w -> w.code().matches("IL[0-9]{4}")).forEach(this::count);
    }

    /** Packages of the build, those without a warning too, and assemblies of no known package that have some. */
    static Evidence.Build of(BuildRecord build) {
        WarnedPackages found = new WarnedPackages(build);
        List<Evidence.Warned> packages = new ArrayList<>();
        found.counts.forEach((name, n) ->
                packages.add(new Evidence.Warned(name, found.versions.getOrDefault(name, Optional.empty()), n)));
        Evidence.Extent extent = build.failure().isPresent()
                ? Evidence.Extent.STOPPED
                : build.warningsUnknown().isPresent() ? Evidence.Extent.UNHEARD : Evidence.Extent.WHOLE;
        return new Evidence.Build(extent, found.own, found.unplaced, packages);
    }

    /**
     * One with an assembly and a place is in the project's own source, one with an assembly alone speaks of that assembly,
     * and one without is in some library's code.
     */
    private void count(BuildWarning warning) {
        BuildPackage known = byAssembly.get(warning.assembly());
        if (known != null) {
            counts.merge(known.name(), 1, Integer::sum);
        } else if (warning.assembly().isEmpty()) {
            unplaced++;
        } else if (warning.place().isEmpty()) {
            counts.merge(warning.assembly(), 1, Integer::sum);
        } else {
            own++;
        }
    }
}
