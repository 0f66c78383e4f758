package dev.coldstart.cli.command.option;

import dev.coldstart.cli.console.Progress;
import dev.coldstart.cli.console.Terminal;
import dev.coldstart.cli.measure.Measurement;
import dev.coldstart.cli.measure.OutputFolder;
import dev.coldstart.core.render.json.JsonReport;
import dev.coldstart.core.render.terminal.TerminalReport;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where the report goes. */
public final class OutputOptions {

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = OutputFolder.DEFAULT,
            description =
                    "Folder for report.json, report.md, report.html, samples.jsonl, evidence.zip (default: ${DEFAULT-VALUE}).")
    Path out = Path.of(OutputFolder.DEFAULT);

    @Option(names = "--json", description = "Print report.json in place of the table.")
    public boolean json;

    @Option(
            names = "--gate",
            description = "Exit with 5 unless the verdict is to adopt and the change since base loses nothing.")
    boolean gate;

    public OutputFolder folder() {
        return OutputFolder.at(out);
    }

    public Progress progress() {
        return json ? new Progress.Silent() : Progress.onTerminal();
    }

    /**
     * Prints, writes the files, and gives the exit code.
     *
     * @param configuration the text of the configuration, secrets hidden, where there is one
     * @param logs the builds' logs by variant
     */
    public int finish(
            Measurement.Result result, Optional<String> configuration, Map<String, Path> logs, PrintWriter stdout) {
        OutputFolder folder = folder();
        if (json) {
            stdout.print(JsonReport.render(result.report()));
        } else {
            stdout.print(TerminalReport.render(result.report(), Terminal.style()));
        }
        stdout.flush();
        folder.write(result.report(), result.samples());
        folder.writeEvidence(result, configuration, logs);
        if (!json) {
            stdout.println();
            stdout.println("The page: "
                    + folder.path().resolve(OutputFolder.HTML).toAbsolutePath().normalize());
            stdout.flush();
        }
        return Outcomes.exitCode(result.report(), gate ? Outcomes.Gate.ASKED : Outcomes.Gate.NOT_ASKED);
    }
}
