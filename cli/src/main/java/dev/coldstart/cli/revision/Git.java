package dev.coldstart.cli.revision;

import dev.coldstart.cli.ExitCode;
import dev.coldstart.cli.UserError;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.exec.CommandLine;
import org.apache.commons.exec.DefaultExecutor;
import org.apache.commons.exec.ExecuteException;
import org.apache.commons.exec.ExecuteWatchdog;
import org.apache.commons.exec.PumpStreamHandler;

/** The git command in a folder. */
public final class Git {

    /** A large repository's checkout takes a while; one that asks for a password would wait for ever. */
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final Path dir;
    private final Map<String, String> env;

    public Git(Path dir) {
        this(dir, Map.of());
    }

    private Git(Path dir, Map<String, String> env) {
        this.dir = dir;
        this.env = env;
    }

    /** The same with variables beside those of this process. */
    public Git with(Map<String, String> variables) {
        return new Git(dir, Map.copyOf(variables));
    }

    /**
     * Runs it.
     *
     * @return its standard output without blanks around it
     * @throws GitException when it fails, with what it wrote to standard error
     */
    public String run(String... arguments) throws GitException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        CommandLine line = new CommandLine("git");
        for (String argument : arguments) {
            line.addArgument(argument, false);
        }
        DefaultExecutor executor =
                DefaultExecutor.builder().setWorkingDirectory(dir).get();
        executor.setStreamHandler(new PumpStreamHandler(out, err));
        executor.setWatchdog(ExecuteWatchdog.builder().setTimeout(LONGEST).get());
        try {
            Map<String, String> all = new HashMap<>(System.getenv());
            // It fails where it would ask for a password, and speaks as we read it.
            all.put("GIT_TERMINAL_PROMPT", "0");
            all.put("LANGUAGE", "C");
            all.putAll(env);
            executor.execute(line, all);
            return out.toString(StandardCharsets.UTF_8).strip();
        } catch (ExecuteException e) {
            String said = err.toString(StandardCharsets.UTF_8).strip();
            throw new GitException(said.isEmpty() ? "git ended with exit code " + e.getExitValue() : said);
        } catch (IOException e) {
            throw new UserError(
                    ExitCode.USAGE,
                    "git can't be run: " + e.getMessage() + ". It has to be on the PATH to hold a change against base");
        }
    }

    /** The same where it does not matter why it fails. */
    public Optional<String> tryRun(String... arguments) {
        try {
            return Optional.of(run(arguments));
        } catch (GitException | UserError e) {
            return Optional.empty();
        }
    }

    /**
     * The whole name of the commit that a name stands for; empty where there is none here. Git 2.25 knows no
     * {@code rev-parse --end-of-options}, so that what looks like an option is not asked for.
     */
    public Optional<String> commit(String name) {
        return name.startsWith("-") ? Optional.empty() : tryRun("rev-parse", "--verify", "--quiet", name + "^{commit}");
    }

    /** What git could not do, in its own words. */
    public static final class GitException extends Exception {
        private static final long serialVersionUID = 1L;
        private static final int LONGEST_LINE = 400;

        GitException(String message) {
            super(message);
        }

        /** What of it says why, without the lines that tell how far it came. */
        public String inOneLine() {
            List<String> lines = String.valueOf(getMessage())
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList();
            List<String> grave = lines.stream()
                    .filter(line -> line.startsWith("fatal: ") || line.startsWith("error: "))
                    .toList();
            String all = String.join("; ", grave.isEmpty() ? lines : grave);
            return all.length() > LONGEST_LINE ? all.substring(0, LONGEST_LINE) + "..." : all;
        }
    }
}
