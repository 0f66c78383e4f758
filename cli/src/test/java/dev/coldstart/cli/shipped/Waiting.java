package dev.coldstart.cli.shipped;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/** For what a process of its own does. */
final class Waiting {

    private Waiting() {}

    /** Returns when the condition holds; fails when it does not in time. */
    static void until(BooleanSupplier condition, Duration patience) {
        Instant latest = Instant.now().plus(patience);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).isBefore(latest);
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }
}
