package dev.coldstart.core.plan;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A program that runs and ends, such as a command-line tool: its start is its whole run.
 *
 * @param arguments what stands behind its command; paths of files are those of its container
 * @param input what it is given on standard input, and then the end of it; empty: the end alone
 * @param files files that it finds in {@value #FILES_FOLDER}, by name, with their content
 * @param exitCode that of a good run
 * @param expect what a good run prints on standard output
 * @param errors whether standard error is compared between forms; standard output always is
 * @param deadline how long a run may take
 */
public record ProgramScenario(
        List<String> arguments,
        Optional<String> input,
        Map<String, String> files,
        int exitCode,
        BodyExpectation expect,
        Errors errors,
        Duration deadline)
        implements Scenario, Kind {

    public static final String KIND = "program";

    /** Where its files are put: the one place in its container that can be written to. */
    public static final String FILES_FOLDER = "/tmp";

    public static final int MAX_EXIT_CODE = 255;

    /** Characters of standard input, and of all files together. */
    public static final int MAX_INPUT = Bounds.MAX_BODY;

    private static final int MAX_ARGUMENTS = 1000;
    private static final int MAX_FILES = 100;

    /** What is compared, as the requests of a program: it is asked nothing, and answers in two places. */
    private static final HttpRequest OUTPUT = HttpRequest.get("/standard-output");

    private static final HttpRequest ERRORS = HttpRequest.get("/standard-error");

    /** What becomes of standard error. */
    public enum Errors {
        COMPARED,
        IGNORED;

        @JsonValue
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        @JsonCreator
        public static Errors of(String id) {
            return valueOf(id.toUpperCase(Locale.ROOT));
        }
    }

    public ProgramScenario {
        arguments = List.copyOf(arguments);
        files = Collections.unmodifiableMap(new TreeMap<>(files));
        Bounds.count("arguments", arguments.size(), MAX_ARGUMENTS);
        for (String argument : arguments) {
            Bounds.length("an argument", argument, Bounds.MAX_LINE);
            if (argument.indexOf('\0') >= 0) {
                throw new IllegalArgumentException("an argument has a zero byte in it, which no program can be given");
            }
        }
        input.ifPresent(text -> Bounds.length("standard input", text, MAX_INPUT));
        Bounds.count("files", files.size(), MAX_FILES);
        files.keySet().forEach(ProgramScenario::checkName);
        Bounds.length("what is in the files together", String.join("", files.values()), MAX_INPUT);
        if (exitCode < 0 || exitCode > MAX_EXIT_CODE) {
            throw new IllegalArgumentException("an exit code is 0 to " + MAX_EXIT_CODE + ", not " + exitCode);
        }
        Bounds.between("the deadline", deadline, Bounds.MIN_WAIT, Bounds.MAX_WAIT);
    }

    private static void checkName(String name) {
        if (!name.matches("[A-Za-z0-9_-][A-Za-z0-9._-]*") || name.length() > Bounds.MAX_NAME) {
            throw new IllegalArgumentException("a file's name has letters, digits, dots, hyphens and underscores, and"
                    + " begins with no dot: " + name);
        }
    }

    /** A program that is given these arguments and nothing to read, and ends with 0. */
    public static ProgramScenario of(List<String> arguments) {
        return new ProgramScenario(
                arguments, Optional.empty(), Map.of(), 0, new BodyExpectation.Any(), Errors.COMPARED, DEFAULT_DEADLINE);
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Duration longest(int exchanged) {
        return deadline;
    }

    /** The prober sleeps until the program has ended or prints, on its CPU as on another. */
    @Override
    public ProgramScenario onOneCpu() {
        return this;
    }

    @Override
    public List<String> command(List<String> command) {
        return Stream.concat(command.stream(), arguments.stream()).toList();
    }

    /** What it prints, in the order in which the prober has it. */
    @Override
    public List<ParityRequest> behaviour() {
        return errors == Errors.COMPARED
                ? List.of(ParityRequest.of(OUTPUT), ParityRequest.of(ERRORS))
                : List.of(ParityRequest.of(OUTPUT));
    }

    /** Whether a request of {@link #behaviour} stands for standard error. */
    public static boolean isErrors(ParityRequest request) {
        return request.request().path().equals(ERRORS.path());
    }

    /** Arguments and input are sample data; what is a secret of the program's is in its environment. */
    @Override
    public ProgramScenario withoutSecrets() {
        return this;
    }
}
