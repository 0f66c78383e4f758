package dev.coldstart.service.upload;

import dev.coldstart.artifact.archive.ArchiveLimits;
import dev.coldstart.artifact.archive.ArchiveReader;
import dev.coldstart.artifact.archive.ArchiveRefusedException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Looks into an archive on a thread of its own while it comes: to decompress takes longer than all else that is done with an
 * upload, and whoever receives it goes on meanwhile. A few chunks lie between the two.
 */
final class Inspection implements AutoCloseable {

    /** Enough that neither waits for the other's every step; they are all that an upload holds. */
    private static final int MAX_CHUNKS = 2;

    private final Thread thread;
    private final Deque<byte[]> chunks = new ArrayDeque<>();
    private boolean ended;
    private boolean waiting;
    private boolean done;
    private Optional<ArchiveReader.Contents> contents = Optional.empty();
    private Optional<Throwable> failure = Optional.empty();

    private Inspection(ArchiveLimits limits) {
        this.thread = Thread.ofPlatform().name("inspection").unstarted(() -> inspect(limits));
    }

    static Inspection begin(ArchiveLimits limits) {
        Inspection inspection = new Inspection(limits);
        inspection.thread.start();
        return inspection;
    }

    private void inspect(ArchiveLimits limits) {
        Optional<ArchiveReader.Contents> found = Optional.empty();
        Optional<Throwable> trouble = Optional.empty();
        try {
            found = Optional.of(ArchiveReader.inspect(new Chunks(), limits));
        } catch (Throwable e) {
            // Whatever it is, memory that is all included: whoever gives and waits is told, and waits no longer.
            trouble = Optional.of(e);
        }
        synchronized (this) {
            contents = found;
            failure = trouble;
            done = true;
            notifyAll();
        }
    }

    /** Hands over what has come. False when there is no use in more: {@link #end} says why. */
    synchronized boolean give(byte[] bytes, int length) throws IOException {
        await(() -> chunks.size() < MAX_CHUNKS || done);
        if (!done) {
            chunks.add(Arrays.copyOf(bytes, length));
            notifyAll();
        }
        return !done;
    }

    /** Waits until it needs more: for a sender who waits too, and may have sent something that is refused. */
    synchronized boolean needsMore() throws IOException {
        await(() -> done || (waiting && chunks.isEmpty()));
        return !done;
    }

    /** There is no more. What it found. */
    synchronized ArchiveReader.Contents end() throws IOException, ArchiveRefusedException {
        ended = true;
        notifyAll();
        await(() -> done);
        if (failure.isEmpty()) {
            return contents.orElseThrow();
        }
        switch (failure.get()) {
            case ArchiveRefusedException refused -> throw refused;
            case RuntimeException mistake -> throw mistake;
            case Error error -> throw error;
            default -> throw new IOException(failure.get());
        }
    }

    /** Nothing goes on any more when it returns. */
    @Override
    public void close() throws IOException {
        synchronized (this) {
            ended = true;
            chunks.clear();
            notifyAll();
        }
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private synchronized void await(BooleanSupplier reached) throws IOException {
        try {
            while (!reached.getAsBoolean()) {
                wait();
            }
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static IOException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IOException("interrupted during an upload", e);
    }

    private synchronized Optional<byte[]> next() throws IOException {
        waiting = true;
        notifyAll();
        await(() -> !chunks.isEmpty() || ended);
        waiting = false;
        notifyAll();
        return Optional.ofNullable(chunks.poll());
    }

    /** What was handed over, as a stream. */
    private final class Chunks extends InputStream {

        private byte[] chunk = {};
        private int used;

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            while (used == chunk.length) {
                Optional<byte[]> next = next();
                if (next.isEmpty()) {
                    return -1;
                }
                chunk = next.get();
                used = 0;
            }
            int n = Math.min(length, chunk.length - used);
            System.arraycopy(chunk, used, bytes, offset, n);
            used += n;
            return n;
        }
    }
}
