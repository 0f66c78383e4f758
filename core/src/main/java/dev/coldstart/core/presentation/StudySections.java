package dev.coldstart.core.presentation;

import dev.coldstart.core.estimate.Decision;
import dev.coldstart.core.estimate.Metric;
import dev.coldstart.core.plan.Study;
import dev.coldstart.core.presentation.Section.Align;
import dev.coldstart.core.presentation.Section.Block;
import dev.coldstart.core.report.StudyReport;
import dev.coldstart.core.report.StudyReport.CatchUp;
import dev.coldstart.core.report.StudyReport.OfLoad;
import dev.coldstart.core.report.StudyReport.OfSteady;
import dev.coldstart.core.report.StudyReport.Runs;
import dev.coldstart.core.report.StudyReport.Warmed;
import dev.coldstart.core.report.VariantReport;
import dev.coldstart.core.study.Generator;
import dev.coldstart.core.study.StudyTrouble;
import dev.coldstart.core.wording.Change;
import dev.coldstart.core.wording.Format;
import dev.coldstart.core.wording.OnceWarm;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What studies came to, in words: a section each, with a table and what a reader should know of it. */
final class StudySections {

    private static final double NANOS = 1e9;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double SECONDS_PER_DAY = 86_400;

    private final View view;

    private StudySections(View view) {
        this.view = view;
    }

    static List<Section> of(View view) {
        StudySections sections = new StudySections(view);
        return view.report().studies().stream()
                .flatMap(study -> Stream.of(
                                study.load().map(sections::load),
                                study.steady().map(sections::steady),
                                study.sweep().map(sweep -> SizeSections.sweep(view, sweep)),
                                study.leastMemory().map(least -> SizeSections.least(view, least)))
                        .flatMap(Optional::stream))
                .toList();
    }

    private Section load(OfLoad load) {
        Study.Load asked = load.asked();
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Section.Paragraph(
                rate(asked.rate()) + " for " + Format.seconds(asked.length().toMillis() / 1e3)
                        + " from the first answers on, whether earlier requests had been answered or not, in "
                        + Format.count(asked.blocks(), "start")
                        + " of each form. Latencies count from the moment at which a request was meant to be sent."));
        blocks.addAll(table(
                load.variants().stream().map(StudyReport.Loaded::runs).toList(),
                List.of(
                        Metric.LOAD_P50,
                        Metric.LOAD_P90,
                        Metric.LOAD_P99,
                        Metric.LOAD_P999,
                        Metric.PEAK_UNDER_LOAD,
                        Metric.LOAD_CPU),
                List.of("", "Median", "p90", "p99", "p99.9", "Peak memory", "CPU per request")));
        List<String> points = new ArrayList<>(
                failures(load.variants().stream().map(StudyReport.Loaded::runs).toList()));
        load.variants().stream()
                .flatMap(v -> v.generator().stream())
                .findFirst()
                .ifPresent(g -> points.add(generator(g, asked.length().toNanos() / NANOS)));
        bullets(points, blocks);
        return Section.of("load", "Under load", blocks);
    }

    private static String generator(Generator generator, double seconds) {
        String cost =
                "The generator used " + Format.percent(generator.cpuNs() / NANOS / seconds) + " of a CPU and sent 99 %"
                        + " of its requests within " + Format.milliseconds(generator.lateNs() / NANOS_PER_MILLI)
                        + " of their time.";
        return switch (generator.place()) {
            case APART -> cost;
            case BESIDE ->
                cost + " It shared the app's CPUs, as the machine has no other: what is measured under load reads worse"
                        + " than it is.";
        };
    }

    private Section steady(OfSteady steady) {
        Study.Steady asked = steady.asked();
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Section.Paragraph(Format.count(asked.concurrency(), "request")
                + " at a time, each answered one followed by the next: until CPU time per request had come to rest, and then"
                + " measured for " + Format.seconds(asked.length().toMillis() / 1e3) + ", in "
                + Format.count(asked.blocks(), "start") + " of each form."));
        List<Runs> runs = steady.variants().stream().map(Warmed::runs).toList();
        blocks.addAll(table(
                runs,
                List.of(Metric.THROUGHPUT, Metric.WARM_CPU, Metric.WARM_P50, Metric.WARM_P99),
                List.of("", "Throughput", "CPU per request", "Median", "p99")));
        List<String> points = new ArrayList<>(
                steady.catchUps().stream().flatMap(this::catchUp).toList());
        points.addAll(steady.variants().stream().flatMap(v -> warm(v, asked)).toList());
        points.addAll(failures(runs));
        bullets(points, blocks);
        return Section.of("steady", "Once warm", blocks);
    }

    private Stream<String> catchUp(CatchUp catchUp) {
        String baseline = view.baselineLabel();
        String other = view.label(catchUp.variant());
        List<String> said = new ArrayList<>();
        if (catchUp.latencySeconds().isPresent()) {
            said.add(baseline + " answers as fast as " + other + " from "
                    + Format.seconds(catchUp.latencySeconds().getAsDouble()) + " of uptime on, after "
                    + count(catchUp.latencyRequests().orElse(0)) + " requests.");
        }
        if (catchUp.cpuRequests().isPresent()) {
            long requests = catchUp.cpuRequests().getAsLong();
            said.add("After " + count(requests) + " requests all the CPU time of " + baseline
                    + ", start and compiling included, is no more than that of " + other + ": "
                    + uptime(requests / Study.Load.DEFAULT_RATE) + " at "
                    + lower(rate(Study.Load.DEFAULT_RATE)) + ".");
        }
        return said.stream();
    }

    private Stream<String> warm(Warmed variant, Study.Steady asked) {
        if (variant.warmSeconds().isEmpty()) {
            return Stream.empty();
        }
        String limit = variant.limited() == 0
                ? ""
                : " " + variant.limited() + " of " + Format.count(variant.runs().made(), "start")
                        + " had not come to rest by the limit of "
                        + Format.seconds(asked.warmUp().toMillis() / 1e3) + ".";
        return Stream.of(view.label(variant.runs().variant()) + ": warm after "
                + Format.seconds(variant.warmSeconds().getAsDouble()) + " and "
                + count(variant.warmRequests().orElse(0)) + " requests." + limit);
    }

    /** A table of head's forms; what stands below a figure is its change against the baseline. */
    private List<Block> table(List<Runs> runs, List<Metric> metrics, List<String> header) {
        List<List<String>> rows = new ArrayList<>();
        for (VariantReport variant : view.all()) {
            if (runs.stream().anyMatch(r -> r.variant().equals(variant.name()))) {
                List<String> row = new ArrayList<>(List.of(view.label(variant)));
                metrics.forEach(m -> row.add(view.median(variant, m).orElse("-")));
                rows.add(row);
                if (metrics.stream().anyMatch(m -> view.contrast(variant, m).isPresent())) {
                    List<String> changes = new ArrayList<>(List.of(""));
                    metrics.forEach(m -> changes.add(
                            view.change(variant, m).map(Change::amount).orElse("-")));
                    rows.add(changes);
                }
            }
        }
        return rows.isEmpty()
                ? List.of(new Section.Paragraph("It was stopped before the first of them."))
                : List.of(new Section.Table(Align.NUMBERS, header, rows));
    }

    private List<String> failures(List<Runs> runs) {
        return runs.stream().flatMap(r -> failure(view, r).stream()).toList();
    }

    /** Why some runs have no figure. */
    static Optional<String> failure(View view, Runs runs) {
        return runs.failure()
                .map(f -> view.label(runs.variant()) + ": " + runs.failed() + " of " + Format.count(runs.made(), "run")
                        + " " + (runs.failed() == 1 ? "has" : "have") + " no figure, as " + said(f.reason()) + ": "
                        + Sentences.stopped(f.detail()));
    }

    private static String said(StudyTrouble reason) {
        return switch (reason) {
            case NOT_STARTED -> "the app did not start";
            case ENDED -> "the app ended under the load";
            case KILLED_FOR_MEMORY -> "the app was killed at its memory limit";
            case WRONG_ANSWERS -> "it did not answer as expected";
            case RATE_NOT_REACHED -> "under 99 % of the rate was reached";
            case GENERATOR_BOUND -> "the generator was at its own limit";
        };
    }

    static void bullets(List<String> points, List<Block> blocks) {
        if (!points.isEmpty()) {
            blocks.add(new Section.Bullets(points));
        }
    }

    private static String rate(double rate) {
        return Format.bare(rate) + " requests a second";
    }

    private static String lower(String text) {
        return text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
    }

    /** To three digits: what it was worked out from is no more exact. */
    private static String count(long n) {
        long rounded = BigDecimal.valueOf(n)
                .round(new MathContext(3, RoundingMode.HALF_UP))
                .longValue();
        return String.format(Locale.ROOT, "%,d", rounded);
    }

    private static String uptime(double seconds) {
        if (seconds < 120) {
            return Format.seconds(seconds);
        }
        if (seconds < 2 * 3600) {
            return Math.round(seconds / 60) + " min";
        }
        return seconds < 2 * SECONDS_PER_DAY
                ? Math.round(seconds / 3600) + " h"
                : Math.round(seconds / SECONDS_PER_DAY) + " days";
    }

    /** What a form does worse once warm, as the end of a sentence that praises its start; empty where it does not. */
    static Optional<String> price(View view, VariantReport variant) {
        return Stream.of(Metric.THROUGHPUT, Metric.WARM_CPU)
                .flatMap(m -> view.contrast(variant, m).stream())
                .filter(c -> c.decision() == Decision.WORSE)
                .findFirst()
                .map(c -> OnceWarm.said(c, "it", view.baselineLabel()));
    }
}
