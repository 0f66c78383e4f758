package dev.coldstart.runner;

import dev.coldstart.core.plan.Architecture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Assumptions;

/** The native programs of this build, run as processes. */
final class Programs {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private Programs() {}

    static Path path(String name) {
        String architecture =
                Architecture.of(System.getProperty("os.arch", "unknown")).id();
        URL found = Prober.class.getResource("/native/" + architecture + "/" + name);
        if (found == null) {
            return Assumptions.abort("this build has no " + name + " for " + architecture + ": no C compiler");
        }
        try {
            return Path.of(found.toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Its output, error output included, is to be had from the process's input stream. */
    static Process start(Path program, String... arguments) {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static int pid(Process process) {
        return Math.toIntExact(process.pid());
    }

    static void await(BooleanSupplier condition) {
        long giveUpAt = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > giveUpAt) {
                throw new AssertionError("it did not come about within " + PATIENCE);
            }
            try {
                Thread.sleep(1);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }
    }

    static int exitCode(Process process) {
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("it did not end within " + PATIENCE);
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
