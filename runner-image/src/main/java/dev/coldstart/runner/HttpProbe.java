package dev.coldstart.runner;

import dev.coldstart.core.plan.HttpRequest;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One attempt: a fresh connection, one HTTP/1.1 request, the whole answer. Written by hand because the time it takes is part
 * of the figure: no pool, no other thread, no look-up, no retry, nothing between the socket and the clock.
 */
final class HttpProbe {

    private static final int LARGEST_BODY = 16 << 20;
    private static final int LONGEST_LINE = 64 << 10;
    private static final int MOST_HEADERS = 1000;

    private final byte[] request;
    private final boolean bodyExpected;

    HttpProbe(HttpRequest request) {
        this.request = encode(request);
        this.bodyExpected = !request.method().equals("HEAD");
    }

    private static byte[] encode(HttpRequest request) {
        byte[] body = request.body().orElse("").getBytes(StandardCharsets.UTF_8);
        StringBuilder head = new StringBuilder()
                .append(request.method())
                .append(' ')
                .append(request.path())
                .append(" HTTP/1.1\r\n");
        Map<String, String> headers = new java.util.TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.put("Host", "localhost");
        headers.put("User-Agent", "coldstart");
        headers.put("Accept", "*/*");
        if (request.body().isPresent()) {
            headers.put("Content-Type", "application/json");
        }
        headers.putAll(request.headers());
        headers.put("Connection", "close");
        if (request.body().isPresent()) {
            headers.put("Content-Length", Integer.toString(body.length));
        }
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        byte[] start = head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
        byte[] all = java.util.Arrays.copyOf(start, start.length + body.length);
        System.arraycopy(body, 0, all, start.length, body.length);
        return all;
    }

    /** Tries once. The whole attempt, from connection to last byte, ends by the timeout. */
    Attempt attempt(InetSocketAddress address, Duration timeout) {
        long giveUpAt = System.nanoTime() + timeout.toNanos();
        try (Socket socket = new Socket()) {
            socket.setTcpNoDelay(true);
            try {
                socket.connect(address, millisUntil(giveUpAt));
            } catch (ConnectException e) {
                return new Attempt.Refused();
            }
            long connectedAt = System.nanoTime();
            try {
                socket.getOutputStream().write(request);
                Answer answer = new Reader(socket, giveUpAt).answer();
                return new Attempt.Answered(connectedAt, System.nanoTime(), answer);
            } catch (SocketTimeoutException e) {
                return new Attempt.Broken(
                        connectedAt, "it accepted and gave no whole answer within " + timeout.toMillis() + " ms");
            } catch (EOFException e) {
                return new Attempt.Broken(connectedAt, "it closed the connection before the answer was whole");
            } catch (IOException e) {
                return new Attempt.Broken(connectedAt, "the connection broke: " + e.getMessage());
            }
        } catch (IOException e) {
            return new Attempt.Refused();
        }
    }

    private static int millisUntil(long time) throws SocketTimeoutException {
        long left = (time - System.nanoTime() + 999_999) / 1_000_000;
        if (left <= 0) {
            throw new SocketTimeoutException();
        }
        return (int) Math.min(left, Integer.MAX_VALUE);
    }

    /** Reads an answer as RFC 9112 frames it. */
    private final class Reader {

        private final InputStream in;

        Reader(Socket socket, long giveUpAt) throws IOException {
            InputStream raw = socket.getInputStream();
            // Each read waits no longer than what is left, so that a trickle of bytes can't go on for ever.
            this.in = new BufferedInputStream(new InputStream() {
                @Override
                public int read() throws IOException {
                    byte[] one = new byte[1];
                    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
                }

                @Override
                public int read(byte[] buffer, int offset, int length) throws IOException {
                    socket.setSoTimeout(millisUntil(giveUpAt));
                    return raw.read(buffer, offset, length);
                }
            });
        }

        Answer answer() throws IOException {
            while (true) {
                int status = statusOf(line());
                Map<String, List<String>> headers = headers();
                if (status >= 200) {
                    byte[] body = body(status, headers);
                    return new Answer(status, headers, new String(body, StandardCharsets.UTF_8), ByteBuffer.wrap(body));
                }
            }
        }

        private int statusOf(String line) throws IOException {
            if (!line.matches("HTTP/1\\.[01] [1-5][0-9][0-9]( .*)?")) {
                throw new IOException("not an HTTP answer");
            }
            return Integer.parseInt(line.substring(9, 12));
        }

        private Map<String, List<String>> headers() throws IOException {
            Map<String, List<String>> headers = new HashMap<>();
            int count = 0;
            for (String line = line(); !line.isEmpty(); line = line()) {
                int colon = line.indexOf(':');
                if (colon < 1 || ++count > MOST_HEADERS) {
                    throw new IOException("not an HTTP header");
                }
                headers.computeIfAbsent(line.substring(0, colon).toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                        .add(line.substring(colon + 1).strip());
            }
            return headers;
        }

        private byte[] body(int status, Map<String, List<String>> headers) throws IOException {
            if (!bodyExpected || status == 204 || status == 304) {
                return new byte[0];
            }
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            List<String> lengths = headers.getOrDefault("content-length", List.of());
            if (headers.getOrDefault("transfer-encoding", List.of()).stream().anyMatch("chunked"::equalsIgnoreCase)) {
                for (long size = chunkSize(); size > 0; size = chunkSize()) {
                    copy(body, size);
                    line();
                }
                headers();
            } else if (!lengths.isEmpty()) {
                copy(body, number(lengths.getFirst(), 10));
            } else {
                for (int read = in.read(); read >= 0; read = in.read()) {
                    body.write(read);
                    refuseLarger(body.size());
                }
            }
            return body.toByteArray();
        }

        private long chunkSize() throws IOException {
            return number(line().split(";", 2)[0].strip(), 16);
        }

        private long number(String digits, int radix) throws IOException {
            if (!digits.matches("[0-9A-Fa-f]+")) { // parseLong would take a sign, and other scripts' digits
                throw new IOException("not a length: " + digits);
            }
            try {
                return Long.parseLong(digits, radix);
            } catch (NumberFormatException e) {
                throw new IOException("not a length: " + digits, e);
            }
        }

        private void copy(ByteArrayOutputStream body, long length) throws IOException {
            refuseLarger(Math.max(length, body.size() + length)); // the sum may overflow
            byte[] bytes = in.readNBytes((int) length);
            if (bytes.length < length) {
                throw new EOFException();
            }
            body.writeBytes(bytes);
        }

        private void refuseLarger(long size) throws IOException {
            if (size > LARGEST_BODY) {
                throw new IOException("an answer larger than " + (LARGEST_BODY >> 20) + " MiB");
            }
        }

        private String line() throws IOException {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (int read = in.read(); read != '\n'; read = in.read()) {
                if (read < 0) {
                    throw new EOFException();
                }
                if (line.size() > LONGEST_LINE) {
                    throw new IOException("a header line longer than " + (LONGEST_LINE >> 10) + " KiB");
                }
                line.write(read);
            }
            String text = line.toString(StandardCharsets.ISO_8859_1);
            return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
        }
    }
}
