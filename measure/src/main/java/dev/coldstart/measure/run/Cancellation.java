package dev.coldstart.measure.run;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Somebody's wish that a comparison stops. */
public final class Cancellation {

    private final List<Runnable> actions = new ArrayList<>();
    private boolean wanted;
    private volatile boolean wantedAfterBlock;

    /** Says it; what was to be done then is done now, on this thread. */
    public void cancel() {
        List<Runnable> due;
        synchronized (this) {
            wanted = true;
            due = List.copyOf(actions);
            actions.clear();
        }
        due.forEach(Runnable::run);
    }

    /** Says that no further block is to begin; the one that is under way is ended. */
    public void cancelAfterBlock() {
        wantedAfterBlock = true;
    }

    boolean wantedAfterBlock() {
        return wantedAfterBlock;
    }

    public synchronized boolean wanted() {
        return wanted;
    }

    /** What to do when it is said; at once, when it was. */
    public void onCancel(Runnable action) {
        synchronized (this) {
            if (!wanted) {
                actions.add(action);
                return;
            }
        }
        action.run();
    }

    /**
     * Does it on this thread, which is interrupted when the wish is said meanwhile. The interruption goes no further, so that
     * what is left can be put in order.
     */
    public <T> T interruptibly(Supplier<T> work) {
        Interruption interruption = new Interruption(Thread.currentThread());
        onCancel(interruption::begin);
        try {
            return work.get();
        } finally {
            interruption.end();
        }
    }

    private static final class Interruption {

        private final Thread thread;
        private boolean begun;
        private boolean over;

        private Interruption(Thread thread) {
            this.thread = thread;
        }

        private synchronized void begin() {
            if (!over) {
                begun = true;
                thread.interrupt();
            }
        }

        private synchronized void end() {
            over = true;
            if (begun) {
                var _ = Thread.interrupted();
            }
        }
    }
}
