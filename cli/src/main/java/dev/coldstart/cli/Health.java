package dev.coldstart.cli;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Whether the service in this container is alive, for the image's health check. A program of its own, as it runs every half
 * minute beside the service: of the whole command line it loads nothing.
 */
final class Health {

    private static final int TIMEOUT_MS = 5_000;
    private static final int OK = 200;

    private Health() {}

    public static void main(String[] args) throws IOException {
        System.exit(alive() ? 0 : 1);
    }

    private static boolean alive() throws IOException {
        List<String> first = List.of(Files.readString(Path.of("/proc/1/cmdline"), StandardCharsets.UTF_8)
                .split("\0"));
        if (first.contains("worker")) {
            // It listens nowhere. That it runs is all that can be seen from here; the service says when it saw it last.
            return true;
        }
        String listen = Optional.ofNullable(System.getenv("COLDSTART_LISTEN")).orElse("127.0.0.1:8080");
        String port = listen.substring(listen.lastIndexOf(':') + 1);
        URL url = URI.create("http://127.0.0.1:" + port + "/healthz").toURL();
        try {
            HttpURLConnection connection = (HttpURLConnection) url.openConnection();
            connection.setConnectTimeout(TIMEOUT_MS);
            connection.setReadTimeout(TIMEOUT_MS);
            return connection.getResponseCode() == OK;
        } catch (IOException e) {
            System.err.println("the service does not answer at " + url + ": " + e.getMessage());
            return false;
        }
    }
}
