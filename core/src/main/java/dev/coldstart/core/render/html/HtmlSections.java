package dev.coldstart.core.render.html;

import dev.coldstart.core.estimate.Figure;
import dev.coldstart.core.estimate.Metric;
import dev.coldstart.core.estimate.Pairing;
import dev.coldstart.core.presentation.Facts;
import dev.coldstart.core.presentation.Section;
import dev.coldstart.core.presentation.Sections;
import dev.coldstart.core.presentation.Sentences;
import dev.coldstart.core.presentation.View;
import dev.coldstart.core.report.Report;
import dev.coldstart.core.report.VariantReport;
import dev.coldstart.core.sample.Outcome;
import dev.coldstart.core.wording.Change;
import dev.coldstart.core.wording.Format;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The page's words: the verdict and its key figures above the pictures, everything else below them. */
public final class HtmlSections {

    private static final List<Metric> CARDS = List.of(
            Metric.FIRST_RESPONSE,
            Metric.CPU_TO_FIRST_RESPONSE,
            Metric.IDLE_RSS,
            Metric.PEAK_UNDER_LOAD,
            Metric.THROUGHPUT,
            Metric.PUBLISHED_SIZE,
            Metric.BUILD_TIME);

    private final View view;
    private final Report report;

    HtmlSections(View view) {
        this.view = view;
        this.report = view.report();
    }

    Markup opening() {
        String date = report.plan().created().replaceFirst("T.*", "");
        String state = report.outcome() == Report.State.PARTIAL ? "stopped before its end, " : "";
        return Markup.of(
                """
                <header>
                <p class="kicker"><b>{}</b><span>{}</span><span>{}{}</span></p>
                <h1 class="verdict {}">{}</h1>
                {}{}</header>
                {}""",
                report.app(),
                date,
                state,
                Format.count(report.blocks(), "block"),
                report.verdict().answer().id(),
                Sentences.verdict(view),
                Markup.list(Sentences.reasons(view)),
                change(),
                view.subject().map(this::cards).orElse(Markup.NONE));
    }

    private Markup change() {
        return Sentences.change(view)
                .map(change ->
                        Markup.of("<p class=\"change\">{}</p>\n{}", change, Markup.list(Sentences.changeReasons(view))))
                .orElse(Markup.NONE);
    }

    private Markup cards(VariantReport subject) {
        List<Markup> cards = CARDS.stream()
                .map(m -> m == Metric.IDLE_RSS ? view.terms().memory() : m)
                .flatMap(m -> card(subject, m).stream())
                .toList();
        return Markup.of("""
                <section class="cards" aria-label="Key figures">
                <h2>{} <span>against {}</span></h2>
                <dl>
                {}</dl>
                </section>
                """, view.label(subject), view.baselineLabel(), cards);
    }

    private Optional<Markup> card(VariantReport subject, Metric metric) {
        return view.median(subject, metric)
                .flatMap(median -> view.change(subject, metric)
                        .map(change -> Markup.of(
                                """
                        <div><dt>{}</dt><dd><strong>{}</strong><span class="{}">{}</span><small>{}</small></dd></div>
                        """,
                                view.terms().title(metric),
                                median,
                                tone(change),
                                change.amount(),
                                change.range())));
    }

    private static String tone(Change change) {
        return switch (change.tone()) {
            case BETTER -> "better";
            case WORSE -> "worse";
            case NEUTRAL -> "neutral";
        };
    }

    /** The parts that every medium has. */
    Markup common() {
        return Markup.join(Sections.of(view).stream().map(HtmlSections::section).toList());
    }

    public static Markup section(Section section) {
        String style = switch (section.tone()) {
            case PLAIN -> "common";
            case PROBLEM -> "common problem";
        };
        return Markup.of("""
                <section class="{}" id="{}">
                <h2>{}</h2>
                {}</section>
                """, style, section.id(), section.title(), blocks(section.title(), section.blocks()));
    }

    private static List<Markup> blocks(String title, List<Section.Block> blocks) {
        return blocks.stream().map(block -> block(title, block)).toList();
    }

    private static Markup block(String title, Section.Block block) {
        return switch (block) {
            case Section.Paragraph(String text) -> Markup.of("<p>{}</p>\n", text);
            case Section.Bullets(List<String> items) -> Markup.join(Markup.list(items));
            case Section.Table table -> table(title, table);
            case Section.Lines(List<String> lines) -> Markup.log(lines);
            case Section.Folded(String summary, List<Section.Block> folded) ->
                Markup.of("<details><summary>{}</summary>\n{}</details>\n", summary, blocks(summary, folded));
        };
    }

    private static Markup table(String title, Section.Table table) {
        List<List<Markup>> rows = table.rows().stream()
                .map(row -> row.stream().map(Markup::text).toList())
                .toList();
        String style = switch (table.align()) {
            case TEXT -> "words";
            case NUMBERS -> "numbers";
        };
        return Markup.of("<div class=\"{}\">{}</div>\n", style, Markup.table(title, table.header(), rows));
    }

    /** What failed and what was not built, with the reasons. */
    Markup problems() {
        List<Markup> parts = new ArrayList<>();
        view.withFailures().forEach(v -> parts.add(failure(v)));
        view.withOutcome(VariantReport.State.NOT_BUILT).forEach(v -> parts.add(notBuilt(v)));
        return Markup.join(parts);
    }

    /** Method and machine. */
    Markup closing() {
        return method();
    }

    /** Every metric of every variant. */
    Markup figures() {
        List<Metric> metrics = Arrays.stream(Metric.values())
                .filter(m ->
                        report.variants().stream().anyMatch(v -> v.metrics().containsKey(m)))
                .toList();
        if (metrics.isEmpty()) {
            return Markup.NONE;
        }
        List<VariantReport> variants = view.baselineFirst();
        List<String> header = new ArrayList<>(List.of(""));
        variants.forEach(v -> header.add(
                view.label(v) + view.standing(v).map(s -> " (" + s + ")").orElse("")));
        List<List<Markup>> rows = new ArrayList<>();
        for (Metric metric : metrics) {
            rows.add(row(view.terms().title(metric), variants.stream().map(v -> cell(v, metric))));
            if (variants.stream().anyMatch(v -> view.since(v, metric).isPresent())) {
                rows.add(row("since base", variants.stream().map(v -> since(v, metric))));
            }
        }
        return Markup.of(
                """
                <section class="figures">
                <h2>All figures</h2>
                <p>Medians with their 95 % intervals, and the change against {}{}. {}</p>
                {}</section>
                """,
                view.baselineLabel(),
                Sentences.sinceBase(view),
                Sentences.smallestVisible(view).orElse(""),
                Markup.table("All figures", header, rows));
    }

    private static List<Markup> row(String title, Stream<Markup> cells) {
        return Stream.concat(Stream.of(Markup.text(title)), cells).toList();
    }

    private Markup since(VariantReport variant, Metric metric) {
        View.Cell cell = view.cell(variant, new View.Row(metric, Pairing.Question.CHANGE));
        return Markup.of(
                "<small>{}</small>{}",
                cell.value(),
                view.since(variant, metric)
                        .map(c -> changed(view.change(variant, c)))
                        .orElse(Markup.NONE));
    }

    private Markup cell(VariantReport variant, Metric metric) {
        Figure figure = variant.metrics().get(metric);
        if (figure == null) {
            return Markup.of(
                    "<span class=\"neutral\">{}</span>",
                    metric == Metric.FIRST_RESPONSE ? Sentences.instead(variant) : "-");
        }
        String interval = figure.low().isPresent() && figure.high().isPresent()
                ? Format.value(metric, figure.low().getAsDouble()) + " to "
                        + Format.value(metric, figure.high().getAsDouble())
                : "";
        Markup outliers = figure.outliers() > 0
                ? Markup.of("<small>{} of {}</small>", Format.count(figure.outliers(), "outlier"), figure.n())
                : Markup.NONE;
        return Markup.of(
                "<b>{}</b>{}{}{}",
                Format.value(metric, figure.median()),
                interval.isEmpty() ? Markup.NONE : Markup.of("<small>{}</small>", interval),
                outliers,
                view.change(variant, metric).map(HtmlSections::changed).orElse(Markup.NONE));
    }

    private static Markup changed(Change change) {
        String rest = change.inFull().substring(change.amount().length()).strip();
        return Markup.of(
                "<span class=\"{}\">{}</span>{}",
                tone(change),
                change.amount(),
                rest.isEmpty() ? Markup.NONE : Markup.of("<small>{}</small>", rest));
    }

    private Markup failure(VariantReport variant) {
        return Markup.of(
                """
                <section class="problem">
                <h2>{} failed</h2>
                <p>{}</p>
                {}</section>
                """,
                view.label(variant),
                Sentences.failed(view, variant),
                variant.failure().map(HtmlSections::failure).orElse(Markup.NONE));
    }

    private static Markup failure(Outcome.Failed failure) {
        return Markup.of(
                "<p class=\"detail\">{}</p>\n<p>{}</p>\n{}",
                failure.detail(),
                Sentences.end(failure).orElse(""),
                failure.log().isEmpty()
                        ? Markup.NONE
                        : Markup.of("<h3>Last lines of its output</h3>\n{}", Markup.log(failure.log())));
    }

    private Markup notBuilt(VariantReport variant) {
        return Markup.of(
                """
                <section class="problem">
                <h2>{} was not built</h2>
                {}</section>
                """,
                view.label(variant),
                variant.build()
                        .map(b -> Markup.of(
                                "<p class=\"detail\">{}</p>\n<p>Command: <code>{}</code></p>\n{}",
                                b.failure().orElse(""),
                                b.command(),
                                Markup.log(b.logTail())))
                        .orElse(Markup.NONE));
    }

    private Markup method() {
        List<Markup> facts = Facts.of(report).stream()
                .map(f -> Markup.of("<div><dt>{}</dt><dd>{}</dd></div>\n", f.name(), f.text()))
                .toList();
        List<String> notes = Sentences.notes(view);
        return Markup.of(
                """
                <section class="method">
                <h2>What was run</h2>
                <dl>
                {}</dl>
                {}{}<h2>How to compute it again</h2>
                <p>{}</p>
                <p>The same report from the raw samples, on any machine: <code>coldstart report samples.jsonl</code></p>
                </section>
                """,
                facts,
                notes.isEmpty() ? Markup.NONE : new Markup("<h3>Notes</h3>\n"),
                Markup.list(notes),
                Facts.method(view.report()));
    }
}
