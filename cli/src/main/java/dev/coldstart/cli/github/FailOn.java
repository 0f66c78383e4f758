package dev.coldstart.cli.github;

import dev.coldstart.cli.ExitCode;
import dev.coldstart.core.report.ChangeAnswer;
import dev.coldstart.core.report.Report;
import java.util.Locale;

/** What makes the step fail although something was measured. */
enum FailOn {
    NEVER,
    REGRESSION,
    VERDICT,
    ERROR;

    /** @throws IllegalArgumentException for any other word */
    static FailOn of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /**
     * How the step ends.
     *
     * @param measured how the measurement ended: 0, 3, 4 or 5
     */
    int exitCode(Report report, int measured) {
        boolean loses = report.change().filter(ChangeAnswer::loses).isPresent();
        return switch (this) {
            case NEVER -> ExitCode.MEASURED;
            case REGRESSION -> loses ? ExitCode.POLICY : ExitCode.MEASURED;
            case VERDICT -> loses || !report.verdict().adopts() ? ExitCode.POLICY : ExitCode.MEASURED;
            case ERROR -> measured;
        };
    }
}
