package dev.coldstart.service.store;

import dev.coldstart.artifact.folder.FileTree;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder with everything that a service keeps, locked as long as it is open. What is in it: {@code lock},
 * {@code coldstart.db}, {@code blobs/} (artifacts as they were sent), {@code tmp/} (uploads under way), {@code comparisons/}.
 */
public final class DataFolder implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DataFolder.class);

    private final Path path;
    private final FileChannel channel;
    private final Blobs blobs;

    private DataFolder(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
        this.blobs = new Blobs(path.resolve("blobs"), path.resolve("tmp"));
    }

    /**
     * Makes what is missing, locks it, and removes what uploads of an earlier service left.
     *
     * @throws StoreException when another service has it open, or it can't be written to
     */
    public static DataFolder open(Path path) {
        try {
            for (Path dir : List.of(path, path.resolve("blobs"), path.resolve("tmp"), path.resolve("comparisons"))) {
                Files.createDirectories(dir);
            }
            // Artifacts and reports of all repositories are in it: nobody else on this machine is to read them.
            keepToOwner(path);
            FileChannel channel = lock(path);
            FileTree.empty(path.resolve("tmp"));
            return new DataFolder(path.toAbsolutePath().normalize(), channel);
        } catch (IOException e) {
            throw new StoreException(
                    "the data folder " + path + " can't be used: " + FileTree.why(e)
                            + ". Name a folder that this user may write to with --data",
                    e);
        }
    }

    private static void keepToOwner(Path path) {
        try {
            FileTree.keepToOwner(path);
        } catch (IOException e) {
            // A volume that somebody else owns and lets this user write to.
            LOG.warn("the data folder {} can't be kept to its owner: {}", path, FileTree.why(e));
        }
    }

    private static FileChannel lock(Path path) throws IOException {
        // Closed with the folder: closing it is what gives the lock back.
        FileChannel channel =
                FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean locked = false;
        try {
            FileLock lock = channel.tryLock();
            locked = lock != null;
        } catch (OverlappingFileLockException e) {
            locked = false;
        } finally {
            if (!locked) {
                channel.close();
            }
        }
        if (!locked) {
            throw new StoreException("another service has the data folder " + path
                    + " open: stop that one, or name another folder with --data");
        }
        return channel;
    }

    public Path path() {
        return path;
    }

    public Blobs blobs() {
        return blobs;
    }

    /** Where the samples and the report of a comparison are. */
    public Path comparison(String id) {
        if (!Ids.isId(id)) {
            throw new IllegalArgumentException("no comparison's id: " + id);
        }
        return path.resolve("comparisons").resolve(id);
    }

    /** The ids of the comparisons that have a folder. */
    public List<String> comparisons() {
        try (Stream<Path> all = Files.list(path.resolve("comparisons"))) {
            return all.map(p -> p.getFileName().toString())
                    .filter(Ids::isId)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new StoreException("the comparisons in " + path + " can't be listed: " + FileTree.why(e), e);
        }
    }

    /** The database where none is named. */
    public DatabaseAddress database() {
        return database(path);
    }

    /** The same of a folder that another process may have open. */
    public static DatabaseAddress database(Path folder) {
        return DatabaseAddress.sqlite(folder.resolve("coldstart.db"));
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new StoreException("the lock of " + path + " could not be given back: " + FileTree.why(e), e);
        }
    }
}
