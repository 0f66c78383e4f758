package dev.coldstart.service.dashboard;

import dev.coldstart.core.estimate.Metric;
import dev.coldstart.core.presentation.Words;
import dev.coldstart.service.comparison.query.FigureHistory;
import dev.coldstart.service.dashboard.view.AppPage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** A history as a picture, as a sentence, and as a table: all three say the same. */
final class HistoryChart {

    private static final int TABLE_ROWS = 200;

    private final Metric metric;
    private final List<FigureHistory.Point> points;
    private final List<String> forms;
    private final Rows rows;

    HistoryChart(Metric metric, List<FigureHistory.Point> points, Rows rows) {
        this.metric = metric;
        this.points = points;
        this.forms = AppPages.forms(points);
        this.rows = rows;
    }

    /** What the script draws. */
    record Data(String title, String unit, List<Series> series, List<Commit> commits) {}

    /** One form; a value for each commit, null where there is none. */
    record Series(String form, List<Optional<Value>> values) {}

    record Value(double median, OptionalDouble low, OptionalDouble high, String text) {}

    record Commit(String label, String address, String at, Optional<String> release, Optional<String> upgrade) {}

    Data data() {
        List<Commit> commits = new ArrayList<>();
        Optional<String> before = Optional.empty();
        for (FigureHistory.Point point : points) {
            commits.add(new Commit(
                    Rows.commit(point.commit()),
                    Address.comparison(point.comparison()).toString(),
                    rows.moment(point.at()).iso(),
                    point.release().map(Words::line),
                    upgrade(before, point.runtime())));
            if (point.runtime().isPresent()) {
                before = point.runtime();
            }
        }
        return new Data(
                metric.title(),
                metric.unit().id(),
                forms.stream()
                        .map(form -> new Series(Words.line(form), values(form)))
                        .toList(),
                commits);
    }

    private static Optional<String> upgrade(Optional<String> before, Optional<String> now) {
        return before.isPresent() && now.isPresent() && !now.equals(before) ? now.map(Words::line) : Optional.empty();
    }

    private List<Optional<Value>> values(String form) {
        return points.stream()
                .map(p -> Optional.ofNullable(p.figures().get(form))
                        .map(f -> new Value(f.median(), f.low(), f.high(), Words.value(metric, f.median()))))
                .toList();
    }

    List<String> forms() {
        return forms.stream().map(Words::line).toList();
    }

    /** What the picture shows, for those who don't see it. */
    String text() {
        if (points.isEmpty()) {
            return metric.title();
        }
        List<String> ends =
                forms.stream().map(this::ends).flatMap(Optional::stream).toList();
        return metric.title() + " over " + Words.count(points.size(), "commit")
                + ", with 95 % intervals; dashed lines are" + " releases and runtime upgrades. "
                + String.join("; ", ends) + ".";
    }

    private Optional<String> ends(String form) {
        List<FigureHistory.Figure> figures = points.stream()
                .map(p -> Optional.ofNullable(p.figures().get(form)))
                .flatMap(Optional::stream)
                .toList();
        return figures.isEmpty()
                ? Optional.empty()
                : Optional.of(Words.line(form) + " from "
                        + Words.value(metric, figures.getFirst().median()) + " to "
                        + Words.value(metric, figures.getLast().median()));
    }

    /** The latest first. */
    List<AppPage.Point> table() {
        List<AppPage.Point> table = new ArrayList<>();
        List<Commit> commits = data().commits();
        for (int i = points.size() - 1; i >= 0 && table.size() < TABLE_ROWS; i--) {
            FigureHistory.Point point = points.get(i);
            Commit commit = commits.get(i);
            List<String> notes = new ArrayList<>();
            commit.release().ifPresent(release -> notes.add("release " + release));
            commit.upgrade().ifPresent(upgrade -> notes.add("now " + upgrade));
            table.add(new AppPage.Point(
                    commit.label(),
                    commit.address(),
                    rows.moment(point.at()),
                    String.join(", ", notes),
                    forms.stream().map(form -> cell(point, form)).toList()));
        }
        return Collections.unmodifiableList(table);
    }

    private String cell(FigureHistory.Point point, String form) {
        return Optional.ofNullable(point.figures().get(form))
                .map(f -> Words.value(metric, f.median())
                        + (f.low().isPresent()
                                ? " (" + Words.value(metric, f.low().getAsDouble()) + " to "
                                        + Words.value(metric, f.high().orElseThrow()) + ")"
                                : ""))
                .orElse("-");
    }
}
