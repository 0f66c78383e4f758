package dev.coldstart.core.diagnosis;

/**
 * What a warning's code means.
 *
 * @param id of the entry in the data file
 */
public record Explanation(String id, String sentence, String remedy) {}
