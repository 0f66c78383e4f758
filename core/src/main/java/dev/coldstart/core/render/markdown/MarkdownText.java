package dev.coldstart.core.render.markdown;

import dev.coldstart.core.presentation.Section;
import dev.coldstart.core.text.Escape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Text in GitHub's Markdown, block by block. */
public final class MarkdownText {

    private static final int LOG_LINES = 20;
    private static final int LOG_LINE_LENGTH = 300;
    private static final int PLACES_SHOWN = 25;

    private final StringBuilder out = new StringBuilder();

    /** All of it; ends with a newline. */
    public String text() {
        return out.toString().stripTrailing() + "\n";
    }

    /** One item of a list, escaped already. */
    void item(String text) {
        out.append("- ").append(text).append('\n');
    }

    /** Ends a list. */
    void blank() {
        out.append('\n');
    }

    /** Writes a table whose columns but the first are aligned as given: {@code ---} or {@code ---:}. */
    public void grid(List<List<String>> grid, String alignment) {
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

    public void section(Section section) {
        heading(Escape.markdown(section.title()));
        section.blocks().forEach(this::block);
    }

    public void block(Section.Block block) {
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

    void lines(List<String> log) {
        List<String> lines = Escape.lines(log).stream()
                .map(l -> Escape.cut(l, LOG_LINE_LENGTH))
                .toList();
        paragraph(Escape.markdownFence(lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size())));
    }

    public void fold(String summary, Runnable content) {
        out.append("<details>\n<summary>").append(summary).append("</summary>\n\n");
        content.run();
        out.append("</details>\n\n");
    }

    public void heading(String text) {
        out.append("### ").append(text).append("\n\n");
    }

    public void paragraph(String text) {
        out.append(text.strip()).append("\n\n");
    }

    public void bullets(List<String> sentences) {
        sentences.forEach(s -> out.append("- ").append(Escape.markdown(s)).append('\n'));
        if (!sentences.isEmpty()) {
            out.append('\n');
        }
    }
}
