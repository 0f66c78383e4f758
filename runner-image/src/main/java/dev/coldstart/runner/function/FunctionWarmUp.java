package dev.coldstart.runner.function;

import dev.coldstart.core.http.Answer;
import dev.coldstart.core.http.AnswerReader;
import dev.coldstart.core.plan.BodyExpectation;
import dev.coldstart.core.plan.FunctionScenario;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Serves a client of its own, often enough that everything is compiled before the first function is timed. */
public final class FunctionWarmUp {

    private static final int EVENTS = 400;
    private static final byte[] NEXT = bytes("GET /2018-06-01/runtime/invocation/next HTTP/1.1\r\nHost: x\r\n\r\n");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static boolean done;

    private FunctionWarmUp() {}

    /** The first time that it is called; after that it does nothing. */
    public static synchronized void once() throws IOException {
        if (done) {
            return;
        }
        done = true;
        FunctionScenario function = new FunctionScenario(
                FunctionScenario.DEFAULT_NAME,
                Optional.empty(),
                FunctionScenario.DEFAULT_EVENT,
                new BodyExpectation.Any(),
                PATIENCE,
                PATIENCE,
                EVENTS);
        try (RuntimeApi api = new RuntimeApi(0, function, Clock.systemUTC())) {
            // Before the client, which may ask at once.
            long t0 = System.nanoTime();
            Thread client = Thread.ofPlatform().daemon().start(() -> respond(api.port()));
            FunctionRun run = new FunctionRun(api, function, client::isAlive, body -> Optional.empty());
            api.offer();
            if (run.first(t0).isEmpty() || !run.hangs() || !run.warm()) {
                throw new IOException("the prober's own function does not work: " + run.failure());
            }
            var _ = run.phases(t0, t0, Optional.empty());
        }
    }

    private static void respond(int port) {
        try (Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port)) {
            socket.setTcpNoDelay(true);
            while (true) {
                String id = ask(socket, NEXT)
                        .header("Lambda-Runtime-Aws-Request-Id")
                        .getFirst();
                ask(
                        socket,
                        bytes("POST /2018-06-01/runtime/invocation/" + id
                                + "/response HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}"));
            }
        } catch (IOException e) {
            // It is over.
        }
    }

    private static Answer ask(Socket socket, byte[] request) throws IOException {
        socket.getOutputStream().write(request);
        return new AnswerReader("GET", socket.getInputStream()).answer();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
