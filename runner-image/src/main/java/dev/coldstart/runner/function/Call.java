package dev.coldstart.runner.function;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request that a client made, read whole.
 *
 * @param path without a query
 * @param headers by lower-case name, values in order
 * @param headAt when its head had been read, by {@link System#nanoTime()}
 * @param body as much of it as is kept
 * @param length of the whole body
 * @param trailers by lower-case name
 * @param readAt when the last byte of it had been read
 */
record Call(
        String method,
        String path,
        Map<String, List<String>> headers,
        long headAt,
        ByteBuffer body,
        long length,
        Map<String, List<String>> trailers,
        long readAt) {

    /** The value of a header, by its lower-case name; empty where it is missing or blank. */
    Optional<String> header(String name) {
        return first(headers, name);
    }

    Optional<String> trailer(String name) {
        return first(trailers, name);
    }

    private static Optional<String> first(Map<String, List<String>> fields, String name) {
        return fields.getOrDefault(name, List.of()).stream()
                .filter(value -> !value.isBlank())
                .findFirst();
    }

    /** Whether the body was sent piece by piece on purpose, which Lambda sets no limit of 6 MB to. */
    boolean isStreamed() {
        return header("lambda-runtime-function-response-mode")
                .filter("streaming"::equalsIgnoreCase)
                .isPresent();
    }
}
