package dev.coldstart.core.study;

/**
 * The app's memory at a moment.
 *
 * @param atMs since the load began
 * @param rssBytes resident set of all of its processes
 * @param pssBytes proportional set
 */
public record MemoryPoint(long atMs, long rssBytes, long pssBytes) {
    public MemoryPoint {
        if (atMs < 0 || rssBytes < 0 || pssBytes < 0) {
            throw new IllegalArgumentException("memory at a moment can't be negative");
        }
    }
}
