package dev.coldstart.service.dashboard;

import dev.coldstart.core.estimate.Metric;
import dev.coldstart.core.json.Json;
import dev.coldstart.core.presentation.Words;
import dev.coldstart.core.report.Report;
import dev.coldstart.service.access.Sight;
import dev.coldstart.service.comparison.query.Apps;
import dev.coldstart.service.comparison.query.ComparisonList;
import dev.coldstart.service.comparison.query.FigureHistory;
import dev.coldstart.service.dashboard.view.AppPage;
import dev.coldstart.service.dashboard.view.AppsPage;
import dev.coldstart.service.dashboard.view.Chip;
import dev.coldstart.service.dashboard.view.Link;
import io.javalin.http.Context;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** All apps, one app, and its badge. */
final class AppPages {

    static final int SIZE = 50;
    private static final List<String> VERDICTS = List.of("adopt", "adopt-r2r", "stay", "blocked", "inconclusive");

    private final Renderer renderer;
    private final Apps apps;
    private final FigureHistory history;
    private final ComparisonList comparisons;
    private final Rows rows;
    private final ReportCache reports;
    private final URI publicAddress;

    AppPages(
            Renderer renderer,
            Apps apps,
            FigureHistory history,
            ComparisonList comparisons,
            Rows rows,
            ReportCache reports,
            URI publicAddress) {
        this.renderer = renderer;
        this.apps = apps;
        this.history = history;
        this.comparisons = comparisons;
        this.rows = rows;
        this.reports = reports;
        this.publicAddress = publicAddress;
    }

    void all(Context request, Visit visit) {
        String text = Filters.text(request, "q");
        String verdict = Filters.among(request, "verdict", VERDICTS);
        boolean recent = !Filters.among(request, "order", List.of("name")).equals("name");
        int page = Filters.number(request, "page");
        Address here = Address.of("/").with("q", text).with("verdict", verdict).with("order", recent ? "" : "name");
        Apps.Found found = apps.find(new Apps.Asked(text, verdict, recent, page), visit.sight(), SIZE);
        List<Link> verdicts = new ArrayList<>();
        verdicts.add(new Link("all", here.with("verdict", "").toString(), verdict.isEmpty()));
        VERDICTS.forEach(v -> verdicts.add(
                new Link(Chip.verdict(v).text(), here.with("verdict", v).toString(), verdict.equals(v))));
        List<AppsPage.Hidden> kept = new ArrayList<>();
        here.parameters().forEach((name, value) -> {
            if (!name.equals("q")) {
                kept.add(new AppsPage.Hidden(name, value));
            }
        });
        renderer.page(
                request,
                "apps",
                new AppsPage(
                        renderer.frame(visit, "Apps", "apps"),
                        text,
                        verdicts,
                        List.of(
                                new Link("latest first", here.with("order", "").toString(), recent),
                                new Link("by name", here.with("order", "name").toString(), !recent)),
                        kept,
                        count(found, page, visit),
                        found.apps().stream().map(this::row).toList(),
                        page == 0
                                ? Optional.empty()
                                : Optional.of(here.with("page", page == 1 ? "" : "" + (page - 1))
                                        .toString()),
                        (page + 1L) * SIZE < found.total()
                                ? Optional.of(here.with("page", "" + (page + 1)).toString())
                                : Optional.empty()));
    }

    private static String count(Apps.Found found, int page, Visit visit) {
        if (found.apps().isEmpty()) {
            return visit.signedIn()
                    ? "No app fits this. An app appears here with its first comparison."
                    : "No app fits this. You see what is open to everybody: sign in to see your own.";
        }
        return found.total() <= SIZE && page == 0
                ? Words.count(found.total(), "app")
                : (page * SIZE + 1) + " to " + (page * SIZE + found.apps().size()) + " of "
                        + Words.count(found.total(), "app");
    }

    private AppsPage.Row row(Apps.App app) {
        double slowest = app.medians().stream()
                .mapToDouble(Apps.Median::milliseconds)
                .max()
                .orElse(1);
        List<AppsPage.Form> forms = new ArrayList<>();
        for (Apps.Median median : app.medians()) {
            forms.add(new AppsPage.Form(
                    Words.line(median.form()),
                    Words.value(Metric.FIRST_RESPONSE, median.milliseconds()),
                    (int) Math.max(1, Math.round(100 * median.milliseconds() / slowest)),
                    forms.size() % 8));
        }
        return new AppsPage.Row(
                app.repository(),
                Words.line(app.app()),
                Address.app(app.repository(), app.app()).toString(),
                app.verdict().map(Chip::verdict).orElseGet(() -> Chip.state(app.state())),
                Address.comparison(app.comparison()).toString(),
                forms,
                rows.moment(app.at()),
                Words.count(app.comparisons(), "comparison"));
    }

    void one(Context request, Visit visit) {
        String repository = Filters.text(request, "repository");
        String name = Filters.text(request, "name");
        Optional<Apps.App> found = apps.one(repository, name, visit.sight());
        if (found.isEmpty()) {
            renderer.notFound(request, visit);
            return;
        }
        Apps.App app = found.get();
        FigureHistory.Axes axes = history.axes(repository, name);
        List<Metric> metrics = Arrays.stream(Metric.values())
                .filter(m -> axes.metrics().contains(m.id()))
                .toList();
        Metric metric = Metric.of(Optional.of(Filters.among(
                        request, "metric", metrics.stream().map(Metric::id).toList()))
                .filter(m -> !m.isEmpty())
                .orElse(Metric.FIRST_RESPONSE.id()));
        String architecture = Optional.of(Filters.among(request, "architecture", axes.architectures()))
                .filter(a -> !a.isEmpty())
                .orElse(
                        axes.architectures().isEmpty()
                                ? ""
                                : axes.architectures().getFirst());
        boolean pulls = Filters.among(request, "comparisons", List.of("all")).equals("all");
        Address here = Address.app(repository, name)
                .with("metric", metric == Metric.FIRST_RESPONSE ? "" : metric.id())
                .with("architecture", Filters.among(request, "architecture", axes.architectures()))
                .with("comparisons", pulls ? "all" : "");
        List<FigureHistory.Point> points =
                history.points(new FigureHistory.Asked(repository, name, metric.id(), architecture, pulls));
        HistoryChart chart = new HistoryChart(metric, points, rows);
        Optional<Report> report = reports.read(app.comparison());
        boolean open =
                apps.one(repository, name, new Sight(false, Optional.empty())).isPresent();
        String badge = publicAddress + badge(repository, name);
        renderer.page(
                request,
                "app",
                new AppPage(
                        renderer.frame(visit, name, "apps", "d3.js", "history.js"),
                        repository,
                        Words.line(name),
                        app.verdict().map(Chip::verdict).orElseGet(() -> Chip.state(app.state())),
                        report.map(r -> Words.line(Words.verdict(r))).orElse("The latest comparison"),
                        Address.comparison(app.comparison()).toString(),
                        Address.of("/warnings")
                                .with("repository", repository)
                                .with("name", name)
                                .toString(),
                        metrics.stream()
                                .map(m -> new Link(
                                        m.title(), here.with("metric", m.id()).toString(), m == metric))
                                .toList(),
                        axes.architectures().stream()
                                .map(a ->
                                        new Link(a, here.with("architecture", a).toString(), a.equals(architecture)))
                                .toList(),
                        List.of(
                                new Link(
                                        "without pull requests",
                                        here.with("comparisons", "").toString(),
                                        !pulls),
                                new Link("all", here.with("comparisons", "all").toString(), pulls)),
                        metric.title(),
                        chart.text(),
                        Json.line().writeValueAsString(chart.data()),
                        chart.forms(),
                        chart.table(),
                        comparisons
                                .find(new ComparisonList.Asked("", "", "", "", repository, name, ""), visit.sight(), 8)
                                .stream()
                                .map(rows::of)
                                .toList(),
                        Address.of("/comparisons")
                                .with("repository", repository)
                                .with("name", name)
                                .toString(),
                        open ? Optional.of(badge(repository, name)) : Optional.empty(),
                        "[![cold start](" + badge + ")](" + publicAddress + Address.app(repository, name) + ")"));
    }

    private static String badge(String repository, String name) {
        return Address.of("/badge.svg")
                .with("repository", repository)
                .with("name", name)
                .toString();
    }

    /** Of what is open to everybody alone: a badge stands where anybody sees it, and is fetched without a token. */
    public void badge(Context request) {
        Optional<Apps.App> app = apps.one(
                Filters.text(request, "repository"), Filters.text(request, "name"), new Sight(false, Optional.empty()));
        Badge badge = app.map(AppPages::badge).orElseGet(() -> new Badge("unknown", "plain"));
        Renderer.headers(request);
        request.header("Cache-Control", "public, max-age=300");
        request.header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'");
        request.contentType("image/svg+xml; charset=utf-8");
        request.result(badge.svg());
    }

    private static Badge badge(Apps.App app) {
        Chip chip = app.verdict().map(Chip::verdict).orElseGet(() -> Chip.state(app.state()));
        Optional<Apps.Median> fastest =
                app.medians().stream().min(Comparator.comparingDouble(Apps.Median::milliseconds));
        return new Badge(
                fastest.map(f -> Words.line(f.form()) + " " + Words.value(Metric.FIRST_RESPONSE, f.milliseconds())
                                        + ", ")
                                .orElse("")
                        + chip.text(),
                chip.tone());
    }

    /** The forms of a history, each once: the slowest of the latest commit first, as in the list of all apps. */
    static List<String> forms(List<FigureHistory.Point> points) {
        Set<String> forms = new LinkedHashSet<>();
        for (int i = points.size() - 1; i >= 0; i--) {
            points.get(i).figures().entrySet().stream()
                    .sorted(Comparator.comparingDouble(e -> -e.getValue().median()))
                    .forEach(e -> forms.add(e.getKey()));
        }
        return List.copyOf(forms);
    }
}
