package dev.coldstart.cli.command;

import dev.coldstart.cli.command.option.Outcomes;
import dev.coldstart.cli.console.Terminal;
import dev.coldstart.cli.measure.OutputFolder;
import dev.coldstart.core.render.html.HtmlReport;
import dev.coldstart.core.render.json.JsonReport;
import dev.coldstart.core.render.markdown.MarkdownReport;
import dev.coldstart.core.render.terminal.TerminalReport;
import dev.coldstart.core.report.Report;
import dev.coldstart.core.sample.file.SampleReader;
import dev.coldstart.core.verdict.ReportBuilder;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes the report again from the samples: the same samples give the same report, on any machine. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        description = "Make the report again from its samples; needs no container engine.")
public final class ReportCommand implements Callable<Integer> {

    /** How it is printed. */
    enum Format {
        TERMINAL,
        MARKDOWN,
        JSON,
        HTML
    }

    @Spec
    @SuppressWarnings("NullAway.Init") // by picocli
    CommandSpec spec;

    @Parameters(paramLabel = "SAMPLES", description = "A samples.jsonl, the folder that holds it, or an evidence.zip.")
    Path samples = Path.of("samples.jsonl");

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "terminal",
            description = "What to print: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    Format format = Format.TERMINAL;

    @Option(names = "--json", description = "The same as --format json.")
    boolean json;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Write report.json, report.md and report.html there too.")
    Optional<Path> out = Optional.empty();

    @Option(
            names = "--gate",
            description = "Exit with 5 unless the verdict is to adopt and the change since base loses nothing.")
    boolean gate;

    @Override
    public Integer call() {
        SampleReader.Result read = SampleFiles.read(samples);
        Report report = ReportBuilder.build(read.samples(), read.remarks());
        spec.commandLine()
                .getOut()
                .print(
                        switch (json ? Format.JSON : format) {
                            case TERMINAL -> TerminalReport.render(report, Terminal.style());
                            case MARKDOWN -> MarkdownReport.render(report);
                            case JSON -> JsonReport.render(report);
                            case HTML -> HtmlReport.render(report, read.samples());
                        });
        spec.commandLine().getOut().flush();
        out.ifPresent(dir -> OutputFolder.at(dir).write(report, read.samples()));
        return Outcomes.exitCode(report, gate ? Outcomes.Gate.ASKED : Outcomes.Gate.NOT_ASKED);
    }
}
