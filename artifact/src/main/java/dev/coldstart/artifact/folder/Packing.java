package dev.coldstart.artifact.folder;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Packs files as a gzipped tar that is counted and thrown away, and hashes them on the way. Nothing is held in memory. */
final class Packing {

    private static final int BUFFER = 1 << 16;

    /**
     * What packing came to.
     *
     * @param bytes of the gzipped tar
     * @param digest {@code sha256:...}
     */
    record Result(long bytes, String digest) {}

    private Packing() {}

    static Result measure(List<PublishedFile> files) {
        Counter counter = new Counter();
        MessageDigest digest = sha256();
        byte[] buffer = new byte[BUFFER];
        try (TarArchiveOutputStream tar =
                new TarArchiveOutputStream(new GZIPOutputStream(counter, BUFFER), StandardCharsets.UTF_8.name())) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
            for (PublishedFile file : files) {
                add(file, tar, digest, buffer);
            }
        } catch (IOException e) {
            throw new ArtifactException("can't pack the published files: " + IoReason.of(e), e);
        }
        return new Result(counter.count, "sha256:" + HexFormat.of().formatHex(digest.digest()));
    }

    private static void add(PublishedFile file, TarArchiveOutputStream tar, MessageDigest digest, byte[] buffer)
            throws IOException {
        // The header ends with a line break and says how long the content is, so that no two folders read the same.
        String header = file.path() + '\0' + (file.executable() ? 'x' : '-') + '\0' + file.size() + '\n';
        digest.update(header.getBytes(StandardCharsets.UTF_8));
        TarArchiveEntry entry = new TarArchiveEntry(file.path());
        entry.setSize(file.size());
        entry.setMode(file.executable() ? 0100755 : 0100644);
        entry.setModTime(0);
        tar.putArchiveEntry(entry);
        long left = file.size();
        try (InputStream in = Files.newInputStream(file.source())) {
            int n;
            while ((n = in.read(buffer)) > 0) {
                left -= n;
                if (left < 0) {
                    break;
                }
                digest.update(buffer, 0, n);
                tar.write(buffer, 0, n);
            }
        }
        if (left != 0) {
            throw new ArtifactException(file.source() + " changed while it was read: is a build still running?");
        }
        tar.closeArchiveEntry();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static final class Counter extends OutputStream {
        private long count;

        @Override
        public void write(int b) {
            count++;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            count += length;
        }
    }
}
