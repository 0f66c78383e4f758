package dev.coldstart.cli.revision;

import dev.coldstart.cli.ExitCode;
import dev.coldstart.cli.UserError;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.exec.CommandLine;
import org.apache.commons.exec.DefaultExecutor;
import org.apache.commons.exec.ExecuteException;
import org.apache.commons.exec.ExecuteWatchdog;
import org.apache.commons.exec.PumpStreamHandler;

/**
 * The git command in a folder: every call of git is made here. What the repository itself would have git run, hooks, watchers,
 * filters and such, is not run ({@link GitConfiguration}), and git gets no secret of ours ({@link GitEnvironment}).
 */
public final class Git {

    /** A large repository's checkout takes a while; one that asks for a password would wait for ever. */
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final Path dir;
    private final Map<String, String> env;
    private final List<GitConfiguration.Entry> configured;

    public Git(Path dir) {
        this(dir, Map.of(), List.of());
    }

    private Git(Path dir, Map<String, String> env, List<GitConfiguration.Entry> configured) {
        this.dir = dir;
        this.env = env;
        this.configured = configured;
    }

    /** The same with variables beside those of this process. */
    public Git with(Map<String, String> variables) {
        return new Git(dir, Map.copyOf(variables), configured);
    }

    /** The same configured beside what its files say: in the environment, where no list of processes shows it. */
    public Git configured(String key, String value) {
        return new Git(dir, env, List.of(new GitConfiguration.Entry(key, value)));
    }

    /**
     * Runs it.
     *
     * @return its standard output without blanks around it
     * @throws GitException when it fails, with what it wrote to standard error
     */
    public String run(String... arguments) throws GitException {
        Map<String, String> all = GitEnvironment.of(System.getenv(), env);
        // It reads files and runs nothing.
        GitConfiguration.Told told = GitConfiguration.instead(call(all, "config", "--list", "--show-scope", "-z"));
        if (!told.refused().isEmpty()) {
            throw new GitException(
                    "the repository's own configuration has a command that git would run where it fetches: "
                            + String.join(", ", told.refused()) + ". Remove it with git config --unset-all "
                            + told.refused().getFirst());
        }
        List<GitConfiguration.Entry> entries = new ArrayList<>(configured);
        entries.addAll(told.entries());
        GitEnvironment.configure(all, entries);
        try {
            return call(all, arguments).strip();
        } catch (GitException e) {
            throw e.without(told.replaced());
        }
    }

    private String call(Map<String, String> all, String... arguments) throws GitException {
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
            executor.execute(line, all);
            return out.toString(StandardCharsets.UTF_8);
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

        private final String notRun;

        GitException(String message) {
            this(message, "");
        }

        private GitException(String message, String notRun) {
            super(message + notRun);
            this.notRun = notRun;
        }

        private GitException without(List<String> keys) {
            return keys.isEmpty()
                    ? this
                    : new GitException(
                            String.valueOf(getMessage()),
                            "\nThe repository's own configuration has commands that coldstart does not let git run: "
                                    + String.join(", ", keys)
                                    + ". Where they are yours, say so with git config --global");
        }

        /** What of it says why, without the lines that tell how far it came. */
        public String inOneLine() {
            String message = String.valueOf(getMessage());
            List<String> lines = message.substring(0, message.length() - notRun.length())
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList();
            List<String> grave = lines.stream()
                    .filter(line -> line.startsWith("fatal: ") || line.startsWith("error: "))
                    .toList();
            String all = String.join("; ", grave.isEmpty() ? lines : grave);
            return (all.length() > LONGEST_LINE ? all.substring(0, LONGEST_LINE) + "..." : all)
                    + notRun.replace("\n", ". ");
        }
    }
}
