package dev.coldstart.artifact.folder;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The digests of the jars that an AOT cache was trained from, kept beside it as {@code sha256sum} writes them. The JVM
 * itself is no witness: JDK 25.0.3 takes a cache whose jar was replaced since, and runs the old code (JDK-8377932).
 */
public final class TrainedFrom {

    private static final String SUFFIX = ".sha256";

    private TrainedFrom() {}

    /** Keeps them for a cache in a folder. */
    public static void write(Path folder, String cache, List<Path> jars) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (Path jar : jars) {
            lines.append(digest(jar))
                    .append("  ")
                    .append(folder.relativize(jar).toString().replace('\\', '/'))
                    .append('\n');
        }
        Files.writeString(folder.resolve(cache + SUFFIX), lines);
    }

    /**
     * Whether they are kept for a cache.
     *
     * @throws ArtifactException when a jar is another than it was trained from, or not there
     */
    static boolean check(PublishedFolder folder, String cache) {
        Optional<PublishedFile> kept = folder.file(cache + SUFFIX);
        if (kept.isEmpty()) {
            return false;
        }
        String others = SmallFile.text(kept.get())
                .lines()
                .filter(line -> line.length() > 66 && !isAsTrained(folder, line))
                .map(line -> line.substring(66))
                .limit(4)
                .collect(Collectors.joining(", "));
        if (!others.isEmpty()) {
            throw new ArtifactException(others + " in " + folder.dir() + " is not what the AOT cache " + cache
                    + " was trained from: the JVM may run the old code, or go without the cache; make the cache again");
        }
        return true;
    }

    private static boolean isAsTrained(PublishedFolder folder, String line) {
        Optional<PublishedFile> file = folder.file(line.substring(66));
        try {
            return file.isPresent() && digest(file.get().source()).equals(line.substring(0, 64));
        } catch (IOException e) {
            throw new ArtifactException("can't read " + file.orElseThrow().source() + ": " + IoReason.of(e), e);
        }
    }

    private static String digest(Path file) throws IOException {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            try (InputStream in = new DigestInputStream(Files.newInputStream(file), sha)) {
                in.transferTo(java.io.OutputStream.nullOutputStream());
            }
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
