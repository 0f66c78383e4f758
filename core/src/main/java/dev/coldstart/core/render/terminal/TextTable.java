package dev.coldstart.core.render.terminal;

import dev.coldstart.core.presentation.Section;
import dev.coldstart.core.text.Columns;
import dev.coldstart.core.text.Escape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.IntStream;
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

    /**
     * The widest columns give way first, and what does not fit breaks into more lines: between words as long as any column
     * can, within them only then.
     */
    private static int[] widths(Section.Table table, int most) {
        int[] widths = widest(table, Stream::of);
        int room = most - GAP * (widths.length - 1);
        int[] words = widest(table, Columns::words);
        int[] least = new int[widths.length];
        Arrays.fill(least, NARROWEST);
        for (int[] bound : List.of(words, least)) {
            OptionalInt column = widestAbove(widths, bound);
            while (Arrays.stream(widths).sum() > room && column.isPresent()) {
                widths[column.getAsInt()]--;
                column = widestAbove(widths, bound);
            }
        }
        return widths;
    }

    /** Of each column, the widest part of any cell. */
    private static int[] widest(Section.Table table, Function<String, Stream<String>> parts) {
        return IntStream.range(0, table.header().size())
                .map(column -> Stream.concat(Stream.of(table.header()), table.rows().stream())
                        .flatMap(row -> parts.apply(Escape.terminal(row.get(column))))
                        .mapToInt(Columns::width)
                        .max()
                        .orElse(0))
                .toArray();
    }

    private static OptionalInt widestAbove(int[] widths, int[] bound) {
        return IntStream.range(0, widths.length)
                .filter(i -> widths[i] > bound[i])
                .reduce((a, b) -> widths[b] > widths[a] ? b : a);
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
