package dev.coldstart.artifact.archive;

import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** Archives as friends and enemies make them. */
public final class Tar {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes, StandardCharsets.UTF_8.name());

    public Tar() {
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
    }

    /** With GNU's way of writing long names. */
    public Tar gnu() {
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_GNU);
        return this;
    }

    public Tar file(String path, String content) {
        return entry(path, TarConstants.LF_NORMAL, content);
    }

    public Tar folder(String path) {
        return entry(path, TarConstants.LF_DIR, "");
    }

    /** A file of zeros. */
    public Tar zeros(String path, int size) {
        return entry(path, TarConstants.LF_NORMAL, "\0".repeat(size));
    }

    public Tar entry(String path, byte type, String content) {
        try {
            // Absolute paths are kept as they are.
            TarArchiveEntry entry = new TarArchiveEntry(path, type, true);
            byte[] data = content.getBytes(StandardCharsets.UTF_8);
            entry.setSize(data.length);
            entry.setMode(0100755);
            entry.setModTime(1_700_000_000_000L);
            if (type == TarConstants.LF_SYMLINK || type == TarConstants.LF_LINK) {
                entry.setLinkName("/etc/passwd");
            }
            tar.putArchiveEntry(entry);
            tar.write(data);
            tar.closeArchiveEntry();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Not compressed. */
    public byte[] plain() {
        try {
            tar.finish();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public byte[] packed() {
        return gzip(plain());
    }

    /** One frame of zstd, its checksum at the end. */
    static byte[] zstd(byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZstdOutputStreamNoFinalizer zstd = new ZstdOutputStreamNoFinalizer(out).setChecksum(true)) {
            zstd.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    public static byte[] gzip(byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    public static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What an enemy sends, and what is to be said of it. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Hostile(String what, ArchiveProblem problem, byte[] bytes) {
        @Override
        public String toString() {
            return what;
        }
    }
}
