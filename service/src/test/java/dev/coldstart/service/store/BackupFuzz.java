package dev.coldstart.service.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldstart.core.fuzz.Scratch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A backup from anywhere is restored or refused, and nothing is made beside the data folder. */
public final class BackupFuzz {

    private BackupFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        try (Scratch scratch = Scratch.make()) {
            Path file = scratch.file("backup.tar", input);
            Path data = Files.createDirectories(scratch.dir().resolve("a").resolve("data"));
            try {
                Backup.restore(file, data, DataFolder.database(data));
            } catch (IOException | StoreException e) {
                assertThat(e.getMessage()).isNotBlank();
            }
            try (Stream<Path> outside = Files.list(scratch.dir())) {
                assertThat(outside).hasSize(2);
            }
            try (Stream<Path> inside = Files.walk(data)) {
                assertThat(inside)
                        .noneMatch(Files::isSymbolicLink)
                        .allMatch(each -> Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS)
                                || Files.isRegularFile(each, LinkOption.NOFOLLOW_LINKS));
            }
        }
    }
}
