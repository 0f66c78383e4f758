package dev.coldstart.core.report;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.coldstart.core.artifact.BuildWarning;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The warnings of one variant's build, counted and grouped. The warnings themselves are in its build.
 *
 * @param variant its name
 * @param against the same form at base, where both were built; otherwise nothing can be called new or gone
 * @param added how many base does not have; empty without {@code against}
 * @param gone how many only base has; likewise
 * @param packages most warnings first
 * @param codes likewise
 * @param newOnes those that base does not have, in the order of the build's log
 * @param goneOnes those that only base has
 */
public record WarningReport(
        String variant,
        Optional<String> against,
        int count,
        @JsonProperty("new") OptionalInt added,
        OptionalInt gone,
        List<ByPackage> packages,
        List<ByCode> codes,
        @JsonProperty("new-warnings") List<BuildWarning> newOnes,
        @JsonProperty("gone-warnings") List<BuildWarning> goneOnes) {

    public WarningReport {
        packages = List.copyOf(packages);
        codes = List.copyOf(codes);
        newOnes = List.copyOf(newOnes);
        goneOnes = List.copyOf(goneOnes);
    }

    /**
     * Warnings of one library or project.
     *
     * @param name the package's, or the assembly's where no package brings it; empty where the build did not say
     * @param version the package's
     * @param added how many of them base does not have
     * @param codes how often each code
     */
    public record ByPackage(
            String name,
            Optional<String> version,
            int count,
            @JsonProperty("new") int added,
            Map<String, Integer> codes) {}

    /**
     * Warnings of one code.
     *
     * @param sentence what it means, where that is known
     * @param remedy what usually helps
     */
    public record ByCode(
            String code,
            int count,
            @JsonProperty("new") int added,
            Optional<String> sentence,
            Optional<String> remedy) {}
}
