package dev.coldstart.service.upload;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * The file that an upload is written to. What has come is brought to the disk while more comes: all of it at the end would take
 * as long as a fifth of the upload.
 */
final class Draft implements AutoCloseable {

    private static final long BETWEEN_SYNCS = 16 << 20;

    private final FileChannel file;
    private long unsynced;
    private CompletableFuture<Void> syncing = CompletableFuture.completedFuture(null);

    public Draft(Path path) throws IOException {
        this.file = FileChannel.open(path, StandardOpenOption.WRITE);
    }

    void write(byte[] bytes, int length) throws IOException {
        ByteBuffer left = ByteBuffer.wrap(bytes, 0, length);
        while (left.hasRemaining()) {
            unsynced += file.write(left);
        }
        if (unsynced >= BETWEEN_SYNCS && syncing.isDone()) {
            finish();
            unsynced = 0;
            syncing = CompletableFuture.runAsync(this::sync, Thread.ofPlatform().name("sync")::start);
        }
    }

    private void sync() {
        try {
            file.force(false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for what is under way. What came after it is not on the disk yet. */
    void finish() throws IOException {
        try {
            syncing.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof UncheckedIOException failed ? failed.getCause() : new IOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        var _ = syncing.exceptionally(failed -> null).join();
        file.close();
    }
}
