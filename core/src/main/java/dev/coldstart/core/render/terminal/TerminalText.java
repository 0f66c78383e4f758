package dev.coldstart.core.render.terminal;

import dev.coldstart.core.presentation.Section;
import dev.coldstart.core.text.Columns;
import dev.coldstart.core.text.Escape;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Text for a terminal, never wider than 80 columns: whatever comes in is escaped and wrapped. */
public final class TerminalText {

    /** As many as an excerpt has: it begins with the error, and a long trace follows. */
    private static final int LOG_LINES = 20;

    private final Style style;
    private final List<String> out = new ArrayList<>();

    public TerminalText(Style style) {
        this.style = style;
    }

    /** All of it; ends with a newline. */
    public String text() {
        return out.stream().map(String::stripTrailing).collect(Collectors.joining("\n", "", "\n"));
    }

    /** A line that is fit for a terminal already. */
    void add(String line) {
        out.add(line);
    }

    void addAll(Collection<String> lines) {
        out.addAll(lines);
    }

    public void strong(String text) {
        Columns.wrap(Escape.terminal(text), TerminalTable.WIDTH).forEach(line -> out.add(style.strong(line)));
    }

    public void section(Section section) {
        switch (section.tone()) {
            case PROBLEM -> heading(section.title());
            case PLAIN -> {
                out.add("");
                strong(section.title());
            }
        }
        section.blocks().forEach(this::block);
    }

    private void block(Section.Block block) {
        switch (block) {
            case Section.Paragraph(String text) -> indented(text);
            case Section.Bullets(List<String> items) -> items.forEach(this::bullet);
            case Section.Table table ->
                new TextTable(table, style, TerminalTable.WIDTH - 2).lines().forEach(line -> out.add("  " + line));
            case Section.Lines(List<String> lines) -> lines(lines);
            case Section.Folded folded -> {
                // a terminal can't fold: these are in the other renderings
            }
        }
    }

    void lines(List<String> log) {
        List<String> lines = Escape.terminalLines(log).stream()
                .filter(line -> !line.isBlank())
                .toList();
        for (String line : lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size())) {
            Columns.chop(line, TerminalTable.WIDTH - 4).stream()
                    .limit(4)
                    .forEach(part -> out.add(style.faint("  | " + part.stripTrailing())));
        }
    }

    void heading(String text) {
        out.add("");
        Columns.wrap(Escape.terminal(text), TerminalTable.WIDTH).forEach(line -> out.add(style.bad(line)));
    }

    void paragraph(String text) {
        out.addAll(Columns.wrap(Escape.terminal(text), TerminalTable.WIDTH));
    }

    void indented(String text) {
        Columns.wrap(Escape.terminal(text), TerminalTable.WIDTH - 2).forEach(line -> out.add("  " + line));
    }

    public void bullet(String text) {
        List<String> lines = Columns.wrap(Escape.terminal(text), TerminalTable.WIDTH - 4);
        for (int i = 0; i < lines.size(); i++) {
            out.add((i == 0 ? "  - " : "    ") + lines.get(i));
        }
    }

    void hanging(String name, String text) {
        int indent = 12;
        List<String> lines = Columns.wrap(Escape.terminal(text), TerminalTable.WIDTH - indent);
        for (int i = 0; i < lines.size(); i++) {
            out.add((style.faint(Columns.padRight(i == 0 ? name : "", indent)) + lines.get(i)).stripTrailing());
        }
    }
}
