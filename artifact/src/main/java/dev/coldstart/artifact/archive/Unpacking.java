package dev.coldstart.artifact.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;

/** Unpacks an archive into a folder of its own. */
public final class Unpacking {

    private Unpacking() {}

    /**
     * Unpacks it.
     *
     * @param dir to be made; the caller removes it when this fails
     * @throws ArchiveRefusedException when it is not what may be sent
     */
    public static void into(Path dir, InputStream in, ArchiveLimits limits)
            throws IOException, ArchiveRefusedException {
        Files.createDirectories(dir);
        var _ = ArchiveReader.read(in, limits, new ArchiveReader.Visitor() {
            @Override
            public void folder(List<String> path) throws IOException, ArchiveRefusedException {
                Files.createDirectories(below(dir, path));
            }

            @Override
            public void file(List<String> path, boolean executable, Instant modified, InputStream content)
                    throws IOException, ArchiveRefusedException {
                Path file = below(dir, path);
                Files.createDirectories(file.getParent());
                try (var out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                    content.transferTo(out);
                }
                Files.setPosixFilePermissions(
                        file, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
                Files.setLastModifiedTime(file, FileTime.from(modified));
            }
        });
    }

    /** The reader has refused every path that leads out. */
    private static Path below(Path dir, List<String> path) throws ArchiveRefusedException {
        try {
            Path file = dir;
            for (String name : path) {
                file = file.resolve(name);
            }
            return file;
        } catch (InvalidPathException e) {
            throw new ArchiveRefusedException(
                    ArchiveProblem.BAD_NAME,
                    "the path " + TarPath.shown(String.join("/", path))
                            + " can't be written in this machine's locale: start the worker with LC_ALL=C.UTF-8");
        }
    }
}
