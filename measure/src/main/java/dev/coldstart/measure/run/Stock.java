package dev.coldstart.measure.run;

import dev.coldstart.measure.engine.EngineException;
import dev.coldstart.measure.engine.HeldApp;
import dev.coldstart.measure.engine.Session;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Containers made ahead and held at their gates, and those whose app was measured and has ended, so that the engine has
 * little or nothing to do between two starts. It works only when no start is being timed: while the prober gets warm, during
 * an app's second of idleness, and between starts where it must.
 */
final class Stock implements AutoCloseable {

    /** A container costs its shim's few megabytes, held or ended. */
    private static final int MAX_CONTAINERS = 16;

    /** Enough for what is used between two idle seconds, with room for as many ended ones. */
    private static final int MAX_HELD = 10;

    /** What the engine makes in the time that the prober takes to get warm. */
    private static final int MAX_AT_FIRST = 8;

    private final Session session;
    private final Deque<Contender> wanted;
    private final Map<String, Deque<HeldApp>> held = new HashMap<>();
    private final Deque<HeldApp> ended = new ArrayDeque<>();
    private final List<Future<?>> underWay = new ArrayList<>();
    private final ExecutorService hands =
            Executors.newFixedThreadPool(2, Thread.ofPlatform().daemon().factory());
    private int heldCount;
    private volatile boolean closing;

    Stock(Session session) {
        this.session = session;
        this.wanted = new ArrayDeque<>();
    }

    /** Says what will be taken, in order. */
    void announce(List<Contender> next) {
        wanted.addAll(next);
    }

    /** Nothing more of this one will be taken. */
    void drop(Contender contender) {
        settle();
        wanted.removeIf(contender::equals);
        Deque<HeldApp> left = held.remove(contender.variant().name());
        if (left != null) {
            heldCount -= left.size();
            left.forEach(this::removeNow);
        }
    }

    /** The next of this variant; made now when none is held. */
    HeldApp take(Contender contender) {
        settle();
        Deque<HeldApp> ready = held.get(contender.variant().name());
        if (ready == null || ready.isEmpty()) {
            wanted.removeFirstOccurrence(contender);
            return session.hold(contender.image());
        }
        heldCount--;
        return ready.removeFirst();
    }

    /** Begins to make the first ones, while the prober gets warm. */
    void prepareFirst() {
        make(MAX_AT_FIRST);
    }

    /** Begins what can't wait between two starts: to make one where none is held, and to remove what is too much. */
    void prepareNext() {
        if (heldCount == 0) {
            removeEnded();
            make(1);
        } else if (heldCount + ended.size() >= MAX_CONTAINERS) {
            removeEnded();
        }
    }

    /** Begins to make and to remove as much as makes sense, during a second of idleness. */
    void prepareMany() {
        removeEnded();
        make(MAX_HELD);
    }

    /** Takes back a container in which nothing runs any more. */
    void removeSometime(HeldApp app) {
        ended.add(app);
    }

    /** Begins to remove a container; {@link #settle} waits for it. */
    void removeNow(HeldApp app) {
        underWay.add(hands.submit(app::remove));
    }

    private void removeEnded() {
        ended.forEach(this::removeNow);
        ended.clear();
    }

    /** Begins to make what is wanted next, until so many are held. */
    private void make(int most) {
        while (!wanted.isEmpty() && heldCount < most) {
            Contender next = wanted.removeFirst();
            heldCount++;
            underWay.add(hands.submit(() -> hold(next)));
        }
    }

    private void hold(Contender next) {
        if (closing) {
            return;
        }
        HeldApp app = session.hold(next.image());
        synchronized (held) {
            held.computeIfAbsent(next.variant().name(), name -> new ArrayDeque<>())
                    .add(app);
        }
    }

    /** Waits until nothing is being made or removed, and passes on what went wrong. */
    void settle() {
        try {
            for (Future<?> work : underWay) {
                work.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineException("interrupted while containers were prepared", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof EngineException cause ? cause : new EngineException(e.toString(), e);
        } finally {
            underWay.clear();
        }
    }

    /**
     * Waits for the containers being made: the session would not see one that came after it had looked for what to remove. Those
     * that are left, held or ended, are the session's to remove.
     */
    @Override
    public void close() {
        closing = true;
        hands.close();
    }
}
