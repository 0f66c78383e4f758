package dev.coldstart.service.worker;

import dev.coldstart.service.engine.EngineException;
import dev.coldstart.service.engine.HeldApp;
import dev.coldstart.service.engine.Session;
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
 * Containers made ahead and held at their gates, so that little is left to do between two starts. The engine works only when
 * no start is being timed: between starts, and during an app's second of idleness.
 */
final class Stock implements AutoCloseable {

    /** A held container costs its shim's few megabytes; a dozen is enough for what is used between two idle seconds. */
    private static final int MOST_HELD = 16;

    private final Session session;
    private final Deque<Contender> wanted;
    private final Map<String, Deque<HeldApp>> held = new HashMap<>();
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
            left.forEach(this::removeLater);
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

    /** Removes a container on another thread; {@link #settle} waits for it. */
    void removeLater(HeldApp app) {
        underWay.add(hands.submit(app::remove));
    }

    /** Between two starts, beside the removal of the last: with some held, making can wait for an idle second. */
    void makeIfEmpty() {
        if (heldCount == 0) {
            makeLater();
        }
    }

    /** Begins to make one more on another thread, if one is wanted and there is room. */
    boolean makeLater() {
        if (wanted.isEmpty() || heldCount >= MOST_HELD) {
            return false;
        }
        Contender next = wanted.removeFirst();
        heldCount++;
        underWay.add(hands.submit(() -> {
            if (closing) {
                return;
            }
            HeldApp app = session.hold(next.image());
            synchronized (held) {
                held.computeIfAbsent(next.variant().name(), name -> new ArrayDeque<>())
                        .add(app);
            }
        }));
        return true;
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

    /** Waits for the containers being made: the session would not see one that came after it had looked for what to remove. */
    @Override
    public void close() {
        closing = true;
        hands.close();
    }
}
