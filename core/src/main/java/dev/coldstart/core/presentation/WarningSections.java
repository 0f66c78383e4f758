package dev.coldstart.core.presentation;

import dev.coldstart.core.artifact.BuildRecord;
import dev.coldstart.core.artifact.BuildWarning;
import dev.coldstart.core.report.VariantReport;
import dev.coldstart.core.report.WarningReport;
import dev.coldstart.core.report.Warnings;
import dev.coldstart.core.text.Escape;
import dev.coldstart.core.wording.Format;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** "Build warnings": how many of each form, new ones first, then by package and by code; each single one folded. */
final class WarningSections {

    private static final int CODES_SHOWN = 5;
    private static final int PACKAGES_SHOWN = 8;
    private static final int NEW_SHOWN = 5;
    private static final int FORMS_ACROSS = 4;
    private static final int PLACES = 200;

    private final View view;
    private final List<WarningReport> reports;

    private WarningSections(View view) {
        this.view = view;
        // Base is what head is held against; it has lines of its own only where there is nothing at head.
        this.reports = view.report().warnings().stream()
                .filter(r -> view.variant(r.variant()).filter(view::standsAlone).isPresent())
                .toList();
    }

    static List<Section> of(View view) {
        WarningSections sections = new WarningSections(view);
        return sections.reports.isEmpty()
                ? List.of()
                : List.of(Section.of("warnings", "Build warnings", sections.blocks()));
    }

    private List<Section.Block> blocks() {
        List<Section.Block> blocks = new ArrayList<>();
        blocks.add(new Section.Bullets(reports.stream().map(this::count).toList()));
        fresh(blocks);
        packages(blocks);
        codes(blocks);
        return blocks;
    }

    /** {@code aot: 6 warnings, each counted once, 1 of them new since base, 2 gone: IL2026 4 times, IL2104 twice.} */
    private String count(WarningReport report) {
        String counted = switch (report.count()) {
            case 0 -> "no warning";
            case 1 -> "1 warning";
            default -> Format.count(report.count(), "warning") + ", each counted once";
        };
        return view.label(report.variant()) + ": " + counted + since(report) + summary(report) + ".";
    }

    private String since(WarningReport report) {
        if (report.against().isEmpty()) {
            return view.variant(report.variant()).flatMap(view::before).isPresent()
                    ? "; not compared with base, as not both were built"
                    : "";
        }
        int added = report.added().orElse(0);
        int gone = report.gone().orElse(0);
        if (added == 0 && gone == 0) {
            return ", the same as at base";
        }
        List<String> parts = new ArrayList<>();
        if (added > 0) {
            parts.add((report.count() == 1 ? "" : added == report.count() ? "all of them " : added + " of them ")
                    + "new since base");
        }
        if (gone > 0) {
            parts.add(gone + " gone since base");
        }
        return ", " + String.join(", ", parts);
    }

    private static String summary(WarningReport report) {
        if (report.count() == 0) {
            return "";
        }
        List<String> codes = report.codes().stream()
                .limit(CODES_SHOWN)
                .map(c -> c.code() + " " + (c.count() == 1 ? "once" : c.count() + " times"))
                .toList();
        int more = report.codes().size() - codes.size();
        return ": " + String.join(", ", codes) + (more > 0 ? " and " + Format.count(more, "other code") : "");
    }

    private void fresh(List<Section.Block> blocks) {
        Map<BuildWarning, Set<String>> fresh = new LinkedHashMap<>();
        for (WarningReport report : reports) {
            report.newOnes()
                    .forEach(w -> fresh.computeIfAbsent(w, key -> new LinkedHashSet<>())
                            .add(view.label(report.variant())));
        }
        if (fresh.isEmpty()) {
            return;
        }
        List<String> lines = fresh.entrySet().stream()
                .map(e -> e.getKey().code() + ", " + Warnings.place(e.getKey())
                        + (reports.size() > 1 ? " (" + String.join(", ", e.getValue()) + ")" : "") + ": "
                        + e.getKey().message())
                .map(line -> Escape.cut(line, 300))
                .toList();
        blocks.add(new Section.Paragraph(
                lines.size() > NEW_SHOWN
                        ? "New since base, the first " + NEW_SHOWN + " of " + lines.size() + ":"
                        : "New since base:"));
        blocks.add(new Section.Bullets(lines.stream().limit(NEW_SHOWN).toList()));
    }

    private record Library(String name, Optional<String> version) {
        String shown() {
            return (name.isEmpty() ? "(not said by the build)" : name)
                    + version.map(v -> " " + v).orElse("");
        }
    }

    private void packages(List<Section.Block> blocks) {
        Map<Library, Map<String, WarningReport.ByPackage>> libraries = new LinkedHashMap<>();
        List<String> forms = new ArrayList<>();
        for (WarningReport report : reports) {
            if (report.count() > 0) {
                forms.add(report.variant());
                report.packages()
                        .forEach(p -> libraries
                                .computeIfAbsent(new Library(p.name(), p.version()), key -> new HashMap<>())
                                .put(report.variant(), p));
            }
        }
        if (libraries.isEmpty()) {
            return;
        }
        List<String> across = forms.subList(0, Math.min(FORMS_ACROSS, forms.size()));
        List<String> header = new ArrayList<>(List.of("By package"));
        across.forEach(f -> header.add(view.label(f)));
        List<List<String>> rows = libraries.entrySet().stream()
                .sorted(Map.Entry.comparingByValue((a, b) -> Integer.compare(most(b), most(a))))
                .map(e -> {
                    List<String> row = new ArrayList<>(List.of(e.getKey().shown()));
                    across.forEach(f -> row.add(Optional.ofNullable(e.getValue().get(f))
                            .map(p -> p.count() + (p.added() > 0 ? " (" + p.added() + " new)" : ""))
                            .orElse("-")));
                    return row;
                })
                .toList();
        blocks.add(new Section.Table(
                Section.Align.NUMBERS, header, rows.subList(0, Math.min(PACKAGES_SHOWN, rows.size()))));
        if (rows.size() > PACKAGES_SHOWN) {
            blocks.add(new Section.Folded(
                    "The other packages",
                    List.of(new Section.Table(
                            Section.Align.NUMBERS,
                            header,
                            rows.subList(PACKAGES_SHOWN, Math.min(PLACES, rows.size()))))));
        }
        if (forms.size() > across.size()) {
            blocks.add(new Section.Paragraph("The other " + Format.count(forms.size() - across.size(), "form")
                    + " with warnings: in report.json."));
        }
    }

    private static int most(Map<String, WarningReport.ByPackage> forms) {
        return forms.values().stream()
                .mapToInt(WarningReport.ByPackage::count)
                .max()
                .orElse(0);
    }

    private void codes(List<Section.Block> blocks) {
        Map<String, WarningReport.ByCode> codes = new LinkedHashMap<>();
        Map<String, BuildWarning> examples = new HashMap<>();
        for (WarningReport report : reports) {
            report.codes().forEach(c -> codes.putIfAbsent(c.code(), c));
            warnings(report).forEach(w -> examples.putIfAbsent(w.code(), w));
        }
        List<String> meanings = codes.values().stream()
                .map(c -> meaning(c, Optional.ofNullable(examples.get(c.code()))))
                .toList();
        if (!meanings.isEmpty()) {
            blocks.add(new Section.Paragraph("What they mean:"));
            blocks.add(new Section.Bullets(meanings.stream().limit(CODES_SHOWN).toList()));
        }
        List<Section.Block> folded = new ArrayList<>();
        if (meanings.size() > CODES_SHOWN) {
            folded.add(new Section.Bullets(meanings.subList(CODES_SHOWN, Math.min(PLACES, meanings.size()))));
        }
        List<String> remedies = codes.values().stream()
                .flatMap(c -> c.remedy().map(r -> c.code() + ": " + r).stream())
                .toList();
        if (!remedies.isEmpty()) {
            folded.add(new Section.Paragraph("What usually helps:"));
            folded.add(new Section.Bullets(remedies));
        }
        reports.forEach(r -> places(r, folded));
        blocks.add(new Section.Folded("Every warning, and what usually helps", folded));
    }

    private static String meaning(WarningReport.ByCode code, Optional<BuildWarning> example) {
        String text = code.sentence()
                .orElseGet(() -> Escape.cut(example.map(BuildWarning::message).orElse(""), 200));
        return code.code() + example.map(e -> ", such as " + Warnings.place(e)).orElse("") + ": " + text;
    }

    private List<BuildWarning> warnings(WarningReport report) {
        return view.variant(report.variant())
                .flatMap(VariantReport::build)
                .map(BuildRecord::warnings)
                .orElse(List.of());
    }

    private void places(WarningReport report, List<Section.Block> blocks) {
        List<BuildWarning> all = warnings(report);
        if (!all.isEmpty()) {
            String cut = all.size() > PLACES ? ", the first " + PLACES + " of " + all.size() : "";
            blocks.add(new Section.Paragraph("All of " + view.label(report.variant()) + cut + ":"));
            blocks.add(table(all, report));
        }
        if (!report.goneOnes().isEmpty()) {
            blocks.add(new Section.Paragraph("Gone from " + view.label(report.variant()) + " since base:"));
            blocks.add(new Section.Bullets(report.goneOnes().stream()
                    .limit(PLACES)
                    .map(w -> w.code() + ", " + Warnings.place(w) + ": " + Escape.cut(w.message(), 300))
                    .toList()));
        }
    }

    private static Section.Table table(List<BuildWarning> all, WarningReport report) {
        Map<BuildWarning, Integer> fresh = new HashMap<>();
        report.newOnes().forEach(w -> fresh.merge(w, 1, Integer::sum));
        List<String> header = new ArrayList<>(List.of("Code", "Place", "Message"));
        if (report.against().isPresent()) {
            header.add("Since base");
        }
        List<List<String>> rows = new ArrayList<>();
        for (Warnings group : Warnings.byCode(all)) {
            for (BuildWarning warning : group.all()) {
                List<String> row = new ArrayList<>(List.of(warning.code(), Warnings.place(warning), warning.message()));
                if (report.against().isPresent()) {
                    row.add(fresh.merge(warning, -1, Integer::sum) >= 0 ? "new" : "");
                }
                rows.add(row);
            }
        }
        return new Section.Table(Section.Align.TEXT, header, rows.subList(0, Math.min(PLACES, rows.size())));
    }
}
