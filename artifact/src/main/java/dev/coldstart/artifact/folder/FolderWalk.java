package dev.coldstart.artifact.folder;

import dev.coldstart.core.units.Moment;
import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/** Lists a folder's regular files, and refuses what can't be shipped as one. */
final class FolderWalk extends SimpleFileVisitor<Path> {

    private final Path dir;
    private final Path real;
    private final List<PublishedFile> files = new ArrayList<>();

    private FolderWalk(Path dir, Path real) {
        this.dir = dir;
        this.real = real;
    }

    static List<PublishedFile> list(Path dir) {
        if (!Files.exists(dir)) {
            throw new ArtifactException("there is no folder " + dir + ": publish the app first, or correct the path");
        }
        if (!Files.isDirectory(dir)) {
            throw new ArtifactException(
                    dir + " is a file, and a folder is needed: name the folder that the build published to");
        }
        try {
            FolderWalk walk = new FolderWalk(dir, dir.toRealPath());
            Files.walkFileTree(dir, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, walk);
            if (walk.files.isEmpty()) {
                throw new ArtifactException(
                        dir + " is empty: did the build publish to another folder? Publish the app first");
            }
            return walk.files.stream().sorted().toList();
        } catch (IOException e) {
            throw new ArtifactException("can't read " + dir + ": " + IoReason.of(e), e);
        }
    }

    @Override
    public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) throws IOException {
        refuseLinkOutside(path);
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) throws IOException {
        if (attributes.isSymbolicLink()) {
            throw new ArtifactException(path + " is a link to " + Files.readSymbolicLink(path)
                    + ", which does not exist: remove it or publish again");
        }
        refuseLinkOutside(path);
        if (!attributes.isRegularFile()) {
            throw new ArtifactException(
                    path + " is a device, a pipe or a socket, which can't be shipped: remove it from the folder");
        }
        if (!Files.isReadable(path)) {
            throw new ArtifactException("no permission to read " + path + ": chmod it, or publish as this user");
        }
        Instant modified = attributes.lastModifiedTime().toInstant().truncatedTo(ChronoUnit.SECONDS);
        if (!Moment.isOfAFile(modified.getEpochSecond())) {
            throw new ArtifactException(path + " is dated " + modified + ", which no archive holds: touch it");
        }
        String relative = dir.relativize(path).toString();
        boolean executable = Files.getPosixFilePermissions(path).contains(PosixFilePermission.OWNER_EXECUTE);
        files.add(new PublishedFile(relative, path, attributes.size(), executable, modified));
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path path, IOException e) {
        if (e instanceof FileSystemLoopException) {
            throw new ArtifactException(path + " is a link to a folder that it lies in: remove it");
        }
        throw new ArtifactException("can't read " + path + ": " + IoReason.of(e), e);
    }

    private void refuseLinkOutside(Path path) throws IOException {
        if (Files.isSymbolicLink(path)
                && !path.equals(dir)
                && !path.toRealPath().startsWith(real)) {
            throw new ArtifactException(path + " is a link to " + Files.readSymbolicLink(path)
                    + ", outside the folder: put a copy of the file there instead");
        }
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            throw new ArtifactException(path + " went away while it was read: is a build still running?");
        }
    }
}
