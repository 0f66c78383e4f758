package dev.coldstart.core.presentation;

import dev.coldstart.core.estimate.Figure;
import dev.coldstart.core.estimate.Metric;
import dev.coldstart.core.plan.Size;
import dev.coldstart.core.presentation.Section.Align;
import dev.coldstart.core.presentation.Section.Block;
import dev.coldstart.core.report.StudyReport.AtSize;
import dev.coldstart.core.report.StudyReport.Least;
import dev.coldstart.core.report.StudyReport.OfMemory;
import dev.coldstart.core.report.StudyReport.OfSweep;
import dev.coldstart.core.report.VariantReport;
import dev.coldstart.core.wording.Change;
import dev.coldstart.core.wording.Format;
import dev.coldstart.core.wording.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What forms do on machines of other sizes, in words. */
final class SizeSections {

    /** What a caller notices as waiting. */
    static final double TARGET_MS = 500;

    private SizeSections() {}

    static Section sweep(View view, OfSweep sweep) {
        List<VariantReport> variants = view.all().stream()
                .filter(v ->
                        sweep.points().stream().anyMatch(p -> p.runs().variant().equals(v.name())))
                .toList();
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Section.Paragraph("The first response at other sizes of the machine, medians of "
                + Format.count(sweep.asked().blocks(), "start")
                + " of each form at each size, sizes and forms mixed."));
        if (variants.isEmpty()) {
            blocks.add(new Section.Paragraph("It was stopped before the first of them."));
            return Section.of("sweep", "On other sizes of machine", blocks);
        }
        blocks.add(table(view, sweep, variants, Metric.FIRST_RESPONSE, AtSize::first));
        List<String> points = new ArrayList<>();
        variants.forEach(v -> points.add(target(view, sweep, v)));
        sweep.points()
                .forEach(p -> StudySections.failure(view, p.runs())
                        .ifPresent(f -> points.add("At " + size(sweep, p.size()) + ", " + f)));
        StudySections.bullets(points, blocks);
        blocks.add(new Section.Folded(
                "CPU time to the first response",
                List.of(table(view, sweep, variants, Metric.CPU_TO_FIRST_RESPONSE, AtSize::cpu))));
        return Section.of("sweep", "On other sizes of machine", blocks);
    }

    private static Section.Table table(
            View view,
            OfSweep sweep,
            List<VariantReport> variants,
            Metric metric,
            Function<AtSize, Optional<Figure>> figure) {
        List<String> header = new ArrayList<>(List.of(""));
        boolean compared = metric == Metric.FIRST_RESPONSE;
        for (VariantReport variant : variants) {
            header.add(view.label(variant));
            if (compared && !view.isBaseline(variant)) {
                header.add("against " + view.baselineLabel());
            }
        }
        List<List<String>> rows = new ArrayList<>();
        for (Size size : sweep.asked().sizes()) {
            if (sweep.points().stream().noneMatch(p -> p.size().equals(size))) {
                continue;
            }
            List<String> row = new ArrayList<>(List.of(size(sweep, size)));
            for (VariantReport variant : variants) {
                Optional<AtSize> point = point(sweep, size, variant);
                row.add(point.flatMap(figure)
                        .map(f -> Format.value(metric, f.median()))
                        .orElse(point.isPresent() ? "failed" : "-"));
                if (compared && !view.isBaseline(variant)) {
                    row.add(point.flatMap(AtSize::change)
                            .map(c -> Change.of(c).inShort())
                            .orElse("-"));
                }
            }
            rows.add(row);
        }
        return new Section.Table(Align.NUMBERS, header, rows);
    }

    static Optional<AtSize> point(OfSweep sweep, Size size, VariantReport variant) {
        return sweep.points().stream()
                .filter(p -> p.size().equals(size) && p.runs().variant().equals(variant.name()))
                .findFirst();
    }

    /** By what the sizes differ in: CPUs alone, or memory with the CPUs that come with it. */
    static String size(OfSweep sweep, Size size) {
        boolean oneMemory =
                sweep.asked().sizes().stream().map(Size::memoryBytes).distinct().count() == 1;
        return oneMemory
                ? Wording.cpus(size.cpus())
                : Format.limit((double) size.memoryBytes()) + ", " + Wording.cpus(size.cpus());
    }

    private static String target(View view, OfSweep sweep, VariantReport variant) {
        Optional<Size> smallest = sweep.asked().sizes().stream()
                .filter(size -> point(sweep, size, variant)
                        .flatMap(AtSize::first)
                        .filter(f -> f.high().orElse(f.median()) < TARGET_MS)
                        .isPresent())
                .min((a, b) -> Double.compare(a.cpus(), b.cpus()));
        String target = Format.milliseconds(TARGET_MS);
        return smallest.map(size ->
                        view.label(variant) + " answers in under " + target + " from " + size(sweep, size) + " on.")
                .orElse(view.label(variant) + " answers in under " + target + " at none of these sizes.");
    }

    static Section least(View view, OfMemory memory) {
        List<List<String>> rows = memory.variants().stream()
                .map(least -> List.of(
                        view.label(least.variant()),
                        least.bytes().isPresent()
                                ? Format.limit((double) least.bytes().getAsLong())
                                : "none found",
                        String.valueOf(least.starts()),
                        below(least)))
                .toList();
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Section.Paragraph(
                "The smallest memory limit in which each form started every time, found by halving."
                        + " It says nothing of a load."));
        blocks.add(
                rows.isEmpty()
                        ? new Section.Paragraph("It was stopped before the first of them.")
                        : new Section.Table(
                                Align.NUMBERS, List.of("", "Smallest limit", "Good starts", "Failed below it"), rows));
        StudySections.bullets(
                memory.variants().stream()
                        .flatMap(least -> least.failure().stream()
                                .map(f -> view.label(least.variant()) + " with less: " + Sentences.stopped(f.detail())))
                        .toList(),
                blocks);
        return Section.of("least-memory", "The smallest memory", blocks);
    }

    private static String below(Least least) {
        return least.below().isPresent()
                ? least.belowFailed() + " of " + least.belowMade() + " at "
                        + Format.limit((double) least.below().getAsLong())
                : "-";
    }
}
