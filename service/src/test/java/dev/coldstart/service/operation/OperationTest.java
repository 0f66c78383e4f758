package dev.coldstart.service.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldstart.core.json.Json;
import dev.coldstart.service.access.RateLimiter;
import dev.coldstart.service.operation.ServiceSettings.LogFormat;
import dev.coldstart.service.store.DataFolder;
import dev.coldstart.service.store.Store;
import dev.coldstart.service.store.TestDatabase;
import io.javalin.Javalin;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import tools.jackson.databind.JsonNode;

/** What the service tells whoever runs it. */
final class OperationTest {

    private static final Instant NOW = Instant.parse("2026-03-14T12:00:00Z");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void figuresAreWhatTheStoreHoldsAndWhatHappened(TestDatabase database) throws Exception {
        Store store = Store.open(database.create(folder), Store.Use.SERVICE);
        try (DataFolder data = DataFolder.open(folder.resolve("data"));
                Metrics metrics = new Metrics(store, data, Clock.fixed(NOW, ZoneOffset.UTC));
                HttpClient http = HttpClient.newHttpClient()) {
            store.change(
                    handle -> handle.execute("""
                    insert into worker (name, architecture, labels, version, first_seen_at, seen_at, noise_floor, unfit)
                    values ('w "1"', 'x64', '[]', '1', 0, %d, 0.025, null), ('w2', 'arm64', '[]', '1', 0, %d, null, 'noisy')""".formatted(NOW.minusSeconds(90).toEpochMilli(), NOW.toEpochMilli())));
            waiting(store, "01", NOW.minusSeconds(30), "queued");
            waiting(store, "02", NOW.minusSeconds(300), "queued");
            waiting(store, "03", NOW, "measuring");
            RateLimiter requests = new RateLimiter(
                    new RateLimiter.Rate(1000, Duration.ofMinutes(1)), Clock.fixed(NOW, ZoneOffset.UTC));
            OperationRoutes routes = new OperationRoutes(store, metrics, requests);
            Javalin server = Javalin.create(config -> {
                        config.startup.showJavalinBanner = false;
                        routes.addTo(config.routes);
                        config.routes.get("/things/{id}", request -> request.result("x"));
                    })
                    .start("127.0.0.1", 0);
            metrics.start("started");
            metrics.start("started");
            metrics.start("timed-out");
            metrics.uploaded(12_345);
            assertThat(get(http, server, "/things/17").statusCode()).isEqualTo(200);
            assertThat(get(http, server, "/healthz").body()).isEqualTo("alive\n");
            assertThat(get(http, server, "/readyz").statusCode()).isEqualTo(200);

            assertThat(get(http, server, "/metrics").body())
                    .contains("coldstart_queue_length{architecture=\"x64\",fork=\"no\"} 2.0")
                    .contains("coldstart_queue_oldest_seconds{architecture=\"x64\",fork=\"no\"} 300.0")
                    .contains("coldstart_comparisons{state=\"measuring\"} 1.0")
                    .contains("coldstart_worker_noise_floor_ratio{architecture=\"x64\",worker=\"w \\\"1\\\"\"} 0.025")
                    .doesNotContain("noise_floor_ratio{architecture=\"arm64\"")
                    .contains("coldstart_worker_fit{architecture=\"arm64\",worker=\"w2\"} 0.0")
                    .contains("coldstart_worker_last_seen_seconds{architecture=\"x64\",worker=\"w \\\"1\\\"\"} 90.0")
                    .contains("coldstart_starts_total{outcome=\"started\"} 2.0")
                    .contains("coldstart_starts_total{outcome=\"timed-out\"} 1.0")
                    .contains("coldstart_upload_bytes_total 12345.0")
                    .contains("route=\"/things/{id}\"")
                    .doesNotContain("/things/17")
                    .contains("coldstart_data_free_bytes");

            store.change(handle -> handle.execute("delete from comparison where state = 'queued'"));
            assertThat(metrics.scrape()).as("a queue that is empty").doesNotContain("coldstart_queue_length{");

            store.close();
            assertThat(get(http, server, "/readyz").statusCode())
                    .as("without a store")
                    .isEqualTo(503);
            assertThat(get(http, server, "/healthz").statusCode())
                    .as("it lives all the same")
                    .isEqualTo(200);
            routes.stopping();
            assertThat(get(http, server, "/readyz").body()).isEqualTo("stopping\n");
            server.stop();
        }
    }

    private static void waiting(Store store, String id, Instant since, String state) {
        store.change(handle -> {
            handle.execute("insert into repository (name, created_at) values ('a/b', 0) on conflict do nothing");
            handle.createUpdate("""
                            insert into comparison (id, repository, app, architecture, labels, cause, fork, request, state,
                              priority, created_by, created_at, queued_at, deadline_at, attempt, lost, next_block, kept_lines,
                              kept_bytes, last_event)
                            values (:id, 'a/b', 'x', 'x64', '[]', 'push', :fork, '{}', :state, 1, 'me', :at, :at, :at, 0, 0, 0, 0, 0, 0)""")
                    .bind("id", id)
                    .bind("fork", false)
                    .bind("state", state)
                    .bind("at", since)
                    .execute();
        });
    }

    private static HttpResponse<String> get(HttpClient http, Javalin server, String path)
            throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                        .build(),
                BodyHandlers.ofString());
    }

    @ParameterizedTest
    @EnumSource
    void aLineOfTheLogSaysWhichComparisonItIsAbout(LogFormat format) {
        Logger log = LoggerFactory.getLogger("dev.coldstart.service.test");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        log.info("before it begins");
        Logs.begin(format, out);
        try (MDC.MDCCloseable _ = Logs.about("01kkp3")) {
            log.info("hello {}", "you\nERROR not a line of ours");
        } finally {
            log.info("after");
            Logs.end();
        }
        log.info("when it has ended");
        List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(lines).hasSize(2).first().asString().contains("01kkp3").contains("hello you");
        assertThat(lines.getLast()).contains("after").doesNotContain("01kkp3");
        if (format == LogFormat.JSON) {
            JsonNode line = Json.line().readTree(lines.getFirst());
            assertThat(line.path("mdc").path("comparison").asString("")).isEqualTo("01kkp3");
            assertThat(line.path("level").asString("")).isEqualTo("INFO");
        }
    }

    @Test
    void stepsAreTakenInTurnWhateverBecomesOfOne() {
        List<String> taken = new ArrayList<>();
        CountDownLatch never = new CountDownLatch(1);
        GracefulStop stop = new GracefulStop()
                .then("first", Duration.ofSeconds(30), () -> taken.add("first"))
                .then("fails", Duration.ofSeconds(30), () -> {
                    throw new IOException("no");
                })
                .then("hangs", Duration.ofMillis(50), never::await)
                .then("last", Duration.ofSeconds(30), () -> taken.add("last"));
        stop.close();
        stop.close();
        assertThat(taken).containsExactly("first", "last");
    }
}
