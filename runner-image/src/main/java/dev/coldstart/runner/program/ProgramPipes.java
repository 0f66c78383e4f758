package dev.coldstart.runner.program;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The other ends of a held program's pipes: what it reads, what it prints, and where its keeper tells of its end. Whoever waits
 * for that end sleeps in poll(2), so that nothing is taken from a program on the same CPU, and reads at once whatever is printed.
 */
public final class ProgramPipes implements AutoCloseable {

    // Numbers of gate.c.
    private static final int INPUT = 20;
    private static final int OUTPUT = 21;
    private static final int ERRORS = 22;
    private static final int TOLD = 20;

    private static final short POLLIN = 1;
    private static final short POLLOUT = 4;
    private static final short POLLERR = 8;
    private static final int ANY = -1;
    private static final int POLLFD = 8;
    private static final int BUFFER = 1 << 16;
    private static final int NANOS_PER_MILLI = 1_000_000;
    private static final int NONE = -1;

    private final Arena arena = Arena.ofConfined();
    private final MemorySegment buffer = arena.allocate(BUFFER);
    private final MemorySegment polled = arena.allocate(4 * POLLFD, 8);
    private final MemorySegment toldBytes = arena.allocate(ProgramEnd.BYTES, 8);
    private final Printed output = new Printed();
    private final Printed errors = new Printed();
    private MemorySegment unread;
    private final int[] descriptors;

    /** Which of {@link #descriptors}. */
    private static final int IN = 0;

    private static final int OUT = 1;
    private static final int ERR = 2;
    private static final int TELL = 3;

    /**
     * Of a gate that holds.
     *
     * @param input what the program is to read; empty: its input is no pipe
     * @throws IOException when the gate has none
     */
    public ProgramPipes(int gate, int keeper, Optional<String> input) throws IOException {
        byte[] bytes = input.orElse("").getBytes(StandardCharsets.UTF_8);
        unread = arena.allocate(Math.max(1, bytes.length)).asSlice(0, bytes.length);
        unread.copyFrom(MemorySegment.ofArray(bytes));
        descriptors = new int[] {
            input.isPresent() ? Descriptors.open(path(gate, INPUT), Descriptors.O_WRONLY) : NONE,
            Descriptors.open(path(gate, OUTPUT), Descriptors.O_RDONLY),
            Descriptors.open(path(gate, ERRORS), Descriptors.O_RDONLY),
            Descriptors.open(path(keeper, TOLD), Descriptors.O_RDONLY)
        };
        if (descriptors[OUT] < 0
                || descriptors[ERR] < 0
                || descriptors[TELL] < 0
                || (input.isPresent() && descriptors[IN] < 0)) {
            close();
            throw new IOException("the gate's pipes can't be opened");
        }
        feed();
    }

    private static String path(int pid, int descriptor) {
        return "/proc/" + pid + "/fd/" + descriptor;
    }

    public Printed output() {
        return output;
    }

    public Printed errors() {
        return errors;
    }

    /** Empty where it had not ended by then; by {@link System#nanoTime()}. */
    public Optional<ProgramEnd> awaitEnd(long deadline) {
        while (true) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return Optional.empty();
            }
            poll((int) Math.min(Integer.MAX_VALUE, left / NANOS_PER_MILLI + 1));
            if (seen(IN, POLLERR)) {
                end(IN); // it reads no more
            } else if (seen(IN, POLLOUT)) {
                feed();
            }
            if (seen(OUT, ANY)) {
                read(OUT, output);
            }
            if (seen(ERR, ANY)) {
                read(ERR, errors);
            }
            if (seen(TELL, ANY)) {
                long told = Descriptors.read(descriptors[TELL], toldBytes);
                if (told != ProgramEnd.BYTES) {
                    return Optional.empty(); // the keeper is gone
                }
                readRest(OUT, output);
                readRest(ERR, errors);
                return Optional.of(ProgramEnd.of(toldBytes));
            }
        }
    }

    private void poll(int millis) {
        for (int i = 0; i < descriptors.length; i++) {
            // A descriptor below zero is passed over.
            polled.set(ValueLayout.JAVA_INT, (long) i * POLLFD, descriptors[i]);
            polled.set(ValueLayout.JAVA_SHORT, (long) i * POLLFD + 4, i == IN ? POLLOUT : POLLIN);
            polled.set(ValueLayout.JAVA_SHORT, (long) i * POLLFD + 6, (short) 0);
        }
        Descriptors.poll(polled, descriptors.length, millis);
    }

    private boolean seen(int which, int events) {
        return descriptors[which] >= 0 && (polled.get(ValueLayout.JAVA_SHORT, (long) which * POLLFD + 6) & events) != 0;
    }

    /** Writes what the pipe takes, and ends the input after the last of it. */
    private void feed() {
        if (descriptors[IN] < 0) {
            return;
        }
        unread = unread.asSlice(Math.max(0, Descriptors.write(descriptors[IN], unread)));
        if (unread.byteSize() == 0) {
            end(IN);
        }
    }

    private void end(int which) {
        Descriptors.close(descriptors[which]);
        descriptors[which] = NONE;
    }

    /** Once, as there may be no end of it. */
    private void read(int which, Printed printed) {
        long got = Descriptors.read(descriptors[which], buffer);
        if (got > 0) {
            printed.add(buffer.asSlice(0, got));
        } else if (got == 0) {
            end(which); // it was closed, perhaps long before the end
        }
    }

    /** What is there when the program has ended: no more than a pipe holds, whoever still writes into it. */
    private void readRest(int which, Printed printed) {
        for (int times = 0; times < 32 && descriptors[which] >= 0; times++) {
            long before = printed.length();
            read(which, printed);
            if (printed.length() == before) {
                return;
            }
        }
    }

    @Override
    public void close() {
        for (int which = 0; which < descriptors.length; which++) {
            if (descriptors[which] >= 0) {
                end(which);
            }
        }
        arena.close();
    }
}
