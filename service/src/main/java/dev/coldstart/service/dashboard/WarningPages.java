package dev.coldstart.service.dashboard;

import dev.coldstart.core.assessment.Acceptance;
import dev.coldstart.core.assessment.LibraryFinding;
import dev.coldstart.core.policy.LibraryRuling;
import dev.coldstart.core.presentation.Words;
import dev.coldstart.core.report.Report;
import dev.coldstart.core.report.WarningReport;
import dev.coldstart.service.comparison.query.Apps;
import dev.coldstart.service.dashboard.view.Chip;
import dev.coldstart.service.dashboard.view.WarningsPage;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What an app's builds warn of, and what was ruled on the libraries that cause it. */
final class WarningPages {

    private final Renderer renderer;
    private final Apps apps;
    private final ReportCache reports;

    WarningPages(Renderer renderer, Apps apps, ReportCache reports) {
        this.renderer = renderer;
        this.apps = apps;
        this.reports = reports;
    }

    void one(Context request, Visit visit) {
        String repository = Filters.text(request, "repository");
        String name = Filters.text(request, "name");
        Optional<Apps.App> app = apps.one(repository, name, visit.sight());
        if (app.isEmpty()) {
            renderer.notFound(request, visit);
            return;
        }
        Optional<Report> report = reports.read(app.get().comparison());
        renderer.page(
                request,
                "warnings",
                new WarningsPage(
                        renderer.frame(visit, "Warnings of " + name, "apps"),
                        repository,
                        Words.line(name),
                        Address.app(repository, name).toString(),
                        report.map(r -> "From the report of "
                                        + r.plan().created().replaceFirst("T.*", "") + ".")
                                .orElse(""),
                        none(report),
                        report.map(r -> r.warnings().stream()
                                        .map(WarningPages::variant)
                                        .toList())
                                .orElse(List.of()),
                        report.map(r -> r.assessment().libraries().stream()
                                        .map(WarningPages::library)
                                        .toList())
                                .orElse(List.of()),
                        report.map(r -> r.assessment().exceptions().stream()
                                        .map(WarningPages::exception)
                                        .toList())
                                .orElse(List.of())));
    }

    private static String none(Optional<Report> report) {
        if (report.isEmpty()) {
            return "There is no report of this app yet.";
        }
        boolean quiet = report.get().warnings().isEmpty()
                && report.get().assessment().libraries().isEmpty();
        return quiet ? "No build of the latest report warned of anything, and no library needs a ruling." : "";
    }

    private static WarningsPage.Variant variant(WarningReport warnings) {
        return new WarningsPage.Variant(
                Words.line(warnings.variant()),
                Words.count(warnings.count(), "warning")
                        + (warnings.added().isPresent()
                                ? ", " + warnings.added().getAsInt() + " new since base"
                                : ""),
                warnings.packages().stream()
                        .map(p -> new WarningsPage.Group(
                                p.name().isEmpty()
                                        ? "(the build did not say)"
                                        : Words.line(p.version()
                                                .map(v -> p.name() + " " + v)
                                                .orElse(p.name())),
                                p.count(),
                                fresh(p.added()),
                                codes(p.codes())))
                        .toList(),
                warnings.codes().stream()
                        .map(c -> new WarningsPage.Group(
                                Words.line(c.code()),
                                c.count(),
                                fresh(c.added()),
                                Words.line(c.sentence().orElse("") + " "
                                        + c.remedy().orElse(""))))
                        .toList());
    }

    private static String fresh(int added) {
        return added == 0 ? "" : added + " new";
    }

    private static String codes(Map<String, Integer> codes) {
        return codes.entrySet().stream()
                .map(e -> Words.line(e.getKey()) + " (" + e.getValue() + ")")
                .collect(Collectors.joining(", "));
    }

    private static WarningsPage.Library library(LibraryFinding finding) {
        Chip standing = switch (finding.standing()) {
            case APPROVED -> new Chip("approved", "good");
            case DENIED -> new Chip("denied", "bad");
            case UNKNOWN -> new Chip("not ruled on", "plain");
        };
        String why = finding.ruling().map(WarningPages::ruling).orElse("");
        return new WarningsPage.Library(
                Words.line(finding.label()),
                finding.warnings(),
                standing,
                Words.line(
                        finding.remark().isEmpty() ? why : finding.remark() + (why.isEmpty() ? "" : " (" + why + ")")));
    }

    private static String ruling(LibraryRuling ruling) {
        return ruling.because().orElse("")
                + ruling.by().map(by -> " - " + by).orElse("")
                + ruling.until().map(until -> ", until " + until).orElse("");
    }

    private static WarningsPage.Accepted exception(Acceptance acceptance) {
        var exception = acceptance.exception();
        String what = exception.check().map(c -> c.id()).or(exception::metric).orElse("")
                + exception.form().map(f -> " of " + f).orElse("");
        String until = switch (acceptance.state()) {
            case ACTIVE -> exception.until().toString();
            case EXPIRING -> exception.until() + ", in " + Words.count(acceptance.daysLeft(), "day");
            case EXPIRED -> exception.until() + ": it counts no more";
        };
        return new WarningsPage.Accepted(
                Words.line(what), Words.line(exception.because() + " - " + exception.by()), until);
    }
}
