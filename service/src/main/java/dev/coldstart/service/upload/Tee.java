package dev.coldstart.service.upload;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Passes on what is read, writes it down, hashes and counts it. */
final class Tee extends InputStream {

    /** More came than is taken. */
    static final class TooMuchException extends IOException {
        private static final long serialVersionUID = 1L;
    }

    private final InputStream in;
    private final OutputStream copy;
    private final long most;
    private final MessageDigest digest;
    private long count;

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

    /** Of all that was read; to be asked once. */
    String sha256() {
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
            digest.update(bytes, offset, n);
            copy.write(bytes, offset, n);
        }
        return n;
    }
}
