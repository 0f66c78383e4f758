package dev.coldstart.cli.shipped;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** Stopped in the middle: nothing is left running, and what was measured is kept. */
@EnabledIf(value = Docker.IS_READY, disabledReason = Docker.NOT_READY)
final class InterruptedIT {

    /** Long enough for any machine; nothing is said of how long it takes. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    @SuppressWarnings("NullAway.Init") // by JUnit
    Path dir;

    private Optional<Coldstart.Running> started = Optional.empty();

    private final String mark = "COLDSTART_TEST=" + UUID.randomUUID();

    @BeforeEach
    void folder() throws IOException {
        Known.folder(dir.resolve("app"));
    }

    /** A test that fails in the middle leaves no comparison running. */
    @AfterEach
    void stop() {
        started.filter(Coldstart.Running::isAlive).ifPresent(running -> {
            running.signal("INT");
            running.ended();
        });
    }

    @Test
    void anInterruptLeavesNothingBehindAndReportsWhatThereIs() throws IOException {
        Coldstart.Running running = inTheMiddle();
        String session = session();
        running.signal("INT");
        Ran ran = running.ended().exits(130).saysNothingOnStderr().fitsTheTerminal();

        assertThat(Docker.containers(session)).isEmpty();
        assertThat(Files.readAllLines(dir.resolve("out/samples.jsonl")).getLast())
                .contains("\"line\":\"end\"", "\"reason\":\"cancelled\"");
        assertThat(ran.report("out").path("outcome").asString()).isEqualTo("partial");
        assertThat(ran.file("out/report.md")).contains("cancelled");
        assertThat(ran.file("out/report.html")).contains("cancelled");
    }

    @Test
    void aKilledOneStopsItsContainersAndTheNextRemovesThem() {
        Coldstart.Running running = inTheMiddle();
        String session = session();
        running.signal("KILL");
        running.ended();
        Waiting.until(() -> Docker.runningContainers(session).isEmpty(), PATIENCE);

        Ran report = Coldstart.in(dir).run("report", "out").exits(4).saysNothingOnStderr();
        assertThat(report.flowing()).contains("The comparison was cut off after", "its samples have no end");

        Coldstart.in(dir)
                .run("compare", "app=app", "--port", "8080", "--blocks", "1", "--out", "next")
                .exits(0);
        assertThat(Docker.containers(session)).isEmpty();
    }

    /** A comparison with many blocks to go and at least one counted start behind it. */
    private Coldstart.Running inTheMiddle() {
        Coldstart.Running running = Coldstart.in(dir)
                .running(
                        "compare",
                        "a=app",
                        "b=app",
                        "--command",
                        "a=./known --sleep 50",
                        "--command",
                        "b=./known --sleep 100",
                        "--env",
                        mark,
                        "--blocks",
                        "500",
                        "--out",
                        "out");
        started = Optional.of(running);
        Waiting.until(() -> !running.isAlive() || samples().contains("\"block\":1"), PATIENCE);
        assertThat(running.isAlive()).isTrue();
        return running;
    }

    private String session() {
        List<String> sessions = Docker.sessionsWith(mark);
        assertThat(sessions).hasSize(1);
        return sessions.getFirst();
    }

    private String samples() {
        try {
            Path file = dir.resolve("out/samples.jsonl");
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
