package dev.coldstart.core.presentation;

import dev.coldstart.core.estimate.Contrast;
import dev.coldstart.core.estimate.Metric;
import dev.coldstart.core.report.Report;
import dev.coldstart.core.report.VariantReport;
import java.util.Optional;

/**
 * The form that a reader looks at first, with its change of the first response.
 *
 * @param form the verdict's form, or else the other one that answers soonest; the baseline where there is no other
 * @param change against the baseline; empty for the baseline itself
 */
public record Headline(VariantReport form, Optional<Contrast> change) {

    /** Empty where no form has figures. */
    public static Optional<Headline> of(Report report) {
        View view = new View(report);
        return view.subject()
                .or(() -> report.variants().stream()
                        .filter(v -> view.isBaseline(v) && View.hasFigures(v))
                        .findFirst())
                .map(form -> new Headline(form, view.contrast(form, Metric.FIRST_RESPONSE)));
    }
}
