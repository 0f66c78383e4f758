package dev.coldstart.core.plan;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * One HTTP/1.1 request to the app on loopback, as people write it; {@code core.http} makes bytes of it.
 *
 * @param path begins with a slash and carries the query, if any; what a request line can't hold is percent-encoded when it is
 *     sent
 */
public record HttpRequest(String method, String path, Map<String, String> headers, Optional<String> body) {

    public HttpRequest {
        if (!method.matches("[A-Z]+")) {
            throw new IllegalArgumentException("not an HTTP method: " + method);
        }
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("a request path begins with /: " + path);
        }
        if (!isText(path) || path.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
            throw new IllegalArgumentException(
                    "a request path has no control characters and no halves of a character: " + path);
        }
        Bounds.length("a request's method", method, Bounds.MAX_NAME);
        Bounds.length("a request's path", path, Bounds.MAX_LINE);
        body.ifPresent(text -> Bounds.length("a request's body", text, Bounds.MAX_BODY));
        Bounds.count("headers of a request", headers.size(), Bounds.MAX_HEADERS);
        headers.forEach((name, value) -> {
            Bounds.length("a header's name", name, Bounds.MAX_NAME);
            Bounds.length("a header's value", value, Bounds.MAX_LINE);
            if (!name.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+")
                    || !isText(value)
                    || value.chars().anyMatch(c -> (c < ' ' && c != '\t') || c == 0x7f)) {
                throw new IllegalArgumentException("not a valid header: " + name);
            }
        });
        headers = Map.copyOf(headers);
    }

    /** Whether it can be written as UTF-8: half of a surrogate pair can't. */
    private static boolean isText(String text) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    /** The same, with the values of headers that look like secrets by their names replaced. */
    public HttpRequest withoutSecrets() {
        return new HttpRequest(method, path, Secrets.hiddenHeaders(headers), body);
    }

    public static HttpRequest get(String path) {
        return new HttpRequest("GET", path, Map.of(), Optional.empty());
    }
}
