package dev.coldstart.cli.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldstart.cli.console.Progress;
import dev.coldstart.core.plan.Architecture;
import dev.coldstart.core.plan.Expectation;
import dev.coldstart.core.plan.HttpRequest;
import dev.coldstart.core.plan.HttpScenario;
import dev.coldstart.core.plan.Plan;
import dev.coldstart.core.plan.Policy;
import dev.coldstart.core.plan.RunSettings;
import dev.coldstart.core.plan.Sampling;
import dev.coldstart.core.plan.Variant;
import dev.coldstart.core.sample.FailureReason;
import dev.coldstart.core.sample.Host;
import dev.coldstart.core.sample.Machine;
import dev.coldstart.core.sample.Outcome;
import dev.coldstart.core.sample.Platform;
import dev.coldstart.core.sample.SampleLine;
import dev.coldstart.core.sample.Start;
import dev.coldstart.measure.run.Cancellation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RecordingTest {

    /** With the warm-up block. */
    private static final int STARTS = Sampling.defaults(1).minBlocks() + 1;

    @TempDir
    Path dir;

    private final AtomicLong nanos = new AtomicLong();

    @Test
    void whatIsLeftIsJudgedByTheStartsAloneAndNotByTheImagesBeforeThem() throws IOException {
        ByteArrayOutputStream shown = new ByteArrayOutputStream();
        Progress progress = new Progress.Line(new PrintStream(shown, true, StandardCharsets.UTF_8));
        try (Recording recording = new Recording(dir, plan(), progress, new Cancellation(), nanos::get)) {
            recording.write(new SampleLine.OfPlan(SampleLine.SCHEMA, plan()));
            pass(Duration.ofMinutes(30));
            recording.machine(new Machine(
                    Architecture.X64, "cpu", 2, 1, "6.1", "engine", "v2", "1", "0", Optional.empty(), List.of()));
            pass(Duration.ofSeconds(10));
            recording.started(start());
            assertThat(shown.toString(StandardCharsets.UTF_8))
                    .contains("about " + Progress.readable(Duration.ofSeconds(10L * (STARTS - 1))) + " left");
        }
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private static Plan plan() {
        return new Plan(
                "app",
                "2026-01-01T00:00:00Z",
                List.of(new Variant("jit", "head", Architecture.X64)),
                "jit@head",
                HttpScenario.of(HttpRequest.get("/"), Expectation.status(200), OptionalInt.empty()),
                RunSettings.defaults(),
                Sampling.defaults(1),
                Policy.defaults(),
                List.of());
    }

    private static Start start() {
        return new Start(
                "jit@head",
                0,
                0,
                "2026-01-01T00:00:00Z",
                new Outcome.Failed(FailureReason.NEVER_LISTENED, "", OptionalInt.empty(), Optional.empty(), List.of()),
                Platform.UNKNOWN,
                new Host(0, OptionalLong.of(0), 0.1, OptionalDouble.empty()));
    }
}
