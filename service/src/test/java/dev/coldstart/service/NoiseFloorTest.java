package dev.coldstart.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldstart.core.plan.Plan;
import dev.coldstart.core.plan.Policy;
import dev.coldstart.core.probe.ProbeCommand;
import dev.coldstart.core.sample.Outcome;
import dev.coldstart.measure.run.FakeEngine;
import dev.coldstart.protocol.Cause;
import dev.coldstart.protocol.Submission;
import dev.coldstart.service.access.SettableClock;
import dev.coldstart.service.access.Tokens;
import dev.coldstart.worker.WorkerProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A worker that measures itself, on an engine whose noise is as the test says. */
final class NoiseFloorTest {

    private static final Pattern FLOOR = Pattern.compile("coldstart_worker_noise_floor_ratio\\{[^}]*} (\\S+)");

    /** One start of the known program for each of two names, in the warm-up and in twenty blocks. */
    private static final int STARTS_OF_A_LOOK = 42;

    @TempDir
    Path dir;

    private final SettableClock clock = new SettableClock();
    private final List<String> started = Collections.synchronizedList(new ArrayList<>());
    private volatile double noise;
    private TestService service;
    private WorkerProcess worker;
    private Thread working;

    @BeforeEach
    void start() {
        service = new TestService(dir.resolve("data"), clock, Duration.ofSeconds(60), Map.of());
        worker = service.worker("w", () -> new FakeEngine(this::outcome)).measuringItself();
        working = Thread.ofPlatform().unstarted(worker::run);
    }

    @AfterEach
    void stop() throws InterruptedException {
        worker.stop();
        working.join();
        service.close();
    }

    /** Now quicker, now slower, so that no two forms' starts keep a ratio. */
    private Outcome outcome(String form, int number, ProbeCommand.Idle idle) {
        started.add(form);
        double factor = 1 + noise * ((started.size() * 7919 % 101) / 101.0);
        return FakeEngine.started((long) (50_000_000 * factor));
    }

    private long looks() {
        synchronized (started) {
            return started.stream().filter("known"::equals).count();
        }
    }

    private double floor() throws IOException, InterruptedException {
        Matcher found = FLOOR.matcher(
                service.browse(service.request("/metrics", "").build()).body());
        return found.find() ? Double.parseDouble(found.group(1)) : -1;
    }

    private String workersPage() throws IOException, InterruptedException {
        String admin = service.token(Tokens.Kind.ADMIN, "");
        return service.browse(service.request("/workers", "")
                        .header("Cookie", "coldstart=" + admin)
                        .build())
                .body();
    }

    private String submitted(String token, double minimumGain) throws IOException, InterruptedException {
        Submission usual = TestService.submission("app", Cause.PUSH, Submission.Revision.UNKNOWN, 2);
        Plan plan = usual.plan();
        Submission submission = new Submission(
                usual.trigger(),
                usual.architecture(),
                usual.labels(),
                usual.revision(),
                new Plan(
                        plan.app(),
                        plan.created(),
                        plan.variants(),
                        plan.baseline(),
                        plan.scenario(),
                        plan.run(),
                        plan.sampling(),
                        new Policy(minimumGain),
                        List.of()),
                usual.versions(),
                usual.builds(),
                usual.variants());
        return TestService.id(service.submit(token, submission));
    }

    private String state(String token, String id) throws IOException, InterruptedException {
        return TestService.field(service.get("/api/v1/comparisons/" + id, token), "state");
    }

    @Test
    void isMeasuredAtTheStartAndEachNightAndNotBetween() throws Exception {
        working.start();
        Waiting.until(() -> published());
        assertThat(floor()).isBetween(0.0, 0.01);
        assertThat(looks()).isEqualTo(STARTS_OF_A_LOOK);

        String token = service.token(Tokens.Kind.REPOSITORY, "acme/app");
        service.upload(token);
        clock.set(Instant.parse("2026-03-02T02:59:00Z"));
        String before = submitted(token, 0.1);
        Waiting.until(() -> state(token, before).equals("reported"));
        assertThat(looks()).isEqualTo(STARTS_OF_A_LOOK);
        assertThat(service.get("/api/v1/comparisons/" + before + "/report.json", token)
                        .body())
                .contains("the worker w sees differences from");

        noise = 0.3;
        clock.set(Instant.parse("2026-03-02T03:00:00Z"));
        Waiting.until(() -> looks() == 2 * STARTS_OF_A_LOOK && published(0.02));
    }

    @Test
    void aNoisyOneGetsNothingThatAsksForMoreThanItSees() throws Exception {
        noise = 5;
        working.start();
        Waiting.until(() -> published(0.2));
        String token = service.token(Tokens.Kind.REPOSITORY, "acme/app");
        service.upload(token);

        String fine = submitted(token, 0.1);
        String coarse = submitted(token, 0.95);

        // It was queued later, and there is no other way for it to be measured first.
        Waiting.until(() -> state(token, coarse).equals("reported"));
        assertThat(state(token, fine)).isEqualTo("queued");
        assertThat(workersPage())
                .contains("unfit", "too noisy to see the usual policy", "none is quiet enough: its policy needs");
    }

    private boolean published() throws IOException, InterruptedException {
        return published(0);
    }

    private boolean published(double atLeast) throws IOException, InterruptedException {
        return floor() >= atLeast;
    }
}
