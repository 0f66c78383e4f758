package dev.coldstart.core.presentation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldstart.core.Comparisons;
import dev.coldstart.core.render.markdown.MarkdownReport;
import dev.coldstart.core.sample.FailureReason;
import dev.coldstart.core.sample.Outcome;
import dev.coldstart.core.verdict.ReportBuilder;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

final class DiagnosisSectionsTest {

    @Test
    void whatAnAppSaidEndsBeforeTheRemedyBegins() {
        Outcome ended = new Outcome.Failed(
                FailureReason.EXITED,
                "",
                OptionalInt.of(134),
                Optional.of("SIGABRT"),
                List.of("Unhandled exception. System.InvalidOperationException: Default is not configured"));
        var samples =
                new Comparisons(1).variant("jit@head", 100, 3, block -> ended).samples();
        assertThat(MarkdownReport.render(ReportBuilder.build(samples, List.of())))
                .contains("Default is not configured. Nothing is trimmed away from this form");
    }
}
