package dev.coldstart.core.render.html;

import dev.coldstart.core.presentation.View;
import dev.coldstart.core.report.VariantReport;
import dev.coldstart.core.report.WarningReport;
import dev.coldstart.core.text.Escape;
import dev.coldstart.core.wording.Format;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The bars of the picture of warnings by package: most first, what is beyond a dozen taken together. */
final class WarningBars {

    private static final int SHOWN = 12;

    private WarningBars() {}

    static List<ChartData.Warned> of(View view, List<VariantReport> variants) {
        List<ChartData.Warned> bars = new ArrayList<>();
        for (WarningReport report : view.report().warnings()) {
            IntStream.range(0, variants.size())
                    .filter(i -> variants.get(i).name().equals(report.variant()))
                    .findFirst()
                    .ifPresent(i -> bars.addAll(bars(i, report)));
        }
        return bars;
    }

    private static List<ChartData.Warned> bars(int variant, WarningReport report) {
        List<WarningReport.ByPackage> packages = report.packages();
        List<ChartData.Warned> bars = new ArrayList<>();
        packages.stream()
                .limit(SHOWN)
                .map(p -> bar(variant, name(p), p.count(), p.added()))
                .forEach(bars::add);
        if (packages.size() > SHOWN) {
            List<WarningReport.ByPackage> rest = packages.subList(SHOWN, packages.size());
            bars.add(bar(
                    variant,
                    Format.count(rest.size(), "more package"),
                    rest.stream().mapToInt(WarningReport.ByPackage::count).sum(),
                    rest.stream().mapToInt(WarningReport.ByPackage::added).sum()));
        }
        return bars;
    }

    private static ChartData.Warned bar(int variant, String name, int count, int added) {
        return new ChartData.Warned(
                variant,
                name,
                count - added,
                added,
                added == 0 ? String.valueOf(count) : count + ", " + added + " new");
    }

    private static String name(WarningReport.ByPackage warned) {
        return warned.name().isEmpty()
                ? "not said by the build"
                : Escape.line(warned.name() + warned.version().map(v -> " " + v).orElse(""));
    }
}
