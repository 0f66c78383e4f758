package dev.coldstart.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldstart.artifact.archive.Tar;
import dev.coldstart.core.json.Json;
import dev.coldstart.measure.engine.EngineException;
import dev.coldstart.measure.run.FakeEngine;
import dev.coldstart.protocol.Cause;
import dev.coldstart.protocol.Submission;
import dev.coldstart.service.access.Tokens;
import dev.coldstart.worker.WorkerProcess;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a service needs goes away in the middle of a measurement and comes back: what was acknowledged is not lost. */
final class OutagesTest {

    private static final Duration LEASE = Duration.ofSeconds(60);
    private static final int BLOCKS = 4;

    @TempDir
    Path dir;

    private static Submission submission(String app) {
        return TestService.submission(app, Cause.PUSH, Submission.Revision.UNKNOWN, BLOCKS);
    }

    private static HttpRequest submit(TestService service, String token) {
        return service.request("/api/v1/comparisons", token)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "meanwhile")
                .POST(BodyPublishers.ofString(Json.line().writeValueAsString(submission("meanwhile"))))
                .build();
    }

    private static HttpRequest upload(TestService service, String token) {
        byte[] archive = new Tar().file("app", "other").packed();
        return service.request("/api/v1/artifacts/" + Tar.sha256(archive), token)
                .PUT(BodyPublishers.ofByteArray(archive))
                .build();
    }

    @ParameterizedTest
    @EnumSource
    void nothingThatWasAcknowledgedIsLost(Outage.Of what) throws Exception {
        try (Outage outage = what.in(dir);
                TestService service = new TestService(outage.data(), Clock.systemUTC(), LEASE, outage.settings())) {
            String token = service.token(Tokens.Kind.REPOSITORY, "acme/users");
            String workerToken = service.token(Tokens.Kind.WORKER, "");
            assertThat(service.upload(token).statusCode()).isEqualTo(201);
            String before = TestService.id(service.submit(token, submission("before")));
            List<CompletableFuture<HttpResponse<String>>> meanwhile = new ArrayList<>();
            AtomicInteger starts = new AtomicInteger();
            WorkerProcess worker = service.worker(
                    "w",
                    workerToken,
                    () -> new FakeEngine((form, number, idle) -> {
                        try {
                            int start = starts.incrementAndGet();
                            if (start == 5) {
                                outage.begin();
                                meanwhile.add(service.sendAsync(submit(service, token)));
                                meanwhile.add(service.sendAsync(upload(service, token)));
                                assertThat(service.browse(service.request("/healthz", "")
                                                        .build())
                                                .statusCode())
                                        .as("restarting it would not help")
                                        .isEqualTo(200);
                            } else if (start == 6) {
                                if (outage.refuses()) {
                                    for (CompletableFuture<HttpResponse<String>> one : meanwhile) {
                                        assertThat(one.get().statusCode())
                                                .as(one.get().body())
                                                .isEqualTo(503);
                                    }
                                }
                                outage.end();
                            }
                            return FakeEngine.good(idle);
                        } catch (Exception e) {
                            throw new IllegalStateException(e);
                        }
                    }));
            Thread working = Thread.ofPlatform().start(worker::run);
            assertThat(state(service, token, before)).isEqualTo("reported");
            HardTimesTest.isWhole(
                    service.get("/api/v1/comparisons/" + before + "/samples.jsonl", token)
                            .body(),
                    BLOCKS);
            for (CompletableFuture<HttpResponse<String>> one : meanwhile) {
                HttpResponse<String> answer = one.get();
                // One that only waited may have been done after all. What was not done is said to be worth another try.
                assertThat(answer.statusCode()).as(answer.body()).isIn(201, 202, 503);
                assertThat(answer.headers().firstValue("Retry-After").isPresent())
                        .isEqualTo(answer.statusCode() == 503);
            }
            assertThat(dir.resolve(outage.data()).resolve("tmp")).isEmptyDirectory();
            HttpResponse<String> again = service.send(submit(service, token));
            assertThat(again.statusCode()).as(again.body()).isEqualTo(202);
            assertThat(state(service, token, TestService.id(again))).isEqualTo("reported");
            assertThat(service.send(upload(service, token)).statusCode()).isEqualTo(201);
            worker.stop();
            working.join();
        }
    }

    /** A service that is back at once, or a little later, has to be asked again. */
    private static String state(TestService service, String token, String id) throws Exception {
        while (true) {
            HttpResponse<String> seen = service.get("/api/v1/comparisons/" + id, token);
            if (seen.statusCode() == 200 && !TestService.field(seen, "state").matches("queued|measuring")) {
                return TestService.field(seen, "state");
            }
            Thread.sleep(50);
        }
    }

    /** In the middle of a start, and then when the worker looks for it. */
    @Test
    void anEngineThatGoesAwayAndComesBackCostsABlock() throws Exception {
        try (TestService service = new TestService(dir.resolve("data"), Clock.systemUTC(), LEASE, Map.of())) {
            String token = service.token(Tokens.Kind.REPOSITORY, "acme/users");
            service.upload(token);
            List<String> all = new ArrayList<>();
            for (String app : List.of("a", "b", "c")) {
                all.add(TestService.id(service.submit(token, submission(app))));
            }
            AtomicInteger starts = new AtomicInteger();
            AtomicInteger away = new AtomicInteger();
            WorkerProcess worker = service.worker("w", () -> {
                if (away.get() > 0 && away.decrementAndGet() > 0) {
                    throw new EngineException("the engine is away");
                }
                return new FakeEngine((form, number, idle) -> {
                    int start = starts.incrementAndGet();
                    if (start == 6 || start == 16) {
                        away.set(3);
                        throw new EngineException("the engine has gone away");
                    }
                    return FakeEngine.good(idle);
                });
            });
            Thread working = Thread.ofPlatform().start(worker::run);
            for (String id : all) {
                assertThat(state(service, token, id)).isEqualTo("reported");
                HardTimesTest.isWhole(
                        service.get("/api/v1/comparisons/" + id + "/samples.jsonl", token)
                                .body(),
                        BLOCKS);
            }
            worker.stop();
            working.join();
        }
    }
}
