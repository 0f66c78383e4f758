package dev.coldstart.cli.github;

import dev.coldstart.cli.ExitCode;
import dev.coldstart.cli.UserError;
import dev.coldstart.cli.config.Blocks;
import java.util.Arrays;
import java.util.Optional;

/** The action's inputs, looked at before anything is built: one that is wrong would cost the whole measurement if it were told at its end. */
final class Inputs {

    private Inputs() {}

    /**
     * Checks them.
     *
     * @throws UserError with the first that is wrong
     */
    static void check(WorkflowRun run) {
        FailOn failOn = FailOn.of(run);
        String base = base(run);
        if (failOn == FailOn.REGRESSION && base.equals("none")) {
            throw wrong("fail-on: regression needs something to be held against, and base is none");
        }
        CommentMode.of(run);
        run.value("INPUT_BLOCKS").ifPresent(blocks -> {
            try {
                Blocks.parse(blocks);
            } catch (IllegalArgumentException e) {
                throw wrong("blocks: " + e.getMessage());
            }
        });
        localChanges(run);
    }

    /** What the change is held against: {@code auto}, {@code none}, or a name. */
    static String base(WorkflowRun run) {
        return run.value("INPUT_BASE").orElse("auto");
    }

    /** The forms, as the command line takes them: people write {@code jit, aot}. */
    static Optional<String> forms(WorkflowRun run) {
        return run.value("INPUT_FORMS")
                .map(forms -> String.join(
                        ",",
                        Arrays.stream(forms.split("[,\\s]+"))
                                .filter(form -> !form.isEmpty())
                                .toList()));
    }

    /** Whether files that differ from their commit are measured all the same. */
    enum LocalChanges {
        REFUSED,
        MEASURED
    }

    static LocalChanges localChanges(WorkflowRun run) {
        String word = run.value("INPUT_LOCAL_CHANGES").orElse("refuse");
        return switch (word) {
            case "refuse" -> LocalChanges.REFUSED;
            case "measure" -> LocalChanges.MEASURED;
            default -> throw wrong("local-changes: " + word + " is none of refuse, measure");
        };
    }

    static UserError wrong(String what) {
        return new UserError(ExitCode.USAGE, what);
    }
}
