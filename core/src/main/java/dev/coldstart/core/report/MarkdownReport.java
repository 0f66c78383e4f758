package dev.coldstart.core.report;

import dev.coldstart.core.artifact.BuildRecord;
import dev.coldstart.core.estimate.Metric;
import dev.coldstart.core.estimate.Pairing;
import java.util.ArrayList;
import java.util.List;

/**
 * The report in GitHub's Markdown. The first line is the verdict; what a reviewer needs comes next; the rest is folded. Long
 * lists are cut, and say so, so that an ordinary report fits into a comment (65,536 characters).
 */
public final class MarkdownReport {

    private static final int MOST_COLUMNS = 5;
    private static final int LOGS_SHOWN = 5;

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
        markdown.failures();
        markdown.notBuilt();
        markdown.method();
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
        variants.forEach(v -> header.add(heading(v)));
        grid.add(header);
        for (View.Row row : rows) {
            List<String> cells = new ArrayList<>(List.of(title(row)));
            variants.forEach(v -> cells.add(cell(v, row)));
            grid.add(cells);
        }
        out.grid(variants.size() <= MOST_COLUMNS ? grid : transposed(grid), "---:");
        String state = view.report().outcome() == Report.State.PARTIAL ? " It was stopped before its end." : "";
        out.paragraph("Medians; changes against " + Escape.markdown(view.baselineLabel())
                + " block by block" + Sentences.sinceBase(view) + ", with 95 % intervals." + state + " "
                + Sentences.smallestVisible(view).map(Escape::markdown).orElse(""));
    }

    private String heading(VariantReport variant) {
        String name = Escape.markdownCode(view.label(variant));
        return name + view.standing(variant).map(s -> " (" + s + ")").orElse("");
    }

    private static String title(View.Row row) {
        return switch (row.question()) {
            case SWITCH -> row.metric().title();
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

    private static String changed(Change change) {
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

    private void failures() {
        int shown = 0;
        for (VariantReport variant : view.withFailures()) {
            out.heading("Failed: " + Escape.markdownCode(view.label(variant)));
            out.paragraph(Escape.markdown(Sentences.failed(view, variant)));
            if (variant.failure().isEmpty()) {
                continue;
            }
            var failure = variant.failure().get();
            if (!failure.detail().isBlank()) {
                out.paragraph(Escape.markdown(failure.detail()));
            }
            Sentences.end(failure).map(Escape::markdown).ifPresent(out::paragraph);
            if (shown++ < LOGS_SHOWN) {
                log("Last lines of its output:", failure.log());
            }
        }
    }

    private void notBuilt() {
        int shown = 0;
        for (VariantReport variant : view.withOutcome(VariantReport.State.NOT_BUILT)) {
            out.heading("Not built: " + Escape.markdownCode(view.label(variant)));
            if (variant.build().isEmpty()) {
                continue;
            }
            BuildRecord build = variant.build().get();
            build.failure().map(Escape::markdown).ifPresent(out::paragraph);
            out.paragraph("Command: " + Escape.markdownCode(build.command()));
            if (shown++ < LOGS_SHOWN) {
                log("Last lines of the build:", build.logTail());
            }
        }
    }

    private void log(String title, List<String> log) {
        if (!log.stream().allMatch(String::isBlank)) {
            out.paragraph(title);
            out.lines(log);
        }
    }

    private void method() {
        out.fold("What was run, and how to compute it again", () -> {
            Facts.of(view.report()).forEach(fact -> out.item(fact.name() + ": " + Escape.markdown(fact.text())));
            out.blank();
            List<String> notes = Sentences.notes(view);
            if (!notes.isEmpty()) {
                out.paragraph("Notes:");
                out.bullets(notes);
            }
            out.paragraph(Facts.METHOD);
            out.paragraph("The same report from the raw samples, on any machine:");
            out.paragraph("```sh\ncoldstart report samples.jsonl\n```");
        });
    }
}
