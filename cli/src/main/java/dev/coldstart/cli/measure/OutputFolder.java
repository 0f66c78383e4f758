package dev.coldstart.cli.measure;

import dev.coldstart.artifact.evidence.PackWriter;
import dev.coldstart.cli.ExitCode;
import dev.coldstart.cli.UserError;
import dev.coldstart.cli.build.BuildFolder;
import dev.coldstart.core.render.html.HtmlReport;
import dev.coldstart.core.render.json.JsonReport;
import dev.coldstart.core.render.markdown.MarkdownReport;
import dev.coldstart.core.report.Report;
import dev.coldstart.core.sample.SampleSet;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;

/** Where a report's files go: {@code report.json}, {@code report.md}, {@code report.html}, {@code samples.jsonl}, {@code evidence.zip}. */
public record OutputFolder(Path path) {

    /** The folder when none is named, under the working folder. */
    public static final String DEFAULT = "coldstart-out";

    public static final String HTML = "report.html";
    public static final String EVIDENCE = "evidence.zip";

    /**
     * Makes the folder where it is missing.
     *
     * @throws UserError when it can't be written to
     */
    public static OutputFolder at(Path path) {
        try {
            if (!Files.exists(path)) {
                Files.createDirectories(path);
                BuildFolder.mark(path);
            }
            Files.createDirectories(path);
        } catch (FileAlreadyExistsException e) {
            throw new UserError(ExitCode.USAGE, path + " is a file: name a folder with --out");
        } catch (IOException e) {
            throw new UserError(ExitCode.USAGE, "the folder " + path + " can't be made: " + e.getMessage());
        }
        if (!Files.isWritable(path)) {
            throw new UserError(
                    ExitCode.USAGE, "no permission to write to " + path + ": name another folder with --out");
        }
        return new OutputFolder(path);
    }

    /**
     * Where forms are built: {@code .build/FORM/published}. Hidden, as a project that takes all files below it for its own
     * takes none of a hidden folder.
     */
    public BuildFolder builds() {
        return new BuildFolder(path.resolve(".build"), path);
    }

    /**
     * Writes the three renderings.
     *
     * @throws UserError when the disk does not take them
     */
    public void write(Report report, SampleSet samples) {
        write("report.json", JsonReport.render(report));
        write("report.md", MarkdownReport.render(report));
        write(HTML, HtmlReport.render(report, samples));
    }

    /**
     * Writes the evidence pack; without a file that holds all the samples there is none, and an earlier run's is removed.
     *
     * @param configuration the text of the configuration, secrets hidden
     * @param logs the builds' logs by variant
     * @throws UserError when the disk does not take it
     */
    public void writeEvidence(Measurement.Result result, Optional<String> configuration, Map<String, Path> logs) {
        Path file = path.resolve(EVIDENCE);
        Path part = path.resolve(EVIDENCE + ".part");
        try {
            try {
                if (result.file().isEmpty()) {
                    Files.deleteIfExists(file);
                    return;
                }
                PackWriter.write(
                        part, result.samples(), result.report(), result.file().get(), configuration, logs);
                Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw new UserError(
                    ExitCode.NOT_MEASURED,
                    file + " could not be written: " + e.getMessage() + ". The report and the samples are in " + path);
        }
    }

    /** Beside it first: on a full disk half a report would stand where a program looks for a whole one. */
    public void write(String name, String text) {
        Path file = path.resolve(name);
        Path part = path.resolve(name + ".part");
        try {
            try {
                Files.writeString(part, text);
                Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw new UserError(
                    ExitCode.NOT_MEASURED,
                    file + " could not be written: " + e.getMessage()
                            + ". Make room and render the report again with coldstart report");
        }
    }
}
