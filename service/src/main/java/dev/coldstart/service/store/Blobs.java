package dev.coldstart.service.store;

import dev.coldstart.artifact.folder.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Files by the SHA-256 of what is in them. A blob is there whole or not at all. */
public final class Blobs {

    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    /** Something done with files. */
    public interface Work<T> {
        T go() throws IOException;
    }

    private final ReadWriteLock removal = new ReentrantReadWriteLock();
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

    /** Does what removes blobs; meanwhile none comes. */
    public <T> T removing(Work<T> work) throws IOException {
        removal.writeLock().lock();
        try {
            return work.go();
        } finally {
            removal.writeLock().unlock();
        }
    }

    /** Does what puts a blob in place and writes down that it is there; meanwhile none is removed. */
    public <T> T placing(Work<T> work) throws IOException {
        removal.readLock().lock();
        try {
            return work.go();
        } finally {
            removal.readLock().unlock();
        }
    }

    /** All that are here, by name. */
    public List<String> all() throws IOException {
        try (Stream<Path> files = Files.walk(root, 2)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .filter(Blobs::isSha256)
                    .sorted()
                    .toList();
        }
    }

    /** Puts a draft in place. What it holds was checked by the caller. */
    public void keep(Path draft, String sha256) throws IOException {
        Path file = path(sha256);
        FileTree.makeFolder(root.resolve(sha256.substring(0, 2)));
        FileTree.place(draft, file);
    }

    public void delete(String sha256) throws IOException {
        Files.deleteIfExists(path(sha256));
    }
}
