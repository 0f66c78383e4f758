package dev.coldstart.core.render.terminal;

import dev.coldstart.core.presentation.Facts;
import dev.coldstart.core.presentation.Sections;
import dev.coldstart.core.presentation.Sentences;
import dev.coldstart.core.presentation.View;
import dev.coldstart.core.report.Report;
import dev.coldstart.core.report.VariantReport;
import dev.coldstart.core.sample.Outcome;
import dev.coldstart.core.wording.Format;
import java.util.ArrayList;
import java.util.List;

/** The report for a terminal: never wider than 80 columns, the verdict first. */
public final class TerminalReport {

    private static final int MAX_REASONS = 12;

    private final View view;
    private final Style style;
    private final TerminalText out;

    private TerminalReport(Report report, Style style) {
        this.view = new View(report);
        this.style = style;
        this.out = new TerminalText(style);
    }

    /** Ends with a newline. */
    public static String render(Report report, Style style) {
        TerminalReport terminal = new TerminalReport(report, style);
        terminal.verdict();
        terminal.tables();
        Sections.of(terminal.view).forEach(terminal.out::section);
        terminal.failures();
        terminal.notBuilt();
        terminal.run();
        return terminal.out.text();
    }

    private void verdict() {
        out.strong(Sentences.verdict(view));
        bullets(Sentences.reasons(view));
        Sentences.change(view).ifPresent(change -> {
            out.strong(change);
            bullets(Sentences.changeReasons(view));
        });
    }

    /** With fifty forms there are as many reasons, and the verdict would scroll away. */
    private void bullets(List<String> reasons) {
        reasons.stream().limit(MAX_REASONS).forEach(out::bullet);
        if (reasons.size() > MAX_REASONS) {
            out.bullet(Format.count(reasons.size() - MAX_REASONS, "more reason")
                    + ": all of them are in report.md and report.html");
        }
    }

    private void tables() {
        if (view.rows().isEmpty()) {
            return;
        }
        out.add("");
        String state = view.report().outcome() == Report.State.PARTIAL ? ", stopped before its end" : "";
        out.paragraph(view.report().app() + ": medians and changes against " + view.baselineLabel()
                + Sentences.sinceBase(view) + " with their 95 % intervals" + state);
        List<VariantReport> others = view.others();
        for (int from = 0; from == 0 || from < others.size(); from += TerminalTable.MAX_OTHERS) {
            List<VariantReport> variants = new ArrayList<>();
            view.variant(view.report().baseline()).ifPresent(variants::add);
            variants.addAll(others.subList(from, Math.min(others.size(), from + TerminalTable.MAX_OTHERS)));
            out.add("");
            out.addAll(new TerminalTable(view, style, variants).lines());
        }
    }

    private void failures() {
        for (VariantReport variant : view.withFailures()) {
            out.heading(Sentences.failed(view, variant));
            variant.failure().ifPresent(this::failure);
        }
    }

    private void failure(Outcome.Failed failure) {
        if (!failure.detail().isBlank()) {
            out.indented(failure.detail());
        }
        Sentences.end(failure).ifPresent(out::indented);
        log("Last lines of its output:", failure.log());
    }

    private void notBuilt() {
        for (VariantReport variant : view.withOutcome(VariantReport.State.NOT_BUILT)) {
            out.heading(view.label(variant) + ": not built.");
            variant.build().ifPresent(build -> {
                build.failure().ifPresent(out::indented);
                log("Last lines of the build:", build.logTail());
            });
        }
    }

    private void run() {
        out.add("");
        Sentences.smallestVisible(view).ifPresent(out::paragraph);
        for (Facts.Fact fact : Facts.of(view.report())) {
            out.hanging(fact.name(), fact.text());
        }
        Sentences.notes(view).forEach(note -> out.hanging("Note", note));
    }

    private void log(String title, List<String> log) {
        if (!log.stream().allMatch(String::isBlank)) {
            out.indented(title);
            out.lines(log);
        }
    }
}
