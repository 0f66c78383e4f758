package dev.coldstart.measure.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdOutputStream;
import dev.coldstart.artifact.folder.PublishedFolder;
import dev.coldstart.measure.engine.Tenant;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images as engines give them: what comes of them is the same, whatever their layers were packed with. */
final class SavedImageTest {

    private static final byte[] CONFIG = "{\"architecture\":\"amd64\"}".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path dir;

    private interface Packing {
        OutputStream over(OutputStream out) throws IOException;
    }

    @Test
    void theSizeIsThatOfTheFilesWhateverTheLayersWerePackedWith() throws IOException {
        byte[] layer = layer(3000);
        for (byte[] packed :
                new byte[][] {layer, packed(layer, GZIPOutputStream::new), packed(layer, ZstdOutputStream::new)}) {
            SavedImage.Contents contents = write(image(Map.of("blobs/sha256/aa", packed), "\"blobs/sha256/aa\""));
            assertThat(contents.unpackedBytes()).isEqualTo(3000);
            assertThat(contents.config()).hasSize(64);
            assertThat(Arrays.equals(entry("blobs/sha256/aa"), layer)).isTrue();
        }
    }

    /** Jib takes all layers for what the first one is. */
    @Test
    void eachLayerIsUnpackedAsItWasPacked() throws IOException {
        Map<String, byte[]> layers = new LinkedHashMap<>();
        layers.put("a", packed(layer(10), GZIPOutputStream::new));
        layers.put("b", layer(200));
        layers.put("c", packed(layer(3000), ZstdOutputStream::new));
        assertThat(write(image(layers, "\"a\",\"b\",\"c\"")).unpackedBytes()).isEqualTo(3210);
        assertThat(Arrays.equals(entry("a"), layer(10))).isTrue();
        assertThat(Arrays.equals(entry("b"), layer(200))).isTrue();
        assertThat(Arrays.equals(entry("c"), layer(3000))).isTrue();
    }

    /** Engines before Docker 25 write a layer that comes twice as a link. */
    @Test
    void aLayerThatComesTwiceCountsTwice() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            put(tar, "one/layer.tar", layer(500));
            TarArchiveEntry link = new TarArchiveEntry("two/layer.tar", TarConstants.LF_SYMLINK);
            link.setLinkName("../one/layer.tar");
            tar.putArchiveEntry(link);
            tar.closeArchiveEntry();
            describe(tar, "\"one/layer.tar\",\"two/layer.tar\"", CONFIG);
        }
        assertThat(write(bytes.toByteArray()).unpackedBytes()).isEqualTo(1000);
    }

    @Test
    void whatIsNoImageIsRefused() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            put(tar, "hello", CONFIG);
        }
        assertThatThrownBy(() -> write(bytes.toByteArray())).hasMessageContaining("there is no manifest.json in it");
    }

    /**
     * With containerd's image store the engine's name for an image is not the digest of its configuration, by which Jib knows
     * what it has: each app's image took the whole base from the engine.
     */
    @Test
    void aBaseIsTakenFromTheEngineOnceWhateverItsNameIs() throws IOException {
        byte[] config = ("{\"architecture\":\"amd64\",\"os\":\"linux\",\"rootfs\":{\"type\":\"layers\",\"diff_ids\":"
                        + "[\"sha256:" + "a".repeat(64) + "\"]},\"config\":{},\"history\":[{}]}")
                .getBytes(StandardCharsets.UTF_8);
        byte[] base = image(Map.of("a", packed(layer(3000), ZstdOutputStream::new)), "\"a\"", config);
        String inspected = "{\"Id\":\"sha256:" + "1".repeat(64)
                + "\",\"Size\":1,\"RootFS\":{\"Type\":\"layers\",\"Layers\":" + "[\"sha256:" + "a".repeat(64) + "\"]}}";
        try (FakeDocker engine = new FakeDocker(dir)) {
            engine.on("GET /images/base/json", new FakeDocker.Said(200, inspected))
                    .on("GET /images/base/get", new FakeDocker.Given(() -> base))
                    .on("POST /images/load", new FakeDocker.Said(200, "{\"stream\":\"loaded\"}"))
                    .on("GET /images/json", new FakeDocker.Said(200, "[]"));
            Images images = new Images(
                    engine.connect(Duration.ofMinutes(1)).client(), dir.resolve("cache"), dir, Clock.systemUTC());
            for (String app : List.of("one", "another")) {
                Path folder = Files.createDirectory(dir.resolve(app));
                Files.writeString(folder.resolve("app"), app);
                // Loaded as far as a fake engine goes: then it does not know it.
                assertThatThrownBy(() -> images.app(
                                Tenant.SELF, PublishedFolder.inspect(folder), List.of("./app"), Optional.of("base")))
                        .hasMessageContaining("was made and is not there");
            }
            assertThat(engine.asked("POST /images/load")).hasSize(2);
            assertThat(engine.asked("GET /images/base/get")).hasSize(1);
        }
    }

    private SavedImage.Contents write(byte[] image) throws IOException {
        return SavedImage.write(new ByteArrayInputStream(image), dir.resolve("image.tar"));
    }

    private byte[] entry(String name) throws IOException {
        try (InputStream file = Files.newInputStream(dir.resolve("image.tar"));
                TarArchiveInputStream tar = new TarArchiveInputStream(file)) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (entry.getName().equals(name)) {
                    return tar.readAllBytes();
                }
            }
        }
        throw new AssertionError("there is no " + name);
    }

    private static byte[] image(Map<String, byte[]> layers, String names) throws IOException {
        return image(layers, names, CONFIG);
    }

    private static byte[] image(Map<String, byte[]> layers, String names, byte[] config) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> layer : layers.entrySet()) {
                put(tar, layer.getKey(), layer.getValue());
            }
            describe(tar, names, config);
        }
        return bytes.toByteArray();
    }

    private static void describe(TarArchiveOutputStream tar, String layers, byte[] config) throws IOException {
        put(tar, "config.json", config);
        put(
                tar,
                "manifest.json",
                ("[{\"Config\":\"config.json\",\"RepoTags\":[],\"Layers\":[" + layers + "]}]")
                        .getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] layer(int size) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            put(tar, "usr/file", new byte[size]);
        }
        return bytes.toByteArray();
    }

    private static void put(TarArchiveOutputStream tar, String name, byte[] content) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setModTime(0);
        entry.setSize(content.length);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
    }

    private static byte[] packed(byte[] bytes, Packing packing) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream packer = packing.over(out)) {
            packer.write(bytes);
        }
        return out.toByteArray();
    }
}
