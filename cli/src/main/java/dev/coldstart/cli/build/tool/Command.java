package dev.coldstart.cli.build.tool;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.commons.exec.CommandLine;
import org.apache.commons.exec.DefaultExecuteResultHandler;
import org.apache.commons.exec.DefaultExecutor;
import org.apache.commons.exec.LogOutputStream;
import org.apache.commons.exec.ProcessDestroyer;
import org.apache.commons.exec.PumpStreamHandler;

/** One program that was started, with all that it starts. Closing it ends whatever of them still runs. */
public final class Command implements AutoCloseable {

    /** How long output is waited for that a child of a program which has ended still holds open. */
    private static final Duration OUTPUT_TIMEOUT = Duration.ofSeconds(2);

    private static final Duration KILL_TIMEOUT = Duration.ofSeconds(10);

    private final DefaultExecuteResultHandler result = new DefaultExecuteResultHandler();
    private final AtomicReference<Optional<Process>> process = new AtomicReference<>(Optional.empty());
    private final AtomicBoolean killed = new AtomicBoolean();
    private final Thread atShutdown = new Thread(this::kill, "kill-build");

    private Command() {}

    /**
     * Starts a program with exactly this environment.
     *
     * @param lines takes each line of its output, standard error included
     * @throws IOException when it can't be started
     */
    public static Command start(List<String> words, Path dir, Map<String, String> environment, Consumer<String> lines)
            throws IOException {
        Command command = new Command();
        // Each stream is read by a thread of its own: with one splitter for both, their lines would run into each
        // other.
        Object oneLineAtATime = new Object();
        Consumer<String> inTurn = line -> {
            synchronized (oneLineAtATime) {
                lines.accept(line);
            }
        };
        PumpStreamHandler streams = new PumpStreamHandler(splitter(inTurn), splitter(inTurn));
        streams.setStopTimeout(OUTPUT_TIMEOUT);
        DefaultExecutor executor = DefaultExecutor.builder()
                .setWorkingDirectory(dir)
                .setExecuteStreamHandler(streams)
                .get();
        executor.setExitValues(new int[0]);
        executor.setProcessDestroyer(command.destroyer());
        CommandLine line = new CommandLine(words.getFirst());
        words.stream().skip(1).forEach(word -> line.addArgument(word, false));
        Runtime.getRuntime().addShutdownHook(command.atShutdown);
        executor.execute(line, environment, command.result);
        return command;
    }

    private static LogOutputStream splitter(Consumer<String> lines) {
        return new LogOutputStream(0, StandardCharsets.UTF_8) {
            @Override
            protected void processLine(String line, int level) {
                lines.accept(line);
            }
        };
    }

    /**
     * Waits for its end.
     *
     * @return its exit code; empty when it still runs after that time
     * @throws IOException when it could not be started
     */
    public Optional<Integer> waitFor(Duration most) throws InterruptedException, IOException {
        result.waitFor(most);
        if (!result.hasResult()) {
            return Optional.empty();
        }
        // An exception without a process is a program that could not be started; any other tells a failing exit code.
        if (process.get().isEmpty() && result.getException() != null) {
            Throwable cause = result.getException().getCause();
            throw new IOException(cause == null ? "it could not be started" : cause.getMessage(), cause);
        }
        return Optional.of(result.getExitValue());
    }

    /** Its process id; empty before it runs and when it could not be started. */
    Optional<Long> pid() {
        return process.get().map(Process::pid);
    }

    /** Asks it to end, as a container's stop does. {@link Process#destroy} would close its output too, which is still read. */
    void terminate() {
        process.get().map(Process::toHandle).ifPresent(ProcessHandle::destroy);
    }

    @Override
    public void close() {
        kill();
        try {
            Runtime.getRuntime().removeShutdownHook(atShutdown);
        } catch (IllegalStateException e) {
            // The shutdown has begun, and the hook does what this would have.
            return;
        }
        boolean interrupted = Thread.interrupted();
        try {
            result.waitFor(KILL_TIMEOUT);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void kill() {
        killed.set(true);
        process.get().ifPresent(p -> {
            // The children first: those of a dead parent can't be found any more.
            p.descendants().forEach(ProcessHandle::destroyForcibly);
            p.destroyForcibly();
        });
    }

    /** Commons Exec hands the process to this and to nothing else. */
    private ProcessDestroyer destroyer() {
        return new ProcessDestroyer() {
            @Override
            public boolean add(Process started) {
                process.set(Optional.of(started));
                // Its output is read before this is called, so that the order to end can come first.
                if (killed.get()) {
                    kill();
                }
                return true;
            }

            @Override
            public boolean remove(Process ended) {
                return true;
            }

            @Override
            public int size() {
                return 1;
            }
        };
    }
}
