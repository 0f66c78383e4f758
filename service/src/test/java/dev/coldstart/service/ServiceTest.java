package dev.coldstart.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldstart.core.render.json.JsonReport;
import dev.coldstart.core.report.Report;
import dev.coldstart.core.sample.Start;
import dev.coldstart.core.sample.file.SampleReader;
import dev.coldstart.measure.engine.EngineException;
import dev.coldstart.measure.run.FakeEngine;
import dev.coldstart.protocol.Cause;
import dev.coldstart.protocol.Submission;
import dev.coldstart.service.access.Tokens;
import dev.coldstart.service.store.TestDatabase;
import dev.coldstart.worker.WorkerProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** From an upload to a report, over HTTP, with an engine that follows a script. */
final class ServiceTest {

    private static final FakeEngine.Script ALL_GOOD = (form, number, idle) -> FakeEngine.good(idle);
    private static final Duration LEASE = Duration.ofSeconds(60);

    @TempDir
    Path dir;

    private TestService service(TestDatabase database, Duration lease) {
        Map<String, String> options = switch (database) {
            case SQLITE -> Map.of();
            case POSTGRESQL -> Map.of("database", database.connectionString());
        };
        return new TestService(dir.resolve("data"), Clock.systemUTC(), lease, options);
    }

    private static Submission submission(String app) {
        return TestService.submission(app, Cause.PUSH, Submission.Revision.UNKNOWN, 6);
    }

    private static Thread run(WorkerProcess worker) {
        return Thread.ofPlatform().start(worker::run);
    }

    /** The events of a comparison to its end. */
    private static List<String> events(TestService service, String id, String token, long after) throws Exception {
        var request = service.request("/api/v1/comparisons/" + id + "/events", token)
                .header("Last-Event-ID", Long.toString(after))
                .build();
        return service.follow(request).body().toList();
    }

    private static List<String> kinds(List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith("event: "))
                .map(line -> line.substring("event: ".length()))
                .toList();
    }

    @ParameterizedTest
    @EnumSource
    void isMeasuredAsTheCommandLineWouldAndReported(TestDatabase database) throws Exception {
        try (TestService service = service(database, LEASE)) {
            String token = service.token(Tokens.Kind.REPOSITORY, "acme/users");
            assertThat(service.submit(token, submission("users")).statusCode())
                    .as("the artifact is not there yet")
                    .isEqualTo(422);
            assertThat(service.upload(token).statusCode()).isEqualTo(201);
            HttpResponse<String> submitted = service.submit(token, submission("users"), "key-1");
            assertThat(submitted.statusCode()).isEqualTo(202);
            String id = TestService.id(submitted);
            assertThat(submitted.headers().firstValue("Location")).hasValue("/api/v1/comparisons/" + id);
            assertThat(TestService.id(service.submit(token, submission("users"), "key-1")))
                    .isEqualTo(id);
            assertThat(service.submit(token, submission("others"), "key-1").body())
                    .contains("idempotency-key-reused");
            WorkerProcess worker = service.worker("w", () -> new FakeEngine(ALL_GOOD));
            Thread working = run(worker);
            List<String> events = events(service, id, token, 0);
            worker.stop();
            working.join();
            assertThat(kinds(events).stream().filter(k -> !k.equals("place")))
                    .startsWith("queued", "began", "start")
                    .endsWith("start", "ended")
                    .hasSize(2 + 2 * 7 + 1);
            assertThat(kinds(events(service, id, token, 16))).containsExactly("ended");

            String json = service.get("/api/v1/comparisons/" + id + "/report.json", token)
                    .body();
            String lines = service.get("/api/v1/comparisons/" + id + "/samples.jsonl", token)
                    .body();
            assertThat(lines).doesNotContain("hush");
            SampleReader.Result read = SampleReader.read(new BufferedReader(new StringReader(lines)));
            assertThat(read.remarks()).isEmpty();
            assertThat(read.samples().starts()).hasSize(14);
            Report report = JsonReport.read(json);
            assertThat(report.outcome()).isEqualTo(Report.State.MEASURED);
            for (String file : List.of("report.md", "report.html", "evidence.zip")) {
                assertThat(service.get("/api/v1/comparisons/" + id + "/" + file, token)
                                .statusCode())
                        .isEqualTo(200);
            }
            assertThat(service.get("/api/v1/apps/users/history", token).body())
                    .contains("\"comparison\":\"" + id + "\"", "\"runtime\":\"dotnet 10.0.1\"");
        }
    }

    @Test
    void whatIsNotAsciiComesBackAsItWasSent() throws Exception {
        try (TestService service = service(TestDatabase.SQLITE, LEASE)) {
            String token = service.token(Tokens.Kind.REPOSITORY, "acme/users");
            service.upload(token);
            HttpResponse<String> submitted = service.submit(token, submission("grüße ☃"));
            assertThat(TestService.field(submitted, "app")).isEqualTo("grüße ☃");
            var odd = service.request("/api/v1/comparisons", token)
                    .header("Content-Type", "application/json")
                    .POST(java.net.http.HttpRequest.BodyPublishers.ofString("{\"grüße ☃\": 1, \"grüße ☃\": 2}"));
            assertThat(service.send(odd.build()).body()).contains("grüße ☃");
        }
    }

    /** Ends in the middle of a start, without a word. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    @ParameterizedTest
    @EnumSource
    void goesOnFromItsLastWholeBlockWhenTheWorkerDies(TestDatabase database) throws Exception {
        try (TestService service = service(database, Duration.ofMillis(1500))) {
            String token = service.token(Tokens.Kind.REPOSITORY, "acme/users");
            service.upload(token);
            String id = TestService.id(service.submit(token, submission("users")));
            AtomicInteger before = new AtomicInteger();
            Thread dying = run(service.worker(
                    "first",
                    () -> new FakeEngine((form, number, idle) -> {
                        if (before.incrementAndGet() == 8) {
                            throw new Killed();
                        }
                        return FakeEngine.good(idle);
                    })));
            dying.setUncaughtExceptionHandler((thread, e) -> assertThat(e).isInstanceOf(Killed.class));
            dying.join();
            AtomicInteger after = new AtomicInteger();
            WorkerProcess second = service.worker(
                    "second",
                    () -> new FakeEngine((form, number, idle) -> {
                        after.incrementAndGet();
                        return FakeEngine.good(idle);
                    }));
            Thread working = run(second);
            List<String> events = events(service, id, token, 0);
            second.stop();
            working.join();
            assertThat(kinds(events)).contains("returned").endsWith("ended");
            String lines = service.get("/api/v1/comparisons/" + id + "/samples.jsonl", token)
                    .body();
            SampleReader.Result read = SampleReader.read(new BufferedReader(new StringReader(lines)));
            assertThat(read.remarks()).isEmpty();
            // Three whole blocks of the first; a block that is not kept and four more of the second.
            assertThat(after).hasValue(2 + 2 * 4);
            assertThat(read.samples().starts())
                    .extracting(Start::block)
                    .isEqualTo(IntStream.range(0, 7)
                            .boxed()
                            .flatMap(b -> List.of(b, b).stream())
                            .toList());
            assertThat(read.samples().notes()).anyMatch(note -> note.contains("from block 3 on"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aStoppedWorkerEndsItsBlockAndHandsTheRestBack(TestDatabase database) throws Exception {
        try (TestService service = service(database, LEASE)) {
            String token = service.token(Tokens.Kind.REPOSITORY, "acme/users");
            service.upload(token);
            String id = TestService.id(service.submit(token, submission("users")));
            CountDownLatch inTheMiddle = new CountDownLatch(1);
            CountDownLatch told = new CountDownLatch(1);
            AtomicInteger starts = new AtomicInteger();
            WorkerProcess first = service.worker(
                    "first",
                    () -> new FakeEngine((form, number, idle) -> {
                        if (starts.incrementAndGet() == 5) {
                            inTheMiddle.countDown();
                            await(told);
                        }
                        return FakeEngine.good(idle);
                    }));
            Thread working = run(first);
            inTheMiddle.await();
            first.stop();
            told.countDown();
            working.join();
            assertThat(starts).hasValue(6);
            HttpResponse<String> waiting = service.get("/api/v1/comparisons/" + id, token);
            assertThat(TestService.field(waiting, "state")).isEqualTo("queued");
            assertThat(TestService.field(waiting, "next-block")).isEqualTo("3");
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theWorkerGoesOnWhileTheServiceIsRestarted(TestDatabase database) throws Exception {
        int port = freePort();
        Map<String, String> options = new HashMap<>(Map.of("listen", "127.0.0.1:" + port));
        if (database == TestDatabase.POSTGRESQL) {
            options.put("database", database.connectionString());
        }
        try (TestService service = new TestService(dir.resolve("data"), Clock.systemUTC(), LEASE, options)) {
            String token = service.token(Tokens.Kind.REPOSITORY, "acme/users");
            String workerToken = service.token(Tokens.Kind.WORKER, "");
            service.upload(token);
            String id = TestService.id(service.submit(token, submission("users")));
            AtomicInteger starts = new AtomicInteger();
            WorkerProcess worker = service.worker(
                    "w",
                    workerToken,
                    () -> new FakeEngine((form, number, idle) -> {
                        if (starts.incrementAndGet() == 6) {
                            service.restart();
                        }
                        return FakeEngine.good(idle);
                    }));
            Thread working = run(worker);
            List<String> events = List.of();
            while (!kinds(events).contains("ended")) {
                try {
                    events = events(service, id, token, 0);
                } catch (IOException | UncheckedIOException e) {
                    // The service is away: whoever follows comes back.
                }
            }
            worker.stop();
            working.join();
            assertThat(starts).as("nothing was measured twice").hasValue(14);
            assertThat(TestService.field(service.get("/api/v1/comparisons/" + id, token), "attempt"))
                    .isEqualTo("1");
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @ParameterizedTest
    @EnumSource
    void anEngineThatIsGoneIsTriedByOthersAndThenSaid(TestDatabase database) throws Exception {
        try (TestService service = service(database, LEASE)) {
            String token = service.token(Tokens.Kind.REPOSITORY, "acme/users");
            service.upload(token);
            String id = TestService.id(service.submit(token, submission("users")));
            WorkerProcess worker = service.worker(
                    "w",
                    () -> new FakeEngine((form, number, idle) -> {
                        throw new EngineException("the engine has gone away");
                    }));
            Thread working = run(worker);
            List<String> events = events(service, id, token, 0);
            worker.stop();
            working.join();
            assertThat(kinds(events).stream().filter("returned"::equals)).hasSize(2);
            HttpResponse<String> ended = service.get("/api/v1/comparisons/" + id, token);
            assertThat(TestService.field(ended, "state")).isEqualTo("failed");
            assertThat(TestService.field(ended, "reason")).contains("the engine has gone away");
            Report report = JsonReport.read(service.get("/api/v1/comparisons/" + id + "/report.json", token)
                    .body());
            assertThat(report.outcome()).isEqualTo(Report.State.NOT_MEASURED);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aNewerPushOfThePullRequestTakesThePlace(TestDatabase database) throws Exception {
        try (TestService service = service(database, LEASE)) {
            String token = service.token(Tokens.Kind.REPOSITORY, "acme/users");
            service.upload(token);
            Submission.Revision pull = new Submission.Revision(
                    Optional.of("a".repeat(40)),
                    Optional.empty(),
                    OptionalInt.of(12),
                    Optional.empty(),
                    false,
                    Optional.empty(),
                    Optional.empty());
            String first =
                    TestService.id(service.submit(token, TestService.submission("users", Cause.PULL_REQUEST, pull, 6)));
            String other = TestService.id(
                    service.submit(token, TestService.submission("orders", Cause.PULL_REQUEST, pull, 6)));
            String second =
                    TestService.id(service.submit(token, TestService.submission("users", Cause.PULL_REQUEST, pull, 6)));
            assertThat(state(service, first, token)).isEqualTo("superseded");
            assertThat(state(service, other, token)).isEqualTo("queued");
            assertThat(state(service, second, token)).isEqualTo("queued");
            HttpResponse<String> known = service.get(
                    "/api/v1/builds?form=aot&architecture=x64&commit=" + "a".repeat(40) + "&configuration="
                            + "c".repeat(64),
                    token);
            assertThat(known.body()).contains(TestService.SHA256);
        }
    }

    private static String state(TestService service, String id, String token) throws Exception {
        return TestService.field(service.get("/api/v1/comparisons/" + id, token), "state");
    }

    @ParameterizedTest
    @EnumSource
    void cancelledInTheMiddleTheWorkerDropsItAndWhatWasMeasuredIsReported(TestDatabase database) throws Exception {
        try (TestService service = service(database, LEASE)) {
            String token = service.token(Tokens.Kind.REPOSITORY, "acme/users");
            service.upload(token);
            String id = TestService.id(service.submit(token, submission("users")));
            AtomicBoolean cancelled = new AtomicBoolean();
            AtomicInteger starts = new AtomicInteger();
            WorkerProcess worker = service.worker(
                    "w",
                    () -> new FakeEngine((form, number, idle) -> {
                        if (starts.incrementAndGet() == 7) {
                            cancelled.set(delete(service, id, token) == 200);
                        }
                        return FakeEngine.good(idle);
                    }));
            Thread working = run(worker);
            List<String> events = events(service, id, token, 0);
            worker.stop();
            working.join();
            assertThat(cancelled).isTrue();
            assertThat(starts.get()).isLessThan(10);
            assertThat(events).anyMatch(line -> line.contains("\"state\":\"cancelled\""));
            assertThat(delete(service, id, token)).as("a second time").isEqualTo(409);
            Report report = JsonReport.read(service.get("/api/v1/comparisons/" + id + "/report.json", token)
                    .body());
            assertThat(report.outcome()).isEqualTo(Report.State.PARTIAL);
        }
    }

    private static int delete(TestService service, String id, String token) {
        try {
            return service.send(service.request("/api/v1/comparisons/" + id, token)
                            .DELETE()
                            .build())
                    .statusCode();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
