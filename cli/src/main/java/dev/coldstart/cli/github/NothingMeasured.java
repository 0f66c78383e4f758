package dev.coldstart.cli.github;

import dev.coldstart.cli.ExitCode;
import dev.coldstart.core.comment.CommentPart;
import dev.coldstart.core.plan.Architecture;
import dev.coldstart.core.presentation.AppName;
import dev.coldstart.core.presentation.ChangeSummary;
import dev.coldstart.core.render.comment.CommentParts;
import dev.coldstart.core.report.ChangeAnswer;
import java.util.List;
import java.util.Optional;

/**
 * A measurement that left no report, as far as the job knows it.
 *
 * @param name of what was to be measured; not trusted
 */
record NothingMeasured(String name, CommentPart part) {

    /** What a check says of it. */
    static final ChangeSummary SUMMARY =
            new ChangeSummary(ChangeAnswer.Answer.NOT_MEASURED, "nothing was measured", List.of());

    /** Of this job. */
    static NothingMeasured in(WorkflowRun run) {
        Optional<String> place = run.value("PLACE");
        Optional<String> label = run.value("INPUT_NAME");
        String app = run.repository().replaceFirst(".*/", "");
        String name = AppName.of(app, place, label);
        CommentPart part = CommentParts.ofNothing(
                CommentParts.key(app, place, label),
                name,
                Architecture.of(System.getProperty("os.arch")),
                run.head(),
                run.attempt(),
                why(run));
        return new NothingMeasured(name, part);
    }

    private static String why(WorkflowRun run) {
        return switch (run.value("EXIT_CODE")
                .filter(c -> c.matches("\\d{1,3}"))
                .map(Integer::parseInt)
                .orElse(0)) {
            case ExitCode.USAGE -> "the configuration or an input is wrong";
            case ExitCode.NOT_BUILT -> "no form could be built";
            case ExitCode.NOT_MEASURED -> "no form could be started";
            case ExitCode.CANCELLED -> "it was cancelled";
            default -> "the measurement ended before its first figure";
        };
    }
}
