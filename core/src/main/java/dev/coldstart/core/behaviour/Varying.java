package dev.coldstart.core.behaviour;

import java.util.Optional;

/**
 * Something in which a form's answers to the same request differ from start to start, such as a time or an identifier.
 *
 * @param variant whose answers
 * @param place where, such as {@code /at}, {@code header etag} or {@code the status}
 * @param first what it was in one start
 * @param second what it was in another
 * @param excluded whether it was left out of the comparison for that
 * @param ignore the entry of {@code ignore} that leaves it out for good; empty where there is none
 */
public record Varying(
        String variant, String place, String first, String second, boolean excluded, Optional<String> ignore) {}
