package dev.coldstart.cli.github;

import dev.coldstart.cli.ExitCode;
import dev.coldstart.core.plan.MissingBase;
import dev.coldstart.core.plan.Origin;
import dev.coldstart.core.report.ChangeAnswer;
import dev.coldstart.core.report.Report;
import java.util.Locale;
import java.util.Optional;

/** What makes the step fail although something was measured: a gate. One that could not decide fails too. */
enum FailOn {
    NEVER,
    REGRESSION,
    VERDICT,
    ERROR;

    /**
     * How the step ends.
     *
     * @param why a sentence without its full stop; empty where the step does not fail and there is nothing to say
     */
    record Decision(int exitCode, String why) {
        static final Decision PASSES = new Decision(ExitCode.MEASURED, "");

        boolean fails() {
            return exitCode != ExitCode.MEASURED;
        }
    }

    /** The input {@code fail-on}. */
    static FailOn of(WorkflowRun run) {
        String word = run.value("INPUT_FAIL_ON").orElse("never");
        return switch (word) {
            case "never" -> NEVER;
            case "regression" -> REGRESSION;
            case "verdict" -> VERDICT;
            case "error" -> ERROR;
            default -> throw Inputs.wrong("fail-on: " + word + " is none of never, regression, verdict, error");
        };
    }

    /** The word of the input. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it keeps a reviewer from merging, a sentence in Markdown. */
    String onMerging(Decision decision) {
        return decision.fails()
                ? "The job fails for it, as `fail-on` is `" + word()
                        + "`: a branch that requires its check can't be merged" + " into like this."
                : "It blocks no merge: the job passes, as `fail-on` is `" + word() + "`.";
    }

    /**
     * The decision where there is no report.
     *
     * @param measured how the measurement ended; 0 where it did not say
     */
    Decision withoutReport(int measured) {
        return this == NEVER
                ? Decision.PASSES
                : new Decision(
                        measured == ExitCode.MEASURED ? ExitCode.NOT_MEASURED : measured,
                        "nothing was measured, so that it could not be decided");
    }

    /**
     * The decision that a report leads to.
     *
     * @param measured how the measurement ended: 0, 3, 4, 5 or 130
     */
    Decision of(Report report, int measured) {
        return switch (this) {
            case NEVER -> Decision.PASSES;
            case ERROR ->
                measured == ExitCode.MEASURED
                        ? Decision.PASSES
                        : new Decision(measured, "something could not be built or measured");
            case REGRESSION -> regression(report);
            case VERDICT -> {
                Decision change = regression(report);
                yield change.fails() || report.verdict().adopts()
                        ? change
                        : new Decision(
                                ExitCode.POLICY,
                                "the verdict is " + report.verdict().answer().id());
            }
        };
    }

    private static Decision regression(Report report) {
        Optional<ChangeAnswer> change = report.change();
        if (change.filter(ChangeAnswer::loses).isPresent()) {
            return new Decision(ExitCode.POLICY, "this change costs something or breaks the app");
        }
        if (report.outcome() != Report.State.MEASURED) {
            return undecided("the measurement did not come to its end");
        }
        if (change.filter(c -> c.answer() == ChangeAnswer.Answer.NOT_MEASURED).isPresent()) {
            return undecided("no form was measured at both revisions");
        }
        Optional<MissingBase> missing = report.plan().origin().flatMap(Origin::missingBase);
        if (change.isPresent() || missing.isEmpty()) {
            return Decision.PASSES;
        }
        return missing.get().kind() == MissingBase.Kind.NOT_HAD
                ? undecided("base was not measured: " + missing.get().reason())
                : new Decision(
                        ExitCode.MEASURED,
                        "There is no base to hold this against yet: "
                                + missing.get().reason());
    }

    private static Decision undecided(String why) {
        return new Decision(ExitCode.POLICY, "whether this change costs something could not be decided: " + why);
    }
}
