package dev.coldstart.service.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DataFolderTest {

    private static final String SHA256 = "ab".repeat(32);

    @TempDir
    Path dir;

    @Test
    void aSecondServiceIsRefusedUntilTheFirstHasEnded() {
        DataFolder first = DataFolder.open(dir);
        assertThatThrownBy(() -> DataFolder.open(dir))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("another service has the data folder " + dir);
        first.close();
        DataFolder.open(dir).close();
    }

    /** A lock within one JVM says nothing of two processes. */
    @Test
    void aSecondProcessIsRefused() throws Exception {
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        dir.toString())
                .redirectErrorStream(true)
                .start();
        try {
            assertThat(other.inputReader().readLine()).isEqualTo("open");
            assertThatThrownBy(() -> DataFolder.open(dir)).hasMessageContaining("another service");
        } finally {
            other.destroyForcibly();
            assertThat(other.waitFor(1, TimeUnit.MINUTES)).isTrue();
        }
        DataFolder.open(dir).close();
    }

    /** A service that has the folder open until it is killed. */
    static final class Holder {
        public static void main(String[] args) throws IOException {
            try (DataFolder folder = DataFolder.open(Path.of(args[0]))) {
                System.out.println("open");
                System.out.println(System.in.read() + folder.path().toString());
            }
        }
    }

    @Test
    void whatUploadsLeftIsRemovedAndBlobsStay() throws IOException {
        try (DataFolder folder = DataFolder.open(dir)) {
            Path kept = Files.writeString(folder.blobs().draft(), "kept");
            folder.blobs().keep(kept, SHA256);
            Files.writeString(folder.blobs().draft(), "left");
            Files.createDirectories(dir.resolve("tmp/unpacked/deep"));
        }
        try (DataFolder folder = DataFolder.open(dir)) {
            assertThat(dir.resolve("tmp")).isEmptyDirectory();
            assertThat(folder.blobs().has(SHA256)).isTrue();
            assertThat(folder.blobs().path(SHA256)).hasContent("kept");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "../../etc/passwd", "AB", "ABABABABABABABABABABABABABABABABABABABABABABABABABABABABABABABAB"
            })
    void onlyASha256NamesABlob(String name) {
        try (DataFolder folder = DataFolder.open(dir)) {
            assertThatThrownBy(() -> folder.blobs().path(name)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> folder.comparison(name)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aFolderThatCantBeUsedIsNamed() throws IOException {
        Path file = Files.writeString(dir.resolve("file"), "");
        assertThatThrownBy(() -> DataFolder.open(file))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("the data folder " + file + " can't be used")
                .hasMessageContaining("--data");
    }
}
