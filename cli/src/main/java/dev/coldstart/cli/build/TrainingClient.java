package dev.coldstart.cli.build;

import dev.coldstart.cli.config.Toolchain.Training;
import dev.coldstart.core.plan.HttpRequest;
import dev.coldstart.core.plan.Scenario;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Asks the app during a training run. Nothing is timed here. */
final class TrainingClient {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final Scenario scenario;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();
    private Optional<Integer> lastStatus = Optional.empty();

    TrainingClient(Scenario scenario) {
        this.scenario = scenario;
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

    /** For people, after a failure. */
    String lastAnswer() {
        return lastStatus.map(s -> "; its last status was " + s).orElse("; it gave no answer");
    }

    private Optional<Integer> status(int port, HttpRequest request) {
        java.net.http.HttpRequest.Builder builder = java.net.http.HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + request.path()))
                .timeout(TIMEOUT)
                .method(
                        request.method(),
                        request.body()
                                .map(java.net.http.HttpRequest.BodyPublishers::ofString)
                                .orElse(java.net.http.HttpRequest.BodyPublishers.noBody()));
        request.headers().forEach(builder::header);
        try {
            return Optional.of(client.send(builder.build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode());
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static boolean isOpen(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
