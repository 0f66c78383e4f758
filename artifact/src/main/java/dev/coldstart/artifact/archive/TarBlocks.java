package dev.coldstart.artifact.archive;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** The blocks of a tar archive as they come out of decompression, counted. */
final class TarBlocks {

    private static final int SKIP = 1 << 15;

    private final InputStream in;
    private final long most;
    private final byte[] skipped = new byte[SKIP];
    private long count;
    private boolean failed;

    TarBlocks(InputStream in, long most) {
        this.in = in;
        this.most = most;
    }

    long count() {
        return count;
    }

    /** Whether an exception came from reading, and not from what was done with what was read. */
    boolean failed() {
        return failed;
    }

    /** A block, whole. */
    byte[] block() throws IOException, ArchiveRefusedException {
        return bytes(TarHeader.BLOCK);
    }

    /** So many bytes, without what fills up their last block. */
    byte[] padded(int size) throws IOException, ArchiveRefusedException {
        byte[] bytes = bytes(size);
        skipPadding(size);
        return bytes;
    }

    private byte[] bytes(int size) throws IOException, ArchiveRefusedException {
        announce(size);
        byte[] bytes = new byte[size];
        int filled = 0;
        while (filled < size) {
            filled += read(bytes, filled, size - filled);
        }
        return bytes;
    }

    /** The content of a file; to be read or skipped whole by {@link Content#finish}. */
    Content content(long size) throws ArchiveRefusedException {
        announce(size);
        return new Content(size);
    }

    /** Asks before it is read, so that an honest header of too much costs nothing. */
    private void announce(long size) throws ArchiveRefusedException {
        if (size > most - count) {
            throw new ArchiveRefusedException(
                    ArchiveProblem.TOO_LARGE_UNPACKED,
                    "unpacked it is more than " + most
                            + " bytes: publish less, such as without what is not needed to run");
        }
    }

    /** What follows the end of the archive: nothing but zeros, to a whole record. */
    void zerosToTheEnd() throws IOException, ArchiveRefusedException {
        int n;
        while ((n = raw(skipped, 0, SKIP)) >= 0) {
            announce(0);
            for (int i = 0; i < n; i++) {
                if (skipped[i] != 0) {
                    throw new ArchiveRefusedException(
                            ArchiveProblem.TRAILING_DATA, "there is something after the end of the tar archive");
                }
            }
        }
    }

    private void skipPadding(long size) throws IOException {
        long left = (TarHeader.BLOCK - size % TarHeader.BLOCK) % TarHeader.BLOCK;
        while (left > 0) {
            left -= read(skipped, 0, (int) left);
        }
    }

    private int read(byte[] bytes, int offset, int length) throws IOException {
        int n = raw(bytes, offset, length);
        if (n < 0) {
            failed = true;
            throw new EOFException("the archive ends too early");
        }
        return n;
    }

    private int raw(byte[] bytes, int offset, int length) throws IOException {
        try {
            int n = in.read(bytes, offset, length);
            count += Math.max(n, 0);
            return n;
        } catch (IOException e) {
            failed = true;
            throw e;
        }
    }

    /** One file's bytes. */
    final class Content extends InputStream {

        private final long size;
        private long left;

        private Content(long size) {
            this.size = size;
            this.left = size;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            int n = TarBlocks.this.read(bytes, offset, (int) Math.min(length, left));
            left -= n;
            return n;
        }

        /** Skips what was not read, to the next header. */
        void finish() throws IOException {
            while (left > 0) {
                left -= TarBlocks.this.read(skipped, 0, (int) Math.min(SKIP, left));
            }
            skipPadding(size);
        }
    }
}
