package dev.coldstart.core.artifact;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What building a variant came to.
 *
 * @param variant {@link dev.coldstart.core.plan.Variant#name()}
 * @param command what was run, for people
 * @param seconds wall time of the build command
 * @param warningsUnknown why it is not known what the build warned of, or not all of it; empty when it is known
 * @param packages the libraries it used; empty where the way of building does not tell
 * @param failure why there is no artifact; empty when there is one
 * @param logTail the last lines of the build's log
 * @param settings the .NET runtime's settings that native code was compiled with, by the names of {@code runtimeconfig.json};
 *     empty where nothing of the kind was compiled, or nobody can say
 */
public record BuildRecord(
        String variant,
        String command,
        double seconds,
        List<BuildWarning> warnings,
        Optional<String> warningsUnknown,
        List<BuildPackage> packages,
        Optional<String> failure,
        List<String> logTail,
        Optional<SortedMap<String, String>> settings) {
    public BuildRecord {
        if (!(seconds >= 0) || Double.isInfinite(seconds)) {
            throw new IllegalArgumentException("a build can't take " + seconds + " s");
        }
        warnings = List.copyOf(warnings);
        packages = List.copyOf(packages);
        logTail = List.copyOf(logTail);
        settings = settings.map(s -> Collections.unmodifiableSortedMap(new TreeMap<>(s)));
    }

    /** A build whose warnings are known, and that compiled no native code with settings that are. */
    public BuildRecord(
            String variant,
            String command,
            double seconds,
            List<BuildWarning> warnings,
            List<BuildPackage> packages,
            Optional<String> failure,
            List<String> logTail) {
        this(variant, command, seconds, warnings, Optional.empty(), packages, failure, logTail, Optional.empty());
    }

    /** A build whose packages are not known. */
    public BuildRecord(
            String variant,
            String command,
            double seconds,
            List<BuildWarning> warnings,
            Optional<String> failure,
            List<String> logTail) {
        this(variant, command, seconds, warnings, List.of(), failure, logTail);
    }

    /** The same build as another variant's, which it was built for at another time. */
    public BuildRecord of(String other) {
        return new BuildRecord(
                other, command, seconds, warnings, warningsUnknown, packages, failure, logTail, settings);
    }

    /** The same with a reason why there is no artifact after all. */
    public BuildRecord failed(String why) {
        return new BuildRecord(
                variant, command, seconds, warnings, warningsUnknown, packages, Optional.of(why), logTail, settings);
    }
}
