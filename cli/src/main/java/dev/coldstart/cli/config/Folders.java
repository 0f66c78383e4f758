package dev.coldstart.cli.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Looks into folders. */
final class Folders {

    private Folders() {}

    /** The files right in a folder whose names match, sorted. */
    static List<Path> files(Path dir, String nameRegex) {
        try (Stream<Path> entries = Files.list(dir)) {
            return entries.filter(p -> String.valueOf(p.getFileName()).matches(nameRegex))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("can't read " + dir, e);
        }
    }
}
