import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** One repository that holds what it can of a service until it is stopped, and counts the answers; called by bench/tenants. */
final class Attacker {

    private static final int UPLOADS = 60;
    private static final int HEADS = 200;
    private static final int STREAMS = 1000;
    private static final int GUESSERS = 8;

    private static final Map<String, AtomicInteger> ANSWERS = new ConcurrentSkipListMap<>();

    private Attacker() {}

    private interface Held {
        void hold() throws IOException, InterruptedException;
    }

    /** Address of the service, and a token of the repository. */
    public static void main(String[] arguments) throws Exception {
        URI service = URI.create(arguments[0]);
        String token = arguments[1];
        Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println(new TreeMap<>(ANSWERS))));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < UPLOADS; i++) {
                String name = String.format("%064x", i);
                threads.submit(() -> again(() -> slowly(
                        "upload", service, "PUT /api/v1/artifacts/" + name, token, "Content-Type: application/zstd\r\nContent-Length: 100000000\r\n\r\n")));
            }
            for (int i = 0; i < HEADS; i++) {
                threads.submit(() -> again(() -> slowly("head", service, "GET /healthz", token, "X-Slow: ")));
            }
            for (int i = 0; i < STREAMS; i++) {
                threads.submit(() -> again(() -> answer("stream", service, "GET /api/v1/comparisons/none/events", token, "")));
            }
            for (int i = 0; i < GUESSERS; i++) {
                threads.submit(() -> again(() -> answer("guess", service, "GET /api/v1/apps/app/history", "wrong" + System.nanoTime(), "")));
                threads.submit(() -> again(() -> answer("plan", service, "POST /api/v1/comparisons", token, "{".repeat(1000))));
                threads.submit(() -> again(() -> answer("page", service, "GET /comparisons", token, "")));
            }
        }
    }

    private static void again(Held held) {
        while (true) {
            try {
                held.hold();
                Thread.sleep(100);
            } catch (IOException e) {
                // Ended or refused: once more.
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private static String head(URI service, String what, String token) {
        return what + " HTTP/1.1\r\nHost: " + service.getAuthority() + "\r\nAuthorization: Bearer " + token
                + "\r\nConnection: close\r\n";
    }

    /** Sends a byte a second for as long as it may. */
    private static void slowly(String kind, URI service, String what, String token, String more)
            throws IOException, InterruptedException {
        try (Socket socket = new Socket(service.getHost(), service.getPort())) {
            socket.setSoTimeout(1000);
            OutputStream out = socket.getOutputStream();
            out.write((head(service, what, token) + more).getBytes(StandardCharsets.US_ASCII));
            while (true) {
                out.write('x');
                try {
                    count(kind, socket.getInputStream());
                    return;
                } catch (java.net.SocketTimeoutException e) {
                    // No answer yet: the next byte.
                }
            }
        }
    }

    private static void answer(String kind, URI service, String what, String token, String body) throws IOException {
        try (Socket socket = new Socket(service.getHost(), service.getPort())) {
            String more = body.isEmpty() ? "\r\n" : "Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
            socket.getOutputStream().write((head(service, what, token) + more).getBytes(StandardCharsets.US_ASCII));
            count(kind, socket.getInputStream());
            socket.getInputStream().readAllBytes();
        }
    }

    private static void count(String kind, InputStream in) throws IOException {
        byte[] start = in.readNBytes(12);
        String status = start.length < 12 ? "ended" : new String(start, 9, 3, StandardCharsets.US_ASCII);
        ANSWERS.computeIfAbsent(kind + " " + status, k -> new AtomicInteger()).incrementAndGet();
    }
}
