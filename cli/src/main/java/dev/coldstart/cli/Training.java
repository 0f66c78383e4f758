package dev.coldstart.cli;

import com.sun.net.httpserver.HttpServer;
import dev.coldstart.measure.run.Cancellation;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The run that an AOT cache of coldstart itself is trained with. For the command line ({@code bin/coldstart}): the help, the
 * engine asked what it is, a form built, a small report in every rendering, and the steps of the action that speak to GitHub,
 * to one that is here. For the service ({@code bin/image}, which says
 * {@code service}): it is started, asked for its pages, and stopped. What is loaded here is not loaded and linked again.
 */
final class Training {

    private static final int OK = 200;
    private static final int BAD = 400;
    private static final int MAX_TRIES = 600;
    private static final int BETWEEN_TRIES_MS = 50;

    private static final List<String> PATHS = List.of(
            "/readyz",
            "/",
            "/comparisons",
            "/workers",
            "/readiness",
            "/sign-in",
            "/metrics",
            "/openapi.yaml",
            "/api/v1/comparisons/0123456789abcdefghjkmnpqrs",
            "/api/v1/builds",
            "/no-such-page");

    /** What a GitHub says whatever it is asked. */
    private static final String PULL = "{\"number\":1,\"head\":{\"sha\":\"" + "a".repeat(40) + "\"}}";

    private Training() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("coldstart-training-");
        try {
            if (List.of(args).contains("service")) {
                service(folder);
                return;
            }
            Path samples = folder.resolve("samples.jsonl");
            try (InputStream in =
                    Objects.requireNonNull(Training.class.getResourceAsStream("training.jsonl"), "in the jar")) {
                Files.copy(in, samples, StandardCopyOption.REPLACE_EXISTING);
            }
            Path out = folder.resolve("out");
            run("--help");
            run("doctor");
            run("report", samples.toString(), "--out", out.toString());
            build(folder);
            publish(folder, out);
        } finally {
            try (Stream<Path> paths = Files.walk(folder)) {
                for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    private static void run(String... arguments) {
        var _ = Main.run(new Cancellation(), arguments);
    }

    private static void build(Path folder) throws IOException {
        Path configuration = Files.writeString(folder.resolve("coldstart.yml"), """
                app: training
                build: { commands: { jit: { run: cp -r /bin/true made, out: made } } }
                run: { port: 8080, command: ./true }
                request: { get: / }
                """);
        run(
                "build",
                "--config",
                configuration.toString(),
                "--out",
                folder.resolve("built").toString());
    }

    private static void publish(Path folder, Path report) throws IOException {
        HttpServer gitHub = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        byte[] answer = PULL.getBytes(StandardCharsets.UTF_8);
        gitHub.createContext("/", exchange -> {
            exchange.sendResponseHeaders(OK, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        gitHub.start();
        try {
            Map<String, String> env = Map.of(
                    "GITHUB_EVENT_PATH",
                    Files.writeString(folder.resolve("event.json"), "{\"pull_request\":" + PULL + "}")
                            .toString(),
                    "GITHUB_EVENT_NAME",
                    "pull_request",
                    "GITHUB_REPOSITORY",
                    "training/training",
                    "GITHUB_API_URL",
                    "http://127.0.0.1:" + gitHub.getAddress().getPort(),
                    "GITHUB_TOKEN",
                    "training",
                    "GITHUB_OUTPUT",
                    folder.resolve("outputs").toString(),
                    "GITHUB_STEP_SUMMARY",
                    folder.resolve("summary.md").toString(),
                    "INPUT_OUT",
                    report.toString());
            for (String step : List.of("publish", "base")) {
                var _ = Main.run(new Cancellation(), env, "action", step);
            }
        } finally {
            gitHub.stop(0);
        }
    }

    private static void service(Path folder) throws IOException, InterruptedException {
        int port;
        try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = any.getLocalPort();
        }
        String data = folder.resolve("data").toString();
        String address = "127.0.0.1:" + port;
        Cancellation cancellation = new Cancellation();
        Thread serving =
                Thread.ofPlatform().start(() -> Main.run(cancellation, "serve", "--data", data, "--listen", address));
        for (int i = 0; i < MAX_TRIES && status(address, "/healthz") != OK; i++) {
            Thread.sleep(BETWEEN_TRIES_MS);
        }
        for (String path : PATHS) {
            var _ = status(address, path);
        }
        var _ = Main.run(new Cancellation(), "token", "list", "--data", data);
        cancellation.cancel();
        serving.join();
    }

    /** 0 when nobody answers. */
    private static int status(String address, String path) {
        try {
            HttpURLConnection connection = (HttpURLConnection)
                    URI.create("http://" + address + path).toURL().openConnection();
            int status = connection.getResponseCode();
            try (InputStream body = status < BAD ? connection.getInputStream() : connection.getErrorStream()) {
                if (body != null) {
                    body.transferTo(OutputStream.nullOutputStream());
                }
            }
            return status;
        } catch (IOException e) {
            return 0;
        }
    }
}
