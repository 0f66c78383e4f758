package dev.coldstart.artifact.folder;

import dev.coldstart.core.artifact.Sizes;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A folder as a build published it.
 *
 * @param dir the folder, absolute
 * @param files what is shipped, sorted by path
 * @param symbols debug symbols, which are counted but not shipped, sorted by path
 * @param sizes without an image, which does not exist yet
 * @param digest SHA-256 over the shipped files' paths, executable bits and contents, as {@code sha256:...}; modification
 *     times don't enter
 */
public record PublishedFolder(
        Path dir, List<PublishedFile> files, List<PublishedFile> symbols, Sizes sizes, String digest) {

    public PublishedFolder {
        files = List.copyOf(files);
        symbols = List.copyOf(symbols);
    }

    /**
     * Reads a folder: each shipped file once, streamed, for the digest and the packed size together. Links that stay inside
     * the folder count as the files they point at.
     *
     * @throws ArtifactException when it is not a folder, is empty, can't be read, or holds a link that leads outside, a
     *     device, a pipe or a socket
     */
    public static PublishedFolder inspect(Path dir) {
        List<PublishedFile> all = FolderWalk.list(dir);
        List<PublishedFile> files = all.stream().filter(f -> !f.isSymbols()).toList();
        List<PublishedFile> symbols =
                all.stream().filter(PublishedFile::isSymbols).toList();
        if (files.isEmpty()) {
            throw new ArtifactException(
                    dir + " holds nothing but debug symbols: name the folder that the build published to");
        }
        Packing.Result packed = Packing.measure(files);
        Sizes sizes = new Sizes(total(files), total(symbols), packed.bytes(), 0);
        return new PublishedFolder(dir.toAbsolutePath().normalize(), files, symbols, sizes, packed.digest());
    }

    /** A folder whose files are not read: without sizes and digest. */
    static PublishedFolder listed(Path dir) {
        List<PublishedFile> files =
                FolderWalk.list(dir).stream().filter(f -> !f.isSymbols()).toList();
        return new PublishedFolder(dir.toAbsolutePath().normalize(), files, List.of(), new Sizes(0, 0, 0, 0), "");
    }

    /** The shipped file at this path, such as {@code jre/bin/java}. */
    public Optional<PublishedFile> file(String path) {
        return files.stream().filter(f -> f.path().equals(path)).findFirst();
    }

    private static long total(List<PublishedFile> files) {
        return files.stream().mapToLong(PublishedFile::size).sum();
    }
}
