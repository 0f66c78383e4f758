package dev.coldstart.cli.github;

import dev.coldstart.cli.ExitCode;
import dev.coldstart.cli.UserError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** The files through which a step tells the runner its outputs and its summary. */
final class StepFiles {

    /** GitHub takes a mebibyte of a step's summary, and none of a longer one. */
    static final int SUMMARY_LIMIT = 1024 * 1024;

    private final WorkflowRun run;

    StepFiles(WorkflowRun run) {
        this.run = run;
    }

    /** Sets an output; the value may be anything, lines included. */
    void output(String name, String value) {
        // A value can't guess it, so that none can end itself and set another output.
        String delimiter = "end-" + UUID.randomUUID();
        append("GITHUB_OUTPUT", name + "<<" + delimiter + "\n" + value + "\n" + delimiter + "\n");
    }

    /** Adds Markdown to the summary; of two renderings the first that fits. */
    void summary(String whole, String shorter) {
        append("GITHUB_STEP_SUMMARY", (bytes(whole) < SUMMARY_LIMIT ? whole : shorter) + "\n");
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private void append(String variable, String text) {
        Path file = Path.of(run.value(variable)
                .orElseThrow(() -> new UserError(
                        ExitCode.USAGE, variable + " is not set: coldstart action runs in a job of GitHub Actions")));
        try {
            Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UserError(ExitCode.NOT_MEASURED, variable + " can't be written to: " + e.getMessage());
        }
    }
}
