package dev.coldstart.cli.github;

import java.time.Duration;

/** Waits. */
interface Pause {

    void of(Duration duration);

    /** By the clock of the machine. */
    static Pause sleeping() {
        return duration -> {
            try {
                Thread.sleep(duration);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
    }
}
