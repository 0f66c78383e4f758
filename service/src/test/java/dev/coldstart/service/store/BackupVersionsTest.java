package dev.coldstart.service.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Backups of other versions of the schema than this one's. */
final class BackupVersionsTest {

    @TempDir
    Path dir;

    private Path tar(String rows) throws IOException {
        Path file = dir.resolve("made-up.tar");
        byte[] text = rows.getBytes(StandardCharsets.UTF_8);
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(Files.newOutputStream(file))) {
            TarArchiveEntry entry = new TarArchiveEntry("database.jsonl");
            entry.setSize(text.length);
            tar.putArchiveEntry(entry);
            tar.write(text);
            tar.closeArchiveEntry();
        }
        return file;
    }

    @ParameterizedTest
    @EnumSource
    void oneOfAnEarlierVersionIsTakenAsItIsAndBroughtToThisOne(TestDatabase database) throws Exception {
        DatabaseAddress old = database.create(dir);
        DataFolder.open(dir.resolve("old")).close();
        try (Store store = Store.open(old, Store.Use.SERVICE, "1")) {
            store.change(
                    handle -> handle.execute("insert into repository (name, created_at) values ('acme/users', 1)"));
        }
        Path file = dir.resolve("backup.tar");
        Backup.write(dir.resolve("old"), old, file);
        try (Store store = Store.open(old, Store.Use.READING)) {
            assertThat(store.schema())
                    .as("a service of that version may still run")
                    .isEqualTo("1");
        }
        DatabaseAddress fresh = database.create(dir);
        Backup.restore(file, dir.resolve("new"), fresh);
        try (Store store = Store.open(fresh, Store.Use.READING)) {
            assertThat(store.schema()).isEqualTo(Store.newestSchema()).isNotEqualTo("1");
            assertThat(store.<String>read(handle -> handle.createQuery("select name from repository")
                            .mapTo(String.class)
                            .one()))
                    .isEqualTo("acme/users");
        }
    }

    @Test
    void oneOfALaterVersionIsRefusedWithWhatToDo() throws Exception {
        Path file = tar("{\"backup\":1,\"schema\":\"99\"}\n");
        assertThatThrownBy(() -> Backup.restore(file, dir.resolve("new"), TestDatabase.SQLITE.create(dir)))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("later version of coldstart")
                .hasMessageContaining("99")
                .hasMessageContaining("Restore it with that version");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {"`{\"table\":\"repository\",\"row\":{}}`", "``", "`no JSON`", "`{\"backup\":2,\"schema\":\"1\"}`"})
    void whatIsNoBackupIsRefused(String firstLine) throws Exception {
        Path file = tar(firstLine + "\n");
        assertThatThrownBy(() -> Backup.restore(file, dir.resolve("new"), TestDatabase.SQLITE.create(dir)))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("is no backup of coldstart's");
    }

    @Test
    void whereAServiceIsNothingIsRestored() throws Exception {
        Path file = tar("{\"backup\":1,\"schema\":\"1\"}\n");
        try (DataFolder held = DataFolder.open(dir.resolve("held"))) {
            assertThatThrownBy(() -> Backup.restore(file, held.path(), held.database()))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("another service has the data folder");
        }
    }
}
