package dev.coldstart.core.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** A {@link Section.Table} in a terminal's columns: as wide as it needs, and no wider than it may be. */
final class TextTable {

    private static final int GAP = 2;
    private static final int NARROWEST = 6;

    private final Section.Table table;
    private final Style style;
    private final int[] widths;

    TextTable(Section.Table table, Style style, int most) {
        this.table = table;
        this.style = style;
        this.widths = widths(table, most);
    }

    List<String> lines() {
        List<String> out = new ArrayList<>();
        row(table.header()).forEach(line -> out.add(style.faint(line)));
        table.rows().forEach(cells -> out.addAll(row(cells)));
        return out;
    }

    /** The widest columns give way first; what does not fit breaks into more lines. */
    private static int[] widths(Section.Table table, int most) {
        int[] widths = new int[table.header().size()];
        Stream.concat(Stream.of(table.header()), table.rows().stream()).forEach(row -> {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], Columns.width(Escape.terminal(row.get(i))));
            }
        });
        int room = most - GAP * (widths.length - 1);
        while (Arrays.stream(widths).sum() > room) {
            int widest = 0;
            for (int i = 1; i < widths.length; i++) {
                if (widths[i] > widths[widest]) {
                    widest = i;
                }
            }
            if (widths[widest] <= NARROWEST) {
                break;
            }
            widths[widest]--;
        }
        return widths;
    }

    private List<String> row(List<String> cells) {
        List<List<String>> wrapped = new ArrayList<>();
        int height = 0;
        for (int i = 0; i < widths.length; i++) {
            List<String> lines = Columns.wrap(Escape.terminal(cells.get(i)), widths[i]);
            wrapped.add(lines);
            height = Math.max(height, lines.size());
        }
        List<String> out = new ArrayList<>();
        for (int line = 0; line < height; line++) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                String part = line < wrapped.get(i).size() ? wrapped.get(i).get(line) : "";
                text.append(i == 0 ? "" : " ".repeat(GAP)).append(padded(i, part));
            }
            out.add(text.toString().stripTrailing());
        }
        return out;
    }

    private String padded(int column, String text) {
        return column > 0 && table.align() == Section.Align.NUMBERS
                ? Columns.padLeft(text, widths[column])
                : Columns.padRight(text, widths[column]);
    }
}
