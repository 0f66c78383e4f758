package dev.coldstart.runner;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.locks.LockSupport;

/** A gate that holds an app: found by its token, opened once. */
final class Gate {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Nothing can be heard of the app before exec, which takes a fraction of a millisecond, or a few from a cold disk. */
    private static final Duration EXEC_WATCHED = Duration.ofMillis(200);

    private static final String COLD = "coldstart-cold\n";

    private final int pid;
    private String name = "";
    private long openedAt;

    private Gate(int pid) {
        this.pid = pid;
    }

    /** The gate that was given this token, once it holds; empty when it was not seen to. */
    static Optional<Gate> await(String token) throws IOException {
        long giveUpAt = System.nanoTime() + PATIENCE.toNanos();
        OptionalInt pid = Proc.heldGate(token);
        while (pid.isEmpty() && System.nanoTime() < giveUpAt) {
            LockSupport.parkNanos(1_000_000);
            pid = Proc.heldGate(token);
        }
        return pid.isPresent() ? Optional.of(new Gate(pid.getAsInt())) : Optional.empty();
    }

    /** Of the gate, and of the app that it becomes. */
    int pid() {
        return pid;
    }

    /** Continued once, it drops its app's pages, takes another name and stops again. */
    void dropPages() {
        Native.kill(pid, Native.SIGCONT);
        while (Native.kill(pid, 0) && !(Proc.name(pid).equals(COLD) && Proc.stopped(pid))) {
            LockSupport.parkNanos(100_000);
        }
    }

    /** Lets the app go; when, by {@link System#nanoTime()}, read just before. */
    long open() {
        name = Proc.name(pid);
        openedAt = System.nanoTime();
        Native.kill(pid, Native.SIGCONT);
        return openedAt;
    }

    /** When its name was gone. Short sleeps: on one CPU a loop would hold the gate up. */
    long awaitExec() {
        long until = openedAt + EXEC_WATCHED.toNanos();
        long now = System.nanoTime();
        while (now < until && Proc.name(pid).equals(name)) {
            LockSupport.parkNanos(20_000);
            now = System.nanoTime();
        }
        return now;
    }
}
