package dev.coldstart.core.plan;

import java.util.Map;

/**
 * The answer that makes a start successful.
 *
 * @param status the HTTP status
 * @param headers headers that must be there with exactly these values; names in any case
 */
public record Expectation(int status, Map<String, String> headers, BodyExpectation body) {

    public Expectation {
        if (status < 100 || status > 599) {
            throw new IllegalArgumentException("not an HTTP status: " + status);
        }
        Bounds.count("expected headers", headers.size(), Bounds.MAX_HEADERS);
        headers.forEach((name, value) -> {
            Bounds.length("an expected header's name", name, Bounds.MAX_NAME);
            Bounds.length("an expected header's value", value, Bounds.MAX_LINE);
        });
        headers = Map.copyOf(headers);
    }

    public static Expectation status(int status) {
        return new Expectation(status, Map.of(), new BodyExpectation.Any());
    }
}
