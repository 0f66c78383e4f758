package dev.coldstart.cli.build;

import dev.coldstart.core.artifact.BuildPackage;
import dev.coldstart.core.artifact.BuildRecord;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;

/** The building of one form: runs its commands, keeps the log, the time they took and what they warned of. */
final class BuildRun implements AutoCloseable {

    private static final int TAIL = 40;

    private final Path dir;
    private final Tools tools;
    private final Duration deadline;
    private final Consumer<String> listener;
    private final BufferedWriter log;
    private final BuildMessages messages;
    private final SecretMask mask = new SecretMask();
    private final Deque<String> tail = new ArrayDeque<>();
    private final List<String> commands = new ArrayList<>();
    private List<BuildPackage> packages = List.of();
    private Duration taken = Duration.ZERO;

    /**
     * Begins.
     *
     * @param dir the folder that commands run in and that paths in warnings are relative to
     * @param deadline for all commands together
     */
    BuildRun(Path log, Path dir, Tools tools, Duration deadline, Consumer<String> listener) throws IOException {
        this.log = Files.newBufferedWriter(log);
        this.dir = dir;
        this.tools = tools;
        this.deadline = deadline;
        this.listener = listener;
        this.messages = new BuildMessages(dir);
    }

    /** {@link #run(List, Path, Map)} in the folder of the configuration. */
    void run(List<String> words, Map<String, String> env) throws BuildFailedException, InterruptedException {
        run(words, dir, env);
    }

    /**
     * Runs a command to its end.
     *
     * @param env added to the inherited environment
     * @throws BuildFailedException when it can't be started, fails, or takes too long
     */
    void run(List<String> words, Path in, Map<String, String> env) throws BuildFailedException, InterruptedException {
        try (Running running = start(words, in, env)) {
            Optional<Integer> exit = running.waitFor(left());
            if (exit.isEmpty()) {
                throw tooLong();
            }
            if (exit.get() != 0) {
                throw new BuildFailedException(messages.failure()
                        .orElseGet(() -> words.getFirst() + " ended with exit code " + exit.get()
                                + lastLine().map(l -> "; its last line: " + l).orElse("")));
            }
        }
    }

    /** Starts a command that the caller ends; its time counts until it is closed. */
    Running start(List<String> words, Path in, Map<String, String> env) throws BuildFailedException {
        Map<String, String> environment = new TreeMap<>(tools.environment());
        environment.putAll(env);
        mask.learn(environment);
        String shown =
                mask.over(String.join(" ", words.stream().map(BuildRun::quoted).toList()));
        commands.add(shown);
        line("$ " + shown);
        long began = System.nanoTime();
        try {
            return new Running(Command.start(words, in, environment, this::output), began, words.getFirst());
        } catch (IOException e) {
            throw cantStart(words.getFirst(), e);
        }
    }

    /** A command that was started. */
    final class Running implements AutoCloseable {
        private final Command command;
        private final long began;
        private final String program;

        private Running(Command command, long began, String program) {
            this.command = command;
            this.began = began;
            this.program = program;
        }

        Optional<Integer> waitFor(Duration most) throws InterruptedException, BuildFailedException {
            try {
                return command.waitFor(most);
            } catch (IOException e) {
                throw cantStart(program, e);
            }
        }

        Optional<Long> pid() {
            return command.pid();
        }

        void terminate() {
            command.terminate();
        }

        @Override
        public void close() {
            command.close();
            taken = taken.plusNanos(System.nanoTime() - began);
        }
    }

    /** Takes over what a step shared with other forms did, as if it had been done here. */
    void include(BuildRun shared) {
        commands.addAll(shared.commands);
        taken = taken.plus(shared.taken);
        messages.include(shared.messages);
        shared.tail.forEach(this::keep);
    }

    /** Lets this build's listener hear a line of a shared step. */
    void heard(String line) {
        listener.accept(line);
    }

    /** What is left of the time that the build may take. */
    Duration left() {
        Duration left = deadline.minus(taken);
        return left.isNegative() ? Duration.ZERO : left;
    }

    BuildFailedException tooLong() {
        return new BuildFailedException("the build was not done after " + deadline.toSeconds()
                + " s and was stopped: raise build.deadline if it needs more");
    }

    BuildRecord record(String variant, Optional<String> failure) {
        return new BuildRecord(
                variant,
                String.join(" && ", commands),
                taken.toNanos() / 1e9,
                messages.warnings(),
                packages,
                failure,
                List.copyOf(tail));
    }

    /** Keeps what libraries the build used, told by the files of the assemblies that it warned of so far. */
    void used(Function<Map<String, String>, List<BuildPackage>> told) {
        packages = told.apply(messages.assemblyFiles());
    }

    /** The last line that a command printed. */
    synchronized Optional<String> lastLine() {
        return Optional.ofNullable(tail.peekLast()).map(String::strip).filter(l -> !l.startsWith("$ "));
    }

    private void output(String printed) {
        String line = mask.over(printed);
        messages.accept(line);
        line(line);
    }

    /** Writes a line of our own or of a command into the log. */
    void line(String line) {
        keep(line);
        listener.accept(line);
    }

    private synchronized void keep(String line) {
        try {
            log.write(line);
            log.write('\n');
            log.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!line.isBlank()) {
            tail.addLast(line);
            if (tail.size() > TAIL) {
                tail.removeFirst();
            }
        }
    }

    private static BuildFailedException cantStart(String program, IOException e) {
        return new BuildFailedException("can't start " + program + ": " + e.getMessage());
    }

    private static String quoted(String word) {
        return word.matches("[A-Za-z0-9_@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    @Override
    public void close() throws IOException {
        log.close();
    }
}
