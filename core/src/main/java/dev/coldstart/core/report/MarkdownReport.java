package dev.coldstart.core.report;

import dev.coldstart.core.artifact.BuildRecord;
import dev.coldstart.core.estimate.Metric;
import dev.coldstart.core.estimate.Pairing;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The report in GitHub's Markdown. The first line is the verdict; what a reviewer needs comes next; the rest is folded. Long
 * lists are cut, and say so, so that an ordinary report fits into a comment (65,536 characters).
 */
public final class MarkdownReport {

    private static final int MOST_COLUMNS = 5;
    private static final int LOGS_SHOWN = 5;
    private static final int LOG_LINES = 20;
    private static final int LOG_LINE_LENGTH = 300;
    private static final int PLACES_SHOWN = 25;

    private final View view;
    private final StringBuilder out = new StringBuilder();

    private MarkdownReport(Report report) {
        this.view = new View(report);
    }

    /** Ends with a newline. */
    public static String render(Report report) {
        MarkdownReport markdown = new MarkdownReport(report);
        markdown.verdict();
        markdown.table();
        Sections.of(markdown.view).forEach(markdown::section);
        markdown.failures();
        markdown.notBuilt();
        markdown.method();
        return markdown.out.toString().stripTrailing() + "\n";
    }

    private void verdict() {
        paragraph("**" + Escape.markdown(Sentences.verdict(view)) + "**");
        bullets(Sentences.reasons(view));
        Sentences.change(view).ifPresent(change -> {
            paragraph("**" + Escape.markdown(change) + "**");
            bullets(Sentences.changeReasons(view));
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
        grid(variants.size() <= MOST_COLUMNS ? grid : transposed(grid), "---:");
        String state = view.report().outcome() == Report.State.PARTIAL ? " It was stopped before its end." : "";
        paragraph("Medians; changes against " + Escape.markdown(view.baselineLabel())
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

    /** Writes a table whose columns but the first are aligned as given: {@code ---} or {@code ---:}. */
    private void grid(List<List<String>> grid, String alignment) {
        List<String> rule = new ArrayList<>(Collections.nCopies(grid.getFirst().size(), alignment));
        rule.set(0, "---");
        row(grid.getFirst());
        row(rule);
        grid.stream().skip(1).forEach(this::row);
        out.append('\n');
    }

    private void row(List<String> cells) {
        out.append("| ").append(String.join(" | ", cells)).append(" |\n");
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

    private void section(Section section) {
        heading(Escape.markdown(section.title()));
        section.blocks().forEach(this::block);
    }

    private void block(Section.Block block) {
        switch (block) {
            case Section.Paragraph(String text) -> paragraph(Escape.markdown(text));
            case Section.Bullets(List<String> items) -> bullets(items);
            case Section.Table table -> table(table);
            case Section.Lines(List<String> lines) -> lines(lines);
            case Section.Folded(String summary, List<Section.Block> blocks) ->
                fold(Escape.html(Escape.line(summary)), () -> blocks.forEach(this::block));
        }
    }

    private void table(Section.Table table) {
        List<List<String>> grid = new ArrayList<>();
        grid.add(table.header());
        table.rows().stream().limit(PLACES_SHOWN).forEach(grid::add);
        grid(
                grid.stream()
                        .map(row -> row.stream()
                                .map(cell -> Escape.markdown(Escape.cut(cell, LOG_LINE_LENGTH)))
                                .toList())
                        .toList(),
                table.align() == Section.Align.NUMBERS ? "---:" : "---");
        if (table.rows().size() > PLACES_SHOWN) {
            paragraph("And " + (table.rows().size() - PLACES_SHOWN) + " more, all in `report.json`.");
        }
    }

    private void failures() {
        int shown = 0;
        for (VariantReport variant : view.withFailures()) {
            heading("Failed: " + Escape.markdownCode(view.label(variant)));
            paragraph(Escape.markdown(Sentences.failed(view, variant)));
            if (variant.failure().isEmpty()) {
                continue;
            }
            var failure = variant.failure().get();
            if (!failure.detail().isBlank()) {
                paragraph(Escape.markdown(failure.detail()));
            }
            Sentences.end(failure).map(Escape::markdown).ifPresent(this::paragraph);
            if (shown++ < LOGS_SHOWN) {
                log("Last lines of its output:", failure.log());
            }
        }
    }

    private void notBuilt() {
        int shown = 0;
        for (VariantReport variant : view.withOutcome(VariantReport.State.NOT_BUILT)) {
            heading("Not built: " + Escape.markdownCode(view.label(variant)));
            if (variant.build().isEmpty()) {
                continue;
            }
            BuildRecord build = variant.build().get();
            build.failure().map(Escape::markdown).ifPresent(this::paragraph);
            paragraph("Command: " + Escape.markdownCode(build.command()));
            if (shown++ < LOGS_SHOWN) {
                log("Last lines of the build:", build.logTail());
            }
        }
    }

    private void log(String title, List<String> log) {
        if (!log.stream().allMatch(String::isBlank)) {
            paragraph(title);
            lines(log);
        }
    }

    private void lines(List<String> log) {
        List<String> lines = Escape.lines(log).stream()
                .map(l -> Escape.cut(l, LOG_LINE_LENGTH))
                .toList();
        paragraph(Escape.markdownFence(lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size())));
    }

    private void method() {
        fold("What was run, and how to compute it again", () -> {
            Facts.of(view.report())
                    .forEach(fact -> out.append("- ")
                            .append(fact.name())
                            .append(": ")
                            .append(Escape.markdown(fact.text()))
                            .append('\n'));
            out.append('\n');
            List<String> notes = Sentences.notes(view);
            if (!notes.isEmpty()) {
                paragraph("Notes:");
                bullets(notes);
            }
            paragraph(Facts.METHOD);
            paragraph("The same report from the raw samples, on any machine:");
            paragraph("```sh\ncoldstart report samples.jsonl\n```");
        });
    }

    private void fold(String summary, Runnable content) {
        out.append("<details>\n<summary>").append(summary).append("</summary>\n\n");
        content.run();
        out.append("</details>\n\n");
    }

    private void heading(String text) {
        out.append("### ").append(text).append("\n\n");
    }

    private void paragraph(String text) {
        out.append(text.strip()).append("\n\n");
    }

    private void bullets(List<String> sentences) {
        sentences.forEach(s -> out.append("- ").append(Escape.markdown(s)).append('\n'));
        if (!sentences.isEmpty()) {
            out.append('\n');
        }
    }
}
