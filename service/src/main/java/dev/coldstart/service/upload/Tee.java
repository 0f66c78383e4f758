package dev.coldstart.service.upload;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Passes on what is read, counts it, writes it down and hashes it. The last two are done a chunk behind and by another thread, so
 * that whoever reads can decompress meanwhile: that takes about as long again.
 */
final class Tee extends InputStream {

    /** More came than is taken. */
    static final class TooMuchException extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /** Long enough that handing it over costs nothing; two of them are all that an upload holds here. */
    private static final int CHUNK = 1 << 17;

    private final InputStream in;
    private final OutputStream copy;
    private final long most;
    private final MessageDigest digest;
    private long count;

    private byte[] filling = new byte[CHUNK];
    private int filled;
    private byte[] handed = new byte[CHUNK];
    private CompletableFuture<Void> underWay = CompletableFuture.completedFuture(null);

    Tee(InputStream in, OutputStream copy, long most) {
        this.in = in;
        this.copy = copy;
        this.most = most;
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    long count() {
        return count;
    }

    /**
     * Of all that was read, which is written down by then; to be asked once.
     *
     * @throws IOException when it could not be written
     */
    String sha256() throws IOException {
        handOver();
        await();
        return HexFormat.of().formatHex(digest.digest());
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int n = in.read(bytes, offset, length);
        if (n > 0) {
            count += n;
            if (count > most) {
                throw new TooMuchException();
            }
            keep(bytes, offset, n);
        }
        return n;
    }

    private void keep(byte[] bytes, int offset, int length) throws IOException {
        int kept = 0;
        while (kept < length) {
            int some = Math.min(length - kept, CHUNK - filled);
            System.arraycopy(bytes, offset + kept, filling, filled, some);
            filled += some;
            kept += some;
            if (filled == CHUNK) {
                handOver();
            }
        }
    }

    /** The chunk before has to be done with: chunks have an order, and there are two. */
    private void handOver() throws IOException {
        await();
        byte[] chunk = filling;
        int length = filled;
        filling = handed;
        handed = chunk;
        filled = 0;
        underWay = CompletableFuture.runAsync(() -> writeDown(chunk, length), Thread::startVirtualThread);
    }

    private void writeDown(byte[] chunk, int length) {
        digest.update(chunk, 0, length);
        try {
            copy.write(chunk, 0, length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void await() throws IOException {
        try {
            underWay.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof UncheckedIOException failed ? failed.getCause() : new IOException(e);
        }
    }

    /** Nothing is written any more when it returns; that something could not be, those who asked for the digest know. */
    @Override
    public void close() {
        var _ = underWay.exceptionally(failed -> null).join();
    }
}
