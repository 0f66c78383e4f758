package dev.coldstart.artifact.folder;

import java.nio.file.Path;
import java.time.Instant;

/**
 * One regular file of a published folder.
 *
 * @param path relative to the folder, with forward slashes
 * @param source where its bytes are; the same file, or what a link in the folder points at
 * @param size in bytes
 * @param executable whether its owner may execute it
 * @param modified in whole seconds, as an image keeps it; the JVM compares it with what its AOT cache was made from
 */
public record PublishedFile(String path, Path source, long size, boolean executable, Instant modified)
        implements Comparable<PublishedFile> {

    /** Only its path orders a file. */
    @Override
    public int compareTo(PublishedFile other) {
        return path.compareTo(other.path);
    }

    /** The last part of the path. */
    public String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** How many folders it lies in; 0 at the top. */
    int depth() {
        return Math.toIntExact(path.chars().filter(c -> c == '/').count());
    }

    /** Whether it holds debug symbols, which are not shipped. */
    boolean isSymbols() {
        return path.matches("(?s).*\\.(dbg|pdb|debug|dwo)") || path.matches("(?s)(.*/)?[^/]+\\.dSYM/.*");
    }
}
