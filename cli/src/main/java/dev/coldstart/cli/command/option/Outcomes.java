package dev.coldstart.cli.command.option;

import dev.coldstart.cli.ExitCode;
import dev.coldstart.core.assessment.Waivers;
import dev.coldstart.core.plan.Plan;
import dev.coldstart.core.policy.Check;
import dev.coldstart.core.report.ChangeAnswer;
import dev.coldstart.core.report.Report;
import dev.coldstart.core.report.VariantReport;
import dev.coldstart.core.sample.End;
import java.util.Set;
import java.util.stream.Collectors;

/** From a report to an exit code. */
public final class Outcomes {

    /** Whether the command was asked to decide. */
    public enum Gate {
        ASKED,
        NOT_ASKED
    }

    private Outcomes() {}

    public static int exitCode(Report report, Gate gate) {
        if (report.end().map(end -> end.reason() == End.Reason.CANCELLED).orElse(false)) {
            return ExitCode.CANCELLED;
        }
        boolean broken =
                report.end().map(end -> end.reason() == End.Reason.BROKEN).orElse(true);
        Set<VariantReport.State> states = report.variants().stream()
                .filter(v -> gate == Gate.NOT_ASKED || !isAccepted(report, v))
                .map(VariantReport::outcome)
                .collect(Collectors.toSet());
        if (broken
                || states.contains(VariantReport.State.FAILED)
                || states.contains(VariantReport.State.NOT_MEASURED)) {
            return ExitCode.NOT_MEASURED;
        }
        if (states.contains(VariantReport.State.NOT_BUILT)) {
            return ExitCode.NOT_BUILT;
        }
        boolean loses = report.change().filter(ChangeAnswer::loses).isPresent();
        boolean yes = report.verdict().adopts() && !loses;
        return gate == Gate.ASKED && !yes ? ExitCode.POLICY : ExitCode.MEASURED;
    }

    /** Whether the team has accepted that this form can't be used: then it decides nothing. */
    private static boolean isAccepted(Report report, VariantReport variant) {
        Plan plan = report.plan();
        return new Waivers(plan.policy().team().exceptions(), plan.day())
                .accepting(Check.OPERATIONAL_RISK, variant.form())
                .isPresent();
    }
}
