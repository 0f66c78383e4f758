package dev.coldstart.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coldstart.core.json.Json;
import dev.coldstart.core.plan.Architecture;
import dev.coldstart.measure.run.FakeEngine;
import dev.coldstart.protocol.Cause;
import dev.coldstart.protocol.Submission;
import dev.coldstart.protocol.Wire;
import dev.coldstart.service.access.Tokens;
import dev.coldstart.service.store.DataFolder;
import dev.coldstart.service.store.Store;
import dev.coldstart.worker.BaseImages;
import dev.coldstart.worker.WorkerProcess;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What one repository, or one worker's token, can do to others: nothing. */
final class TenantsTest {

    private static final String GOOD =
            Json.line().writeValueAsString(TestService.submission("users", Cause.PUSH, Submission.Revision.UNKNOWN, 1));

    @TempDir
    Path dir;

    @SuppressWarnings("NullAway.Init")
    private TestService service;

    @SuppressWarnings("NullAway.Init")
    private String token;

    @BeforeEach
    void start() throws Exception {
        service = new TestService(dir.resolve("data"), Clock.systemUTC(), Duration.ofSeconds(60), Map.of());
        token = service.token(Tokens.Kind.REPOSITORY, "acme/users");
        service.upload(token);
    }

    @AfterEach
    void stop() {
        service.close();
    }

    private HttpResponse<String> post(String path, String by, String body) throws Exception {
        return service.send(service.request(path, by)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    private String comparison(String id) throws Exception {
        return service.get("/api/v1/comparisons/" + id, token).body();
    }

    @ParameterizedTest
    @ValueSource(strings = {"coldstart-app:4711", "4b825dc642cb", "sha256:4b825dc642cb", "debian:13"})
    void anImageOfTheEngineThatTheWorkerDoesNotServe(String image) throws Exception {
        String id = TestService.id(post(
                "/api/v1/comparisons",
                token,
                GOOD.replace("\"cold-disk\"", "\"base-image\":\"" + image + "\",\"cold-disk\"")));
        WorkerProcess worker = service.worker("w", () -> new FakeEngine((form, number, idle) -> FakeEngine.good(idle)));
        Thread working = Thread.ofPlatform().start(worker::run);
        String seen;
        do {
            Thread.sleep(20);
            seen = comparison(id);
        } while (seen.contains("\"queued\"") || seen.contains("\"measuring\""));
        worker.stop();
        working.join();
        assertThat(seen)
                .contains("\"failed\"")
                .contains("this worker does not serve the base image " + image + "; it serves coldstart-base:1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "debian",
                "4b825dc642cb",
                "sha256:4b825dc642cb",
                "coldstart-app:1",
                "host/coldstart-app:1",
                "A:1",
                ""
            })
    void anImageThatNoWorkerMayServe(String image) {
        assertThatThrownBy(() -> BaseImages.OWN.and(List.of(image)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + image + "'");
    }

    @Test
    void aWorkersNameIsItsTokens() throws Exception {
        String first = service.token(Tokens.Kind.WORKER, "");
        String second = service.token(Tokens.Kind.WORKER, "");
        String id = TestService.id(post("/api/v1/comparisons", token, GOOD));
        HttpResponse<String> claimed = claim("w", first);
        assertThat(claimed.statusCode()).isEqualTo(200);
        HttpResponse<String> stolen = claim("w", second);
        assertThat(stolen.statusCode()).isEqualTo(403);
        assertThat(TestService.field(stolen, "type")).endsWith(":worker-name-taken");
        assertThat(comparison(id)).contains("\"measuring\"").contains("\"attempt\":1");
        assertThat(claim("within", second).statusCode())
                .as("the name of the worker in the service's own process")
                .isEqualTo(403);
        assertThat(claim("other", second).statusCode()).isEqualTo(204);
        try (Store store = Store.open(DataFolder.database(dir.resolve("data")), Store.Use.COMMAND)) {
            Tokens tokens = new Tokens(store, Clock.systemUTC());
            tokens.list().stream()
                    .filter(t -> t.kind() == Tokens.Kind.WORKER)
                    .limit(1)
                    .forEach(t -> assertThat(tokens.revoke(t.id())).isTrue());
        }
        assertThat(claim("w", second).statusCode())
                .as("the name of a token that is worth nothing any more, and the comparison with it")
                .isEqualTo(200);
    }

    private HttpResponse<String> claim(String name, String by) throws Exception {
        return post(
                "/api/v1/worker/claim",
                by,
                Json.line()
                        .writeValueAsString(
                                new Wire.Hello(name, Architecture.X64, List.of(), "test", OptionalDouble.empty())));
    }

    @Test
    void whoWatchesHoldsAPlaceAndLosesItWithTheRight() throws Exception {
        service.close();
        service = new TestService(
                dir.resolve("data"),
                Clock.systemUTC(),
                Duration.ofSeconds(60),
                Map.of("limits.watchers-per-repository", "1"));
        String id = TestService.id(post("/api/v1/comparisons", token, GOOD));
        HttpRequest events =
                service.request("/api/v1/comparisons/" + id + "/events", token).build();
        try (var lines = service.follow(events).body()) {
            var iterator = lines.iterator();
            assertThat(iterator.next()).isEqualTo(":");
            assertThat(service.browse(events).statusCode()).isEqualTo(429);
            try (Store store = Store.open(DataFolder.database(dir.resolve("data")), Store.Use.COMMAND)) {
                Tokens tokens = new Tokens(store, Clock.systemUTC());
                tokens.list().forEach(t -> assertThat(tokens.revoke(t.id())).isTrue());
            }
            // At the next heartbeat it ends, though the comparison waits on.
            while (iterator.hasNext()) {
                assertThat(iterator.next()).doesNotContain("event: ended");
            }
        }
    }
}
