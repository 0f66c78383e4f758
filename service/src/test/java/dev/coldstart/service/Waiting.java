package dev.coldstart.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;

/** For what comes by itself. */
public final class Waiting {

    /** Long enough for any machine; nothing is said of how long it takes. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private Waiting() {}

    public static void until(Callable<Boolean> condition) throws Exception {
        Instant latest = Instant.now().plus(PATIENCE);
        while (!holds(condition)) {
            assertThat(Instant.now()).isBefore(latest);
            Thread.sleep(10);
        }
    }

    private static boolean holds(Callable<Boolean> condition) throws Exception {
        try {
            return condition.call();
        } catch (UncheckedIOException e) {
            // A file that went away while the folder was looked through.
            return false;
        }
    }
}
