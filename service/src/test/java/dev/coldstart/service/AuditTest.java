package dev.coldstart.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldstart.artifact.archive.Tar;
import dev.coldstart.core.json.Json;
import dev.coldstart.protocol.Cause;
import dev.coldstart.protocol.Submission;
import dev.coldstart.service.access.AuditLog;
import dev.coldstart.service.access.Tokens;
import dev.coldstart.service.store.DataFolder;
import dev.coldstart.service.store.DatabaseAddress;
import dev.coldstart.service.store.Store;
import dev.coldstart.service.store.TestDatabase;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who did what, and that neither is there without the other. */
final class AuditTest {

    @TempDir
    Path dir;

    private String connection = "";

    private TestService service(TestDatabase database) {
        connection = database == TestDatabase.POSTGRESQL ? database.connectionString() : "";
        return new TestService(
                dir.resolve("data"),
                Clock.systemUTC(),
                Duration.ofMinutes(1),
                connection.isEmpty() ? Map.of() : Map.of("database", connection));
    }

    private Store store() {
        DatabaseAddress address = connection.isEmpty()
                ? DataFolder.database(dir.resolve("data"))
                : DatabaseAddress.postgresql(connection);
        return Store.open(address, Store.Use.COMMAND);
    }

    private static Submission submission(String app) {
        return TestService.submission(app, Cause.PUSH, Submission.Revision.UNKNOWN, 1);
    }

    private static int signIn(TestService service, String token) throws Exception {
        HttpRequest request = service.request("/sign-in", "")
                .header("Origin", service.address().toString())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("token=" + token))
                .build();
        return service.browse(request).statusCode();
    }

    private static HttpResponse<String> delete(TestService service, String token, String id) throws Exception {
        return service.send(
                service.request("/api/v1/comparisons/" + id, token).DELETE().build());
    }

    @ParameterizedTest
    @EnumSource
    void saysWhoDidWhatAndWhoWasNotLet(TestDatabase database) throws Exception {
        try (TestService service = service(database)) {
            String ours = service.token(Tokens.Kind.REPOSITORY, "acme/users");
            String theirs = service.token(Tokens.Kind.REPOSITORY, "acme/orders");
            service.upload(ours);
            String id = TestService.id(service.submit(ours, submission("users")));
            assertThat(delete(service, theirs, id).statusCode()).isEqualTo(404);
            assertThat(delete(service, "", id).statusCode()).isEqualTo(401);
            assertThat(delete(service, "cst_" + "x".repeat(43), id).statusCode())
                    .isEqualTo(401);
            assertThat(signIn(service, "cst_" + "x".repeat(43))).isEqualTo(403);
            assertThat(signIn(service, ours)).isEqualTo(303);
            assertThat(delete(service, ours, id).statusCode()).isEqualTo(200);
            assertThat(delete(service, ours, id).statusCode()).isEqualTo(409);
            try (Store store = store()) {
                Tokens tokens = new Tokens(store, Clock.systemUTC(), "somebody");
                String token = tokens.list().getLast().id();
                assertThat(tokens.revoke(token)).isTrue();
                assertThat(tokens.revoke(token)).as("it is worthless already").isFalse();
                String we = "token test of acme/users";
                String they = "token test of acme/orders";
                assertThat(new AuditLog(store, Clock.systemUTC()).latest(100).reversed())
                        .extracting(entry -> entry.actor() + ": " + entry.action() + " "
                                + entry.repository().orElse("-"))
                        .containsExactly(
                                "the operator: token.create acme/users",
                                "the operator: token.create acme/orders",
                                we + ": artifact.put acme/users",
                                we + ": comparison.submit acme/users",
                                they + ": refused acme/orders",
                                "anonymous: refused -",
                                "anonymous: refused -",
                                "anonymous: refused -",
                                we + ": sign-in acme/users",
                                we + ": comparison.cancel acme/users",
                                "somebody: token.revoke acme/orders");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoTriesAgainAndAgainDoesNotFillIt(TestDatabase database) throws Exception {
        try (TestService service = service(database)) {
            for (int i = 0; i < 30; i++) {
                assertThat(delete(service, "", "0".repeat(26)).statusCode()).isEqualTo(404);
                assertThat(service.get("/api/v1/artifacts/" + TestService.SHA256, "")
                                .statusCode())
                        .isEqualTo(401);
            }
            try (Store store = store()) {
                assertThat(new AuditLog(store, Clock.systemUTC()).latest(100)).hasSizeBetween(10, 20);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatCantBeNotedIsNotDone(TestDatabase database) throws Exception {
        try (TestService service = service(database)) {
            String token = service.token(Tokens.Kind.REPOSITORY, "acme/users");
            service.upload(token);
            String id = TestService.id(service.submit(token, submission("users")));
            byte[] other = new Tar().file("app", "other").packed();
            try (Store store = store()) {
                store.change(handle -> handle.execute("alter table audit rename to hidden"));
                // Not described, as it is no answer that a service means to give.
                List<Integer> statuses = List.of(
                        service.browse(service.request("/api/v1/comparisons", token)
                                        .header("Content-Type", "application/json")
                                        .POST(BodyPublishers.ofString(
                                                Json.line().writeValueAsString(submission("more"))))
                                        .build())
                                .statusCode(),
                        service.browse(service.request("/api/v1/comparisons/" + id, token)
                                        .DELETE()
                                        .build())
                                .statusCode(),
                        service.browse(service.request("/api/v1/artifacts/" + Tar.sha256(other), token)
                                        .PUT(BodyPublishers.ofByteArray(other))
                                        .build())
                                .statusCode(),
                        signIn(service, token));
                assertThat(statuses).containsOnly(500);
                store.change(handle -> handle.execute("alter table hidden rename to audit"));
                assertThat(store.<List<String>>read(handle -> handle.createQuery("select state from comparison")
                                .mapTo(String.class)
                                .list()))
                        .containsExactly("queued");
                assertThat(store.<Optional<String>>read(
                                handle -> handle.createQuery("select sha256 from artifact where sha256 = :sha")
                                        .bind("sha", Tar.sha256(other))
                                        .mapTo(String.class)
                                        .findOne()))
                        .isEmpty();
            }
        }
    }
}
