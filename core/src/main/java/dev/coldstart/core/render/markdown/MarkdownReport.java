package dev.coldstart.core.render.markdown;

import dev.coldstart.core.estimate.Metric;
import dev.coldstart.core.estimate.Pairing;
import dev.coldstart.core.presentation.Sections;
import dev.coldstart.core.presentation.Sentences;
import dev.coldstart.core.presentation.View;
import dev.coldstart.core.report.Report;
import dev.coldstart.core.report.VariantReport;
import dev.coldstart.core.text.Escape;
import dev.coldstart.core.wording.Change;
import java.util.ArrayList;
import java.util.List;

/**
 * The report in GitHub's Markdown. The first line is the verdict; what a reviewer needs comes next; the rest is folded. Long
 * lists are cut, and say so, so that an ordinary report fits into a comment (65,536 characters).
 */
public final class MarkdownReport {

    private static final int MAX_COLUMNS = 5;

    private final View view;
    private final MarkdownText out = new MarkdownText();

    private MarkdownReport(Report report) {
        this.view = new View(report);
    }

    /** Ends with a newline. */
    public static String render(Report report) {
        MarkdownReport markdown = new MarkdownReport(report);
        markdown.verdict();
        markdown.table();
        Sections.of(markdown.view).forEach(markdown.out::section);
        MarkdownFailures.of(markdown.view, markdown.out);
        MarkdownMethod.of(markdown.view, markdown.out);
        return markdown.out.text();
    }

    private void verdict() {
        out.paragraph("**" + Escape.markdown(Sentences.verdict(view)) + "**");
        out.bullets(Sentences.reasons(view));
        Sentences.change(view).ifPresent(change -> {
            out.paragraph("**" + Escape.markdown(change) + "**");
            out.bullets(Sentences.changeReasons(view));
        });
    }

    private void table() {
        List<View.Row> rows = view.rows();
        if (rows.isEmpty()) {
            return;
        }
        List<VariantReport> variants = view.baselineFirst();
        List<List<String>> grid = new ArrayList<>();
        List<String> header =
                new ArrayList<>(List.of(Escape.markdown(view.report().app())));
        variants.forEach(v -> header.add(heading(view, v)));
        grid.add(header);
        for (View.Row row : rows) {
            List<String> cells = new ArrayList<>(List.of(title(row)));
            variants.forEach(v -> cells.add(cell(v, row)));
            grid.add(cells);
        }
        out.grid(variants.size() <= MAX_COLUMNS ? grid : transposed(grid), "---:");
        String state = view.report().outcome() == Report.State.PARTIAL ? " It was stopped before its end." : "";
        out.paragraph("Medians; changes against " + Escape.markdown(view.baselineLabel())
                + " block by block" + Sentences.sinceBase(view) + ", with 95 % intervals." + state + " "
                + Sentences.smallestVisible(view).map(Escape::markdown).orElse(""));
    }

    static String heading(View view, VariantReport variant) {
        String name = Escape.markdownCode(view.label(variant));
        return name + view.standing(variant).map(s -> " (" + s + ")").orElse("");
    }

    private String title(View.Row row) {
        return switch (row.question()) {
            case SWITCH -> view.terms().title(row.metric());
            case CHANGE -> "*since base*";
        };
    }

    private String cell(VariantReport variant, View.Row row) {
        View.Cell cell = view.cell(variant, row);
        boolean missing = row.question() == Pairing.Question.SWITCH
                && row.metric() == Metric.FIRST_RESPONSE
                && !View.hasFigures(variant);
        String value = missing ? "**" + cell.value() + "**" : cell.value();
        return cell.change().map(c -> value + "<br>" + changed(c)).orElse(value);
    }

    static String changed(Change change) {
        String amount = change.tone() == Change.Tone.NEUTRAL ? change.amount() : "**" + change.amount() + "**";
        String rest = change.inFull().substring(change.amount().length()).strip();
        return rest.isEmpty() ? amount : amount + "<br>" + rest;
    }

    private static List<List<String>> transposed(List<List<String>> grid) {
        List<List<String>> out = new ArrayList<>();
        for (int column = 0; column < grid.getFirst().size(); column++) {
            List<String> row = new ArrayList<>();
            for (List<String> from : grid) {
                row.add(from.get(column));
            }
            out.add(row);
        }
        return out;
    }
}
