package dev.coldstart.cli.build.tool;

import dev.coldstart.core.artifact.BuildPackage;
import dev.coldstart.core.artifact.BuildRecord;
import dev.coldstart.core.diagnosis.LastWords;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The building of one form: runs its commands, keeps the log, the time they took and what they warned of. */
public final class BuildRun implements AutoCloseable {

    private static final int TAIL = 40;

    /** Where dotnet can't begin it says why in its first lines. */
    private static final int LOOKED_AT = 200;

    private final Path dir;
    private final Tools tools;
    private final Duration deadline;
    private final Consumer<String> listener;
    private final BufferedWriter log;
    private final CheckoutPaths places;
    private final BuildMessages messages;
    private final SecretMask mask = new SecretMask();
    private final Deque<String> tail = new ArrayDeque<>();

    /** What the last command said for itself: a JVM has a line of its own for each class that it leaves out of a cache. */
    private final Deque<String> said = new ArrayDeque<>();

    private final List<String> commands = new ArrayList<>();
    private final Set<String> notes = new LinkedHashSet<>();
    private List<BuildPackage> packages = List.of();
    private Optional<String> warningsUnknown = Optional.empty();
    private Optional<SortedMap<String, String>> settings = Optional.empty();
    private Duration taken = Duration.ZERO;

    /**
     * Begins.
     *
     * @param dir the folder that commands run in and that paths in warnings are relative to
     * @param deadline for all commands together
     */
    public BuildRun(Path log, Path dir, Tools tools, Duration deadline, Consumer<String> listener) throws IOException {
        this.log = Files.newBufferedWriter(log);
        this.dir = dir;
        this.tools = tools;
        this.deadline = deadline;
        this.listener = listener;
        this.places = CheckoutPaths.seenFrom(dir);
        this.messages = new BuildMessages(places);
    }

    /** {@link #run(List, Path, Map)} in the folder of the configuration. */
    public void run(List<String> words, Map<String, String> env) throws BuildFailedException, InterruptedException {
        run(words, dir, env);
    }

    /**
     * Runs a command to its end.
     *
     * @param env added to the inherited environment
     * @throws BuildFailedException when it can't be started, fails, or takes too long
     */
    public void run(List<String> words, Path in, Map<String, String> env)
            throws BuildFailedException, InterruptedException {
        try (Running running = start(words, in, env)) {
            Optional<Integer> exit = running.waitFor(left());
            if (exit.isEmpty()) {
                throw tooLong();
            }
            if (exit.get() != 0) {
                throw new BuildFailedException(messages.failure()
                        .orElseGet(() -> words.getFirst() + " ended with exit code " + exit.get()
                                + lastWords().map(l -> ", saying: " + l).orElse("")));
            }
        }
    }

    /**
     * What came of a command that may be given up for another.
     *
     * @param failure why it is no good; empty when it is
     * @param warningsUnknown why it is not known what it warned of
     */
    public record Attempt(
            String command,
            Duration took,
            BuildMessages messages,
            Optional<String> failure,
            Optional<String> warningsUnknown) {}

    /**
     * Runs a command to its end, which counts when it is {@link #keep kept}.
     *
     * @param log where MSBuild writes what it warns of
     */
    public Attempt attempt(List<String> words, Path in, Map<String, String> env, MsBuildLog log)
            throws BuildFailedException, InterruptedException, IOException {
        Files.deleteIfExists(log.file());
        BuildMessages heard = new BuildMessages(log.in(places));
        List<String> printed = Collections.synchronizedList(new ArrayList<>());
        Duration before = taken;
        Optional<Integer> exit;
        try (Running running = start(words, in, env, line -> {
            heard.accept(line);
            if (printed.size() < LOOKED_AT) {
                printed.add(line);
            }
        })) {
            exit = running.waitFor(left());
        }
        if (exit.isEmpty()) {
            throw tooLong();
        }
        Duration took = taken.minus(before);
        taken = before;
        BuildMessages messages = log.isThere() ? log.messages(places, mask::over) : heard;
        Optional<String> failure = exit.get() == 0
                ? Optional.empty()
                : messages.failure()
                        .or(heard::failure)
                        .or(() -> MissingSdk.in(printed))
                        .or(() -> Optional.of(words.getFirst() + " ended with exit code " + exit.get()
                                + lastWords().map(l -> ", saying: " + l).orElse("")));
        return new Attempt(
                commands.removeLast(),
                took,
                messages,
                failure,
                log.isThere() ? Optional.empty() : Optional.of("MSBuild wrote no log of them"));
    }

    /**
     * Takes an attempt for the build.
     *
     * @throws BuildFailedException when it failed
     */
    public void keep(Attempt attempt) throws BuildFailedException {
        commands.add(attempt.command());
        taken = taken.plus(attempt.took());
        messages.include(attempt.messages());
        warningsUnknown = attempt.warningsUnknown();
        if (attempt.failure().isPresent()) {
            throw new BuildFailedException(attempt.failure().get());
        }
    }

    /** Says that MSBuild was to be heard in what was printed so far: where it was not, its warnings are not known. */
    public void heardMsBuild() {
        if (messages.quiet()) {
            warningsUnknown =
                    Optional.of("the command prints nothing of what MSBuild prints: a Directory.Build.rsp or an"
                            + " option such as -clp:ErrorsOnly keeps it quiet");
        }
    }

    /** Starts a command that the caller ends; its time counts until it is closed. */
    public Running start(List<String> words, Path in, Map<String, String> env) throws BuildFailedException {
        return start(words, in, env, messages::accept);
    }

    private Running start(List<String> words, Path in, Map<String, String> env, Consumer<String> reader)
            throws BuildFailedException {
        Map<String, String> environment = new TreeMap<>(tools.environment());
        environment.putAll(env);
        mask.learn(environment);
        String shown =
                mask.over(String.join(" ", words.stream().map(BuildRun::quoted).toList()));
        commands.add(shown);
        line("$ " + shown);
        synchronized (this) {
            said.clear();
        }
        long began = System.nanoTime();
        try {
            return new Running(
                    Command.start(words, in, environment, printed -> output(printed, reader)), began, words.getFirst());
        } catch (IOException e) {
            throw cantStart(words.getFirst(), e);
        }
    }

    /** A command that was started. */
    public final class Running implements AutoCloseable {
        private final Command command;
        private final long began;
        private final String program;

        private Running(Command command, long began, String program) {
            this.command = command;
            this.began = began;
            this.program = program;
        }

        public Optional<Integer> waitFor(Duration most) throws InterruptedException, BuildFailedException {
            try {
                return command.waitFor(most);
            } catch (IOException e) {
                throw cantStart(program, e);
            }
        }

        public Optional<Long> pid() {
            return command.pid();
        }

        public void terminate() {
            command.terminate();
        }

        @Override
        public void close() {
            command.close();
            taken = taken.plusNanos(System.nanoTime() - began);
        }
    }

    /** Takes over what a step shared with other forms did, as if it had been done here. */
    public void include(BuildRun shared) {
        commands.addAll(shared.commands);
        taken = taken.plus(shared.taken);
        messages.include(shared.messages);
        notes.addAll(shared.notes);
        shared.tail.forEach(this::keep);
    }

    /** Lets this build's listener hear a line of a shared step. */
    public void heard(String line) {
        listener.accept(line);
    }

    /** What is left of the time that the build may take. */
    public Duration left() {
        Duration left = deadline.minus(taken);
        return left.isNegative() ? Duration.ZERO : left;
    }

    BuildFailedException tooLong() {
        return new BuildFailedException("the build was not done after " + deadline.toSeconds()
                + " s and was stopped: raise build.deadline if it needs more");
    }

    public BuildRecord record(String variant, Optional<String> failure) {
        return new BuildRecord(
                variant,
                String.join(" && ", commands),
                taken.toNanos() / 1e9,
                messages.warnings(),
                warningsUnknown,
                packages,
                failure,
                List.copyOf(tail),
                settings);
    }

    /** Keeps what libraries the build used, told by the files of the assemblies that it warned of so far. */
    public void used(Function<Map<String, String>, List<BuildPackage>> told) {
        packages = told.apply(messages.assemblyFiles());
    }

    /** Keeps what the compiler of native code was told. */
    public void compiledWith(Optional<SortedMap<String, String>> told) {
        settings = told;
    }

    /** Keeps what a reader of the figures has to know of how this was built, one sentence without a full stop. */
    public void note(String note) {
        notes.add(note);
        line("note: " + note);
    }

    public List<String> notes() {
        return List.copyOf(notes);
    }

    /** What was printed and matches, oldest first; of the last lines alone. */
    public synchronized List<String> printed(Pattern wanted) {
        return tail.stream()
                .filter(l -> wanted.matcher(l).find())
                .map(String::strip)
                .toList();
    }

    /** Why the last command ended, as far as it says so. */
    public synchronized Optional<String> lastWords() {
        return LastWords.of(List.copyOf(said));
    }

    private void output(String printed, Consumer<String> reader) {
        String line = mask.over(printed);
        reader.accept(line);
        line(line);
        if (!line.isBlank() && !LastWords.isJvmsOwn(line)) {
            keepSaid(line);
        }
    }

    private synchronized void keepSaid(String line) {
        said.addLast(line);
        if (said.size() > TAIL) {
            said.removeFirst();
        }
    }

    /** Writes a line of our own or of a command into the log. */
    public void line(String line) {
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
