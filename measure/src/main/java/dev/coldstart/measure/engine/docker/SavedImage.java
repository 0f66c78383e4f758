package dev.coldstart.measure.engine.docker;

import com.github.luben.zstd.ZstdInputStream;
import dev.coldstart.core.json.Json;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import tools.jackson.databind.JsonNode;

/**
 * An image as an engine gives it ({@code docker save}), with every layer unpacked. Engines that keep layers as they came give
 * them compressed, by gzip or zstd, each as it likes; Jib takes all for what the first is, and knows no zstd.
 */
final class SavedImage {

    private static final int HEAD = 512;
    private static final int MAGIC_AT = 257;
    private static final byte[] TAR = "ustar".getBytes(StandardCharsets.US_ASCII);
    private static final long MAX_JSON = 16 << 20;

    private final TarArchiveOutputStream out;
    private final Path scratch;
    private final Map<String, byte[]> texts = new HashMap<>();
    private final Map<String, Long> layers = new HashMap<>();
    private final Map<String, String> links = new HashMap<>();

    private SavedImage(TarArchiveOutputStream out, Path scratch) {
        this.out = out;
        this.scratch = scratch;
    }

    /**
     * What it is.
     *
     * @param config SHA-256 of its configuration, in hexadecimal: by this Jib knows it, and the older engines
     * @param unpackedBytes the files of all its layers together
     */
    record Contents(String config, long unpackedBytes) {}

    /**
     * Writes it to a file.
     *
     * @throws IOException also when it is no image
     */
    static Contents write(InputStream given, Path file) throws IOException {
        Path scratch = Files.createTempFile("coldstart-layer-", ".tar");
        try (TarArchiveInputStream in = new TarArchiveInputStream(given);
                TarArchiveOutputStream out =
                        new TarArchiveOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            out.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
            out.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            SavedImage image = new SavedImage(out, scratch);
            for (TarArchiveEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                image.take(entry, in);
            }
            return image.contents();
        } finally {
            Files.deleteIfExists(scratch);
        }
    }

    private void take(TarArchiveEntry entry, InputStream in) throws IOException {
        if (entry.isDirectory() || entry.isSymbolicLink() || entry.isLink()) {
            if (entry.isSymbolicLink()) {
                links.put(entry.getName(), resolved(entry));
            }
            out.putArchiveEntry(entry);
            out.closeArchiveEntry();
            return;
        }
        PushbackInputStream head = new PushbackInputStream(in, HEAD);
        Optional<InputStream> unpacked = unpacked(head);
        if (unpacked.isPresent()) {
            try (InputStream layer = unpacked.get();
                    OutputStream to = Files.newOutputStream(scratch)) {
                layer.transferTo(to);
            }
            try (InputStream layer = Files.newInputStream(scratch)) {
                layer(entry, Files.size(scratch), layer);
            }
        } else if (isTar(head)) {
            layer(entry, entry.getSize(), head);
        } else {
            text(entry, head);
        }
    }

    private static String resolved(TarArchiveEntry link) {
        return Path.of(link.getName())
                .resolveSibling(link.getLinkName())
                .normalize()
                .toString();
    }

    private static byte[] peek(PushbackInputStream in, int count) throws IOException {
        byte[] read = in.readNBytes(count);
        in.unread(read);
        return read;
    }

    private static Optional<InputStream> unpacked(PushbackInputStream in) throws IOException {
        byte[] magic = peek(in, 4);
        if (magic.length == 4 && magic[0] == 0x1f && magic[1] == (byte) 0x8b) {
            return Optional.of(new GZIPInputStream(new Held(in)));
        }
        boolean zstd = magic.length == 4
                && magic[0] == 0x28
                && magic[1] == (byte) 0xb5
                && magic[2] == 0x2f
                && magic[3] == (byte) 0xfd;
        return zstd ? Optional.of(new ZstdInputStream(new Held(in))) : Optional.empty();
    }

    private static boolean isTar(PushbackInputStream in) throws IOException {
        byte[] head = peek(in, HEAD);
        for (int i = 0; i < TAR.length; i++) {
            if (head.length < HEAD || head[MAGIC_AT + i] != TAR[i]) {
                return false;
            }
        }
        return true;
    }

    private void layer(TarArchiveEntry entry, long size, InputStream in) throws IOException {
        // A new one: to change the entry would change how much is read of what was given.
        TarArchiveEntry unpacked = new TarArchiveEntry(entry.getName());
        unpacked.setSize(size);
        unpacked.setModTime(entry.getLastModifiedTime());
        out.putArchiveEntry(unpacked);
        Copying copying = new Copying(in, out);
        long files = 0;
        TarArchiveInputStream tar = new TarArchiveInputStream(copying);
        for (TarArchiveEntry file = tar.getNextEntry(); file != null; file = tar.getNextEntry()) {
            files += file.isFile() ? file.getSize() : 0;
        }
        copying.transferTo(OutputStream.nullOutputStream());
        out.closeArchiveEntry();
        layers.put(entry.getName(), files);
    }

    /** What is no layer is small: descriptions, as JSON. */
    private void text(TarArchiveEntry entry, InputStream in) throws IOException {
        if (entry.getSize() > MAX_JSON) {
            throw new IOException(entry.getName() + " in the image is neither a layer nor a description");
        }
        byte[] bytes = in.readAllBytes();
        texts.put(entry.getName(), bytes);
        out.putArchiveEntry(entry);
        out.write(bytes);
        out.closeArchiveEntry();
    }

    private Contents contents() throws IOException {
        JsonNode manifest = Json.line().readTree(new ByteArrayInputStream(text("manifest.json")));
        long unpacked = 0;
        List<String> names = new ArrayList<>();
        manifest.path(0).path("Layers").forEach(layer -> names.add(layer.asString()));
        for (String name : names) {
            String file = links.getOrDefault(name, name);
            Long files = layers.get(file);
            // A layer of nothing may be a tar of nothing, which has no head.
            unpacked += files == null ? 0 : files;
        }
        return new Contents(sha256(text(manifest.path(0).path("Config").asString())), unpacked);
    }

    private byte[] text(String name) throws IOException {
        byte[] bytes = texts.get(name);
        if (bytes == null) {
            throw new IOException("what the engine gave is no image: there is no " + name + " in it");
        }
        return bytes;
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Writes down whatever is read. */
    private static final class Copying extends InputStream {

        private final InputStream in;
        private final OutputStream out;

        private Copying(InputStream in, OutputStream out) {
            this.in = in;
            this.out = out;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int count = in.read(bytes, offset, length);
            if (count > 0) {
                out.write(bytes, offset, count);
            }
            return count;
        }
    }

    /** A stream that its reader does not close: more comes after it. */
    private static final class Held extends FilterInputStream {

        private Held(InputStream in) {
            super(in);
        }

        @Override
        public void close() {
            // whoever opened it closes it
        }
    }
}
