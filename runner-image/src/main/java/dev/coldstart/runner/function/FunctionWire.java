package dev.coldstart.runner.function;

import dev.coldstart.core.http.MessageReader;
import dev.coldstart.core.plan.FunctionScenario;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Semaphore;

/** One connection of a client: requests come out of it, answers go into it. */
final class FunctionWire implements AutoCloseable {

    private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int KEPT = FunctionScenario.MAX_PAYLOAD_BYTES + 1;

    /** Of an answer that is refused for its length the rest is read all the same, as no client looks up while it sends. */
    private static final long MAX_BODY = 64L << 20;

    /** So many bodies are held in memory at once, whatever a program does; a client sends one. */
    private static final Semaphore BODIES = new Semaphore(4);

    private final Socket socket;
    private final MessageReader reader;
    private volatile boolean last;

    FunctionWire(Socket socket) throws IOException {
        socket.setTcpNoDelay(true);
        this.socket = socket;
        this.reader = new MessageReader(socket.getInputStream());
    }

    /**
     * The next request, once it is whole.
     *
     * @throws IOException when the client has closed, or speaks no HTTP/1.1
     */
    Call call() throws IOException {
        String[] words = reader.line().split(" ", -1);
        if (words.length != 3 || !words[2].matches("HTTP/1\\.[01]")) {
            throw new IOException("not an HTTP request");
        }
        Map<String, List<String>> headers = reader.headers();
        long headAt = System.nanoTime();
        last = words[2].endsWith("0") || says(headers, "connection", "close");
        if (says(headers, "expect", "100-continue")) {
            write(CONTINUE);
        }
        MessageReader.Content content = content(headers);
        return new Call(
                words[0],
                words[1].split("\\?", 2)[0],
                headers,
                headAt,
                content.bytes(),
                content.length(),
                content.trailers(),
                System.nanoTime());
    }

    private MessageReader.Content content(Map<String, List<String>> headers) throws IOException {
        BODIES.acquireUninterruptibly();
        try {
            return reader.content(headers, KEPT, MAX_BODY);
        } finally {
            BODIES.release();
        }
    }

    private static boolean says(Map<String, List<String>> headers, String name, String what) {
        return headers.getOrDefault(name, List.of()).stream()
                .anyMatch(value -> value.toLowerCase(Locale.ROOT).contains(what));
    }

    /** Head and body in one write: a client may take a head alone for the whole. */
    void answer(String status, Map<String, String> headers, byte[] body) throws IOException {
        StringBuilder head = new StringBuilder("HTTP/1.1 ").append(status).append("\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        head.append("Content-Length: ").append(body.length).append("\r\n");
        if (last) {
            head.append("Connection: close\r\n");
        }
        byte[] start = head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
        byte[] whole = new byte[start.length + body.length];
        System.arraycopy(start, 0, whole, 0, start.length);
        System.arraycopy(body, 0, whole, start.length, body.length);
        write(whole);
        if (last) {
            socket.shutdownOutput();
        }
    }

    private void write(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // it is closed either way
        }
    }
}
