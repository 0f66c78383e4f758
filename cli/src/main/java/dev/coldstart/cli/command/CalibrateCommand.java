package dev.coldstart.cli.command;

import dev.coldstart.artifact.folder.PublishedFolder;
import dev.coldstart.cli.calibrate.Calibration;
import dev.coldstart.cli.calibrate.CalibrationResult;
import dev.coldstart.cli.command.option.Outcomes;
import dev.coldstart.cli.command.option.OutputOptions;
import dev.coldstart.cli.command.option.SamplingOptions;
import dev.coldstart.cli.config.SamplingSettings;
import dev.coldstart.cli.measure.Measurement;
import dev.coldstart.cli.measure.OutputFolder;
import dev.coldstart.core.estimate.Contrast;
import dev.coldstart.core.json.Json;
import dev.coldstart.core.plan.Sampling;
import dev.coldstart.measure.engine.docker.DockerEngine;
import dev.coldstart.measure.run.Cancellation;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.DoubleStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says how exact this machine measures. */
@Command(
        name = "calibrate",
        mixinStandardHelpOptions = true,
        description =
                "Measure a program whose start is known, and print how far off that was and what this machine can see.")
public final class CalibrateCommand implements Callable<Integer> {

    /** Not the measurements' folder, whose samples it would write over. */
    private static final String DEFAULT_OUT = "coldstart-calibration";

    private static final List<Integer> BLOCK_COUNTS = List.of(20, 30, 50);

    private final Cancellation cancellation;
    private final Clock clock;

    @Spec
    @SuppressWarnings("NullAway.Init") // by picocli
    CommandSpec spec;

    @Option(
            names = "--known",
            paramLabel = "MS",
            split = ",",
            defaultValue = "20,50,200,1000",
            description = "The known starts, in milliseconds (default: ${DEFAULT-VALUE}).")
    List<Integer> known = List.of();

    @Mixin
    SamplingOptions sampling = new SamplingOptions();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = DEFAULT_OUT,
            description = "Folder for samples.jsonl (default: ${DEFAULT-VALUE}).")
    Path out = Path.of(DEFAULT_OUT);

    @Option(names = "--json", description = "Print JSON.")
    boolean json;

    public CalibrateCommand(Cancellation cancellation, Clock clock) {
        this.cancellation = cancellation;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        OutputFolder folder = OutputFolder.at(out);
        PrintWriter stdout = spec.commandLine().getOut();
        OutputOptions progress = new OutputOptions();
        progress.json = json;
        try (DockerEngine engine = Engines.docker(clock).get()) {
            PublishedFolder published =
                    PublishedFolder.inspect(engine.runnerFiles().folderWith("known", engine.architecture()));
            Measurement measurement = new Measurement(Engines.docker(clock), clock, cancellation);
            Sampling chosen = sampling.over(SamplingSettings.defaults());
            CalibrationResult result = new Calibration(measurement, clock, known)
                    .run(published, engine.architecture(), chosen, folder.path(), progress.progress());
            if (json) {
                stdout.println(Json.pretty().writeValueAsString(result));
            } else {
                print(result, stdout);
            }
            stdout.flush();
            return Outcomes.exitCode(result.report(), Outcomes.Gate.NOT_ASKED);
        }
    }

    private static void print(CalibrationResult result, PrintWriter stdout) {
        stdout.println("Known start    starts     median      error     spread      worst");
        for (CalibrationResult.Row row : result.rows()) {
            stdout.println(String.format(
                    Locale.ROOT,
                    "%-12s %8d %7.2f ms %+7.2f ms %7.2f ms %7.2f ms%s",
                    row.form(),
                    row.n(),
                    row.median(),
                    row.error(),
                    row.spread(),
                    row.worst(),
                    row.exact() ? "" : "  not exact"));
        }
        stdout.println();
        stdout.println(
                result.exact()
                        ? "Exact: every median is within 1 ms of the known start, and within 1 ms of spread when it sleeps."
                        : "Not exact: a median is more than 1 ms off, or the spread of a sleeping start is above 1 ms.");
        if (result.stolen() > 0 && !result.undisturbed().isEmpty()) {
            stdout.println(String.format(
                    Locale.ROOT,
                    "The host took CPU time (steal) in %d of %d starts. Without them: errors of %+.2f to %+.2f ms, a"
                            + " spread of %.2f ms at most when it sleeps.",
                    result.stolen(),
                    result.report().variants().stream()
                            .mapToInt(v -> v.starts() - v.failedStarts())
                            .sum(),
                    errors(result).min().orElse(0),
                    errors(result).max().orElse(0),
                    result.undisturbed().stream()
                            .filter(CalibrationResult.Row::sleeps)
                            .mapToDouble(CalibrationResult.Row::spread)
                            .max()
                            .orElse(0)));
        }
        result.same()
                .ifPresentOrElse(
                        same -> printNoise(same, stdout),
                        () -> stdout.println("The noise floor could not be measured."));
    }

    private static DoubleStream errors(CalibrationResult result) {
        return result.undisturbed().stream().mapToDouble(CalibrationResult.Row::error);
    }

    private static void printNoise(Contrast same, PrintWriter stdout) {
        if (same.low().isEmpty() || same.smallestVisible().isEmpty()) {
            stdout.println("Too few blocks for a noise floor: it takes six.");
            return;
        }
        stdout.println(String.format(
                Locale.ROOT,
                "Noise floor: the same work against itself is %+.1f %% (%+.1f %% to %+.1f %%).",
                100 * (same.ratio() - 1),
                100 * (same.low().getAsDouble() - 1),
                100 * (same.high().getAsDouble() - 1)));
        StringBuilder visible = new StringBuilder("Smallest change visible here, four times in five:");
        for (int blocks : BLOCK_COUNTS) {
            double change = same.smallestVisible().getAsDouble() * Math.sqrt(same.pairs() / (double) blocks);
            visible.append(String.format(
                    Locale.ROOT,
                    "%s %.1f %% with %d blocks",
                    blocks == BLOCK_COUNTS.getFirst() ? "" : ",",
                    100 * change,
                    blocks));
        }
        stdout.println(visible.append('.'));
    }
}
