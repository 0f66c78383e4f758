package dev.coldstart.cli.build;

import dev.coldstart.artifact.folder.FileTree;
import dev.coldstart.cli.build.tool.FileTrees;
import dev.coldstart.core.artifact.BuildRecord;
import dev.coldstart.core.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;

/**
 * What forms of a commit were published, kept in a folder between runs, so that base need not be built again. Only the latest
 * are kept. What can't be read is as good as not there, and what can't be written costs the next run a build, not this one.
 */
public final class BuildCache {

    private static final int KEPT = 20;
    private static final String RECORD = "build.json";
    private static final String PUBLISHED = "published";

    private final Path dir;

    public BuildCache(Path dir) {
        this.dir = dir.toAbsolutePath();
    }

    /**
     * A form as it was published.
     *
     * @param record of its build, then
     * @param folder with its files; not to be changed
     */
    public record Kept(BuildRecord record, Path folder) {}

    /** Looks for a form of a commit that was built so: see {@link BuildConfiguration}. */
    public Optional<Kept> find(String commit, String configuration) {
        Path entry = entry(commit, configuration);
        try {
            BuildRecord record = Json.line().readValue(Files.readString(entry.resolve(RECORD)), BuildRecord.class);
            Path folder = entry.resolve(PUBLISHED);
            if (!Files.isDirectory(folder)) {
                return Optional.empty();
            }
            Files.setLastModifiedTime(entry, FileTime.from(Instant.now()));
            return Optional.of(new Kept(record, folder));
        } catch (IOException | JacksonException e) {
            return Optional.empty();
        }
    }

    /** Keeps one. */
    public void keep(String commit, String configuration, BuildRecord record, Path published) {
        Path entry = entry(commit, configuration);
        if (Files.exists(entry)) {
            return;
        }
        Path part = dir.resolve("part-" + UUID.randomUUID());
        try {
            Files.createDirectories(part);
            FileTrees.copy(published, part.resolve(PUBLISHED));
            Files.writeString(part.resolve(RECORD), Json.line().writeValueAsString(record));
            Files.move(part, entry, StandardCopyOption.ATOMIC_MOVE);
            forget();
        } catch (IOException e) {
            deleteQuietly(part);
        }
    }

    /** All but the latest. */
    private void forget() throws IOException {
        List<Path> entries;
        try (Stream<Path> all = Files.list(dir)) {
            entries = all.sorted(Comparator.comparing(BuildCache::time).reversed())
                    .toList();
        }
        entries.stream().skip(KEPT).forEach(BuildCache::deleteQuietly);
    }

    private static FileTime time(Path entry) {
        try {
            return Files.getLastModifiedTime(entry);
        } catch (IOException e) {
            return FileTime.from(Instant.EPOCH);
        }
    }

    private static void deleteQuietly(Path entry) {
        try {
            FileTree.delete(entry);
        } catch (IOException e) {
            // what is left is no entry, or an old one
        }
    }

    private Path entry(String commit, String configuration) {
        return dir.resolve(commit + "-" + configuration);
    }
}
