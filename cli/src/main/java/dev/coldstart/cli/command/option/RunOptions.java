package dev.coldstart.cli.command.option;

import dev.coldstart.cli.ExitCode;
import dev.coldstart.cli.UserError;
import dev.coldstart.core.plan.FunctionScenario;
import dev.coldstart.core.plan.HttpScenario;
import dev.coldstart.core.plan.ProgramScenario;
import dev.coldstart.core.plan.RunSettings;
import dev.coldstart.core.plan.Scenario;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The machine that each start is given, where there is no configuration file to say it. */
public final class RunOptions {

    @Option(
            names = "--cpus",
            paramLabel = "N",
            description = "CPUs, fractions allowed (default: 1; of a function what comes with its memory).")
    Optional<Double> cpus = Optional.empty();

    @Option(
            names = "--memory",
            paramLabel = "SIZE",
            converter = Converters.Bytes.class,
            description = "Memory limit (default: 512m).")
    long memory = RunSettings.DEFAULT_MEMORY_BYTES;

    @Option(names = "--env", paramLabel = "NAME=VALUE", description = "Environment of the app; may be repeated.")
    Map<String, String> env = Map.of();

    @Option(
            names = "--base-image",
            paramLabel = "IMAGE",
            description = "The image under the app's files (default: coldstart's).")
    Optional<String> base = Optional.empty();

    @Option(names = "--cold-disk", description = "Drop the app's pages from the page cache before each start.")
    boolean coldDisk;

    public RunSettings settings(Scenario scenario) {
        try {
            double share = cpus.orElseGet(() -> switch (scenario) {
                case HttpScenario _, ProgramScenario _ -> RunSettings.DEFAULT_CPUS;
                case FunctionScenario _ -> FunctionScenario.cpus(memory);
            });
            return new RunSettings(share, memory, env, base, coldDisk);
        } catch (IllegalArgumentException e) {
            throw new UserError(ExitCode.USAGE, String.valueOf(e.getMessage()));
        }
    }
}
