package dev.coldstart.cli.build.dotnet;

import dev.coldstart.artifact.folder.FileTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A build's intermediate files, removed when it ends. Not in the sources: what lies below a project, generated sources above
 * all, the next build takes for its own. And nowhere that a compiler's tools stumble over: linkers are handed paths without
 * quotes, MSBuild takes {@code ;} and {@code %} for its own.
 *
 * @param path empty at first
 */
record WorkFolder(Path path) implements AutoCloseable {

    private static final String SAFE = "[A-Za-z0-9_./+-]+";

    /** What a build that was killed left behind is removed by a later one; no build takes so long. */
    private static final Duration FORGOTTEN = Duration.ofDays(1);

    /**
     * Makes one, in the user's cache: a compiler may need more room than a temporary folder in memory has. Where that can't be
     * written or has a bad name, in the system's temporary folder.
     *
     * @param of what is built in it: the same folder for the same, as its path gets into what is built
     * @param sources where it may not lie
     */
    static WorkFolder outside(Path of, Path sources, Map<String, String> environment) throws IOException {
        String name = UUID.nameUUIDFromBytes(of.toString().getBytes(StandardCharsets.UTF_8))
                .toString();
        IOException last = new IOException("no folder for intermediate files");
        for (Path candidate : candidates(sources, environment)) {
            try {
                Files.createDirectories(candidate);
                removeForgotten(candidate);
                Path path = candidate.resolve(name);
                FileTree.delete(path);
                return new WorkFolder(Files.createDirectory(path));
            } catch (IOException e) {
                last = e;
            }
        }
        throw last;
    }

    private static List<Path> candidates(Path sources, Map<String, String> environment) {
        Stream<Path> cache = Stream.concat(
                given(environment, "XDG_CACHE_HOME"), given(environment, "HOME").map(home -> home.resolve(".cache")));
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        List<Path> all = Stream.concat(
                        cache.map(c -> c.resolve("coldstart/builds")), Stream.of(temporary.resolve("coldstart-builds")))
                .map(folder -> folder.toAbsolutePath().normalize())
                .toList();
        List<Path> good = all.stream()
                .filter(folder ->
                        !folder.startsWith(sources) && folder.toString().matches(SAFE))
                .toList();
        return good.isEmpty() ? all : good;
    }

    private static Stream<Path> given(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).filter(v -> v.startsWith("/")).map(Path::of).stream();
    }

    private static void removeForgotten(Path candidate) throws IOException {
        Instant before = Instant.now().minus(FORGOTTEN);
        try (Stream<Path> all = Files.list(candidate)) {
            for (Path old : (Iterable<Path>) all::iterator) {
                if (Files.getLastModifiedTime(old).toInstant().isBefore(before)) {
                    FileTree.delete(old);
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        FileTree.delete(path);
    }
}
