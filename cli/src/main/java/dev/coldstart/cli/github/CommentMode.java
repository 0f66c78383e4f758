package dev.coldstart.cli.github;

import dev.coldstart.cli.ExitCode;
import dev.coldstart.cli.UserError;
import java.util.Locale;

/** When a comment is written. */
enum CommentMode {
    /** There is always one; a later run edits it, or writes a new one where something turned bad. */
    ALWAYS,
    /** The first one waits for something that changed. */
    CHANGES,
    NEVER;

    /** What the input asks for. {@code auto} is what {@code always} was called at first. */
    static CommentMode of(WorkflowRun run) {
        String word = run.value("INPUT_COMMENT").orElse("always");
        return switch (word) {
            case "always", "auto" -> ALWAYS;
            case "changes" -> CHANGES;
            case "never" -> NEVER;
            default ->
                throw new UserError(
                        ExitCode.USAGE,
                        "comment: " + word.toLowerCase(Locale.ROOT) + " is none of always, changes, never");
        };
    }
}
