package dev.coldstart.runner.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.coldstart.core.http.Answer;
import dev.coldstart.core.plan.BodyExpectation;
import dev.coldstart.core.plan.FunctionScenario;
import dev.coldstart.core.sample.FailureReason;
import dev.coldstart.core.sample.FunctionPhases;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What Lambda's clients need, over real sockets: the points that the official ones were found to depend on, and clients that
 * are odder than those.
 */
class RuntimeApiTest {

    private static final String EVENT = "{\"id\":42}";
    private static final Instant NOW = Instant.parse("2026-01-31T10:00:00Z");

    private final FunctionScenario function = function(3, Duration.ofSeconds(20));
    private final ExecutorService others = Executors.newVirtualThreadPerTaskExecutor();
    private final List<String> responses = new ArrayList<>();
    private RuntimeApi api;

    private static FunctionScenario function(int warm, Duration timeout) {
        return new FunctionScenario(
                "users", Optional.empty(), EVENT, new BodyExpectation.Any(), Duration.ofSeconds(20), timeout, warm);
    }

    @BeforeEach
    void serve() throws IOException {
        api = new RuntimeApi(0, function, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @AfterEach
    void close() throws IOException {
        api.close();
        others.shutdownNow();
    }

    private Client client() throws IOException {
        return new Client(api.port());
    }

    /** A client as it is done by itself, while the events are given here. */
    private Future<Boolean> meanwhile(Callable<Boolean> client) {
        return others.submit(client);
    }

    private FunctionRun run(BooleanSupplier alive) {
        return new FunctionRun(api, function, alive, body -> {
            responses.add(StandardCharsets.UTF_8.decode(body.duplicate()).toString());
            return Optional.empty();
        });
    }

    /** All events of a client that does what it should. */
    private FunctionPhases whole(Callable<Boolean> client) throws Exception {
        FunctionRun run = run(RuntimeApiTest::alive);
        api.offer();
        long t0 = System.nanoTime();
        Future<Boolean> done = meanwhile(client);
        assertThat(run.first(t0)).as("the first event").isPresent();
        assertThat(run.hangs()).isTrue();
        assertThat(run.warm()).as("the warm events").isTrue();
        FunctionPhases phases = run.phases(t0, t0, Optional.empty());
        assertThat(phases.warm()).hasSize(3);
        assertThat(phases.firstNs()).isEqualTo(phases.initNs() + phases.eventNs());
        assertThat(phases.endNs()).isGreaterThanOrEqualTo(phases.firstNs());
        api.close();
        done.get(10, TimeUnit.SECONDS);
        return phases;
    }

    /** The failure of a client that does not. */
    private FunctionRun.Failure failure(Callable<Boolean> client) throws Exception {
        return failure(client, RuntimeApiTest::alive);
    }

    private FunctionRun.Failure failure(Callable<Boolean> client, BooleanSupplier alive) throws Exception {
        FunctionRun run = run(alive);
        api.offer();
        Future<Boolean> done = meanwhile(client);
        boolean good = run.first(System.nanoTime()).isPresent() && run.hangs() && run.warm();
        assertThat(good).isFalse();
        api.close();
        done.get(10, TimeUnit.SECONDS);
        return run.failure();
    }

    @Test
    void anEventHasTheFiveHeadersThatTheClientsNeedAndNoOther() throws IOException {
        api.offer();
        try (Client client = client()) {
            Answer answer = client.send(Client.NEXT).answer();
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo(EVENT);
            assertThat(answer.headers().keySet())
                    .containsExactlyInAnyOrder(
                            "content-type",
                            "content-length",
                            "lambda-runtime-aws-request-id",
                            "lambda-runtime-deadline-ms",
                            "lambda-runtime-invoked-function-arn",
                            "lambda-runtime-trace-id");
            assertThat(answer.header("content-type")).containsExactly("application/json");
            assertThat(UUID.fromString(
                            answer.header("lambda-runtime-aws-request-id").getFirst()))
                    .isNotNull();
            assertThat(answer.header("lambda-runtime-deadline-ms"))
                    .containsExactly(Long.toString(NOW.plusSeconds(20).toEpochMilli()));
            assertThat(answer.header("lambda-runtime-invoked-function-arn").getFirst())
                    .matches("arn:aws:lambda:[a-z0-9-]+:[0-9]{12}:function:users");
            assertThat(answer.header("lambda-runtime-trace-id").getFirst())
                    .matches("Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=0");
        }
    }

    @Test
    void everyAnswerComesInOneWrite() throws IOException {
        api.offer();
        try (Client client = client()) {
            String event = client.send(Client.NEXT).oneRead();
            assertThat(event).startsWith("HTTP/1.1 200 OK\r\n").endsWith(EVENT);
            String id = event.replaceAll("(?s).*Request-Id: ([^\r]*)\r.*", "$1");
            assertThat(client.send(Client.post(Client.response(id), "1")).oneRead())
                    .isEqualTo("HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n");
        }
    }

    /** A hanging request is given no time and closed by nobody, and holds nothing up. */
    @Test
    void aRequestForAnEventHangsAndHoldsNothingUp() throws IOException {
        try (Client hanging = client();
                Client other = client()) {
            hanging.send(Client.NEXT);
            assertThat(other.send(Client.post("/2020-01-01/extension/register", "{\"events\":[]}"))
                            .answer()
                            .status())
                    .isEqualTo(200);
            assertThat(hanging.hears(50)).isFalse();
            api.offer();
            assertThat(hanging.answer().status()).isEqualTo(200);
        }
    }

    @Test
    void anEventIsGivenToOneOfThoseWhoWait() throws IOException {
        api.offer();
        api.offer();
        try (Client one = client();
                Client other = client()) {
            String id = one.next();
            other.send(Client.NEXT);
            assertThat(other.hears(50)).as("while the first is under way").isFalse();
            assertThat(one.respond(id, "1")).isEqualTo(202);
            assertThat(other.answer().header("lambda-runtime-aws-request-id").getFirst())
                    .isNotEqualTo(id);
        }
    }

    @Test
    void anEventIsNotLostToOneThatHasHungUp() throws IOException {
        try (Client gone = client()) {
            gone.send(Client.NEXT);
            assertThat(api.await(
                            () -> api.hangingSince().isPresent(),
                            System.nanoTime() + 10_000_000_000L,
                            RuntimeApiTest::alive))
                    .isTrue();
        }
        assertThat(api.await(
                        () -> api.hangingSince().isEmpty(), System.nanoTime() + 10_000_000_000L, RuntimeApiTest::alive))
                .isTrue();
        api.offer();
        try (Client client = client()) {
            assertThat(client.next()).isNotBlank();
        }
    }

    @Test
    void aSecondResponseOrOneOfAnotherEventIsRefused() throws IOException {
        api.offer();
        try (Client client = client()) {
            String id = client.next();
            assertThat(client.respond("another", "1")).isEqualTo(403);
            assertThat(client.respond(id, "1")).isEqualTo(202);
            assertThat(client.respond(id, "1")).isEqualTo(403);
        }
    }

    @Test
    void whatIsExpectedToBeToldToGoOnIsToldSo() throws IOException {
        api.offer();
        try (Client client = client()) {
            String path = Client.response(client.next());
            client.send("POST " + path + " HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n");
            assertThat(client.oneRead()).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
            assertThat(client.send("\"a\"").answer().status()).isEqualTo(202);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /2018-06-01/runtime/restore/next, 404",
        "GET, /2019-01-01/runtime/invocation/next, 404",
        "PUT, /2018-06-01/runtime/init/error, 404",
        "POST, /2020-01-01/extension/init/error, 202",
        "POST, /2018-06-01/runtime/init/error, 202"
    })
    void anUnknownPathIsNotFoundAndTheConnectionStays(String method, String path, int status) throws IOException {
        api.offer();
        try (Client client = client()) {
            assertThat(client.send(method + " " + path + " HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n")
                            .answer()
                            .status())
                    .isEqualTo(status);
            assertThat(client.next()).isNotBlank();
        }
    }

    @Test
    void aResponseOverSixMegabytesIsReadRefusedAndAFailure() throws Exception {
        FunctionRun.Failure failure = failure(() -> {
            try (Client client = client()) {
                String id = client.next();
                String huge = "x".repeat(FunctionScenario.MAX_PAYLOAD_BYTES + 1);
                assertThat(client.respond(id, huge)).isEqualTo(413);
                return true;
            }
        });
        assertThat(failure.reason()).isEqualTo(FailureReason.FUNCTION_ERROR);
        assertThat(failure.detail()).contains("Function.ResponseSizeTooLarge").contains("6 MB");
    }

    // The seven odd clients.

    @Test
    void oneThatOpensAConnectionForEachRequest() throws Exception {
        FunctionPhases phases = whole(() -> {
            for (int i = 0; i < 4; i++) {
                String id;
                try (Client client = client()) {
                    id = client.send(Client.NEXT.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n"))
                            .answer()
                            .header("lambda-runtime-aws-request-id")
                            .getFirst();
                    assertThat(client.hears(1000)).as("closed after the answer").isFalse();
                }
                try (Client client = client()) {
                    client.respond(id, "1");
                }
            }
            return asksOnce();
        });
        assertThat(phases.client()).hasValue("odd/1");
    }

    @Test
    void oneThatPollsOnFourConnectionsAndPostsOnAFifth() throws Exception {
        whole(() -> {
            try (Client posts = client()) {
                BlockingQueue<String> ids = new LinkedBlockingQueue<>();
                for (int i = 0; i < 4; i++) {
                    var _ = others.submit(() -> {
                        try (Client client = client()) {
                            return ids.add(client.next());
                        }
                    });
                }
                for (int i = 0; i < 4; i++) {
                    assertThat(posts.respond(ids.take(), "1")).isEqualTo(202);
                }
            }
            return asksOnce();
        });
    }

    @Test
    void oneThatPostsInPiecesWithTrailers() throws Exception {
        whole(() -> {
            try (Client client = client()) {
                for (int i = 0; i < 4; i++) {
                    String path = Client.response(client.next());
                    String[] headers = {
                        "Trailer: Lambda-Runtime-Function-Error-Type", "Trailer: Lambda-Runtime-Function-Error-Body"
                    };
                    assertThat(client.send(Client.chunked(path, headers, "", "{\"a\"", ":1}"))
                                    .answer()
                                    .status())
                            .isEqualTo(202);
                }
                return asks(client);
            }
        });
        assertThat(responses).hasSize(4).containsOnly("{\"a\":1}");
    }

    @Test
    void oneThatSaysInATrailerThatItFailed() throws Exception {
        FunctionRun.Failure failure = failure(() -> {
            try (Client client = client()) {
                String body = Base64.getEncoder()
                        .encodeToString("{\"errorMessage\":\"half way\"}".getBytes(StandardCharsets.UTF_8));
                String trailers = "Lambda-Runtime-Function-Error-Type: Handler.Broken\r\n"
                        + "Lambda-Runtime-Function-Error-Body: " + body + "\r\n";
                client.send(Client.chunked(
                        Client.response(client.next()),
                        new String[] {"Lambda-Runtime-Function-Response-Mode: streaming"},
                        trailers,
                        "abc"));
                return client.answer().status() == 202;
            }
        });
        assertThat(failure.reason()).isEqualTo(FailureReason.FUNCTION_ERROR);
        assertThat(failure.detail()).contains("Handler.Broken: half way");
    }

    /** The type is in the header, in the body, or nowhere, as the clients have it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            Lambda-Runtime-Function-Error-Type: Runtime.UserException | {"errorMessage":"m","errorType":"T"} | Runtime.UserException: m
            X: y | {"errorMessage":"m","errorType":"T","stackTrace":[]} | T: m
            X: y | {"errorMessage":"m"} | an error without a type: m
            lambda-runtime-function-error-type: unhandled | `` | unhandled
            X: y | not JSON | an error without a type: not JSON
            """)
    void oneThatPostsAnErrorOnASecondConnection(String header, String body, String words) throws Exception {
        FunctionRun.Failure failure = failure(() -> {
            try (Client client = client();
                    Client second = client()) {
                String path = "/2018-06-01/runtime/invocation/" + client.next() + "/error";
                return second.send(Client.post(path, body, header)).answer().status() == 202;
            }
        });
        assertThat(failure.reason()).isEqualTo(FailureReason.FUNCTION_ERROR);
        assertThat(failure.detail()).isEqualTo("it failed in its first event, " + words);
    }

    @Test
    void oneThatSaysThatItCannotStart() throws Exception {
        FunctionRun.Failure failure = failure(() -> {
            try (Client client = client()) {
                String body = "{\"errorMessage\":\"no such handler\",\"errorType\":\"Runtime.HandlerNotFound\"}";
                return client.send(Client.post("/2018-06-01/runtime/init/error", body))
                                .answer()
                                .status()
                        == 202;
            }
        });
        assertThat(failure.reason()).isEqualTo(FailureReason.FUNCTION_ERROR);
        assertThat(failure.detail()).contains("can't start, Runtime.HandlerNotFound: no such handler");
    }

    @Test
    void oneThatRegistersAnExtensionFirst() throws Exception {
        whole(() -> {
            try (Client extension = client();
                    Client client = client()) {
                Answer answer = extension
                        .send(Client.post(
                                "/2020-01-01/extension/register", "{\"events\":[]}", "Lambda-Extension-Name: x"))
                        .answer();
                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.header("lambda-extension-identifier")).hasSize(1);
                assertThat(answer.body()).contains("\"functionName\":\"users\"", "functionVersion", "handler");
                extension.send("GET /2020-01-01/extension/event/next HTTP/1.1\r\nHost: x\r\n\r\n");
                for (int i = 0; i < 4; i++) {
                    client.respond(client.next(), "1");
                }
                assertThat(extension.hears(20)).isFalse();
                return asks(client);
            }
        });
    }

    @Test
    void oneThatPostsTwice() throws Exception {
        FunctionRun.Failure failure = failure(() -> {
            try (Client client = client()) {
                String id = client.next();
                client.respond(id, "1");
                client.respond(id, "1");
                return asks(client);
            }
        });
        assertThat(failure.reason()).isEqualTo(FailureReason.MISUSED_API);
        assertThat(failure.detail()).contains("each is responded to once");
    }

    @Test
    void oneThatEndsBeforeItAsks() throws Exception {
        FunctionRun.Failure failure = failure(() -> true, () -> false);
        assertThat(failure.reason()).isEqualTo(FailureReason.EXITED);
        assertThat(failure.detail()).contains("before it had asked for an event");
    }

    /** What a process had sent when it ended is read all the same. */
    @Test
    void oneThatEndsAfterItsFirstEvent() throws Exception {
        AtomicBoolean alive = new AtomicBoolean(true);
        FunctionRun.Failure failure = failure(
                () -> {
                    try (Client client = client()) {
                        client.respond(client.next(), "1");
                    }
                    alive.set(false);
                    return true;
                },
                alive::get);
        assertThat(failure.reason()).isEqualTo(FailureReason.EXITED);
        assertThat(failure.detail()).contains("after event 1");
    }

    @Test
    void oneThatEndsAfterTheLastEventHasNotFailed() throws Exception {
        AtomicBoolean alive = new AtomicBoolean(true);
        FunctionRun run = run(alive::get);
        api.offer();
        Future<Boolean> done = meanwhile(() -> {
            try (Client client = client()) {
                for (int i = 0; i < 4; i++) {
                    client.respond(client.next(), "1");
                }
            }
            alive.set(false);
            return true;
        });
        assertThat(run.first(System.nanoTime()).isPresent() && run.hangs() && run.warm())
                .isTrue();
        done.get(10, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"never asks", "never responds"})
    void oneThatIsSlow(String what) throws Exception {
        api.close();
        FunctionScenario hurried = function(0, Duration.ofMillis(50));
        try (RuntimeApi hasty = new RuntimeApi(0, hurried, Clock.systemUTC());
                Client client = new Client(hasty.port())) {
            hasty.offer();
            FunctionRun run = new FunctionRun(
                    hasty,
                    new FunctionScenario(
                            "users",
                            Optional.empty(),
                            EVENT,
                            hurried.expect(),
                            what.equals("never asks") ? Duration.ofMillis(50) : hurried.deadline(),
                            hurried.timeout(),
                            0),
                    RuntimeApiTest::alive,
                    body -> Optional.empty());
            if (what.equals("never responds")) {
                client.send(Client.NEXT);
            }
            assertThat(run.first(System.nanoTime())).isEmpty();
            assertThat(run.failure().reason())
                    .isEqualTo(what.equals("never asks") ? FailureReason.NEVER_ASKED : FailureReason.TIMED_OUT);
            assertThat(run.failure().detail()).contains("within 50 ms");
        }
    }

    /** Not a thread is left when a program opens as many connections as it can and says nothing, or never reads. */
    @Test
    void oneThatOpensConnectionsAndSaysNothing() throws Exception {
        List<Client> silent = new ArrayList<>();
        try {
            for (int i = 0; i < 40; i++) {
                silent.add(client().send("GET /2018-06-01/run"));
            }
            whole(() -> {
                try (Client client = client()) {
                    for (int i = 0; i < 4; i++) {
                        client.respond(client.next(), "1");
                    }
                    return asks(client);
                }
            });
        } finally {
            for (Client client : silent) {
                client.close();
            }
        }
    }

    private static boolean alive() {
        return true;
    }

    @Test
    void theProbersOwnFunctionWarmsItUp() {
        assertThatCode(FunctionWarmUp::once).doesNotThrowAnyException();
    }

    private boolean asksOnce() throws IOException {
        try (Client client = client()) {
            return asks(client);
        }
    }

    /** Asks and hangs until everything is over. */
    private static boolean asks(Client client) throws IOException {
        client.send(Client.NEXT);
        try {
            return client.oneRead().isEmpty();
        } catch (IOException e) {
            return true;
        }
    }
}
