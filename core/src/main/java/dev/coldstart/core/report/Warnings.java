package dev.coldstart.core.report;

import dev.coldstart.core.artifact.BuildWarning;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A build's warnings by code, the most frequent code first. */
public record Warnings(String code, List<BuildWarning> all) {

    public static List<Warnings> byCode(List<BuildWarning> warnings) {
        Map<String, List<BuildWarning>> groups = warnings.stream()
                .collect(Collectors.groupingBy(BuildWarning::code, LinkedHashMap::new, Collectors.toList()));
        return groups.entrySet().stream()
                .map(e -> new Warnings(e.getKey(), e.getValue()))
                .sorted(Comparator.comparingInt((Warnings w) -> -w.all().size()).thenComparing(Warnings::code))
                .toList();
    }

    /** Where a warning is: its place, or else its assembly, or else that the build did not say. */
    public static String place(BuildWarning warning) {
        if (warning.place().isEmpty()) {
            return warning.assembly().isEmpty() ? "place unknown" : warning.assembly();
        }
        return warning.assembly().isEmpty() ? warning.place() : warning.assembly() + ": " + warning.place();
    }
}
