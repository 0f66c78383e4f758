package dev.coldstart.core.fairness;

import java.util.Optional;

/**
 * Something that a form has and another has not, and that is not the compiler's doing: their figures differ by it too.
 *
 * @param id a word for programs, such as {@code compressed-file}
 * @param variant whose it is
 * @param sentence what it is and what it does to the comparison; may hold settings, which are not trusted
 * @param remedy how to compare without it
 * @param line an item of the list {@code forms} of {@code coldstart.yml} in several lines, ready to copy
 */
public record Unevenness(String id, String variant, String sentence, String remedy, Optional<String> line) {}
