package dev.coldstart.service.dashboard;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** An address of a page with its filters, so that what somebody looks at can be sent to somebody else. */
record Address(String path, Map<String, String> parameters) {

    static Address of(String path) {
        return new Address(path, Map.of());
    }

    static Address app(String repository, String app) {
        return of("/app").with("repository", repository).with("name", app);
    }

    static Address comparison(String id) {
        return of("/comparisons/" + id);
    }

    /** The same with one parameter more, or another value of it; an empty one is left out. */
    Address with(String name, String value) {
        Map<String, String> changed = new LinkedHashMap<>(parameters);
        changed.remove(name);
        if (!value.isEmpty()) {
            changed.put(name, value);
        }
        return new Address(path, changed);
    }

    @Override
    public String toString() {
        return parameters.isEmpty()
                ? path
                : path + "?"
                        + parameters.entrySet().stream()
                                .map(e -> encoded(e.getKey()) + "=" + encoded(e.getValue()))
                                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
