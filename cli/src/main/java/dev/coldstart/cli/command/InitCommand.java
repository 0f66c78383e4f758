package dev.coldstart.cli.command;

import dev.coldstart.cli.ExitCode;
import dev.coldstart.cli.UserError;
import dev.coldstart.cli.init.Init;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a first configuration. */
@Command(
        name = "init",
        mixinStandardHelpOptions = true,
        description = "Look at a repository and write a coldstart.yml with what was found.")
public final class InitCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // by picocli
    CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "DIR", defaultValue = ".", description = "The repository (default: here).")
    Path repository = Path.of(".");

    @Option(names = "--app", paramLabel = "FILE", description = "The project, where there are several.")
    Optional<Path> app = Optional.empty();

    @Override
    public Integer call() {
        try {
            spec.commandLine()
                    .getOut()
                    .println(Init.write(repository, app).text().stripTrailing());
            return ExitCode.MEASURED;
        } catch (IOException e) {
            throw new UserError(ExitCode.USAGE, "coldstart.yml could not be written: " + e.getMessage());
        }
    }
}
