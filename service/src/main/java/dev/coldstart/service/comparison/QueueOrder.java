package dev.coldstart.service.comparison;

import dev.coldstart.protocol.Event;
import dev.coldstart.service.store.Store;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/**
 * In which order those that wait will be served, as claims choose: each architecture has a queue of its own. Worked out once for
 * all that ask, until the queue changes or waiting has made some of them more urgent.
 */
final class QueueOrder {

    private static final Duration FRESH = Duration.ofSeconds(10);

    private record Known(Map<String, Integer> places, Instant at) {}

    private final Store store;
    private final Clock clock;
    private final AtomicReference<Known> known = new AtomicReference<>(new Known(Map.of(), Instant.MIN));

    QueueOrder(Store store, Clock clock, Watchers watchers) {
        this.store = store;
        this.clock = clock;
        watchers.listenToAll(event -> {
            if (!(event.what() instanceof Event.Started)) {
                known.set(new Known(Map.of(), Instant.MIN));
            }
        });
    }

    /** How many are served before each, by id: 0 is next. */
    Map<String, Integer> places() {
        Known now = known.get();
        Instant at = clock.instant();
        if (at.isBefore(now.at()) || !at.isBefore(now.at().plus(FRESH))) {
            Known fresh = new Known(read(at), at);
            // Where the queue has changed meanwhile it is out of date already, and is not kept.
            var _ = known.compareAndSet(now, fresh);
            return fresh.places();
        }
        return now.places();
    }

    private Map<String, Integer> read(Instant at) {
        Map<String, Integer> places = new HashMap<>();
        for (List<FairChoice.Waiting> queue : store.read(QueueRows::byArchitecture)) {
            List<FairChoice.Waiting> order = FairChoice.order(queue, at);
            for (int i = 0; i < order.size(); i++) {
                places.put(order.get(i).id(), i);
            }
        }
        return Map.copyOf(places);
    }
}
