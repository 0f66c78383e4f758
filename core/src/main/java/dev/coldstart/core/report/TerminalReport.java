package dev.coldstart.core.report;

import dev.coldstart.core.sample.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The report for a terminal: never wider than 80 columns, the verdict first. */
public final class TerminalReport {

    private static final int LOG_LINES = 10;

    private final View view;
    private final Style style;
    private final List<String> out = new ArrayList<>();

    private TerminalReport(Report report, Style style) {
        this.view = new View(report);
        this.style = style;
    }

    /** Ends with a newline. */
    public static String render(Report report, Style style) {
        TerminalReport terminal = new TerminalReport(report, style);
        terminal.verdict();
        terminal.tables();
        Sections.of(terminal.view).forEach(terminal::section);
        terminal.failures();
        terminal.notBuilt();
        terminal.run();
        return terminal.out.stream().map(String::stripTrailing).collect(Collectors.joining("\n", "", "\n"));
    }

    private void verdict() {
        Columns.wrap(Escape.terminal(Sentences.verdict(view)), TerminalTable.WIDTH)
                .forEach(line -> out.add(style.strong(line)));
        Sentences.reasons(view).forEach(this::bullet);
        Sentences.change(view).ifPresent(change -> {
            Columns.wrap(Escape.terminal(change), TerminalTable.WIDTH).forEach(line -> out.add(style.strong(line)));
            Sentences.changeReasons(view).forEach(this::bullet);
        });
    }

    private void tables() {
        if (view.rows().isEmpty()) {
            return;
        }
        out.add("");
        String state = view.report().outcome() == Report.State.PARTIAL ? ", stopped before its end" : "";
        paragraph(view.report().app() + ": medians and changes against " + view.baselineLabel()
                + Sentences.sinceBase(view) + " with their 95 % intervals" + state);
        List<VariantReport> others = view.others();
        for (int from = 0; from == 0 || from < others.size(); from += TerminalTable.MOST_OTHERS) {
            List<VariantReport> variants = new ArrayList<>();
            view.variant(view.report().baseline()).ifPresent(variants::add);
            variants.addAll(others.subList(from, Math.min(others.size(), from + TerminalTable.MOST_OTHERS)));
            out.add("");
            out.addAll(new TerminalTable(view, style, variants).lines());
        }
    }

    private void section(Section section) {
        switch (section.tone()) {
            case PROBLEM -> heading(section.title());
            case PLAIN -> {
                out.add("");
                Columns.wrap(Escape.terminal(section.title()), TerminalTable.WIDTH)
                        .forEach(line -> out.add(style.strong(line)));
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

    private void failures() {
        for (VariantReport variant : view.withFailures()) {
            heading(Sentences.failed(view, variant));
            variant.failure().ifPresent(this::failure);
        }
    }

    private void failure(Outcome.Failed failure) {
        if (!failure.detail().isBlank()) {
            indented(failure.detail());
        }
        Sentences.end(failure).ifPresent(this::indented);
        log("Last lines of its output:", failure.log());
    }

    private void notBuilt() {
        for (VariantReport variant : view.withOutcome(VariantReport.State.NOT_BUILT)) {
            heading(view.label(variant) + ": not built.");
            variant.build().ifPresent(build -> {
                build.failure().ifPresent(this::indented);
                log("Last lines of the build:", build.logTail());
            });
        }
    }

    private void run() {
        out.add("");
        Sentences.smallestVisible(view).ifPresent(this::paragraph);
        for (Facts.Fact fact : Facts.of(view.report())) {
            hanging(fact.name(), fact.text());
        }
        Sentences.notes(view).forEach(note -> hanging("Note", note));
    }

    private void log(String title, List<String> log) {
        if (!log.stream().allMatch(String::isBlank)) {
            indented(title);
            lines(log);
        }
    }

    private void lines(List<String> log) {
        List<String> lines = Escape.terminalLines(log).stream()
                .filter(line -> !line.isBlank())
                .toList();
        for (String line : lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size())) {
            Columns.chop(line, TerminalTable.WIDTH - 4).stream()
                    .limit(4)
                    .forEach(part -> out.add(style.faint("  | " + part.stripTrailing())));
        }
    }

    private void heading(String text) {
        out.add("");
        Columns.wrap(Escape.terminal(text), TerminalTable.WIDTH).forEach(line -> out.add(style.bad(line)));
    }

    private void paragraph(String text) {
        out.addAll(Columns.wrap(Escape.terminal(text), TerminalTable.WIDTH));
    }

    private void indented(String text) {
        Columns.wrap(Escape.terminal(text), TerminalTable.WIDTH - 2).forEach(line -> out.add("  " + line));
    }

    private void bullet(String text) {
        List<String> lines = Columns.wrap(Escape.terminal(text), TerminalTable.WIDTH - 4);
        for (int i = 0; i < lines.size(); i++) {
            out.add((i == 0 ? "  - " : "    ") + lines.get(i));
        }
    }

    private void hanging(String name, String text) {
        int indent = 12;
        List<String> lines = Columns.wrap(Escape.terminal(text), TerminalTable.WIDTH - indent);
        for (int i = 0; i < lines.size(); i++) {
            out.add((style.faint(Columns.padRight(i == 0 ? name : "", indent)) + lines.get(i)).stripTrailing());
        }
    }
}
