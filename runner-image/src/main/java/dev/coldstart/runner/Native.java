package dev.coldstart.runner;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/** The few system calls that Java has no words for. Linux, 64 bit. */
final class Native {

    static final int SIGKILL = 9;
    static final int SIGTERM = 15;
    static final int SIGCONT = 18;
    static final int SIGSTOP = 19;

    private static final int CLOCK_MONOTONIC = 1;
    private static final int MSG_DONTWAIT = 0x40;
    private static final int WNOHANG = 1;
    private static final int PR_SET_TIMERSLACK = 29;
    private static final long NANOS = 1_000_000_000L;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final MethodHandle KILL = function("kill", ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
    private static final MethodHandle CLOCK_GETTIME =
            function("clock_gettime", ValueLayout.JAVA_INT, ValueLayout.ADDRESS);
    private static final MethodHandle WAITPID =
            function("waitpid", ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT);
    private static final MethodHandle PRCTL = function(
            "prctl",
            ValueLayout.JAVA_INT,
            ValueLayout.JAVA_LONG,
            ValueLayout.JAVA_LONG,
            ValueLayout.JAVA_LONG,
            ValueLayout.JAVA_LONG);

    private static final MethodHandle SOCKET =
            function("socket", ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
    private static final MethodHandle SEND = transfer("send");
    private static final MethodHandle RECEIVE = transfer("recv");

    private static final MemorySegment TIMESPEC = Arena.global().allocate(16, 8);

    private Native() {}

    @SuppressWarnings("restricted") // the one place where native functions are bound; the jar's manifest allows it
    private static MethodHandle function(String name, MemoryLayout... arguments) {
        return LINKER.downcallHandle(
                LINKER.defaultLookup().findOrThrow(name), FunctionDescriptor.of(ValueLayout.JAVA_INT, arguments));
    }

    @SuppressWarnings("restricted")
    private static MethodHandle transfer(String name) {
        return LINKER.downcallHandle(
                LINKER.defaultLookup().findOrThrow(name),
                FunctionDescriptor.of(
                        ValueLayout.JAVA_LONG,
                        ValueLayout.JAVA_INT,
                        ValueLayout.ADDRESS,
                        ValueLayout.JAVA_LONG,
                        ValueLayout.JAVA_INT));
    }

    /** The clock by which the keeper of a gate tells of an end; see {@code gate.c}. */
    static synchronized long monotonicNanos() {
        try {
            var _ = (int) CLOCK_GETTIME.invokeExact(CLOCK_MONOTONIC, TIMESPEC);
        } catch (Throwable e) {
            throw new IllegalStateException("clock_gettime", e);
        }
        return TIMESPEC.get(ValueLayout.JAVA_LONG, 0) * NANOS + TIMESPEC.get(ValueLayout.JAVA_LONG, 8);
    }

    /** A socket's descriptor; below zero when there is none to be had. */
    static int socket(int family, int type, int protocol) {
        try {
            return (int) SOCKET.invokeExact(family, type, protocol);
        } catch (Throwable e) {
            throw new IllegalStateException("socket", e);
        }
    }

    /** How many bytes were sent; below zero when that failed. */
    static long send(int socket, MemorySegment bytes) {
        try {
            return (long) SEND.invokeExact(socket, bytes, bytes.byteSize(), MSG_DONTWAIT);
        } catch (Throwable e) {
            throw new IllegalStateException("send", e);
        }
    }

    /** How many bytes were received; below zero when there were none. Never waits. */
    static long receive(int socket, MemorySegment buffer) {
        try {
            return (long) RECEIVE.invokeExact(socket, buffer, buffer.byteSize(), MSG_DONTWAIT);
        } catch (Throwable e) {
            throw new IllegalStateException("recv", e);
        }
    }

    /** Sends a signal; signal 0 only asks. True when there is such a process and we may. */
    static boolean kill(int pid, int signal) {
        try {
            return (int) KILL.invokeExact(pid, signal) == 0;
        } catch (Throwable e) {
            throw new IllegalStateException("kill", e);
        }
    }

    /**
     * CPU time of a process in nanoseconds: all of its threads, ended ones included, its children not. The clock is the one
     * that clock_getcpuclockid(3) names, read by value: it is exact to the moment, where /proc/PID/stat counts ticks of 10 ms
     * and schedstat forgets ended threads.
     *
     * @return -1 when there is no such process
     */
    static synchronized long cpuNanos(int pid) {
        int clock = (~pid << 3) | 2;
        try {
            if ((int) CLOCK_GETTIME.invokeExact(clock, TIMESPEC) != 0) {
                return -1;
            }
        } catch (Throwable e) {
            throw new IllegalStateException("clock_gettime", e);
        }
        return TIMESPEC.get(ValueLayout.JAVA_LONG, 0) * NANOS + TIMESPEC.get(ValueLayout.JAVA_LONG, 8);
    }

    /** Collects ended orphans: the prober is PID 1 of the namespace, so they become its children. */
    static void reapOrphans() {
        try {
            while ((int) WAITPID.invokeExact(-1, MemorySegment.NULL, WNOHANG) > 0) {
                // one more was collected
            }
        } catch (Throwable e) {
            throw new IllegalStateException("waitpid", e);
        }
    }

    /** Lets this thread's timers fire on time; the kernel otherwise joins them within 50 microseconds. */
    static void tightTimers() {
        try {
            var _ = (int) PRCTL.invokeExact(PR_SET_TIMERSLACK, 1L, 0L, 0L, 0L);
        } catch (Throwable e) {
            throw new IllegalStateException("prctl", e);
        }
    }
}
