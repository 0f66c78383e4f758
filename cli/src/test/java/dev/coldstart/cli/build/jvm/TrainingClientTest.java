package dev.coldstart.cli.build.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.coldstart.cli.config.Toolchain.Training;
import dev.coldstart.core.http.RequestBytes;
import dev.coldstart.core.plan.Expectation;
import dev.coldstart.core.plan.HttpRequest;
import dev.coldstart.core.plan.HttpScenario;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a real server: what is asked in training is what is asked when it is measured, whatever the user wrote. */
final class TrainingClientTest {

    private static final HttpRequest WILD = new HttpRequest(
            "POST",
            "/users/\u65e5\u672c?filter={a}[0]|50%&q=a b",
            Map.of("Host", "app.example", "Connection", "keep-alive", "X-Name", "Jos\u00e9"),
            Optional.of("{}"));

    @Test
    void sendsTheVeryBytesOfAMeasurement() throws Exception {
        BlockingQueue<String> asked = new LinkedBlockingQueue<>();
        byte[] expected = RequestBytes.of(WILD);
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread.ofPlatform().daemon().start(() -> serve(server, expected.length, asked));
            int port = server.getLocalPort();
            assertThat(client(port).train(port, new Training(List.of(WILD), 2, Training.DEFAULT_DEADLINE)))
                    .isEqualTo(2);
        }
        assertThat(asked)
                .hasSize(2)
                .allSatisfy(
                        request -> assertThat(request).isEqualTo(new String(expected, StandardCharsets.ISO_8859_1)));
    }

    private static void serve(ServerSocket server, int length, BlockingQueue<String> asked) {
        while (!server.isClosed()) {
            try (Socket client = server.accept()) {
                asked.add(new String(client.getInputStream().readNBytes(length), StandardCharsets.ISO_8859_1));
                client.getOutputStream().write("HTTP/1.1 204 No Content\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            } catch (IOException e) {
                return;
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1"})
    void findsTheAppOnEitherLoopback(String host) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(host, 0), 5);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        try {
            int port = server.getAddress().getPort();
            assertThat(client(port).readyPort(ProcessHandle.current().pid())).contains(port);
        } finally {
            server.stop(0);
        }
    }

    private static TrainingClient client(int port) {
        return new TrainingClient(HttpScenario.of(HttpRequest.get("/"), Expectation.status(200), OptionalInt.of(port)));
    }
}
