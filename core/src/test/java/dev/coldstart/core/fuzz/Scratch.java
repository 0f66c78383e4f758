package dev.coldstart.core.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder for one input of a fuzz target, in memory where the machine has such a place; gone afterwards. */
public record Scratch(Path dir) implements AutoCloseable {

    private static final Path MEMORY = Path.of("/dev/shm");

    public static Scratch make() throws IOException {
        return new Scratch(
                Files.isWritable(MEMORY)
                        ? Files.createTempDirectory(MEMORY, "fuzz")
                        : Files.createTempDirectory("fuzz"));
    }

    /** A file of that content in it. */
    public Path file(String name, byte[] content) throws IOException {
        return Files.write(dir.resolve(name), content);
    }

    @Override
    public void close() {
        try (Stream<Path> all = Files.walk(dir)) {
            List<Path> inside = all.sorted(Comparator.reverseOrder()).toList();
            for (Path each : inside) {
                Files.delete(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
