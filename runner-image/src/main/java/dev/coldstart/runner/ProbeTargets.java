package dev.coldstart.runner;

import dev.coldstart.core.probe.Known;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Where an app is asked next. Where earlier starts were answered, there alone: nothing stands between two attempts. Else the
 * kernel is asked each time where it listens; a port that was given is also tried on 127.0.0.1 without asking.
 */
final class ProbeTargets {

    private final OptionalInt port;
    private final Set<Integer> before;
    private final long lookInterval;
    private final long movedAfter;
    private Optional<InetSocketAddress> known;
    private long looked = System.nanoTime();
    private long elsewhereSince = Long.MAX_VALUE;
    private boolean moved;

    /**
     * @param port that was given
     * @param known from earlier starts
     */
    ProbeTargets(OptionalInt port, Optional<Known> known, Duration lookInterval, Duration movedAfter) {
        this.port = port;
        this.known = known.isPresent() ? Optional.of(Addresses.of(known.get().endpoint())) : Optional.empty();
        this.before = port.isPresent() ? Set.of() : known.map(Known::ports).orElse(Set.of());
        this.lookInterval = lookInterval.toNanos();
        this.movedAfter = movedAfter.toNanos();
    }

    /** The port that is asked, where it is a certain one. */
    OptionalInt port() {
        return known.isPresent() ? OptionalInt.of(known.get().getPort()) : port;
    }

    /** Whether it was not given, but answered at an earlier start. */
    boolean remembered() {
        return port.isEmpty() && known.isPresent();
    }

    /** @param connected whether it has accepted a connection already */
    List<InetSocketAddress> now(boolean connected) throws IOException {
        if (known.isPresent()) {
            long now = System.nanoTime();
            if (!connected && now - looked > lookInterval) {
                looked = now;
                lookElsewhere(known.get().getPort(), now);
            }
            return List.of(known.get());
        }
        if (port.isEmpty()) {
            return SocketTable.listeners();
        }
        return List.of(on(port.getAsInt()).orElse(Addresses.loopback(port.getAsInt())));
    }

    /** Whether it listens where it did not at an earlier start, and not where it did. */
    boolean moved() {
        return moved;
    }

    private void lookElsewhere(int wanted, long now) throws IOException {
        List<InetSocketAddress> listeners = SocketTable.listeners();
        Optional<InetSocketAddress> same = on(wanted);
        if (same.isPresent()) {
            known = same;
        } else if (!before.isEmpty() && listeners.stream().anyMatch(l -> !before.contains(l.getPort()))) {
            elsewhereSince = Math.min(elsewhereSince, now);
            moved = now - elsewhereSince > movedAfter;
        }
    }

    private static Optional<InetSocketAddress> on(int wanted) throws IOException {
        return SocketTable.listeners().stream()
                .filter(l -> l.getPort() == wanted)
                .findFirst();
    }
}
