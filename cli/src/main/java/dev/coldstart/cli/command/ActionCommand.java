package dev.coldstart.cli.command;

import dev.coldstart.cli.UserError;
import dev.coldstart.cli.github.Action;
import java.io.PrintWriter;
import java.util.Map;
import java.util.function.ToIntFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What {@code action.yml} calls, a step each. */
@Command(
        name = "action",
        mixinStandardHelpOptions = true,
        description = "What the GitHub Action calls; see docs/github.md.",
        synopsisSubcommandLabel = "STEP")
public final class ActionCommand {

    private final Map<String, String> env;
    private final Action.Commands commands;

    @Spec
    @SuppressWarnings("NullAway.Init") // by picocli
    CommandSpec spec;

    /** @param env the environment */
    public ActionCommand(Map<String, String> env, Action.Commands commands) {
        this.env = Map.copyOf(env);
        this.commands = commands;
    }

    @Command(description = "Find what the change is held against, and fetch it.")
    int base() {
        return step(Action::base);
    }

    @Command(description = "Build and measure.")
    int measure() {
        return step(Action::measure);
    }

    @Command(description = "Write the comment, the check run, annotations, the summary and the outputs.")
    int publish() {
        return step(Action::publish);
    }

    @Command(description = "Put reports of other jobs into one comment.")
    int comment() {
        return step(Action::comment);
    }

    @Command(name = "tracking-issue", description = "Keep one issue up to date with a readiness run.")
    int trackingIssue() {
        return step(Action::trackingIssue);
    }

    /** What ends a step is shown beside the run, where people look first. */
    private int step(ToIntFunction<Action> step) {
        PrintWriter out = spec.commandLine().getOut();
        try {
            return step.applyAsInt(new Action(env, commands, out));
        } catch (UserError e) {
            out.println(Action.error(String.valueOf(e.getMessage())));
            out.flush();
            return e.exitCode();
        }
    }
}
