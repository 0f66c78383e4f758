package dev.coldstart.core.verdict;

import dev.coldstart.core.artifact.BuildPackage;
import dev.coldstart.core.artifact.BuildRecord;
import dev.coldstart.core.artifact.BuildWarning;
import dev.coldstart.core.diagnosis.Catalogue;
import dev.coldstart.core.diagnosis.Explanation;
import dev.coldstart.core.plan.Variant;
import dev.coldstart.core.report.VariantReport;
import dev.coldstart.core.report.WarningReport;
import dev.coldstart.core.report.Warnings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Counts and groups the warnings of every build, each form at head against itself at base. */
public final class WarningReports {

    private final List<VariantReport> variants;

    private WarningReports(List<VariantReport> variants) {
        this.variants = variants;
    }

    /** Of the variants that have warnings, or had some at base; in the variants' order. */
    public static List<WarningReport> of(List<VariantReport> variants) {
        return new WarningReports(variants).all();
    }

    private List<WarningReport> all() {
        List<WarningReport> reports = new ArrayList<>();
        for (VariantReport variant : variants) {
            variant.build()
                    .map(build -> one(variant, build))
                    .filter(r -> r.count() > 0 || r.gone().orElse(0) > 0)
                    .ifPresent(reports::add);
        }
        return reports;
    }

    private WarningReport one(VariantReport variant, BuildRecord build) {
        Optional<BuildRecord> base = base(variant, build);
        Difference difference =
                base.map(b -> Difference.of(build.warnings(), b.warnings())).orElse(Difference.NONE);
        return new WarningReport(
                variant.name(),
                base.map(BuildRecord::variant),
                build.warnings().size(),
                base.isPresent() ? OptionalInt.of(difference.added().size()) : OptionalInt.empty(),
                base.isPresent() ? OptionalInt.of(difference.gone().size()) : OptionalInt.empty(),
                byPackage(build, difference.added()),
                byCode(build.warnings(), difference.added()),
                difference.added(),
                difference.gone());
    }

    /**
     * A build that failed stopped in the middle of its warnings, and those of another may not be known: what it lacks is not
     * gone, and what is more is not new.
     */
    private Optional<BuildRecord> base(VariantReport variant, BuildRecord build) {
        if (!variant.revision().equals(Variant.HEAD) || !whole(build)) {
            return Optional.empty();
        }
        return variants.stream()
                .filter(v -> v.revision().equals(Variant.BASE)
                        && v.form().equals(variant.form())
                        && v.architecture() == variant.architecture())
                .findFirst()
                .flatMap(VariantReport::build)
                .filter(WarningReports::whole);
    }

    private static boolean whole(BuildRecord build) {
        return build.failure().isEmpty() && build.warningsUnknown().isEmpty();
    }

    private record Origin(String name, Optional<String> version) {}

    private static List<WarningReport.ByPackage> byPackage(BuildRecord build, List<BuildWarning> added) {
        Map<String, Origin> origins = new HashMap<>();
        for (BuildPackage library : build.packages()) {
            library.assemblies()
                    .forEach(a -> origins.putIfAbsent(a, new Origin(library.name(), Optional.of(library.version()))));
        }
        Function<BuildWarning, Origin> origin =
                w -> origins.getOrDefault(w.assembly(), new Origin(w.assembly(), Optional.empty()));
        Map<Origin, Long> fresh = added.stream().collect(Collectors.groupingBy(origin, Collectors.counting()));
        Map<Origin, List<BuildWarning>> groups = build.warnings().stream()
                .collect(Collectors.groupingBy(origin, LinkedHashMap::new, Collectors.toList()));
        return groups.entrySet().stream()
                .map(e -> new WarningReport.ByPackage(
                        e.getKey().name(),
                        e.getKey().version(),
                        e.getValue().size(),
                        fresh.getOrDefault(e.getKey(), 0L).intValue(),
                        codes(e.getValue())))
                .sorted(Comparator.comparingInt((WarningReport.ByPackage p) -> -p.count())
                        .thenComparing(WarningReport.ByPackage::name))
                .toList();
    }

    private static Map<String, Integer> codes(List<BuildWarning> warnings) {
        Map<String, Integer> counts = new TreeMap<>();
        warnings.forEach(w -> counts.merge(w.code(), 1, Integer::sum));
        return counts;
    }

    private static List<WarningReport.ByCode> byCode(List<BuildWarning> warnings, List<BuildWarning> added) {
        Map<String, Integer> fresh = codes(added);
        return Warnings.byCode(warnings).stream()
                .map(group -> {
                    Optional<Explanation> known = Catalogue.standard().ofCode(group.code());
                    return new WarningReport.ByCode(
                            group.code(),
                            group.all().size(),
                            fresh.getOrDefault(group.code(), 0),
                            known.map(Explanation::sentence),
                            known.map(Explanation::remedy));
                })
                .toList();
    }

    /** What two builds of one form do not have in common. */
    private record Difference(List<BuildWarning> added, List<BuildWarning> gone) {

        static final Difference NONE = new Difference(List.of(), List.of());

        static Difference of(List<BuildWarning> head, List<BuildWarning> base) {
            // What stands where it stood is paired first, so that of several alike the one in the new place is the new
            // one.
            List<BuildWarning> headLeft = without(head, base, w -> w);
            List<BuildWarning> baseLeft = without(base, head, w -> w);
            return new Difference(
                    without(headLeft, baseLeft, WarningKey::of), without(baseLeft, headLeft, WarningKey::of));
        }

        private static <K> List<BuildWarning> without(
                List<BuildWarning> from, List<BuildWarning> taken, Function<BuildWarning, K> key) {
            Map<K, Integer> left = new HashMap<>();
            taken.forEach(w -> left.merge(key.apply(w), 1, Integer::sum));
            return from.stream()
                    .filter(w -> left.merge(key.apply(w), -1, Integer::sum) < 0)
                    .toList();
        }
    }
}
