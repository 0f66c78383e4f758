package dev.coldstart.service;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages and figures of a whole service, beside its API. */
final class ServicePagesTest {

    private static final String REPOSITORY = "acme/users";

    @TempDir
    private Path dir;

    @Test
    void aComparisonIsFollowedFromItsPageToItsReport() throws Exception {
        try (TestService service =
                new TestService(dir.resolve("data"), Clock.systemUTC(), Duration.ofSeconds(60), Map.of())) {
            String token = service.token(Tokens.Kind.REPOSITORY, REPOSITORY);
            String other = service.token(Tokens.Kind.REPOSITORY, "acme/other");
            assertThat(service.upload(token).statusCode()).isEqualTo(201);
            String id = TestService.id(service.submit(
                    token, TestService.submission("users <b>", Cause.MANUAL, Submission.Revision.UNKNOWN, 6)));
            String page = "/comparisons/" + id;
            String events = "/api/v1/comparisons/" + id + "/events";

            assertThat(browsed(service, page, token).body())
                    .contains("Waiting for a worker.")
                    .contains("data-events=\"" + events + "\"")
                    .contains("jit@head", "aot@head")
                    .contains("users &lt;b&gt;");
            assertThat(browsed(service, page, other).statusCode()).isEqualTo(404);
            assertThat(browsed(service, "/workers", token).body()).contains("users &lt;b&gt;");
            assertThat(service.send(service.request(events.replace("/events", ""), "")
                                    .header("Cookie", "coldstart=" + token)
                                    .DELETE()
                                    .build())
                            .statusCode())
                    .as("a cookie changes nothing")
                    .isEqualTo(401);
            assertThat(browsed(service, "/nowhere", token).body()).contains("There is no such page");

            WorkerProcess worker =
                    service.worker("w", () -> new FakeEngine((form, number, idle) -> FakeEngine.good(idle)));
            Thread working = Thread.ofPlatform().start(worker::run);
            HttpRequest follow = service.request(events, "")
                    .header("Cookie", "coldstart=" + token)
                    .build();
            assertThat(service.follow(follow).body().toList())
                    .as("events by a cookie")
                    .contains("event: ended");
            worker.stop();
            working.join();

            assertThat(browsed(service, page, token).body())
                    .contains("The full report")
                    .contains("aot@head")
                    .doesNotContain("data-events");
            assertThat(browsed(service, page + "/report", token).body())
                    .contains("<title>users &lt;b&gt;: cold start</title>");
            assertThat(browsed(service, "/", token).body())
                    .contains("users &lt;b&gt;")
                    .contains(REPOSITORY);
            assertThat(browsed(service, "/app?repository=acme%2Fusers&name=users+%3Cb%3E", token)
                            .body())
                    .contains("First response over 1 commit");

            assertThat(service.get("/metrics", "").body())
                    .contains("coldstart_starts_total{outcome=\"started\"} 14.0")
                    .contains("coldstart_upload_bytes_total " + (double) TestService.ARCHIVE.length)
                    .contains("coldstart_comparisons{state=\"reported\"} 1.0")
                    .contains("route=\"/api/v1/comparisons/{id}/events\"");
            assertThat(service.get("/readyz", "").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aFormOfThePageCancels() throws Exception {
        try (TestService service =
                new TestService(dir.resolve("data"), Clock.systemUTC(), Duration.ofSeconds(60), Map.of())) {
            String token = service.token(Tokens.Kind.REPOSITORY, REPOSITORY);
            assertThat(service.upload(token).statusCode()).isEqualTo(201);
            String id = TestService.id(service.submit(
                    token, TestService.submission("users", Cause.MANUAL, Submission.Revision.UNKNOWN, 6)));
            String page = browsed(service, "/comparisons/" + id, token).body();
            String csrf = page.replaceFirst("(?s).*name=\"csrf\" value=\"([0-9a-f]+)\".*", "$1");
            HttpResponse<String> cancelled = service.browse(service.request("/comparisons/" + id + "/cancel", "")
                    .header("Cookie", "coldstart=" + token)
                    .header("Origin", service.address().toString())
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString("csrf=" + csrf))
                    .build());
            assertThat(cancelled.statusCode()).isEqualTo(303);
            assertThat(browsed(service, "/comparisons/" + id, token).body()).contains("It was cancelled");
        }
    }

    private static HttpResponse<String> browsed(TestService service, String path, String token) throws Exception {
        return service.browse(service.request(path, "")
                .header("Cookie", "coldstart=" + token)
                .header("Accept", "text/html")
                .build());
    }
}
