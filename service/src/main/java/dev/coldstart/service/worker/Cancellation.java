package dev.coldstart.service.worker;

import java.util.ArrayList;
import java.util.List;

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
}
