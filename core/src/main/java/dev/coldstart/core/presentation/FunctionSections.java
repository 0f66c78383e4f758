package dev.coldstart.core.presentation;

import dev.coldstart.core.estimate.Metric;
import dev.coldstart.core.plan.FunctionScenario;
import dev.coldstart.core.report.VariantReport;
import dev.coldstart.core.wording.Format;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a reader of a function's figures has to know besides: what they leave out, and what Lambda offers in their place. */
final class FunctionSections {

    /** What Lambda takes, as of 2026-11: a package, unzipped with all layers; a zip that is uploaded and not taken from S3. */
    private static final double MAX_UNZIPPED = 250 << 20;

    private static final double MAX_ZIPPED = 50 << 20;

    private FunctionSections() {}

    /** Empty where no function was measured. */
    static List<Section> of(View view) {
        if (!(view.report().plan().scenario() instanceof FunctionScenario)
                || view.report().variants().stream().noneMatch(View::hasFigures)) {
            return List.of();
        }
        List<String> points = new ArrayList<>();
        points.add("First response is init and the first event together. Not in it, as no emulator can see them: the"
                + " download of the package and the making of the sandbox, which Lambda does before init on a cold start;"
                + " and Lambda may give init more CPU than the memory size comes with.");
        view.report().variants().forEach(variant -> limits(view, variant).ifPresent(points::add));
        points.add(
                "What else makes cold starts short or rare, and was not measured: SnapStart, which restores a snapshot"
                        + " taken after init (managed runtimes of Java 11, .NET 8 and Python 3.12 and later; not the custom ones that"
                        + " Native AOT needs, nor container images); provisioned concurrency, which keeps instances initialised; and"
                        + " Managed Instances, which keep them running and give each several events at once (Java 21, .NET 8 and"
                        + " later).");
        return List.of(Section.of("function", "As a function", List.of(new Section.Bullets(points))));
    }

    private static Optional<String> limits(View view, VariantReport variant) {
        double unzipped = size(variant, Metric.PUBLISHED_SIZE);
        double zipped = size(variant, Metric.PACKED_SIZE);
        if (unzipped > MAX_UNZIPPED) {
            return Optional.of(view.label(variant) + " can't be deployed as a zip: unzipped it has "
                    + Format.value(Metric.PUBLISHED_SIZE, unzipped) + ", and Lambda takes at most 250 MiB.");
        }
        return zipped > MAX_ZIPPED
                ? Optional.of(view.label(variant) + " has to be deployed by way of S3: zipped it has about "
                        + Format.value(Metric.PACKED_SIZE, zipped) + ", and Lambda takes an upload of at most 50 MiB.")
                : Optional.empty();
    }

    private static double size(VariantReport variant, Metric metric) {
        return Optional.ofNullable(variant.metrics().get(metric))
                .map(figure -> figure.median())
                .orElse(0.0);
    }
}
