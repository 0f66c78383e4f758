package dev.coldstart.runner.program;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/** Open files by their numbers, none of which makes anybody wait but {@link #poll}. Java can wait for no pipe. Linux, 64 bit. */
final class Descriptors {

    static final int O_RDONLY = 0;
    static final int O_WRONLY = 1;

    private static final int O_NONBLOCK = 0x800;
    private static final int O_CLOEXEC = 0x80000;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final MethodHandle OPEN =
            function("open", ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT);
    private static final MethodHandle CLOSE = function("close", ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
    private static final MethodHandle POLL =
            function("poll", ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT);
    private static final MethodHandle READ =
            function("read", ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_LONG);
    private static final MethodHandle WRITE =
            function("write", ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_LONG);

    private Descriptors() {}

    @SuppressWarnings("restricted") // the jar's manifest allows it
    private static MethodHandle function(String name, MemoryLayout result, MemoryLayout... arguments) {
        return LINKER.downcallHandle(
                LINKER.defaultLookup().findOrThrow(name), FunctionDescriptor.of(result, arguments));
    }

    /** The number of a file that was opened; below zero when it can't be. */
    static int open(String path, int flags) {
        try (Arena arena = Arena.ofConfined()) {
            return (int) OPEN.invokeExact(arena.allocateFrom(path), flags | O_NONBLOCK | O_CLOEXEC);
        } catch (Throwable e) {
            throw new IllegalStateException("open", e);
        }
    }

    static void close(int descriptor) {
        try {
            var _ = (int) CLOSE.invokeExact(descriptor);
        } catch (Throwable e) {
            throw new IllegalStateException("close", e);
        }
    }

    /** Waits for something to happen to one of them; each is a {@code struct pollfd}. */
    static void poll(MemorySegment descriptors, long count, int millis) {
        try {
            var _ = (int) POLL.invokeExact(descriptors, count, millis);
        } catch (Throwable e) {
            throw new IllegalStateException("poll", e);
        }
    }

    /** How many bytes were read, 0 at the end; below zero when there are none now. */
    static long read(int descriptor, MemorySegment buffer) {
        try {
            return (long) READ.invokeExact(descriptor, buffer, buffer.byteSize());
        } catch (Throwable e) {
            throw new IllegalStateException("read", e);
        }
    }

    /** How many bytes were written; below zero when none can be now, or ever. */
    static long write(int descriptor, MemorySegment bytes) {
        try {
            return (long) WRITE.invokeExact(descriptor, bytes, bytes.byteSize());
        } catch (Throwable e) {
            throw new IllegalStateException("write", e);
        }
    }
}
