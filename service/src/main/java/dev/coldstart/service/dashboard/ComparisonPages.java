package dev.coldstart.service.dashboard;

import dev.coldstart.core.estimate.Contrast;
import dev.coldstart.core.estimate.Figure;
import dev.coldstart.core.estimate.Metric;
import dev.coldstart.core.presentation.Words;
import dev.coldstart.core.report.Report;
import dev.coldstart.core.report.VariantReport;
import dev.coldstart.protocol.State;
import dev.coldstart.service.access.Access;
import dev.coldstart.service.comparison.query.ComparisonList;
import dev.coldstart.service.dashboard.view.AppsPage;
import dev.coldstart.service.dashboard.view.ComparisonPage;
import dev.coldstart.service.dashboard.view.ComparisonsPage;
import dev.coldstart.service.dashboard.view.Link;
import dev.coldstart.service.dashboard.view.ListedComparison;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Comparisons: those that fit a filter, one while it is measured and after, and its report. */
final class ComparisonPages {

    private static final int SIZE = 50;
    private static final List<String> STATES =
            List.of("queued", "measuring", "reported", "failed", "cancelled", "superseded", "expired");
    private static final List<String> CAUSES = List.of("pull-request", "push", "nightly", "release", "manual");
    private static final List<String> FILES = List.of("report.md", "report.json", "samples.jsonl", "evidence.zip");

    private final Renderer renderer;
    private final ComparisonList comparisons;
    private final Rows rows;
    private final ReportCache reports;
    private final Access access;

    ComparisonPages(Renderer renderer, ComparisonList comparisons, Rows rows, ReportCache reports, Access access) {
        this.renderer = renderer;
        this.comparisons = comparisons;
        this.rows = rows;
        this.reports = reports;
        this.access = access;
    }

    void all(Context request, Visit visit) {
        String text = Filters.text(request, "q");
        String state = Filters.among(request, "state", STATES);
        String cause = Filters.among(request, "cause", CAUSES);
        String repository = Filters.text(request, "repository");
        String app = Filters.text(request, "name");
        Address here = Address.of("/comparisons")
                .with("q", text)
                .with("state", state)
                .with("cause", cause)
                .with("repository", repository)
                .with("name", app);
        List<ComparisonList.Row> found = comparisons.find(
                new ComparisonList.Asked(text, state, "", cause, repository, app, Filters.text(request, "before")),
                visit.sight(),
                SIZE + 1);
        List<ListedComparison> shown = found.stream().limit(SIZE).map(rows::of).toList();
        List<AppsPage.Hidden> kept = new ArrayList<>();
        here.parameters().forEach((name, value) -> {
            if (!name.equals("q")) {
                kept.add(new AppsPage.Hidden(name, value));
            }
        });
        renderer.page(
                request,
                "comparisons",
                new ComparisonsPage(
                        renderer.frame(visit, "Comparisons", "comparisons"),
                        text,
                        kept,
                        filter(here, "state", STATES, state),
                        filter(here, "cause", CAUSES, cause),
                        shown,
                        found.size() > SIZE
                                ? Optional.of(
                                        here.with("before", found.get(SIZE - 1).id())
                                                .toString())
                                : Optional.empty()));
    }

    private static List<Link> filter(Address here, String name, List<String> words, String chosen) {
        List<Link> links = new ArrayList<>();
        links.add(new Link("all", here.with(name, "").toString(), chosen.isEmpty()));
        words.forEach(word ->
                links.add(new Link(word.replace('-', ' '), here.with(name, word).toString(), word.equals(chosen))));
        return links;
    }

    void one(Context request, Visit visit) {
        Optional<ComparisonList.Row> found = comparisons.one(request.pathParam("id"), visit.sight());
        if (found.isEmpty()) {
            renderer.notFound(request, visit);
            return;
        }
        ComparisonList.Row row = found.get();
        Optional<Report> report = row.state() == State.REPORTED ? reports.read(row.id()) : Optional.empty();
        String[] scripts = row.open() ? new String[] {"d3.js", "live.js"} : new String[0];
        LivePicture live = new LivePicture(row, row.open() ? comparisons.request(row.id()) : "{}");
        renderer.page(
                request,
                "comparison",
                new ComparisonPage(
                        renderer.frame(visit, row.app() + " " + Rows.revision(row), "comparisons", scripts),
                        row.id(),
                        row.repository(),
                        Words.line(row.app()),
                        Address.app(row.repository(), row.app()).toString(),
                        Rows.chip(row),
                        report.map(r -> Words.line(Words.verdict(r))).orElseGet(() -> headline(row)),
                        report.map(r -> r.verdict().reasons().stream()
                                        .map(reason -> Words.named(Words.line(reason.text())))
                                        .toList())
                                .orElse(List.of()),
                        row.open() ? Optional.of("/api/v1/comparisons/" + row.id() + "/events") : Optional.empty(),
                        row.open() ? live.progress() : Optional.empty(),
                        live.json(),
                        facts(row, report),
                        report.map(ComparisonPages::figures).orElse(List.of()),
                        reports.file(row.id(), "report.html").map(f -> Address.comparison(row.id()) + "/report"),
                        FILES.stream()
                                .filter(f -> reports.file(row.id(), f).isPresent())
                                .map(f -> new Link(f, "/api/v1/comparisons/" + row.id() + "/" + f, false))
                                .toList(),
                        row.open() && mayChange(visit, row)));
    }

    private boolean mayChange(Visit visit, ComparisonList.Row row) {
        return access.change(visit.caller(), row.repository()).allowed();
    }

    private static String headline(ComparisonList.Row row) {
        String reason = row.reason().map(r -> ": " + Words.line(r)).orElse(".");
        return switch (row.state()) {
            case QUEUED -> "Waiting for a worker.";
            case MEASURING ->
                "Being measured" + row.worker().map(w -> " by " + Words.line(w)).orElse("") + ".";
            case REPORTED -> "Measured. Its report is not kept any more.";
            case FAILED -> "It could not be measured" + reason;
            case CANCELLED -> "It was cancelled" + reason;
            case SUPERSEDED -> "A newer push of the same pull request took its place.";
            case EXPIRED -> "Its deadline passed before it was measured.";
        };
    }

    private List<ComparisonPage.Fact> facts(ComparisonList.Row row, Optional<Report> report) {
        List<ComparisonPage.Fact> facts = new ArrayList<>();
        row.revision().ifPresent(r -> facts.add(new ComparisonPage.Fact("Commit", r)));
        row.ref().ifPresent(r -> facts.add(new ComparisonPage.Fact("Branch", Words.line(r))));
        row.release().ifPresent(r -> facts.add(new ComparisonPage.Fact("Release", Words.line(r))));
        facts.add(new ComparisonPage.Fact("Because of", Rows.cause(row)));
        facts.add(new ComparisonPage.Fact("Architecture", row.architecture()));
        facts.add(new ComparisonPage.Fact(
                "Sent", rows.moment(row.created()).ago() + ", by " + Words.line(row.createdBy())));
        row.started()
                .ifPresent(at -> facts.add(
                        new ComparisonPage.Fact("Begun", rows.moment(at).ago())));
        row.ended()
                .ifPresent(at -> facts.add(
                        new ComparisonPage.Fact("Ended", rows.moment(at).ago())));
        row.worker().ifPresent(w -> facts.add(new ComparisonPage.Fact("Worker", Words.line(w))));
        report.flatMap(Report::machine)
                .ifPresent(m -> facts.add(new ComparisonPage.Fact("Machine", Words.line(m.cpuModel()))));
        if (row.attempt() > 1) {
            facts.add(new ComparisonPage.Fact("Attempts", row.attempt() + ": it went on from its last whole block"));
        }
        return facts;
    }

    private static List<ComparisonPage.Figure> figures(Report report) {
        return report.variants().stream().map(v -> figure(report, v)).toList();
    }

    private static ComparisonPage.Figure figure(Report report, VariantReport variant) {
        Optional<Contrast> contrast = report.comparisons().stream()
                .filter(c -> c.metric() == Metric.FIRST_RESPONSE
                        && c.of().equals(variant.name())
                        && c.against().equals(report.baseline()))
                .findFirst();
        String tone = contrast.map(c -> switch (c.decision()) {
                    case BETTER -> "better";
                    case WORSE -> "worse";
                    case SAME, INCONCLUSIVE -> "neutral";
                })
                .orElse("neutral");
        return new ComparisonPage.Figure(
                Words.line(variant.name()),
                variant.name().equals(report.baseline())
                        ? "baseline"
                        : variant.outcome().id().replace('-', ' '),
                value(variant, Metric.FIRST_RESPONSE),
                contrast.map(Words::change).orElse("-"),
                tone,
                value(variant, Metric.IDLE_RSS),
                value(variant, Metric.PUBLISHED_SIZE));
    }

    private static String value(VariantReport variant, Metric metric) {
        return Optional.<Figure>ofNullable(variant.metrics().get(metric))
                .map(f -> Words.value(metric, f.median()))
                .orElse("-");
    }

    /**
     * The report as it was made. It brings its scripts inside and its own policy; besides, the browser holds it in an origin of
     * its own, so that nothing in it could act for whoever reads it.
     */
    void report(Context request, Visit visit) {
        Optional<Path> file = comparisons
                .one(request.pathParam("id"), visit.sight())
                .flatMap(row -> reports.file(row.id(), "report.html"));
        if (file.isEmpty()) {
            renderer.notFound(request, visit);
            return;
        }
        Renderer.headers(request);
        request.header(
                "Content-Security-Policy",
                "sandbox allow-scripts; default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline';"
                        + " img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
        request.contentType("text/html; charset=utf-8");
        try {
            request.result(Files.readAllBytes(file.get()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The comparison that a form is about, where whoever sent it may change it. */
    Optional<ComparisonList.Row> changeable(Context request, Visit visit) {
        return comparisons.one(request.pathParam("id"), visit.sight()).filter(row -> mayChange(visit, row));
    }
}
