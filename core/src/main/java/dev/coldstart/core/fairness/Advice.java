package dev.coldstart.core.fairness;

/**
 * A property that costs little to set, and what it bought where it was measured.
 *
 * @param variant the form that has its default
 * @param property with the value to try, such as {@code EventSourceSupport=false}
 * @param sentence what it bought, of what, on which day, and what is lost by it
 * @param line an item of the list {@code forms} of {@code coldstart.yml} in several lines, ready to copy
 */
public record Advice(String variant, String property, String sentence, String line) {}
