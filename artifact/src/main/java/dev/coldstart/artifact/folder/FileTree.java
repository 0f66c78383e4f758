package dev.coldstart.artifact.folder;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Folders removed whole, and files put in place whole. */
public final class FileTree {

    private FileTree() {}

    /** Removes all that is in a folder, and leaves the folder. */
    public static void empty(Path dir) throws IOException {
        try (Stream<Path> children = Files.list(dir)) {
            for (Path child : (Iterable<Path>) children::iterator) {
                delete(child);
            }
        }
    }

    /** Removes a folder with all that is in it; links in it are not followed. One that is not there is fine. */
    public static void delete(Path dir) throws IOException {
        if (!Files.exists(dir, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(dir, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e) throws IOException {
                if (e != null) {
                    throw e;
                }
                Files.delete(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** Puts a file in place so that after a power cut the whole of it is there, or nothing. */
    public static void place(Path part, Path file) throws IOException {
        sync(part);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        sync(file.toAbsolutePath().getParent());
    }

    /** Makes a folder that is there after a power cut too; the one that it is in has to be there. */
    public static void makeFolder(Path dir) throws IOException {
        if (!Files.isDirectory(dir)) {
            Files.createDirectories(dir);
            sync(dir.toAbsolutePath().getParent());
        }
    }

    /** Keeps a file or a folder to its owner, where the file system knows owners. */
    public static void keepToOwner(Path path) throws IOException {
        if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(
                    path, PosixFilePermissions.fromString(Files.isDirectory(path) ? "rwx------" : "rw-------"));
        }
    }

    /** Has the disk keep what was written to a file, or what a folder holds. */
    private static void sync(@Nullable Path path) throws IOException {
        if (path == null) {
            return;
        }
        List<StandardOpenOption> options =
                Files.isDirectory(path) ? List.of(StandardOpenOption.READ) : List.of(StandardOpenOption.WRITE);
        try (FileChannel channel = FileChannel.open(path, options.toArray(StandardOpenOption[]::new))) {
            channel.force(true);
        }
    }

    /** What an exception means; several of the JDK's carry only a path as their message. */
    public static String why(IOException e) {
        return switch (e) {
            case AccessDeniedException denied -> "no permission for " + denied.getFile();
            case NoSuchFileException gone -> "there is no " + gone.getFile();
            case FileAlreadyExistsException there -> there.getFile() + " is a file";
            default -> String.valueOf(e.getMessage());
        };
    }
}
