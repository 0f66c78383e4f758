package dev.coldstart.cli.command;

import dev.coldstart.cli.github.Action;
import java.util.Map;
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
        return action().base();
    }

    @Command(description = "Build and measure.")
    int measure() {
        return action().measure();
    }

    @Command(description = "Write the comment, the check run, annotations, the summary and the outputs.")
    int publish() {
        return action().publish();
    }

    @Command(description = "Put reports of other jobs into one comment.")
    int comment() {
        return action().comment();
    }

    @Command(name = "tracking-issue", description = "Keep one issue up to date with a readiness run.")
    int trackingIssue() {
        return action().trackingIssue();
    }

    private Action action() {
        return new Action(env, commands, spec.commandLine().getOut());
    }
}
