package dev.coldstart.core.plan;

import java.util.Map;
import java.util.Optional;

/** One HTTP/1.1 request to the app on loopback. The path begins with a slash and carries the query, if any. */
public record HttpRequest(String method, String path, Map<String, String> headers, Optional<String> body) {

    public HttpRequest {
        if (!method.matches("[A-Z]+")) {
            throw new IllegalArgumentException("not an HTTP method: " + method);
        }
        if (!path.startsWith("/") || path.chars().anyMatch(c -> c <= ' ' || c == 0x7f)) {
            throw new IllegalArgumentException("a request path begins with / and has no blanks: " + path);
        }
        headers.forEach((name, value) -> {
            if (!name.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+")
                    || value.chars().anyMatch(c -> (c < ' ' && c != '\t') || c == 0x7f)) {
                throw new IllegalArgumentException("not a valid header: " + name);
            }
        });
        headers = Map.copyOf(headers);
    }

    /** The same, with the values of headers that look like secrets by their names replaced. */
    public HttpRequest withoutSecrets() {
        return new HttpRequest(method, path, Secrets.hiddenHeaders(headers), body);
    }

    public static HttpRequest get(String path) {
        return new HttpRequest("GET", path, Map.of(), Optional.empty());
    }
}
