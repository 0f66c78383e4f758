package dev.coldstart.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private long nanos;

    /** Hundreds of starts would hide everything else in a log. */
    @Test
    void aLogHasALineWhereSomethingBeginsAndEveryTenSeconds() {
        Progress log = new Progress.Log(new PrintStream(written, true, StandardCharsets.UTF_8), () -> nanos);
        log.show("building jit");
        for (int start = 1; start <= 25; start++) {
            log.show("block " + start + " of 20 to 50");
            nanos += Duration.ofSeconds(1).toNanos();
        }
        log.show("queued, next");
        assertThat(written.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "0 s  building jit",
                        "0 s  block 1 of 20 to 50",
                        "10 s  block 11 of 20 to 50",
                        "20 s  block 21 of 20 to 50",
                        "25 s  queued, next");
    }
}
