package dev.coldstart.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coldstart.protocol.Cause;
import dev.coldstart.protocol.Submission;
import dev.coldstart.service.access.AuditLog;
import dev.coldstart.service.access.Repositories;
import dev.coldstart.service.access.SettableClock;
import dev.coldstart.service.access.Tokens;
import dev.coldstart.service.store.DataFolder;
import dev.coldstart.service.store.Store;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who asks for too much is told when to come back, and nobody else notices. */
final class LimitsTest {

    @TempDir
    Path dir;

    private final SettableClock clock = new SettableClock();

    private TestService service(Clock time, Map<String, String> options) {
        return new TestService(dir.resolve("data"), time, Duration.ofMinutes(1), options);
    }

    private static Submission submission(Cause cause, boolean fork) {
        Submission.Revision revision = new Submission.Revision(
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                fork,
                Optional.empty(),
                Optional.empty());
        return TestService.submission("users", cause, revision, 1);
    }

    /** How long to wait, as it says. */
    private static Duration refused(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(429);
        assertThat(TestService.field(answer, "type")).endsWith(":too-many-requests");
        return Duration.ofSeconds(
                Long.parseLong(answer.headers().firstValue("Retry-After").orElseThrow()));
    }

    @Test
    void requestsOfARepositoryAndOfWhoeverShowsNothing() throws Exception {
        try (TestService service = service(clock, Map.of("rates.requests-per-minute", "3"))) {
            String users = service.token(Tokens.Kind.REPOSITORY, "acme/users");
            String second = service.token(Tokens.Kind.REPOSITORY, "acme/users");
            String orders = service.token(Tokens.Kind.REPOSITORY, "acme/orders");
            String nothing = "/api/v1/comparisons/" + "0".repeat(26);
            for (int i = 0; i < 3; i++) {
                assertThat(service.get(nothing, i == 0 ? users : second).statusCode())
                        .isEqualTo(404);
                assertThat(service.get(nothing, "").statusCode()).isEqualTo(404);
            }
            Duration wait = refused(service.get(nothing, users));
            refused(service.get(nothing, second));
            refused(service.get(nothing, ""));
            assertThat(service.get(nothing, orders).statusCode())
                    .as("another's")
                    .isEqualTo(404);
            assertThat(service.browse(service.request("/healthz", "").build()).statusCode())
                    .as("nobody has to wait to see whether it lives")
                    .isEqualTo(200);
            clock.pass(wait);
            assertThat(service.get(nothing, users).statusCode()).isEqualTo(404);
            refused(service.get(nothing, users));
        }
    }

    @Test
    void comparisonsOfARepositoryAndFewerOfItsForks() throws Exception {
        try (TestService service =
                service(clock, Map.of("rates.comparisons-per-hour", "3", "rates.fork-comparisons-per-hour", "1"))) {
            String users = service.token(Tokens.Kind.REPOSITORY, "acme/users");
            String orders = service.token(Tokens.Kind.REPOSITORY, "acme/orders");
            service.upload(users);
            service.upload(orders);
            assertThat(service.submit(users, submission(Cause.PULL_REQUEST, true))
                            .statusCode())
                    .as("it does not allow forks")
                    .isEqualTo(403);
            try (Store store = Store.open(DataFolder.database(dir.resolve("data")), Store.Use.COMMAND)) {
                new Repositories(store, clock, new AuditLog(store, clock))
                        .set(new Repositories.Settings("acme/users", false, true), "a test");
            }
            HttpResponse<String> fork = service.submit(users, submission(Cause.PULL_REQUEST, true));
            assertThat(fork.statusCode()).isEqualTo(202);
            Duration wait = refused(service.submit(users, submission(Cause.PULL_REQUEST, true)));
            List<String> own = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                // Of those that came in the same millisecond none is the older.
                clock.pass(Duration.ofSeconds(1));
                own.add(TestService.id(service.submit(users, submission(Cause.PUSH, false), "push-" + i)));
            }
            refused(service.submit(users, submission(Cause.PUSH, false)));
            assertThat(TestService.id(service.submit(users, submission(Cause.PUSH, false), "push-2")))
                    .as("what was asked for before is no further comparison")
                    .isEqualTo(own.getLast());
            assertThat(service.submit(orders, submission(Cause.NIGHTLY, false)).statusCode())
                    .as("another's")
                    .isEqualTo(202);
            assertThat(place(service, users, own.getLast()))
                    .as("a fork waits behind all that is its repository's own")
                    .isEqualTo(2);
            assertThat(place(service, users, TestService.id(fork))).isEqualTo(3);
            clock.pass(wait);
            assertThat(service.submit(users, submission(Cause.PULL_REQUEST, true))
                            .statusCode())
                    .isEqualTo(202);
        }
    }

    private static int place(TestService service, String token, String id) throws Exception {
        return Integer.parseInt(TestService.field(service.get("/api/v1/comparisons/" + id, token), "place"));
    }

    @Test
    void uploadsAtTheSameTime() throws Exception {
        try (TestService service = service(
                Clock.systemUTC(), Map.of("limits.uploads-at-once", "2", "limits.uploads-per-repository", "1"))) {
            String token = service.token(Tokens.Kind.REPOSITORY, "acme/users");
            String other = service.token(Tokens.Kind.REPOSITORY, "acme/orders");
            try (Socket slow =
                    new Socket(service.address().getHost(), service.address().getPort())) {
                slow.getOutputStream()
                        .write(("PUT /api/v1/artifacts/" + TestService.SHA256 + " HTTP/1.1\r\nHost: a\r\n"
                                        + "Authorization: Bearer " + token + "\r\nContent-Length: "
                                        + TestService.ARCHIVE.length + "\r\nExpect: 100-continue\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
                String goOn = "HTTP/1.1 100 Continue";
                assertThat(new String(slow.getInputStream().readNBytes(goOn.length()), StandardCharsets.US_ASCII))
                        .isEqualTo(goOn);
                assertThat(service.send(put(service, token)).statusCode())
                        .as("who only announces an upload holds no place")
                        .isEqualTo(201);
                slow.getOutputStream().write(TestService.ARCHIVE, 0, 1);
                HttpResponse<String> refused;
                do {
                    // Until the first byte has come.
                    refused = service.send(put(service, token));
                } while (refused.statusCode() == 201);
                assertThat(refused.statusCode()).isEqualTo(503);
                assertThat(service.send(put(service, other)).statusCode())
                        .as("another's")
                        .isEqualTo(201);
                assertThat(TestService.field(refused, "type")).endsWith(":busy");
                assertThat(refused.headers().firstValue("Retry-After")).isPresent();
            }
            HttpResponse<String> again;
            do {
                // Until the service has seen that it is gone.
                again = service.send(put(service, token));
            } while (again.statusCode() == 503);
            assertThat(again.statusCode()).isEqualTo(201);
        }
    }

    /** A byte now and then is no silence, for which alone the server has a time limit of its own. */
    @Test
    void headersThatNeverEnd() throws Exception {
        try (TestService service = service(Clock.systemUTC(), Map.of("limits.head-time", "1s"));
                Socket slow = new Socket(
                        service.address().getHost(), service.address().getPort())) {
            OutputStream out = slow.getOutputStream();
            out.write("GET /healthz HTTP/1.1\r\nHost: here\r\nX-Slow: ".getBytes(StandardCharsets.US_ASCII));

            assertThatThrownBy(() -> {
                        while (true) {
                            out.write('x');
                            Thread.sleep(50);
                        }
                    })
                    .isInstanceOf(SocketException.class);
            assertThat(service.get("/healthz", "").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void wrongTokensOfAnAddressAndNotARightOne() throws Exception {
        try (TestService service = service(clock, Map.of("rates.wrong-tokens-per-minute", "3"))) {
            String right = service.token(Tokens.Kind.REPOSITORY, "acme/users");
            String nothing = "/api/v1/comparisons/" + "0".repeat(26);
            for (int i = 0; i < 3; i++) {
                assertThat(service.get(nothing, "cst_" + i + "a".repeat(42)).statusCode())
                        .isEqualTo(401);
            }
            refused(service.get(nothing, "cst_3" + "a".repeat(42)));
            refused(service.get(nothing, "cst_0" + "a".repeat(42)));
            assertThat(service.get(nothing, right).statusCode())
                    .as("what others at the address try does not lock a right one out")
                    .isEqualTo(404);
            clock.pass(Duration.ofMinutes(1));
            assertThat(service.get(nothing, "cst_4" + "a".repeat(42)).statusCode())
                    .isEqualTo(401);
        }
    }

    @Test
    void addressesBehindAProxyThatIsTrusted() throws Exception {
        Map<String, String> options = Map.of("rates.requests-per-minute", "2", "trusted-proxies", "127.0.0.0/8");
        try (TestService service = service(clock, options)) {
            for (String client : List.of("203.0.113.1", "203.0.113.2")) {
                for (int i = 0; i < 2; i++) {
                    assertThat(status(service, client)).as(client).isEqualTo(404);
                }
                assertThat(status(service, client)).as(client).isEqualTo(429);
                assertThat(status(service, "198.51.100." + client.charAt(client.length() - 1) + ", " + client))
                        .as("what stands before the client's own address may be made up")
                        .isEqualTo(429);
            }
        }
    }

    @Test
    void pagesAndFigures() throws Exception {
        try (TestService service = service(clock, Map.of("rates.requests-per-minute", "2"))) {
            for (String path : List.of("/", "/metrics")) {
                assertThat(service.browse(service.request(path, "").build()).statusCode())
                        .isEqualTo(200);
            }
            for (String path : List.of("/", "/comparisons", "/metrics")) {
                assertThat(service.browse(service.request(path, "").build()).statusCode())
                        .as(path)
                        .isEqualTo(429);
            }
        }
    }

    private static int status(TestService service, String client) throws Exception {
        return service.send(service.request("/api/v1/comparisons/" + "0".repeat(26), "")
                        .header("X-Forwarded-For", client)
                        .build())
                .statusCode();
    }

    private static HttpRequest put(TestService service, String token) {
        return service.request("/api/v1/artifacts/" + TestService.SHA256, token)
                .PUT(HttpRequest.BodyPublishers.ofByteArray(TestService.ARCHIVE))
                .build();
    }
}
