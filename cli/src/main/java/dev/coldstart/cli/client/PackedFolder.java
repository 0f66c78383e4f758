package dev.coldstart.cli.client;

import dev.coldstart.artifact.archive.ArchiveWriter;
import dev.coldstart.artifact.folder.PublishedFolder;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A published folder as it is sent.
 *
 * @param file the archive, which is removed when this is closed
 */
record PackedFolder(Path file, String sha256) implements AutoCloseable {

    static PackedFolder of(PublishedFolder folder) throws IOException {
        Path file = Files.createTempFile("coldstart-", ".tar.zst");
        boolean packed = false;
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file));
                DigestOutputStream digesting = new DigestOutputStream(out, sha256Digest())) {
            ArchiveWriter.write(folder, digesting);
            packed = true;
            return new PackedFolder(
                    file, HexFormat.of().formatHex(digesting.getMessageDigest().digest()));
        } finally {
            if (!packed) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static MessageDigest sha256Digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
    }
}
