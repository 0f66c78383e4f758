package dev.coldstart.core.readiness;

import dev.coldstart.core.report.Report;
import dev.coldstart.core.report.VariantReport;
import dev.coldstart.core.sample.Versions;
import java.util.Optional;

/**
 * One target framework and what was measured of it: the native form against the baseline of the same framework.
 *
 * @param framework such as {@code net9.0}
 */
public record Target(String framework, Report report, Optional<Versions> versions) {

    /** The form that is to be made ready. */
    public static final String FORM = "aot";

    Optional<VariantReport> form() {
        return report.variants().stream().filter(v -> v.form().equals(FORM)).findFirst();
    }

    Optional<VariantReport> baseline() {
        return report.variants().stream()
                .filter(v -> v.name().equals(report.baseline()))
                .findFirst();
    }
}
