package dev.coldstart.core.units;

import java.time.DateTimeException;
import java.time.Instant;

/** Points in time that others wrote down: some that can be read are beyond what milliseconds, days or archives can count. */
public final class Moment {

    private static final Instant FIRST = Instant.EPOCH;

    /** As many digits as a year has. */
    private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

    /** What eleven octal digits can count, as in the header of a tar. */
    private static final long MAX_SECONDS = (1L << 33) - 1;

    private Moment() {}

    /** Whether an archive can hold this as a file's date, in seconds since 1970; before that too. */
    public static boolean isOfAFile(long seconds) {
        return seconds >= -MAX_SECONDS && seconds <= MAX_SECONDS;
    }

    /**
     * Reads one such as {@code 2026-01-31T10:00:00Z}, of the years 1970 to 9999.
     *
     * @throws DateTimeException when it is none
     */
    public static Instant of(String text) {
        Instant at = Instant.parse(text);
        if (at.isBefore(FIRST) || !at.isBefore(END)) {
            throw new DateTimeException(text + " is not of the years 1970 to 9999");
        }
        return at;
    }
}
