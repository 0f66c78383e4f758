package dev.coldstart.cli.build;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Where forms are built.
 *
 * @param path made where it is not there; absolute
 * @param outputs what this command and earlier ones write to is below it: no source of an app's; absolute
 */
public record BuildFolder(Path path, Path outputs) {

    private static final String MARK = ".gitignore";
    private static final String MARKED = "# Made by coldstart; can be removed with all that is in it.\n";

    /** How far down another output folder is looked for, and where it is not. */
    private static final int DEEPEST = 6;

    private static final Set<String> NO_SOURCES = Set.of("bin", "obj", "node_modules");

    public BuildFolder {
        path = path.toAbsolutePath().normalize();
        outputs = outputs.toAbsolutePath().normalize();
    }

    /** One with nothing of ours around it. */
    public static BuildFolder at(Path path) {
        return new BuildFolder(path, path);
    }

    /** Another below it. */
    public BuildFolder resolve(String name) {
        return new BuildFolder(path.resolve(name), outputs);
    }

    /**
     * Marks a folder as one that this program writes to, for version control and for its own later builds.
     *
     * @param folder that was just made
     */
    public static void mark(Path folder) throws IOException {
        Files.writeString(folder.resolve(MARK), MARKED + "*\n");
    }

    /**
     * What may lie inside a project's folder, where a build that takes all files below it would take earlier reports for its
     * own: those of this run, and of others.
     */
    public List<Path> strange(Path project) throws IOException {
        Path dir = project.toAbsolutePath().normalize().getParent();
        return Stream.concat(Stream.of(path, outputs), dir == null ? Stream.empty() : marked(dir).stream())
                .distinct()
                .filter(folder -> !project.startsWith(folder))
                .toList();
    }

    private static List<Path> marked(Path dir) throws IOException {
        List<Path> found = new ArrayList<>();
        Files.walkFileTree(dir, Set.of(), DEEPEST, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                String name = String.valueOf(folder.getFileName());
                boolean passedOver = NO_SOURCES.contains(name) || name.startsWith(".");
                return passedOver && !folder.equals(dir) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (!file.endsWith(MARK) || attributes.size() > 2L * MARKED.length()) {
                    return FileVisitResult.CONTINUE;
                }
                if (Files.readString(file, StandardCharsets.ISO_8859_1).startsWith(MARKED)) {
                    found.add(Optional.ofNullable(file.getParent()).orElse(dir));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) {
                return FileVisitResult.CONTINUE;
            }
        });
        return found;
    }
}
