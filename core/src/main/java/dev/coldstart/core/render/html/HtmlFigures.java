package dev.coldstart.core.render.html;

import dev.coldstart.core.estimate.Contrast;
import dev.coldstart.core.estimate.Metric;
import dev.coldstart.core.presentation.View;
import dev.coldstart.core.report.VariantReport;
import dev.coldstart.core.sample.Outcome;
import dev.coldstart.core.sample.SampleSet;
import dev.coldstart.core.sample.Start;
import dev.coldstart.core.wording.Change;
import dev.coldstart.core.wording.Format;
import dev.coldstart.core.wording.Money;
import dev.coldstart.core.wording.Terms;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The page's pictures: a place that the script fills, a caption, a text that says what is to be seen, and the numbers. */
final class HtmlFigures {

    private static final List<String> PHASES = List.of(
            "From the gate to the program", "To an open port", "To the first answer", "Second answer, on its own");

    private final View view;
    private final ChartData data;
    private final SampleSet samples;
    private final List<VariantReport> variants;

    HtmlFigures(View view, ChartData data, SampleSet samples) {
        this.view = view;
        this.data = data;
        this.samples = samples;
        this.variants = view.all();
    }

    /** Those for which there is anything to show. */
    Markup all() {
        List<Markup> figures = new ArrayList<>();
        boolean started = data.variants().stream().anyMatch(v -> v.first().isPresent());
        if (!data.revisions().isEmpty()) {
            figures.add(revisions());
        }
        if (started) {
            figures.add(starts());
            figures.add(distribution());
        }
        if (!data.ratios().isEmpty()) {
            figures.add(ratios());
        }
        if (data.variants().stream().anyMatch(v -> !v.phases().isEmpty())) {
            figures.add(phases());
        }
        if (data.variants().stream().anyMatch(v -> !v.memory().isEmpty())) {
            figures.add(bars(
                    "memory",
                    "Memory",
                    service()
                            ? "Resident and proportional set a second after the first answer, and the most since the start."
                            : "The most that each held, as the kernel told when it had ended.",
                    row -> row.memory()));
        }
        if (data.variants().stream().anyMatch(v -> !v.sizes().isEmpty())) {
            figures.add(bars(
                    "sizes",
                    "Size",
                    "What is published, debug symbols apart; the compressed package; the image, base included.",
                    row -> row.sizes()));
        }
        if (started) {
            figures.add(drift());
        }
        data.lines().forEach(chart -> figures.add(lines(chart)));
        if (!data.warnings().isEmpty()) {
            figures.add(warnings());
        }
        data.cost().ifPresent(cost -> figures.add(cost(cost)));
        return figures.isEmpty()
                ? Markup.NONE
                : Markup.of("<section class=\"pictures\" aria-label=\"Pictures\">\n{}</section>\n", figures);
    }

    private boolean service() {
        return view.terms() == Terms.SERVICE;
    }

    private Markup starts() {
        String seen = labelled((row, i) -> row.first()
                .map(first -> row.label() + (service() ? " answers after " : " ends after ") + first.text())
                .orElse(row.label() + " has no good start"));
        return figure(
                "starts",
                "Every start",
                (service() ? "Time to the first good answer" : "Time to the exit")
                        + ": a dot for each start, a line at the median, a band for its 95 % interval.",
                "Dots along a time axis, a row for each form. " + seen,
                startsTable());
    }

    private Markup revisions() {
        String seen = data.revisions().stream()
                .map(r -> r.form() + ": " + r.baseText() + " at base, " + r.headText() + " at head"
                        + (r.change().isEmpty() ? "" : ", " + r.change()))
                .collect(Collectors.joining("; ", "", "."));
        List<List<Markup>> rows = data.revisions().stream()
                .map(r -> Stream.of(r.form(), r.baseText(), r.headText(), r.change())
                        .map(Markup::text)
                        .toList())
                .toList();
        return figure(
                "revisions",
                "Base and head, form by form",
                "Medians of the " + view.terms().compared()
                        + " at both revisions, and what became of each form since base.",
                "A row for each form, a bar for base and one for head. " + seen,
                Markup.table("Base and head", List.of("", "Base", "Head", "Since base"), rows));
    }

    private Markup distribution() {
        String seen = labelled((row, i) -> row.first()
                .map(first -> "half of the starts of " + row.label() + (service() ? " answer within " : " end within ")
                        + first.text())
                .orElse(row.label() + " has no good start"));
        return figure(
                "distribution",
                "How many starts are done by when",
                "The share of the counted good starts that had " + (service() ? "answered" : "ended")
                        + " by a time. A steep line is a start that always takes"
                        + " the same time, a step in it one of several speeds.",
                "Rising lines, one for each form. " + seen,
                new Markup("<p>The numbers are those of <a href=\"#starts-data\">every start</a>.</p>\n"));
    }

    private Markup ratios() {
        String seen = data.ratios().stream()
                .map(r -> data.variants().get(r.variant()).label() + ", " + r.measure() + ": " + r.text())
                .collect(Collectors.joining("; ", "", "."));
        List<List<Markup>> rows = new ArrayList<>();
        for (VariantReport variant : variants) {
            for (Metric metric : Metric.values()) {
                view.contrast(variant, metric).ifPresent(c -> rows.add(ratioRow(variant, c)));
            }
        }
        return figure(
                "ratios",
                "Change against " + view.baselineLabel(),
                "Paired ratios with 95 % intervals. Left of the dashed line lies the gain of " + data.gain()
                        + " that the policy asks for; the solid line is no change.",
                "Intervals around a line of no change. " + seen,
                Markup.table(
                        "Change against " + view.baselineLabel(),
                        List.of("", "Measure", "Change", "Decision", "Pairs", "Smallest visible"),
                        rows));
    }

    private List<Markup> ratioRow(VariantReport variant, Contrast contrast) {
        return List.of(
                Markup.text(view.label(variant)),
                Markup.text(view.terms().title(contrast.metric())),
                Markup.text(Change.of(contrast).inFull()),
                Markup.text(contrast.decision().id()),
                Markup.text(String.valueOf(contrast.pairs())),
                Markup.text(
                        contrast.smallestVisible().isPresent()
                                ? Format.percent(contrast.smallestVisible().getAsDouble())
                                : "-"));
    }

    private Markup phases() {
        String seen = labelled((row, i) -> row.phases().isEmpty()
                ? row.label() + " has no good start"
                : row.label() + ": program after "
                        + Format.milliseconds(row.phases().get(0)) + ", port open "
                        + Format.milliseconds(row.phases().get(1)) + " later, first answer "
                        + Format.milliseconds(row.phases().get(2)) + " after that");
        List<String> header = new ArrayList<>(List.of(""));
        header.addAll(PHASES);
        List<List<Markup>> rows = data.variants().stream()
                .filter(v -> !v.phases().isEmpty())
                .map(v -> {
                    List<Markup> row = new ArrayList<>(List.of(Markup.text(v.label())));
                    v.phases().forEach(ms -> row.add(Markup.text(Format.milliseconds(ms))));
                    return row;
                })
                .toList();
        return figure(
                "phases",
                "Where a start's time goes",
                "Medians of each part: until the program runs, until its port is open, until the first answer; apart from"
                        + " these, the second answer.",
                "A strip for each form, cut into its parts. " + seen,
                Markup.table("Parts of a start", header, rows));
    }

    private interface BarsOf {
        List<ChartData.Bar> of(ChartData.Row row);
    }

    private Markup bars(String id, String title, String caption, BarsOf bars) {
        List<String> measures = data.variants().stream()
                .flatMap(v -> bars.of(v).stream())
                .map(ChartData.Bar::measure)
                .distinct()
                .toList();
        List<String> header = new ArrayList<>(List.of(""));
        header.addAll(measures);
        List<List<Markup>> rows = data.variants().stream()
                .filter(v -> !bars.of(v).isEmpty())
                .map(v -> {
                    Map<String, String> texts =
                            bars.of(v).stream().collect(Collectors.toMap(ChartData.Bar::measure, ChartData.Bar::text));
                    List<Markup> row = new ArrayList<>(List.of(Markup.text(v.label())));
                    measures.forEach(m -> row.add(Markup.text(texts.getOrDefault(m, "-"))));
                    return row;
                })
                .toList();
        String seen = labelled((row, i) -> row.label() + ": "
                + bars.of(row).stream().map(b -> b.measure() + " " + b.text()).collect(Collectors.joining(", ")));
        return figure(
                id, title, caption, "A bar for each form and measure. " + seen, Markup.table(title, header, rows));
    }

    private Markup drift() {
        return figure(
                "drift",
                "Start after start",
                "Each start against its form's own median, in the order of the blocks. A slope in all rows at once is the"
                        + " machine's; a triangle points at what lies outside; a cross is a failed start; what is hollow is the"
                        + " warm-up, which is not counted.",
                "Dots along the blocks, a row for each form. "
                        + labelled((row, i) -> row.label() + ": " + Format.count(failed(row), "failed start") + " of "
                                + row.starts().size()),
                new Markup("<p>The numbers are those of <a href=\"#starts-data\">every start</a>.</p>\n"));
    }

    private Markup warnings() {
        String seen = data.warnings().stream()
                .map(w -> data.variants().get(w.variant()).label() + ", " + w.name() + ": " + w.text())
                .collect(Collectors.joining("; ", "", "."));
        List<List<Markup>> rows = data.warnings().stream()
                .map(w -> Stream.of(
                                data.variants().get(w.variant()).label(),
                                w.name(),
                                String.valueOf(w.known() + w.added()),
                                String.valueOf(w.added()))
                        .map(Markup::text)
                        .toList())
                .toList();
        return figure(
                "warnings",
                "Warnings by package",
                "What the builds warned of, by the package or project whose code it is; the hatched part is new since base.",
                "A bar for each package and form. " + seen,
                Markup.table("Warnings by package", List.of("", "Package", "Warnings", "New since base"), rows));
    }

    private Markup lines(LineChart chart) {
        String seen = chart.lines().stream()
                .map(line -> data.variants().get(line.variant()).label() + " ends at "
                        + number(line.points().getLast().get(1)) + " " + chart.y())
                .collect(Collectors.joining("; ", "", "."));
        List<List<Markup>> rows = chart.lines().stream()
                .flatMap(line -> line.points().stream()
                        .map(p -> Stream.of(
                                        data.variants().get(line.variant()).label(), number(p.get(0)), number(p.get(1)))
                                .map(Markup::text)
                                .toList()))
                .toList();
        return figure(
                chart.id(),
                chart.title(),
                chart.caption(),
                "A line for each form. " + seen,
                Markup.table(chart.title(), List.of("", chart.x(), chart.y()), rows));
    }

    private static String number(double value) {
        return Format.bare(value);
    }

    private Markup cost(CostChart cost) {
        List<List<Markup>> rows = cost.lines().stream()
                .map(line -> {
                    List<Markup> row = new ArrayList<>(List.of(Markup.text(line.label())));
                    List<Double> end = line.points().getLast();
                    row.add(Markup.text(Money.amount(line.points().getFirst().get(1), cost.currency())));
                    row.add(Markup.text(Money.amount(end.get(1), cost.currency())));
                    row.add(Markup.text(
                            line.kind() == CostChart.Kind.CONTAINER
                                    ? "-"
                                    : cost.crossings().stream()
                                            .filter(c -> c.variant() == line.variant())
                                            .map(CostChart.Crossing::text)
                                            .findFirst()
                                            .orElse("none")));
                    return row;
                })
                .toList();
        String crossings = cost.crossings().isEmpty()
                ? "No function crosses its containers."
                : cost.crossings().stream()
                        .map(c -> data.variants().get(c.variant()).label() + " crosses at " + c.text()
                                + " requests a month")
                        .collect(Collectors.joining("; ", "", "."));
        String left =
                data.variants().size() > CostChart.FORMS ? " The first " + CostChart.FORMS + " forms are drawn." : "";
        return figure(
                "cost",
                "Cost of a month",
                "Against the number of its requests: a function's line rises, that of containers that always run is level and"
                        + " dashed. Left of the point where they meet the function is cheaper." + left,
                "Lines of cost against requests. " + crossings,
                Markup.table(
                        "Cost of a month",
                        List.of("", "At no request", "At " + Money.requests(cost.most()), "Meets its containers at"),
                        rows));
    }

    private static long failed(ChartData.Row row) {
        return row.starts().stream().filter(s -> s.size() == 1).count();
    }

    private interface Label {
        String of(ChartData.Row row, int index);
    }

    private String labelled(Label label) {
        return IntStream.range(0, data.variants().size())
                .mapToObj(i -> label.of(data.variants().get(i), i))
                .collect(Collectors.joining("; ", "", "."));
    }

    private Markup startsTable() {
        Map<String, Map<Integer, String>> cells = new HashMap<>();
        TreeSet<Integer> blocks = new TreeSet<>();
        for (Start start : samples.starts()) {
            blocks.add(start.block());
            cells.computeIfAbsent(start.variant(), v -> new HashMap<>()).put(start.block(), startText(start));
        }
        List<String> header = new ArrayList<>(List.of("Block"));
        variants.forEach(v -> header.add(view.label(v)));
        List<List<Markup>> rows = blocks.stream()
                .map(block -> {
                    List<Markup> row =
                            new ArrayList<>(List.of(Markup.text(block == 0 ? "warm-up" : String.valueOf(block))));
                    variants.forEach(v -> row.add(
                            Markup.text(cells.getOrDefault(v.name(), Map.of()).getOrDefault(block, ""))));
                    return row;
                })
                .toList();
        return Markup.table("Every start", header, rows);
    }

    private static String startText(Start start) {
        return switch (start.outcome()) {
            case Outcome.Started started -> Format.milliseconds(started.phases().firstNs() / 1e6);
            case Outcome.Failed failed -> failed.reason().id();
        };
    }

    private static Markup figure(String id, String title, String caption, String seen, Markup numbers) {
        return Markup.of("""
                <figure id="{}">
                <figcaption><h2>{}</h2><p>{}</p></figcaption>
                <div class="plot" data-chart="{}" role="img" aria-label="{}"></div>
                <details class="data" id="{}-data"><summary>The numbers</summary>
                {}</details>
                </figure>
                """, id, title, caption, id, seen, id, numbers);
    }
}
