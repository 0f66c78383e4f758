package dev.coldstart.cli.github;

import dev.coldstart.cli.ExitCode;
import dev.coldstart.cli.UserError;
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
