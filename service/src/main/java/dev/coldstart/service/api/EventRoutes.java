package dev.coldstart.service.api;

import dev.coldstart.core.json.Json;
import dev.coldstart.protocol.Event;
import dev.coldstart.protocol.State;
import dev.coldstart.service.access.Caller;
import dev.coldstart.service.comparison.Comparison;
import dev.coldstart.service.comparison.Comparisons;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * {@code /comparisons/{id}/events}: server-sent events, from the first or from the one after {@code Last-Event-ID}. Each watcher
 * is a virtual thread that waits; what happens is handed to it, and it asks the database only for what it missed.
 */
final class EventRoutes {

    /** One that reads so slowly asks the database again. */
    private static final int MAX_WAITING = 256;

    private static final Duration HEARTBEAT = Duration.ofSeconds(10);

    /**
     * Starts within it are told of together. Five hundred watchers who are served after each start take CPU time from the next
     * one where they share a machine with it; once a second, most starts have their peace, and a median does not move.
     */
    private static final Duration TOGETHER = Duration.ofSeconds(1);

    /** Where a comparison is in the queue. Not kept, so without an id. */
    record Place(int place) {}

    private final Comparisons comparisons;
    private final ComparisonRoutes routes;
    private final Guard guard;
    private final Places places;
    private final Set<Thread> watching = ConcurrentHashMap.newKeySet();
    private volatile boolean closing;

    EventRoutes(Comparisons comparisons, ComparisonRoutes routes, Guard guard, Places places) {
        this.guard = guard;
        this.places = places;
        this.comparisons = comparisons;
        this.routes = routes;
    }

    /** Lets all watchers go: they come back to whoever serves then. */
    void close() {
        closing = true;
        watching.forEach(Thread::interrupt);
    }

    int watchers() {
        return watching.size();
    }

    void get(Context context) throws Exception {
        Caller caller = guard.caller(context);
        Comparison comparison = routes.readable(context, caller);
        Places.Held place = places.take(Guard.who(caller, context), 1)
                .orElseThrow(() -> new ProblemException(
                        Problem.of(
                                429,
                                "too-many-watchers",
                                "Too many watch already",
                                "end another stream of events, or ask for the comparison itself now and then"),
                        Optional.of(HEARTBEAT)));
        try (place) {
            follow(context, comparison);
        }
    }

    private void follow(Context context, Comparison comparison) throws Exception {
        long last = lastEvent(context);
        context.res().setContentType("text/event-stream");
        context.res().setCharacterEncoding("utf-8");
        context.res().setHeader("Cache-Control", Api.NOT_KEPT);
        context.res().setHeader("X-Accel-Buffering", "no");
        OutputStream out = context.res().getOutputStream();
        BlockingQueue<Event> fresh = new LinkedBlockingQueue<>(MAX_WAITING);
        watching.add(Thread.currentThread());
        // Listened for first: what happens between looking and listening would be missed.
        try (AutoCloseable _ = comparisons.listen(comparison.id(), event -> {
            boolean taken = fresh.offer(event);
            if (!taken) {
                // Whoever finds it not empty and a number missing looks into the database.
                fresh.clear();
            }
        })) {
            watch(comparison.id(), last, fresh, out, () -> guard.stillReads(context, comparison.repository()));
        } catch (InterruptedException e) {
            // The service stops; whoever watches asks again.
        } catch (IOException e) {
            // Nobody watches any more.
        } finally {
            watching.remove(Thread.currentThread());
        }
    }

    private void watch(String id, long after, BlockingQueue<Event> fresh, OutputStream out, BooleanSupplier stillReads)
            throws IOException, InterruptedException {
        long last = after;
        boolean ended = false;
        // Known from the events from here on: five hundred who watch would ask the database five hundred times a start.
        boolean waits =
                comparisons.find(id).filter(c -> c.state() == State.QUEUED).isPresent();
        Optional<Integer> shown = Optional.empty();
        out.write(":\n\n".getBytes(StandardCharsets.UTF_8));
        long looked = System.nanoTime();
        while (!closing && !ended) {
            if (System.nanoTime() - looked > HEARTBEAT.toNanos()) {
                if (!stillReads.getAsBoolean()) {
                    return;
                }
                looked = System.nanoTime();
            }
            List<Event> missed = comparisons.events(id, last);
            while (!missed.isEmpty()) {
                for (Event event : missed) {
                    write(out, event);
                    last = event.number();
                    waits = waits(event);
                    ended |= event.what() instanceof Event.Ended;
                }
                missed = comparisons.events(id, last);
            }
            boolean gap = false;
            while (!closing && !ended && !gap && System.nanoTime() - looked <= HEARTBEAT.toNanos()) {
                Optional<Integer> place = waits && last > 0 ? place(id) : Optional.empty();
                if (place.isPresent() && !place.equals(shown)) {
                    write(out, "", "place", Json.line().writeValueAsString(new Place(place.get())));
                }
                shown = place;
                out.flush();
                Event next = fresh.poll(HEARTBEAT.toMillis(), TimeUnit.MILLISECONDS);
                if (next == null) {
                    out.write(":\n\n".getBytes(StandardCharsets.UTF_8));
                    gap = true;
                } else {
                    for (Event event : together(next, fresh)) {
                        if (event.number() == last + 1) {
                            write(out, event);
                            last = event.number();
                            waits = waits(event);
                            ended = event.what() instanceof Event.Ended;
                        } else {
                            gap |= event.number() > last;
                        }
                    }
                }
            }
        }
        out.flush();
    }

    /** The starts that follow soon, and the end of the comparison, which is not waited for. */
    private static List<Event> together(Event first, BlockingQueue<Event> fresh) throws InterruptedException {
        List<Event> events = new ArrayList<>();
        long until = System.nanoTime() + TOGETHER.toNanos();
        Event next = first;
        while (next != null) {
            events.add(next);
            next = next.what() instanceof Event.Started
                    ? fresh.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS)
                    : null;
        }
        return events;
    }

    private static boolean waits(Event event) {
        return event.what() instanceof Event.Queued || event.what() instanceof Event.Returned;
    }

    private Optional<Integer> place(String id) {
        return comparisons.find(id).filter(c -> c.state() == State.QUEUED).flatMap(comparisons::place);
    }

    private static void write(OutputStream out, Event event) throws IOException {
        write(
                out,
                "id: " + event.number() + "\n",
                event.what().kind(),
                Json.line().writerFor(Event.What.class).writeValueAsString(event.what()));
    }

    private static void write(OutputStream out, String id, String kind, String data) throws IOException {
        out.write((id + "event: " + kind + "\ndata: " + data + "\n\n").getBytes(StandardCharsets.UTF_8));
    }

    private static long lastEvent(Context context) {
        String header = Optional.ofNullable(context.header("Last-Event-ID")).orElse("");
        try {
            return header.isEmpty() ? 0 : Math.max(0, Long.parseLong(header.strip()));
        } catch (NumberFormatException e) {
            throw new ProblemException(Problem.of(
                    400, "invalid-last-event-id", "The Last-Event-ID can't be one", "it is the id of an event"));
        }
    }
}
