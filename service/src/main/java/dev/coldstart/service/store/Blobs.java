package dev.coldstart.service.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Files by the SHA-256 of what is in them. A blob is there whole or not at all. */
public final class Blobs {

    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    private final Path root;
    private final Path temporary;

    Blobs(Path root, Path temporary) {
        this.root = root;
        this.temporary = temporary;
    }

    /** Whether it can be one: 64 lower-case hexadecimal digits. */
    public static boolean isSha256(String text) {
        return SHA256.matcher(text).matches();
    }

    /** Where it is, or would be. */
    public Path path(String sha256) {
        if (!isSha256(sha256)) {
            throw new IllegalArgumentException("no SHA-256: " + sha256);
        }
        return root.resolve(sha256.substring(0, 2)).resolve(sha256);
    }

    public boolean has(String sha256) {
        return Files.isRegularFile(path(sha256));
    }

    /** A new file to write to, in the file system of the blobs; it is the caller's to {@link #keep} or to delete. */
    public Path draft() throws IOException {
        return Files.createTempFile(temporary, "draft-", null);
    }

    /** Puts a draft in place. What it holds was checked by the caller. */
    public void keep(Path draft, String sha256) throws IOException {
        Path file = path(sha256);
        Files.createDirectories(file.getParent());
        FileTree.place(draft, file);
    }

    public void delete(String sha256) throws IOException {
        Files.deleteIfExists(path(sha256));
    }
}
