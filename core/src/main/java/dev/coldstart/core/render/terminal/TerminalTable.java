package dev.coldstart.core.render.terminal;

import dev.coldstart.core.estimate.Metric;
import dev.coldstart.core.estimate.Pairing;
import dev.coldstart.core.presentation.View;
import dev.coldstart.core.report.VariantReport;
import dev.coldstart.core.text.Columns;
import dev.coldstart.core.text.Escape;
import dev.coldstart.core.wording.Change;
import dev.coldstart.core.wording.Terms;
import java.util.ArrayList;
import java.util.List;

/**
 * The baseline and up to three other variants side by side in 80 columns. Where there is room a change stands beside its
 * figure, else below it.
 */
final class TerminalTable {

    static final int WIDTH = 80;
    static final int MAX_OTHERS = 3;

    private static final int GAP = 2;

    private final View view;
    private final Style style;
    private final List<VariantReport> variants;
    private final List<View.Row> rows;
    private final int titleWidth;

    TerminalTable(View view, Style style, List<VariantReport> variants) {
        this.view = view;
        this.style = style;
        this.variants = variants;
        this.rows = view.rows();
        this.titleWidth =
                Math.max(8, rows.stream().mapToInt(r -> title(r).length()).max().orElse(0));
    }

    /** One variant's text in one row. */
    private record Cell(String value, List<String> details, Change.Tone tone) {
        int detailWidth() {
            return details.stream().mapToInt(Columns::width).max().orElse(0);
        }
    }

    /** How a column places details. */
    private enum Placing {
        BESIDE,
        BELOW
    }

    private record Column(VariantReport variant, List<Cell> cells, int valueWidth, Placing placing, int width) {}

    List<String> lines() {
        List<Column> columns = columns();
        List<String> out = new ArrayList<>();
        out.add(joined("", columns.stream().map(this::heading).toList()));
        out.add(joined("", columns.stream().map(this::subheading).toList()));
        for (int row = 0; row < rows.size(); row++) {
            int height = 1;
            for (Column column : columns) {
                height = Math.max(height, height(column, column.cells().get(row)));
            }
            for (int line = 0; line < height; line++) {
                List<String> texts = new ArrayList<>();
                for (Column column : columns) {
                    texts.add(text(column, column.cells().get(row), line));
                }
                out.add(joined(line == 0 ? title(rows.get(row)) : "", texts));
            }
        }
        return out;
    }

    private List<Column> columns() {
        for (Range range : Range.values()) {
            List<Column> columns = columns(range, Placing.BESIDE);
            if (width(columns) <= WIDTH) {
                return columns;
            }
        }
        return fitted(columns(Range.OWN_LINE, Placing.BELOW));
    }

    /** Whether an interval follows its change on the same line. */
    private enum Range {
        SAME_LINE,
        OWN_LINE
    }

    private List<Column> columns(Range range, Placing placing) {
        return variants.stream().map(v -> column(v, range, placing)).toList();
    }

    private Column column(VariantReport variant, Range range, Placing placing) {
        List<Cell> cells = rows.stream().map(r -> cell(variant, r, range)).toList();
        int valueWidth =
                cells.stream().mapToInt(c -> Columns.width(c.value())).max().orElse(0);
        int detailWidth = cells.stream().mapToInt(Cell::detailWidth).max().orElse(0);
        int content = placing == Placing.BELOW || detailWidth == 0
                ? Math.max(valueWidth, detailWidth)
                : valueWidth + GAP + detailWidth;
        int heading = Math.clamp(Columns.width(name(variant)), 10, 16);
        return new Column(variant, cells, valueWidth, placing, Math.max(content, heading));
    }

    private int width(List<Column> columns) {
        return titleWidth + columns.stream().mapToInt(c -> GAP + c.width()).sum();
    }

    /** Narrows the widest columns until all fit; their details then break into more lines. */
    private List<Column> fitted(List<Column> columns) {
        List<Column> out = new ArrayList<>(columns);
        while (width(out) > WIDTH) {
            int widest = 0;
            for (int i = 1; i < out.size(); i++) {
                if (out.get(i).width() > out.get(widest).width()) {
                    widest = i;
                }
            }
            Column c = out.get(widest);
            out.set(widest, new Column(c.variant(), c.cells(), c.valueWidth(), c.placing(), c.width() - 1));
        }
        return out;
    }

    private Cell cell(VariantReport variant, View.Row row, Range range) {
        View.Cell cell = view.cell(variant, row);
        boolean failed = row.question() == Pairing.Question.SWITCH
                && row.metric() == Metric.FIRST_RESPONSE
                && !View.hasFigures(variant);
        return cell.change()
                .map(change -> new Cell(cell.value(), details(change, range), change.tone()))
                .orElse(new Cell(cell.value(), List.of(), failed ? Change.Tone.WORSE : Change.Tone.NEUTRAL));
    }

    private static List<String> details(Change change, Range range) {
        if (range == Range.SAME_LINE) {
            return List.of(change.inFull());
        }
        return List.of(change.amount(), change.range(), change.hint().replace("about ", "~")).stream()
                .filter(s -> !s.isEmpty())
                .toList();
    }

    private static int height(Column column, Cell cell) {
        int details = wrapped(column, cell).size();
        return column.placing() == Placing.BESIDE ? Math.max(1, details) : 1 + details;
    }

    private static List<String> wrapped(Column column, Cell cell) {
        if (column.placing() == Placing.BESIDE) {
            return cell.details();
        }
        return cell.details().stream()
                .flatMap(d -> Columns.wrap(d, column.width()).stream())
                .toList();
    }

    private String text(Column column, Cell cell, int line) {
        List<String> details = wrapped(column, cell);
        if (column.placing() == Placing.BESIDE && !details.isEmpty()) {
            String value = Columns.padRight(line == 0 ? cell.value() : "", column.valueWidth());
            String detail = line < details.size() ? details.get(line) : "";
            int rest = column.width() - column.valueWidth() - GAP;
            return value + " ".repeat(GAP) + toned(cell, line, detail) + blanks(rest, detail);
        }
        if (line == 0) {
            String value = Columns.shorten(cell.value(), column.width());
            boolean failed = cell.tone() == Change.Tone.WORSE && details.isEmpty();
            return (failed ? style.bad(value) : value) + blanks(column.width(), value);
        }
        String detail = line - 1 < details.size() ? details.get(line - 1) : "";
        return toned(cell, line - 1, detail) + blanks(column.width(), detail);
    }

    private String toned(Cell cell, int line, String detail) {
        if (line > 0 || cell.tone() == Change.Tone.NEUTRAL) {
            return style.faint(detail);
        }
        return cell.tone() == Change.Tone.BETTER ? style.good(detail) : style.bad(detail);
    }

    private String heading(Column column) {
        String name = Columns.shorten(name(column.variant()), column.width());
        return style.strong(name) + blanks(column.width(), name);
    }

    private String subheading(Column column) {
        String text = view.standing(column.variant()).map(s -> "(" + s + ")").orElse("");
        String styled = view.isBaseline(column.variant()) ? style.faint(text) : style.bad(text);
        return styled + blanks(column.width(), text);
    }

    private String joined(String title, List<String> cells) {
        StringBuilder line = new StringBuilder(Columns.padRight(title, titleWidth));
        cells.forEach(cell -> line.append(" ".repeat(GAP)).append(cell));
        return line.toString().stripTrailing();
    }

    private String name(VariantReport variant) {
        return Escape.terminal(view.label(variant));
    }

    private static String blanks(int width, String text) {
        return " ".repeat(Math.max(0, width - Columns.width(text)));
    }

    /** Shorter than the metric's own title, so that four variants fit. */
    private String title(View.Row row) {
        if (row.question() == Pairing.Question.CHANGE) {
            return "  since base";
        }
        return switch (row.metric()) {
            case CPU_TO_FIRST_RESPONSE -> view.terms() == Terms.SERVICE ? "CPU time to it" : "CPU time";
            case IDLE_RSS -> "Idle memory";
            case CHARGED_MEMORY -> "Charged memory";
            case PEAK_RSS -> view.terms() == Terms.SERVICE ? "Peak at start" : "Maximum RSS";
            case PEAK_UNDER_LOAD -> "Peak, loaded";
            case LOAD_P99 -> "p99, loaded";
            case THROUGHPUT -> "Warm rate";
            case WARM_CPU -> "CPU/request";
            case PACKED_SIZE -> "Package, gzip";
            case BUILD_TIME -> "Build time";
            default -> view.terms().title(row.metric());
        };
    }
}
