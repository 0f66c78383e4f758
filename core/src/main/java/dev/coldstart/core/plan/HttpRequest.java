package dev.coldstart.core.plan;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** One HTTP/1.1 request to the app on loopback. The path begins with a slash and carries the query, if any. */
public record HttpRequest(String method, String path, Map<String, String> headers, Optional<String> body) {

    private static final Pattern SECRET = Pattern.compile("(?i)auth|cookie|passw|secret|token|key|credential|session");

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
    HttpRequest withoutSecrets() {
        Map<String, String> shown = new HashMap<>(headers);
        shown.replaceAll((name, value) -> SECRET.matcher(name).find() ? "(hidden)" : value);
        return new HttpRequest(method, path, shown, body);
    }

    public static HttpRequest get(String path) {
        return new HttpRequest("GET", path, Map.of(), Optional.empty());
    }
}
