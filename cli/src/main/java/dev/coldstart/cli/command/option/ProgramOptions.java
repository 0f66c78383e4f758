package dev.coldstart.cli.command.option;

import dev.coldstart.cli.ExitCode;
import dev.coldstart.cli.UserError;
import dev.coldstart.cli.config.ProgramReader;
import dev.coldstart.core.plan.ProgramScenario;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** What a program is given that runs and ends, where there is no configuration file to say it. */
public final class ProgramOptions {

    @Option(
            names = "--program",
            description = "The folders hold programs that run and end: time each from its start to its exit.")
    boolean wanted;

    @Option(
            names = "--arguments",
            paramLabel = "TEXT",
            description = "What the program is given, split at blanks; with --program.")
    Optional<String> arguments = Optional.empty();

    @Option(
            names = "--input",
            paramLabel = "FILE",
            description = "What it reads from standard input (default: nothing); with --program.")
    Optional<Path> input = Optional.empty();

    @Option(
            names = "--file",
            paramLabel = "FILE",
            description = "A file that it finds in /tmp, by its name; may be repeated; with --program.")
    List<Path> files = List.of();

    @Option(
            names = "--expect-exit",
            paramLabel = "N",
            description = "The exit code of a good run (default: 0); with --program.")
    Optional<Integer> exitCode = Optional.empty();

    @Option(
            names = "--ignore-errors",
            description = "Don't compare what the forms print on standard error; with --program.")
    boolean ignoreErrors;

    /** Empty where no program is to be measured. */
    public Optional<ProgramScenario> scenario(RequestOptions request) {
        if (!wanted) {
            boolean given = arguments.isPresent()
                    || input.isPresent()
                    || !files.isEmpty()
                    || exitCode.isPresent()
                    || ignoreErrors;
            if (given) {
                throw new UserError(
                        ExitCode.USAGE,
                        "--arguments, --input, --file, --expect-exit and --ignore-errors are for a program that runs and"
                                + " ends: add --program");
            }
            return Optional.empty();
        }
        request.refuseRequest();
        try {
            return Optional.of(new ProgramScenario(
                    arguments.map(String::strip).filter(text -> !text.isEmpty()).stream()
                            .flatMap(text -> List.of(text.split("\\s+")).stream())
                            .toList(),
                    input.map(file -> ProgramReader.content(file, file.toString())),
                    contents(),
                    exitCode.orElse(0),
                    request.bodyExpectation(),
                    ignoreErrors ? ProgramScenario.Errors.IGNORED : ProgramScenario.Errors.COMPARED,
                    request.deadline));
        } catch (IllegalArgumentException e) {
            throw new UserError(ExitCode.USAGE, String.valueOf(e.getMessage()));
        }
    }

    private Map<String, String> contents() {
        return files.stream()
                .collect(Collectors.toMap(
                        file -> file.getFileName().toString(),
                        file -> ProgramReader.content(file, file.toString()),
                        (one, other) -> {
                            throw new IllegalArgumentException("two files of --file have the same name");
                        }));
    }
}
