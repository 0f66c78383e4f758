package dev.coldstart.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coldstart.service.access.Tokens;
import dev.coldstart.service.store.Backup;
import dev.coldstart.service.store.DataFolder;
import dev.coldstart.service.store.StoreException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is restored is what was backed up, or nothing is and a sentence says why. Nobody else on the machine reads either. */
final class DamagedBackupTest {

    @TempDir
    Path dir;

    @BeforeEach
    void backUp() throws Exception {
        try (TestService service =
                new TestService(dir.resolve("data"), Clock.systemUTC(), Duration.ofSeconds(60), Map.of())) {
            service.upload(service.token(Tokens.Kind.REPOSITORY, "acme/users"));
        }
        Backup.write(dir.resolve("data"), DataFolder.database(dir.resolve("data")), dir.resolve("good.tar"));
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void isItsOwnersAlone() throws IOException {
        assertThat(permissions(dir.resolve("data"))).isEqualTo("rwx------");
        assertThat(permissions(dir.resolve("good.tar"))).isEqualTo("rw-------");
    }

    @Test
    void anArtifactThatIsNotWhatItsNameSays() throws IOException {
        refused(change("blobs/", content -> content + "x"), "an artifact in it is not what its name says");
    }

    @Test
    void aRowThatIsNoJson() throws IOException {
        refused(change("database.jsonl", rows -> rows + "{\"table\": \"repo\n"), "a row of it can't be read");
    }

    @Test
    void aRowOfATableThatThereIsNot() throws IOException {
        refused(change("database.jsonl", rows -> rows + "{\"table\": \"repo\"}\n"), "a table repo");
    }

    @Test
    void aLinkWhereAFileIs() throws IOException {
        Path file = dir.resolve("changed.tar");
        try (TarArchiveInputStream in = new TarArchiveInputStream(Files.newInputStream(dir.resolve("good.tar")));
                TarArchiveOutputStream out = new TarArchiveOutputStream(Files.newOutputStream(file))) {
            for (TarArchiveEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (entry.getName().startsWith("blobs/")) {
                    TarArchiveEntry link = new TarArchiveEntry(entry.getName(), TarArchiveEntry.LF_SYMLINK);
                    link.setLinkName("elsewhere");
                    out.putArchiveEntry(link);
                } else {
                    out.putArchiveEntry(entry);
                    in.transferTo(out);
                }
                out.closeArchiveEntry();
            }
        }
        refused(file, "something that is no file where files are");
    }

    private void refused(Path file, String why) {
        Path fresh = dir.resolve("fresh");
        assertThatThrownBy(() -> Backup.restore(file, fresh, DataFolder.database(fresh)))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(why);
    }

    private Path change(String prefix, UnaryOperator<String> how) throws IOException {
        Path file = dir.resolve("changed.tar");
        try (TarArchiveInputStream in = new TarArchiveInputStream(Files.newInputStream(dir.resolve("good.tar")));
                TarArchiveOutputStream out = new TarArchiveOutputStream(Files.newOutputStream(file))) {
            for (TarArchiveEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                ByteArrayOutputStream content = new ByteArrayOutputStream();
                in.transferTo(content);
                String text = content.toString(StandardCharsets.ISO_8859_1);
                byte[] changed = (entry.getName().startsWith(prefix) ? how.apply(text) : text)
                        .getBytes(StandardCharsets.ISO_8859_1);
                TarArchiveEntry copy = new TarArchiveEntry(entry.getName());
                copy.setSize(changed.length);
                out.putArchiveEntry(copy);
                out.write(changed);
                out.closeArchiveEntry();
            }
        }
        return file;
    }
}
