package dev.coldstart.core.readiness;

import dev.coldstart.core.artifact.BuildRecord;
import dev.coldstart.core.artifact.BuildWarning;
import dev.coldstart.core.diagnosis.Catalogue;
import dev.coldstart.core.diagnosis.Explanation;
import dev.coldstart.core.estimate.Metric;
import dev.coldstart.core.presentation.Words;
import dev.coldstart.core.readiness.Obstacle.Kind;
import dev.coldstart.core.report.VariantReport;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What still stands in the way, over all frameworks: the same thing on two of them is one thing to mend. */
final class Obstacles {

    private final Map<List<String>, Obstacle> found = new LinkedHashMap<>();

    private Obstacles() {}

    /** The most valuable to mend first: what hides the rest, then what removes most, then what helps most frameworks. */
    static List<Obstacle> of(List<Target> targets) {
        Obstacles obstacles = new Obstacles();
        targets.forEach(obstacles::look);
        return obstacles.found.values().stream()
                .sorted(Comparator.comparing(Obstacle::kind)
                        .thenComparing(
                                Comparator.comparingInt(Obstacle::warnings).reversed())
                        .thenComparing(Comparator.comparingInt(
                                        (Obstacle o) -> o.frameworks().size())
                                .reversed()))
                .toList();
    }

    private void look(Target target) {
        Optional<VariantReport> form = target.form();
        if (form.isEmpty()) {
            add(target, Kind.NOT_MEASURED, Target.FORM + " was not asked for", "", 0);
            return;
        }
        outcome(target, form.get());
        target.baseline().filter(b -> !b.equals(form.get())).ifPresent(baseline -> outcome(target, baseline));
        if (ReadinessBuilder.started(form.get()) && !ReadinessBuilder.ready(target)) {
            add(target, Kind.VERDICT, Words.verdict(target.report()), "", 0);
        }
        target.report().verdict().provided().stream()
                // Warnings are told below, package by package.
                .filter(reason -> reason.figure()
                        .map(f -> !f.metric().equals(Metric.BUILD_WARNINGS.id()))
                        .orElse(true))
                .forEach(reason -> add(
                        target,
                        Kind.ANSWER,
                        reason.text(),
                        reason.answer().map(key -> "answer it under " + key).orElse(""),
                        0));
        form.get().build().ifPresent(build -> warnings(target, build));
    }

    private void outcome(Target target, VariantReport variant) {
        String fix = target.report().diagnoses().stream()
                .filter(d -> d.variant().equals(variant.name()))
                .findFirst()
                .map(d -> d.sentence() + " " + d.remedy())
                .orElse("");
        switch (variant.outcome()) {
            case NOT_BUILT ->
                add(
                        target,
                        Kind.NOT_BUILT,
                        variant.form() + " is not built: "
                                + variant.build().flatMap(BuildRecord::failure).orElse("the build gave no reason"),
                        fix,
                        0);
            case FAILED ->
                add(
                        target,
                        Kind.NOT_STARTED,
                        variant.form() + " does not start: it "
                                + variant.reason().map(Words::reason).orElse("failed")
                                + variant.failure()
                                        .map(f -> f.detail().isBlank()
                                                ? ""
                                                : " (" + f.detail().strip().replaceFirst("\\.$", "") + ")")
                                        .orElse(""),
                        fix,
                        0);
            case UNEQUAL ->
                add(
                        target,
                        Kind.UNEQUAL,
                        variant.form() + " answers otherwise than "
                                + target.baseline().map(VariantReport::form).orElse("the baseline"),
                        fix,
                        0);
            case NOT_MEASURED -> add(target, Kind.NOT_MEASURED, variant.form() + " was not measured", "", 0);
            case STARTED -> {
                // nothing is in its way
            }
        }
    }

    /** By what has to be changed or replaced: the app's own code, or a package that it uses. */
    private void warnings(Target target, BuildRecord build) {
        Map<String, String> packages = new HashMap<>();
        build.packages()
                .forEach(p -> p.assemblies().forEach(assembly -> packages.put(assembly, p.name() + " " + p.version())));
        Map<String, List<BuildWarning>> bySource = build.warnings().stream()
                .collect(Collectors.groupingBy(
                        w -> packages.getOrDefault(w.assembly(), w.assembly()),
                        LinkedHashMap::new,
                        Collectors.toList()));
        bySource.forEach((source, warnings) -> {
            String of = source.isEmpty() ? "code that the build did not name" : source;
            add(
                    target,
                    Kind.WARNINGS,
                    Words.count(warnings.size(), "build warning") + " of " + of + " (" + Words.codes(warnings) + ")",
                    remedy(warnings),
                    warnings.size());
        });
    }

    /** Of the code that is there most often and is known. */
    private static String remedy(List<BuildWarning> warnings) {
        Map<String, Long> codes =
                warnings.stream().collect(Collectors.groupingBy(BuildWarning::code, Collectors.counting()));
        return codes.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .flatMap(code -> Catalogue.standard().ofCode(code.getKey()).stream())
                .findFirst()
                .map(Explanation::remedy)
                .orElse("");
    }

    private void add(Target target, Kind kind, String what, String fix, int warnings) {
        found.merge(
                List.of(kind.id(), what),
                new Obstacle(kind, what, fix, List.of(target.framework()), warnings),
                (one, other) -> new Obstacle(
                        kind, what, one.fix(), union(one.frameworks(), other.frameworks()), one.warnings()));
    }

    private static List<String> union(List<String> one, List<String> other) {
        Set<String> both =
                Stream.of(one, other).flatMap(List::stream).collect(Collectors.toCollection(LinkedHashSet::new));
        return new ArrayList<>(both);
    }
}
