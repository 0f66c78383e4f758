package dev.coldstart.cli.command;

import dev.coldstart.cli.ExitCode;
import dev.coldstart.core.report.ChangeAnswer;
import dev.coldstart.core.report.Report;
import dev.coldstart.core.report.VariantReport;
import dev.coldstart.core.sample.End;

/** From a report to an exit code. */
final class Outcomes {

    /** Whether the command was asked to decide. */
    enum Gate {
        ASKED,
        NOT_ASKED
    }

    private Outcomes() {}

    static int exitCode(Report report, Gate gate) {
        if (report.end().map(end -> end.reason() == End.Reason.CANCELLED).orElse(false)) {
            return ExitCode.CANCELLED;
        }
        boolean broken =
                report.end().map(end -> end.reason() == End.Reason.BROKEN).orElse(true);
        if (broken || any(report, VariantReport.State.FAILED) || any(report, VariantReport.State.NOT_MEASURED)) {
            return ExitCode.NOT_MEASURED;
        }
        if (any(report, VariantReport.State.NOT_BUILT)) {
            return ExitCode.NOT_BUILT;
        }
        boolean loses = report.change().filter(ChangeAnswer::loses).isPresent();
        boolean yes = report.verdict().adopts() && !loses;
        return gate == Gate.ASKED && !yes ? ExitCode.POLICY : ExitCode.MEASURED;
    }

    private static boolean any(Report report, VariantReport.State state) {
        return report.variants().stream().anyMatch(v -> v.outcome() == state);
    }
}
