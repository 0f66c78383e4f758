package dev.coldstart.runner;

import dev.coldstart.core.json.Json;
import dev.coldstart.core.plan.BodyExpectation;
import dev.coldstart.core.plan.Expectation;
import dev.coldstart.core.plan.HttpRequest;
import dev.coldstart.core.plan.HttpScenario;
import dev.coldstart.core.probe.Endpoint;
import dev.coldstart.core.probe.ProbeCommand;
import dev.coldstart.core.probe.ProbeEvent;
import dev.coldstart.core.probe.Seen;
import dev.coldstart.core.probe.Timing;
import dev.coldstart.core.sample.HttpPhases;
import dev.coldstart.core.sample.Outcome;
import dev.coldstart.core.sample.Usage;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Runs everything that a timed start runs, often enough that it is compiled before the first one. */
final class WarmUp {

    private static final int ROUNDS = 300;
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final byte[] ANSWER = ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 9\r\n"
                    + "Connection: close\r\n\r\n{\"id\":42}")
            .getBytes(StandardCharsets.ISO_8859_1);

    private WarmUp() {}

    static void run() throws IOException {
        int self = Math.toIntExact(ProcessHandle.current().pid());
        HttpProbe http = new HttpProbe(HttpRequest.get("/"));
        Expectation expect = new Expectation(
                200, Map.of(), new BodyExpectation.JsonSubset(Json.line().readTree("{\"id\":42}")));
        AnswerCheck check = new AnswerCheck(expect);
        InetSocketAddress closed;
        try (ServerSocket server = new ServerSocket(0, 50, Addresses.loopback(1).getAddress())) {
            closed = Addresses.loopback(server.getLocalPort());
            Thread.ofPlatform().daemon().start(() -> serve(server));
            for (int i = 0; i < ROUNDS; i++) {
                if (!(http.attempt(closed, TIMEOUT) instanceof Attempt.Answered answered)
                        || check.mismatch(answered.answer()).isPresent()) {
                    throw new IOException("the prober can't reach its own server on loopback");
                }
            }
        }
        for (int i = 0; i < ROUNDS; i++) {
            http.attempt(closed, TIMEOUT);
            Native.kill(self, 0);
            Native.cpuNanos(self);
            Proc.stat(self);
            Proc.name(self);
            HostWatch.begin(self).end(0);
            SocketTable.listeners();
        }
        Proc.listeners();
        Proc.heldGate("none");
        Proc.family(self);
        Native.reapOrphans();
        messages(expect);
        System.gc();
    }

    private static void messages(Expectation expect) {
        HttpScenario scenario = HttpScenario.of(HttpRequest.get("/"), expect, OptionalInt.empty());
        String command = Json.line().writeValueAsString(new ProbeCommand.TimeStart("none", Timing.of(scenario)));
        Json.line().readValue(command, ProbeCommand.class);
        Outcome outcome =
                new Outcome.Started(new HttpPhases(0, 1, 2, 3, 4, 1), new Usage(0, 0, 0, 1, 1), Optional.empty());
        var _ = Json.line()
                .writeValueAsString(new ProbeEvent.Timed(
                        "none", "", outcome, HostWatch.begin(1).end(), Seen.at(Endpoint.loopback(1))));
    }

    private static void serve(ServerSocket server) {
        while (!server.isClosed()) {
            try (Socket client = server.accept()) {
                InputStream in = client.getInputStream();
                int newlines = 0;
                while (newlines < 2) {
                    int read = in.read();
                    if (read < 0) {
                        break;
                    }
                    newlines = read == '\n' ? newlines + 1 : read == '\r' ? newlines : 0;
                }
                client.getOutputStream().write(ANSWER);
            } catch (IOException e) {
                return;
            }
        }
    }
}
