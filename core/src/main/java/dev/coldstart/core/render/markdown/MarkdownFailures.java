package dev.coldstart.core.render.markdown;

import dev.coldstart.core.artifact.BuildRecord;
import dev.coldstart.core.presentation.Sentences;
import dev.coldstart.core.presentation.View;
import dev.coldstart.core.report.VariantReport;
import dev.coldstart.core.text.Escape;
import java.util.List;

/** The forms that failed or were not built, in GitHub's Markdown: why, and the last lines that they or their builds wrote. */
public final class MarkdownFailures {

    private static final int LOGS_SHOWN = 5;

    private final View view;
    private final MarkdownText out;

    private MarkdownFailures(View view, MarkdownText out) {
        this.view = view;
        this.out = out;
    }

    public static void of(View view, MarkdownText out) {
        MarkdownFailures failures = new MarkdownFailures(view, out);
        failures.failed();
        failures.notBuilt();
    }

    private void failed() {
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
}
