package dev.coldstart.service.comparison;

import dev.coldstart.protocol.Event;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Those who want to hear at once what happens to a comparison. Each event is made once, however many listen. */
final class Watchers {

    private final Map<String, List<Consumer<Event>>> listeners = new ConcurrentHashMap<>();
    private final List<Consumer<Event>> toAll = new CopyOnWriteArrayList<>();

    /** Listens to what happens to any, for as long as there is a service. */
    void listenToAll(Consumer<Event> listener) {
        toAll.add(listener);
    }

    /** Listens until the answer is closed. The listener is called by whoever makes the event: it must not take time. */
    AutoCloseable listen(String comparison, Consumer<Event> listener) {
        listeners.compute(comparison, (id, before) -> {
            List<Consumer<Event>> all = before == null ? new CopyOnWriteArrayList<>() : before;
            all.add(listener);
            return all;
        });
        return () -> listeners.computeIfPresent(comparison, (id, all) -> {
            all.remove(listener);
            return all.isEmpty() ? null : all;
        });
    }

    void tell(List<Event> events) {
        for (Event event : events) {
            toAll.forEach(listener -> listener.accept(event));
            listeners.getOrDefault(event.comparison(), List.of()).forEach(listener -> listener.accept(event));
        }
    }

    int count() {
        return listeners.values().stream().mapToInt(List::size).sum();
    }
}
