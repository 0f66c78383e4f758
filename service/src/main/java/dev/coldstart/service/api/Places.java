package dev.coldstart.service.api;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** So much at the same time: of all together, and of each one of many. Safe for many threads; remembers only who holds some. */
final class Places {

    private final long most;
    private final long mostOfOne;
    private final Map<String, Long> held = new HashMap<>();
    private long total;

    /**
     * Free places.
     *
     * @param most of all together
     * @param mostOfOne of each
     */
    Places(long most, long mostOfOne) {
        this.most = most;
        this.mostOfOne = mostOfOne;
    }

    /** What is held until it is closed. */
    interface Held extends AutoCloseable {
        @Override
        void close();
    }

    /** Takes so many; empty when there are not as many left, of all or of this one's. */
    synchronized Optional<Held> take(String who, long count) {
        long own = held.getOrDefault(who, 0L);
        if (total + count > most || own + count > mostOfOne) {
            return Optional.empty();
        }
        total += count;
        held.put(who, own + count);
        return Optional.of(() -> release(who, count));
    }

    private synchronized void release(String who, long count) {
        total -= count;
        held.merge(who, -count, (a, b) -> a + b == 0 ? null : a + b);
    }

    /** How many are held in all. */
    synchronized long total() {
        return total;
    }
}
