package dev.coldstart.core.render.html;

import dev.coldstart.core.presentation.View;
import dev.coldstart.core.report.StudyReport;
import dev.coldstart.core.report.StudyReport.AtSize;
import dev.coldstart.core.report.StudyReport.Moment;
import dev.coldstart.core.report.VariantReport;
import dev.coldstart.core.study.MemoryPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * What a picture of lines is drawn from: a measure of each form against time or size.
 *
 * @param id of the picture
 * @param title above it
 * @param caption what it shows
 * @param x what lies along it, with its unit
 * @param y what rises, with its unit
 */
record LineChart(
        String id, String title, String caption, String x, String y, Scale across, Scale up, List<Line> lines) {

    /** How an axis counts. */
    enum Scale {
        LINEAR,
        LOG
    }

    /**
     * A form's line.
     *
     * @param variant counts from 0 in {@link ChartData#variants}
     * @param points from left to right, each a place and a value
     */
    record Line(int variant, List<List<Double>> points) {}

    private static final double MIB = 1 << 20;
    private static final double STEEP = 5;

    /** A picture for each thing that studies saw in its course. */
    static List<LineChart> of(View view) {
        Optional<StudyReport> studies = view.report().studies();
        Stream<LineChart> load = studies.flatMap(StudyReport::load).stream().map(of -> memory(view, of));
        Stream<LineChart> steady = studies.flatMap(StudyReport::steady).stream()
                .flatMap(of -> Stream.of(latency(view, of), rate(view, of)));
        Stream<LineChart> sweep = studies.flatMap(StudyReport::sweep).stream().map(of -> sizes(view, of));
        return Stream.of(load, steady, sweep)
                .flatMap(s -> s)
                .filter(chart ->
                        chart.lines().stream().anyMatch(line -> line.points().size() > 1))
                .toList();
    }

    private static LineChart memory(View view, StudyReport.OfLoad load) {
        return new LineChart(
                "load-memory",
                "Memory under load",
                "The resident set over time, from the first answers on; medians of the starts.",
                "seconds under load",
                "MiB",
                Scale.LINEAR,
                Scale.LINEAR,
                lines(
                        view,
                        v -> load.variants().stream()
                                .filter(l -> l.runs().variant().equals(v.name()))
                                .flatMap(l -> l.memory().stream())
                                .map(p -> point(p, MemoryPoint::atMs, 1000, m -> m.rssBytes() / MIB))
                                .toList()));
    }

    private static LineChart latency(View view, StudyReport.OfSteady steady) {
        return course(
                view,
                steady,
                "warm-latency",
                "Latency while the app gets warm",
                "The median latency of each moment since the gate was opened, with "
                        + steady.asked().concurrency() + " requests at a time. Where two lines cross, the one form has"
                        + " caught up with the other.",
                "milliseconds",
                Moment::p50Ms);
    }

    private static LineChart rate(View view, StudyReport.OfSteady steady) {
        return course(
                view,
                steady,
                "warm-throughput",
                "Throughput while the app gets warm",
                "Requests answered in a second, since the gate was opened.",
                "requests a second",
                Moment::perSecond);
    }

    private static LineChart course(
            View view,
            StudyReport.OfSteady steady,
            String id,
            String title,
            String caption,
            String y,
            ToDoubleFunction<Moment> value) {
        List<Line> lines = lines(
                view,
                v -> steady.variants().stream()
                        .filter(w -> w.runs().variant().equals(v.name()))
                        .flatMap(w -> w.course().stream())
                        .filter(m -> value.applyAsDouble(m) > 0)
                        .map(m -> List.of(rounded(m.seconds()), rounded(value.applyAsDouble(m))))
                        .toList());
        return new LineChart(
                id, title, caption, "seconds since the gate was opened", y, Scale.LINEAR, up(lines), lines);
    }

    private static LineChart sizes(View view, StudyReport.OfSweep sweep) {
        boolean cpus = sweep.asked().sizes().stream()
                        .map(s -> s.memoryBytes())
                        .distinct()
                        .count()
                == 1;
        List<Line> lines = lines(
                view,
                v -> sweep.points().stream()
                        .filter(p ->
                                p.runs().variant().equals(v.name()) && p.first().isPresent())
                        .map(p -> List.of(
                                rounded(cpus ? p.size().cpus() : p.size().memoryBytes() / MIB), rounded(first(p))))
                        .sorted((a, b) -> Double.compare(a.getFirst(), b.getFirst()))
                        .toList());
        return new LineChart(
                "sweep-first",
                "First response by size of machine",
                "Medians at each size, both axes logarithmic.",
                cpus ? "CPUs" : "MiB of memory, with CPUs in proportion",
                "milliseconds",
                Scale.LOG,
                Scale.LOG,
                lines);
    }

    private static double first(AtSize point) {
        return point.first().orElseThrow().median();
    }

    private static List<Line> lines(View view, Function<VariantReport, List<List<Double>>> points) {
        List<VariantReport> variants = view.all();
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < variants.size(); i++) {
            List<List<Double>> of = points.apply(variants.get(i));
            if (!of.isEmpty()) {
                lines.add(new Line(i, of));
            }
        }
        return lines;
    }

    /** What begins many times higher than it ends shows nothing of its end on an even scale. */
    private static Scale up(List<Line> lines) {
        double most = lines.stream()
                .flatMap(l -> l.points().stream())
                .mapToDouble(p -> p.get(1))
                .max()
                .orElse(1);
        double least = lines.stream()
                .flatMap(l -> l.points().stream())
                .mapToDouble(p -> p.get(1))
                .min()
                .orElse(1);
        return most > STEEP * least ? Scale.LOG : Scale.LINEAR;
    }

    private static <T> List<Double> point(T of, ToDoubleFunction<T> x, double unit, ToDoubleFunction<T> y) {
        return List.of(rounded(x.applyAsDouble(of) / unit), rounded(y.applyAsDouble(of)));
    }

    private static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }
}
