package dev.coldstart.cli.build.jvm;

import dev.coldstart.cli.build.tool.BuildFailedException;
import dev.coldstart.cli.config.Toolchain.Training;
import dev.coldstart.core.http.AnswerReader;
import dev.coldstart.core.http.RequestBytes;
import dev.coldstart.core.plan.HttpRequest;
import dev.coldstart.core.plan.HttpScenario;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Asks the app during a training run, by the very bytes that it is measured with. Nothing is timed here. */
final class TrainingClient {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int CONNECT_MILLIS = 1000;
    private static final int NOT_YET = 503;

    private final HttpScenario scenario;
    private Optional<Integer> lastStatus = Optional.empty();

    TrainingClient(HttpScenario scenario) {
        this.scenario = scenario;
    }

    HttpScenario scenario() {
        return scenario;
    }

    /** The training run uses this machine's own ports, unlike a measurement. */
    void refusePortInUse() throws BuildFailedException {
        if (scenario.port().isPresent() && isOpen(scenario.port().getAsInt())) {
            throw new BuildFailedException("port " + scenario.port().getAsInt()
                    + " is already in use on this machine, and the training run needs it: stop what listens there");
        }
    }

    /** The port on which the start request is answered with the expected status; empty as long as it is not. */
    Optional<Integer> readyPort(long pid) {
        List<Integer> ports =
                scenario.port().isPresent() ? List.of(scenario.port().getAsInt()) : ListeningPorts.of(pid);
        for (int port : ports) {
            if (isOpen(port)) {
                lastStatus = status(port, scenario.request()).or(() -> lastStatus);
                if (lastStatus.equals(Optional.of(scenario.expect().status()))) {
                    return Optional.of(port);
                }
            }
        }
        return Optional.empty();
    }

    /** Sends the training requests; how many were answered at all. */
    int train(int port, Training training) throws InterruptedException {
        int answered = 0;
        for (int i = 0; i < training.times(); i++) {
            for (HttpRequest request : training.requests()) {
                answered += status(port, request).isPresent() ? 1 : 0;
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
            }
        }
        return answered;
    }

    /** Whether its last answer was another than the expected one; 503 says "not yet". */
    boolean answersOtherwise() {
        return lastStatus
                .filter(s -> s != NOT_YET && s != scenario.expect().status())
                .isPresent();
    }

    /** For people, after a failure. */
    String lastAnswer() {
        return lastStatus.map(s -> "; its last status was " + s).orElse("; it gave no answer");
    }

    private static Optional<Integer> status(int port, HttpRequest request) {
        try (Socket socket = connect(port)) {
            socket.setSoTimeout(Math.toIntExact(TIMEOUT.toMillis()));
            socket.getOutputStream().write(RequestBytes.of(request));
            return Optional.of(new AnswerReader(request.method(), socket.getInputStream())
                    .answer()
                    .status());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static boolean isOpen(int port) {
        try (Socket socket = connect(port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** By IPv4, and where nothing listens there, by IPv6. */
    private static Socket connect(int port) throws IOException {
        try {
            return connect("127.0.0.1", port);
        } catch (IOException e) {
            return connect("::1", port);
        }
    }

    private static Socket connect(String host, int port) throws IOException {
        Socket socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(InetAddress.getByName(host), port), CONNECT_MILLIS);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }
}
