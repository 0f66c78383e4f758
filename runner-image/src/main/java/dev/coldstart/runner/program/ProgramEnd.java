package dev.coldstart.runner.program;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.OptionalInt;

/**
 * How a program ended, as the kernel told its parent; see {@code tell_end} in {@code gate.c}.
 *
 * @param at by {@link Native#monotonicNanos()}
 * @param status as wait(2) has it
 */
public record ProgramEnd(
        long at, int status, long userMicros, long systemMicros, long maxRssBytes, long minorFaults, long majorFaults) {

    static final int BYTES = 7 * Long.BYTES;

    private static final int SIGNAL = 0x7f;
    private static final int KILOBYTE = 1024;

    static ProgramEnd of(MemorySegment told) {
        return new ProgramEnd(
                field(told, 0),
                (int) field(told, 1),
                field(told, 2),
                field(told, 3),
                field(told, 4) * KILOBYTE,
                field(told, 5),
                field(told, 6));
    }

    private static long field(MemorySegment told, int index) {
        return told.get(ValueLayout.JAVA_LONG_UNALIGNED, (long) index * Long.BYTES);
    }

    /** The number of the signal that ended it. */
    public OptionalInt signal() {
        return (status & SIGNAL) == 0 ? OptionalInt.empty() : OptionalInt.of(status & SIGNAL);
    }

    /** As a shell says it: 128 and the signal's number where one ended it. */
    public int exitCode() {
        return signal().isPresent() ? 128 + signal().getAsInt() : status >> 8 & 0xff;
    }
}
