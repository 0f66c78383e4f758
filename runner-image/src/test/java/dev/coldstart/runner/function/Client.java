package dev.coldstart.runner.function;

import dev.coldstart.core.http.Answer;
import dev.coldstart.core.http.AnswerReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A connection of a function's client, that writes what a test says, byte for byte. */
final class Client implements AutoCloseable {

    static final String NEXT =
            "GET /2018-06-01/runtime/invocation/next HTTP/1.1\r\nHost: x\r\nUser-Agent: odd/1\r\n\r\n";

    private final Socket socket;

    Client(int port) throws IOException {
        this.socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port);
        socket.setSoTimeout(10_000);
    }

    Client send(String bytes) throws IOException {
        socket.getOutputStream().write(bytes.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    Answer answer() throws IOException {
        return new AnswerReader("GET", socket.getInputStream()).answer();
    }

    /** The answer's bytes as one read gives them. */
    String oneRead() throws IOException {
        byte[] buffer = new byte[1 << 16];
        int read = socket.getInputStream().read(buffer);
        return new String(buffer, 0, Math.max(read, 0), StandardCharsets.UTF_8);
    }

    /** Asks for an event and gives its id. */
    String next() throws IOException {
        return send(NEXT).answer().header("Lambda-Runtime-Aws-Request-Id").getFirst();
    }

    /** Posts a response and gives the status. */
    int respond(String id, String body) throws IOException {
        return send(post(response(id), body)).answer().status();
    }

    /** Whether nothing comes for a moment. */
    boolean hears(int millis) throws IOException {
        socket.setSoTimeout(millis);
        try {
            return socket.getInputStream().read() >= 0;
        } catch (java.net.SocketTimeoutException e) {
            return false;
        } finally {
            socket.setSoTimeout(10_000);
        }
    }

    static String response(String id) {
        return "/2018-06-01/runtime/invocation/" + id + "/response";
    }

    static String post(String path, String body, String... headers) {
        StringBuilder request = new StringBuilder("POST " + path + " HTTP/1.1\r\nhost: x\r\n");
        for (String header : headers) {
            request.append(header).append("\r\n");
        }
        return request + "content-length: " + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body;
    }

    static String chunked(String path, String[] headers, String trailers, String... pieces) {
        StringBuilder request = new StringBuilder("POST " + path + " HTTP/1.1\r\nHost: x\r\n");
        for (String header : headers) {
            request.append(header).append("\r\n");
        }
        request.append("Transfer-Encoding: chunked\r\n\r\n");
        for (String piece : pieces) {
            request.append(Integer.toHexString(piece.length()))
                    .append("\r\n")
                    .append(piece)
                    .append("\r\n");
        }
        return request + "0\r\n" + trailers + "\r\n";
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
