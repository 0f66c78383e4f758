package dev.coldstart.core.http;

import dev.coldstart.core.plan.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A request as it goes over the wire, whole. The measured requests, those that are compared between forms, and those of a
 * training run are all made here, so that an app is trained with what it is measured with.
 */
public final class RequestBytes {

    /** How a request is framed and its connection ended is for us to say: another word of it would break the exchange. */
    private static final Set<String> OURS = Set.of("connection", "content-length", "transfer-encoding");

    /** Methods whose request has a length though it has no body: some servers answer 411 without one (RFC 9110, 8.6). */
    private static final Set<String> WITH_LENGTH = Set.of("POST", "PUT", "PATCH");

    private RequestBytes() {}

    /** One HTTP/1.1 request for a connection that ends with its answer. */
    public static byte[] of(HttpRequest request) {
        return of(request, Map.of("Connection", "close"));
    }

    /** The same for a connection that serves others after it, which is what HTTP/1.1 means where nothing is said. */
    public static byte[] amongOthers(HttpRequest request) {
        return of(request, Map.of());
    }

    private static byte[] of(HttpRequest request, Map<String, String> connection) {
        byte[] body = request.body().orElse("").getBytes(StandardCharsets.UTF_8);
        StringBuilder head = new StringBuilder()
                .append(request.method())
                .append(' ')
                .append(PercentEncoding.target(request.path()))
                .append(" HTTP/1.1\r\n");
        headers(request, body.length, connection)
                .forEach((name, value) -> head.append(name)
                        .append(": ")
                        .append(PercentEncoding.header(value))
                        .append("\r\n"));
        byte[] start = head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII);
        byte[] all = Arrays.copyOf(start, start.length + body.length);
        System.arraycopy(body, 0, all, start.length, body.length);
        return all;
    }

    private static Map<String, String> headers(HttpRequest request, int length, Map<String, String> connection) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.put("Host", "localhost");
        headers.put("User-Agent", "coldstart");
        headers.put("Accept", "*/*");
        if (request.body().isPresent()) {
            headers.put("Content-Type", "application/json");
        }
        headers.putAll(request.headers());
        headers.keySet().removeIf(name -> OURS.contains(name.toLowerCase(Locale.ROOT)));
        headers.putAll(connection);
        if (request.body().isPresent() || WITH_LENGTH.contains(request.method())) {
            headers.put("Content-Length", Integer.toString(length));
        }
        return headers;
    }
}
