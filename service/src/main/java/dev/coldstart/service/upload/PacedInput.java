package dev.coldstart.service.upload;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * A body that has to come at a least rate and within a time. Who sends a byte now and then would hold what an upload holds for as
 * long as they like.
 */
public final class PacedInput extends FilterInputStream {

    /**
     * How fast is fast enough.
     *
     * @param bytesPerSecond the least average, from the grace on
     * @param grace how long nothing is asked of a sender
     * @param within the longest that it may take at all
     */
    public record Pace(long bytesPerSecond, Duration grace, Duration within) {

        /** For bodies of requests, which are small. */
        public static final Pace REQUEST = new Pace(16 << 10, Duration.ofSeconds(10), Duration.ofMinutes(5));
    }

    private final Pace pace;
    private final LongSupplier nanoTime;
    private final long began;
    private long bytes;

    public PacedInput(InputStream in, Pace pace) {
        this(in, pace, System::nanoTime);
    }

    PacedInput(InputStream in, Pace pace, LongSupplier nanoTime) {
        super(in);
        this.pace = pace;
        this.nanoTime = nanoTime;
        this.began = nanoTime.getAsLong();
    }

    @Override
    public int read() throws IOException {
        int read = super.read();
        count(read < 0 ? -1 : 1);
        return read;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int read = super.read(target, offset, length);
        count(read);
        return read;
    }

    private void count(int read) throws SlowSenderException {
        if (read < 0) {
            return;
        }
        bytes += read;
        Duration taken = Duration.ofNanos(nanoTime.getAsLong() - began);
        if (taken.compareTo(pace.within()) > 0) {
            throw new SlowSenderException(
                    "it was not whole after " + pace.within().toSeconds() + " s");
        }
        if (taken.compareTo(pace.grace()) > 0 && bytes < pace.bytesPerSecond() * taken.toMillis() / 1000.0) {
            throw new SlowSenderException("it came at less than " + pace.bytesPerSecond() + " bytes a second");
        }
    }

    /** The sender holds up others. */
    public static final class SlowSenderException extends IOException {
        private static final long serialVersionUID = 1L;

        private SlowSenderException(String message) {
            super(message);
        }
    }
}
