package dev.coldstart.measure.engine.docker;

import dev.coldstart.core.json.Json;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

/** A server on a Unix domain socket that answers like an engine, and as badly as a test wants. It runs no container. */
final class FakeDocker implements AutoCloseable {

    /** What it answers to a call. */
    sealed interface Answer {}

    /** @param body JSON, or text */
    record Said(int status, String body) implements Answer {}

    /** What is no text. */
    record Given(Supplier<byte[]> body) implements Answer {}

    /** Nothing, and the connection stays open. */
    record Silence() implements Answer {}

    /** A promise of a body that does not come. */
    record HeadersAlone() implements Answer {}

    private static final Said NOTHING = new Said(204, "");

    private final ServerSocketChannel server;
    private final Path socket;
    private final Map<String, Answer> answers = new LinkedHashMap<>();
    private final List<SocketChannel> open = new CopyOnWriteArrayList<>();
    final List<String> asked = new CopyOnWriteArrayList<>();
    final CountDownLatch silent = new CountDownLatch(1);
    private final Map<String, Object> info = new LinkedHashMap<>(Map.of(
            "ServerVersion",
            "20.10.24",
            "Architecture",
            "x86_64",
            "NCPU",
            2,
            "MemoryLimit",
            true,
            "SwapLimit",
            true,
            "CpuCfsQuota",
            true,
            "CPUSet",
            true,
            "PidsLimit",
            true,
            "CgroupDriver",
            "cgroupfs"));

    FakeDocker(Path dir) throws IOException {
        socket = dir.resolve("engine.sock");
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(socket));
        version("Engine", "20.10.24", "1.41", "1.12");
        on("GET /containers/json", new Said(200, "[]"));
        on("POST /containers/create", new Said(201, "{\"Id\":\"c1\",\"Warnings\":[]}"));
        on("POST /containers/c1/start", NOTHING);
        on("DELETE /containers/", NOTHING);
        Thread.ofVirtual().start(this::accept);
    }

    /** @param call method and path, which others may follow: the last that fits answers */
    FakeDocker on(String call, Answer answer) {
        synchronized (answers) {
            answers.put(call, answer);
        }
        return this;
    }

    FakeDocker version(String component, String version, String api, String oldestApi) {
        return on(
                "GET /version",
                new Said(
                        200,
                        Json.line()
                                .writeValueAsString(Map.of(
                                        "Version",
                                        version,
                                        "ApiVersion",
                                        api,
                                        "MinAPIVersion",
                                        oldestApi,
                                        "Components",
                                        List.of(Map.of("Name", component, "Version", version))))));
    }

    FakeDocker info(String name, Object value) {
        info.put(name, value);
        return this;
    }

    DockerConnection connect(Duration patience) {
        return DockerConnection.open(builder -> builder.withDockerHost("unix://" + socket), Patience.of(patience));
    }

    private void accept() {
        try {
            while (true) {
                SocketChannel connection = server.accept();
                open.add(connection);
                Thread.ofVirtual().start(() -> serve(connection));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void serve(SocketChannel connection) {
        try {
            InputStream in = new BufferedInputStream(Channels.newInputStream(connection));
            OutputStream out = Channels.newOutputStream(connection);
            for (String first = line(in); !first.isEmpty(); first = line(in)) {
                int length = 0;
                boolean chunked = false;
                for (String header = line(in); !header.isEmpty(); header = line(in)) {
                    chunked |= header.toLowerCase(Locale.ROOT).equals("transfer-encoding: chunked");
                    if (header.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                        length = Integer.parseInt(
                                header.substring(header.indexOf(':') + 1).strip());
                    }
                }
                in.skipNBytes(length);
                if (chunked) {
                    skipChunks(in);
                }
                String call = first.replaceFirst(" HTTP/1.1$", "");
                asked.add(call);
                answer(call.replaceFirst("/v[0-9.]+/", "/").replaceFirst("\\?.*", ""), out);
            }
        } catch (ClosedChannelException e) {
            // closed, or the client has hung up
        } catch (IOException e) {
            asked.add("broken: " + e);
        }
    }

    private void answer(String call, OutputStream out) throws IOException {
        Answer answer = new Said(404, "{\"message\":\"no such thing: " + call + "\"}");
        if (call.equals("GET /info")) {
            answer = new Said(200, Json.line().writeValueAsString(info));
        }
        synchronized (answers) {
            for (Map.Entry<String, Answer> each : answers.entrySet()) {
                answer = call.startsWith(each.getKey()) ? each.getValue() : answer;
            }
        }
        switch (answer) {
            case Said(int status, String body) -> whole(status, body.getBytes(StandardCharsets.UTF_8), out);
            case Given(Supplier<byte[]> body) -> whole(200, body.get(), out);
            case Silence() -> silent.countDown();
            case HeadersAlone() ->
                out.write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"
                        .getBytes(StandardCharsets.US_ASCII));
        }
        out.flush();
    }

    private static void whole(int status, byte[] bytes, OutputStream out) throws IOException {
        out.write(("HTTP/1.1 " + status + " Said\r\nContent-Type: application/json\r\nContent-Length: " + bytes.length
                        + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        out.write(bytes);
    }

    private static void skipChunks(InputStream in) throws IOException {
        for (int size = Integer.parseInt(line(in), 16); size > 0; size = Integer.parseInt(line(in), 16)) {
            in.skipNBytes(size);
            var _ = line(in);
        }
        var _ = line(in);
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
            if (b != '\r') {
                line.write(b);
            }
        }
        return line.toString(StandardCharsets.US_ASCII);
    }

    /** What was asked that begins so, without the version of the API. */
    List<String> asked(String call) {
        List<String> found = new ArrayList<>();
        for (String each : asked) {
            String plain = each.replaceFirst("/v[0-9.]+/", "/");
            if (plain.startsWith(call)) {
                found.add(plain);
            }
        }
        return found;
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (SocketChannel connection : open) {
            connection.close();
        }
    }
}
