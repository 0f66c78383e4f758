package dev.coldstart.cli;

import dev.coldstart.measure.run.Cancellation;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The run that an AOT cache of coldstart itself is trained with. For the command line ({@code bin/coldstart}): the help, the
 * engine asked what it is, and a small report in every rendering. For the service ({@code bin/image}, which says
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
            var _ = Main.run(new Cancellation(), "--help");
            var _ = Main.run(new Cancellation(), "doctor");
            var _ = Main.run(
                    new Cancellation(),
                    "report",
                    samples.toString(),
                    "--out",
                    folder.resolve("out").toString());
        } finally {
            try (Stream<Path> paths = Files.walk(folder)) {
                for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
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
