package dev.coldstart.service.upload;

import dev.coldstart.artifact.archive.ArchiveLimits;
import dev.coldstart.artifact.archive.ArchiveReader;
import dev.coldstart.artifact.archive.ArchiveRefusedException;
import dev.coldstart.service.store.Blobs;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.OptionalLong;

/**
 * Takes one upload from its first byte to its place. Memory is bounded by the buffers; the disk by the limits; and whatever
 * ends it early, nothing of it is left.
 */
public final class Intake {

    /** Writes down what was taken, before anybody could remove it again. */
    public interface Register {
        void add(Received received);
    }

    /** What was taken. */
    public record Received(String sha256, long bytes, ArchiveReader.Contents contents) {}

    private static final int CHUNK = 1 << 18;

    private final Blobs blobs;
    private final ArchiveLimits limits;

    public Intake(Blobs blobs, ArchiveLimits limits) {
        this.blobs = blobs;
        this.limits = limits;
    }

    /**
     * Reads it to its end.
     *
     * @param sha256 what it is to be, in lower-case hexadecimal
     * @param announced its length where the sender said so
     * @param register is called when it is in place
     * @throws UploadRefusedException when it is not what may be sent
     * @throws IOException when the sender goes away, or the disk does not take it
     */
    public Received take(String sha256, OptionalLong announced, InputStream body, Register register)
            throws IOException, UploadRefusedException {
        if (announced.orElse(0) > limits.packedBytes()) {
            throw UploadRefusedException.tooLarge(limits.packedBytes());
        }
        Path draft = blobs.draft();
        try {
            Received received = read(draft, sha256, announced, body);
            return blobs.placing(() -> {
                blobs.keep(draft, sha256);
                register.add(received);
                return received;
            });
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private Received read(Path draft, String sha256, OptionalLong announced, InputStream body)
            throws IOException, UploadRefusedException {
        MessageDigest digest = digest();
        long count = 0;
        try (Draft out = new Draft(draft);
                Inspection inspection = Inspection.begin(limits)) {
            byte[] chunk = new byte[CHUNK];
            boolean goesOn = true;
            while (goesOn && (body.available() > 0 || inspection.needsMore())) {
                int n = some(body, chunk);
                count += Math.max(n, 0);
                if (count > limits.packedBytes()) {
                    throw UploadRefusedException.tooLarge(limits.packedBytes());
                }
                goesOn = n >= 0 && inspection.give(chunk, n);
                if (goesOn) {
                    digest.update(chunk, 0, n);
                    out.write(chunk, n);
                }
            }
            ArchiveReader.Contents contents = inspection.end();
            if (announced.isPresent() && announced.getAsLong() != count) {
                throw UploadRefusedException.otherLength(announced.getAsLong(), count);
            }
            String came = HexFormat.of().formatHex(digest.digest());
            if (!came.equals(sha256)) {
                throw UploadRefusedException.otherDigest(sha256, came);
            }
            out.finish();
            return new Received(sha256, count, contents);
        } catch (ArchiveRefusedException e) {
            throw UploadRefusedException.archive(e);
        }
    }

    /** What is there, up to a whole chunk: servers give little at a time, and to hand it over has its price. -1 at the end. */
    private static int some(InputStream body, byte[] chunk) throws IOException {
        int filled = 0;
        int n;
        do {
            n = body.read(chunk, filled, chunk.length - filled);
            filled += Math.max(n, 0);
        } while (n > 0 && filled < chunk.length && body.available() > 0);
        return filled == 0 ? n : filled;
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
