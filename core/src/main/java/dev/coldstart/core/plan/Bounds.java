package dev.coldstart.core.plan;

import java.time.Duration;

/**
 * Bounds of what a plan may ask for. A plan may come from anybody: every text, list and number of it is bounded where it is
 * made, so that neither a service that takes it nor a worker that runs it meets one that no machine could run.
 */
final class Bounds {

    /** A start that takes longer is none that anybody waits for; a comparison has a deadline of its own besides. */
    static final Duration MAX_WAIT = Duration.ofHours(1);

    /** Of anything that is waited for. */
    static final Duration MIN_WAIT = Duration.ofMillis(1);

    /** Below it the prober would ask without a pause; a known start reads no better for it. */
    static final Duration MIN_POLL_INTERVAL = Duration.ofNanos(10_000);

    /** More than the largest machine that can be rented has. */
    static final long MAX_MEMORY_BYTES = 64L << 40;

    static final int MAX_NAME = 200;
    static final int MAX_LINE = 8_192;
    /** Characters of a body that is sent or expected. */
    static final int MAX_BODY = 1 << 20;

    static final int MAX_HEADERS = 100;

    private Bounds() {}

    /** @throws IllegalArgumentException when the text has more characters than that */
    static void length(String what, String text, int max) {
        if (text.length() > max) {
            throw new IllegalArgumentException(
                    what + " has at most " + max + " characters, and this one has " + text.length());
        }
    }

    /** @throws IllegalArgumentException when there are more than that */
    static void count(String what, int count, int max) {
        if (count > max) {
            throw new IllegalArgumentException("there are at most " + max + " " + what + ", not " + count);
        }
    }

    /** @throws IllegalArgumentException when it lies outside; both ends belong to it */
    static void between(String what, Duration value, Duration min, Duration max) {
        if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
            throw new IllegalArgumentException(
                    what + " must be between " + seconds(min) + " and " + seconds(max) + ", not " + seconds(value));
        }
    }

    private static String seconds(Duration duration) {
        return duration.toSecondsPart() == duration.getSeconds() && duration.getNano() != 0
                ? duration.toNanos() / 1e6 + " ms"
                : duration.toSeconds() + " s";
    }
}
