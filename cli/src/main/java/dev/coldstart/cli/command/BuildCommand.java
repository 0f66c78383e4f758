package dev.coldstart.cli.command;

import dev.coldstart.cli.ExitCode;
import dev.coldstart.cli.build.BuildFolder;
import dev.coldstart.cli.build.BuildOutcome;
import dev.coldstart.cli.command.option.ConfigOptions;
import dev.coldstart.cli.config.Config;
import dev.coldstart.cli.console.Progress;
import dev.coldstart.cli.measure.Builds;
import dev.coldstart.cli.measure.OutputFolder;
import dev.coldstart.core.artifact.BuildRecord;
import dev.coldstart.core.artifact.BuildWarning;
import dev.coldstart.core.json.Json;
import dev.coldstart.core.plan.Variant;
import dev.coldstart.measure.run.Cancellation;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Builds the forms and says what came of each. */
@Command(
        name = "build",
        mixinStandardHelpOptions = true,
        description = "Build the app in its forms: published folders, logs, seconds, warnings.")
public final class BuildCommand implements Callable<Integer> {

    private final Cancellation cancellation;

    @Spec
    @SuppressWarnings("NullAway.Init") // by picocli
    CommandSpec spec;

    @Mixin
    ConfigOptions options = new ConfigOptions();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = OutputFolder.DEFAULT,
            description = "Folder for .build/FORM/published and .build/FORM/build.log (default: ${DEFAULT-VALUE}).")
    Path out = Path.of(OutputFolder.DEFAULT);

    @Option(names = "--json", description = "Print JSON.")
    boolean json;

    public BuildCommand(Cancellation cancellation) {
        this.cancellation = cancellation;
    }

    @Override
    public Integer call() {
        Config config = options.load();
        BuildFolder folder = OutputFolder.at(out).builds();
        Progress progress = json ? new Progress.Silent() : Progress.onTerminal();
        List<BuildOutcome> outcomes =
                Builds.run(config, Variant.HEAD, options.chosen(config), folder, progress, cancellation);
        PrintWriter stdout = spec.commandLine().getOut();
        if (json) {
            stdout.println(Json.pretty()
                    .writeValueAsString(
                            outcomes.stream().map(BuildOutcome::record).toList()));
        } else {
            outcomes.forEach(outcome -> print(outcome, stdout));
        }
        stdout.flush();
        boolean all = outcomes.stream().allMatch(o -> o instanceof BuildOutcome.Built);
        return all ? ExitCode.MEASURED : ExitCode.NOT_BUILT;
    }

    private static void print(BuildOutcome outcome, PrintWriter stdout) {
        BuildRecord record = outcome.record();
        String seconds = String.format(Locale.ROOT, "%.1f s", record.seconds());
        switch (outcome) {
            case BuildOutcome.Built built -> {
                stdout.println(record.variant() + "  built in " + seconds + "  " + built.folder());
                built.notes().forEach(note -> stdout.println("    " + note));
            }
            case BuildOutcome.NotBuilt failed -> {
                stdout.println(record.variant() + "  NOT BUILT after " + seconds + ": "
                        + record.failure().orElse("no reason given"));
                stdout.println("    the whole log: " + failed.log());
            }
        }
        record.warningsUnknown()
                .filter(why -> record.failure().isEmpty())
                .ifPresent(why -> stdout.println("    warnings are not known: " + why));
        if (!record.warnings().isEmpty()) {
            TreeMap<String, Long> counts = record.warnings().stream()
                    .collect(Collectors.groupingBy(BuildWarning::code, TreeMap::new, Collectors.counting()));
            stdout.println(
                    "    " + record.warnings().size() + (record.warnings().size() == 1 ? " warning: " : " warnings: ")
                            + counts.entrySet().stream()
                                    .map(e -> e.getKey() + " " + e.getValue() + "x")
                                    .collect(Collectors.joining(", ")));
        }
    }
}
