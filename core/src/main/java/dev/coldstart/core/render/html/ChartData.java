package dev.coldstart.core.render.html;

import dev.coldstart.core.estimate.Contrast;
import dev.coldstart.core.estimate.Figure;
import dev.coldstart.core.estimate.Metric;
import dev.coldstart.core.presentation.Sentences;
import dev.coldstart.core.presentation.View;
import dev.coldstart.core.report.VariantReport;
import dev.coldstart.core.sample.HttpPhases;
import dev.coldstart.core.sample.Outcome;
import dev.coldstart.core.sample.SampleSet;
import dev.coldstart.core.sample.Start;
import dev.coldstart.core.text.Escape;
import dev.coldstart.core.wording.Change;
import dev.coldstart.core.wording.Format;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * What the page's pictures are drawn from, as it stands in the page.
 *
 * @param threshold the ratio at or below which the policy calls a change a gain
 * @param gain the policy's gain in words
 * @param warnings by package, for each form whose build gave any
 * @param lines what studies saw, over time or size
 * @param cost a month's cost against its requests; empty where none is known
 */
record ChartData(
        double threshold,
        String gain,
        List<Row> variants,
        List<Ratio> ratios,
        List<Revisions> revisions,
        List<Warned> warnings,
        List<LineChart> lines,
        Optional<CostChart> cost) {

    /**
     * One variant.
     *
     * @param first its first response in ms; empty when it has none
     * @param phases medians in ms of: to exec, to an open port, to the first answer, the second answer; empty when it never
     *     started
     * @param starts a start each: block and ms, or block alone when it failed
     */
    record Row(
            String label,
            Optional<Span> first,
            List<Double> phases,
            List<Bar> memory,
            List<Bar> sizes,
            List<List<Double>> starts) {}

    /**
     * One form at base and at head; a revision at which it did not start has only its text.
     *
     * @param change since base in words; empty where there is none
     * @param tone {@code better}, {@code worse} or {@code neutral}
     */
    record Revisions(
            String form,
            Optional<Span> base,
            String baseText,
            Optional<Span> head,
            String headText,
            String change,
            String tone) {}

    /**
     * One package's warnings in one build.
     *
     * @param name the package with its version; or that the build named none; or the rest, taken together
     * @param known how many base has too; all of them where there is no base
     * @param added how many base does not have
     */
    record Warned(int variant, String name, int known, int added, String text) {}

    /** A median with its interval, which is as wide as nothing when there is none. */
    record Span(double median, double low, double high, String text) {}

    /** One measure of one variant, in MiB or MB. */
    record Bar(String measure, double value, String text) {}

    /** One interval of the forest; {@code variant} counts from 0 in {@link ChartData#variants}. */
    record Ratio(int variant, String measure, double ratio, double low, double high, String text, Counted counted) {}

    /** Whether a ratio says anything for its form: one that answers otherwise does other work. */
    enum Counted {
        YES,
        NO
    }

    private static final List<Metric> RATIOS =
            List.of(Metric.FIRST_RESPONSE, Metric.CPU_TO_FIRST_RESPONSE, Metric.IDLE_RSS);
    private static final List<Metric> MEMORY =
            List.of(Metric.IDLE_RSS, Metric.IDLE_PSS, Metric.CHARGED_MEMORY, Metric.PEAK_RSS, Metric.PEAK_UNDER_LOAD);
    private static final List<Metric> SIZES =
            List.of(Metric.PUBLISHED_SIZE, Metric.SYMBOLS_SIZE, Metric.PACKED_SIZE, Metric.IMAGE_SIZE);

    static ChartData of(View view, SampleSet samples) {
        double minimumGain = view.report().plan().policy().minimumGain();
        Map<String, List<Start>> starts = new HashMap<>();
        samples.starts()
                .forEach(s -> starts.computeIfAbsent(s.variant(), name -> new ArrayList<>())
                        .add(s));
        List<VariantReport> variants = view.all();
        List<Row> rows = variants.stream()
                .map(v -> row(view, v, starts.getOrDefault(v.name(), List.of())))
                .toList();
        List<Ratio> ratios = new ArrayList<>();
        for (int i = 0; i < variants.size(); i++) {
            for (Metric named : RATIOS) {
                Metric metric = named == Metric.IDLE_RSS ? view.terms().memory() : named;
                int index = i;
                view.contrast(variants.get(i), metric)
                        .flatMap(c -> ratio(view, index, variants.get(index), c))
                        .ifPresent(ratios::add);
            }
        }
        List<Revisions> revisions = view.baselineFirst().stream()
                .flatMap(head -> view.before(head).stream().map(base -> revisions(view, base, head)))
                .toList();
        return new ChartData(
                1 - minimumGain,
                Format.percent(minimumGain),
                rows,
                ratios,
                revisions,
                WarningBars.of(view, variants),
                LineChart.of(view),
                CostChart.of(view));
    }

    private static Revisions revisions(View view, VariantReport base, VariantReport head) {
        Optional<Change> change = view.since(head, Metric.FIRST_RESPONSE).map(Change::of);
        return new Revisions(
                Escape.line(head.form()),
                first(base),
                first(base).map(Span::text).orElse(Sentences.instead(base)),
                first(head),
                first(head).map(Span::text).orElse(Sentences.instead(head)),
                change.map(Change::inShort).orElse(""),
                change.map(c -> c.tone().name().toLowerCase(Locale.ROOT)).orElse("neutral"));
    }

    private static Optional<Span> first(VariantReport variant) {
        return Optional.ofNullable(variant.metrics().get(Metric.FIRST_RESPONSE)).map(ChartData::span);
    }

    private static Row row(View view, VariantReport variant, List<Start> starts) {
        return new Row(
                Escape.line(view.label(variant)),
                first(variant),
                phases(starts),
                bars(view, variant, MEMORY, 1 << 20),
                bars(view, variant, SIZES, 1e6),
                starts.stream().map(ChartData::point).toList());
    }

    private static Span span(Figure figure) {
        double median = figure.median();
        return new Span(
                rounded(median),
                rounded(figure.low().orElse(median)),
                rounded(figure.high().orElse(median)),
                Format.milliseconds(median));
    }

    private static List<Bar> bars(View view, VariantReport variant, List<Metric> metrics, double unit) {
        return metrics.stream()
                .flatMap(m -> Optional.ofNullable(variant.metrics().get(m)).stream()
                        .map(f -> new Bar(
                                view.terms().title(m), rounded(f.median() / unit), Format.value(m, f.median()))))
                .toList();
    }

    private static Optional<Ratio> ratio(View view, int index, VariantReport variant, Contrast c) {
        if (c.low().isEmpty() || c.high().isEmpty() || !(c.low().getAsDouble() > 0)) {
            return Optional.empty();
        }
        boolean unequal = variant.outcome() == VariantReport.State.UNEQUAL;
        return Optional.of(new Ratio(
                index,
                view.terms().title(c.metric()),
                c.ratio(),
                c.low().getAsDouble(),
                c.high().getAsDouble(),
                unequal ? view.terms().tells() + " otherwise" : Change.of(c).inShort(),
                unequal ? Counted.NO : Counted.YES));
    }

    private static List<Double> point(Start start) {
        double block = start.block();
        return switch (start.outcome()) {
            case Outcome.Started started -> List.of(block, ms(started.phases().firstNs()));
            case Outcome.Failed failed -> List.of(block);
        };
    }

    /** Medians of the parts, each on its own; they add up to about the median of the whole. */
    static List<Double> phases(List<Start> starts) {
        List<HttpPhases> counted = starts.stream()
                .filter(Start::counted)
                .map(Start::outcome)
                .filter(Outcome.Started.class::isInstance)
                .map(o -> ((Outcome.Started) o).phases())
                .filter(HttpPhases.class::isInstance)
                .map(HttpPhases.class::cast)
                .toList();
        if (counted.isEmpty()) {
            return List.of();
        }
        return List.of(
                median(counted, HttpPhases::execNs),
                // A port can be seen open before the program is seen to run: the two are watched apart.
                median(counted, p -> Math.max(0, p.portNs() - p.execNs())),
                median(counted, p -> p.firstNs() - Math.max(p.portNs(), p.execNs())),
                median(counted, p -> p.secondNs() - p.secondSentNs()));
    }

    private static double median(List<HttpPhases> phases, ToLongFunction<HttpPhases> part) {
        long[] sorted = phases.stream()
                .mapToLong(part)
                .map(ns -> Math.max(0, ns))
                .sorted()
                .toArray();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return ms(sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2);
    }

    private static double ms(long ns) {
        return rounded(ns / 1e6);
    }

    /** To a thousandth: what is finer than that no picture shows, and the page carries every start. */
    private static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }
}
