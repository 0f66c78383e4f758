package dev.coldstart.cli.github;

import dev.coldstart.cli.ExitCode;
import dev.coldstart.cli.UserError;
import dev.coldstart.core.plan.Origin;
import dev.coldstart.core.presentation.AppName;
import dev.coldstart.core.render.json.JsonReport;
import dev.coldstart.core.report.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What an earlier measurement left in the output folder: a step before in the job, or an earlier job on a runner that keeps
 * its folders. Where this one ends before it writes a report, that one would be taken for its.
 */
final class OldReports {

    private static final List<String> NAMES =
            List.of("report.json", "report.md", "report.html", "samples.jsonl", "evidence.zip");

    private OldReports() {}

    /**
     * Looks for one that another step of this very job has written: its outputs and a later upload name its files.
     *
     * @throws UserError when there is one
     */
    static void keepThoseOf(WorkflowRun run, Path out) {
        Path file = out.resolve("report.json");
        if (!Files.isRegularFile(file) || run.attempt().isEmpty()) {
            return;
        }
        try {
            Report report = JsonReport.read(Files.readString(file));
            if (report.plan().origin().flatMap(Origin::run).equals(run.attempt())) {
                throw Inputs.wrong("out: " + out + " holds the report of another step of this job, of "
                        + AppName.of(report) + ", and this step would remove it. Give each step an out of its own");
            }
        } catch (IOException | IllegalArgumentException e) {
            // What can't be read is no step's of this job.
        }
    }

    /** @throws UserError when one can't be removed */
    static void remove(Path out) {
        for (String name : NAMES) {
            Path file = out.resolve(name);
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                throw new UserError(
                        ExitCode.USAGE,
                        file + " is of an earlier run and can't be removed: " + e.getMessage()
                                + ". Remove it, or name another folder with out");
            }
        }
    }
}
