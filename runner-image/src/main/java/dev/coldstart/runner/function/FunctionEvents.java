package dev.coldstart.runner.function;

import dev.coldstart.core.plan.FunctionScenario;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;

/**
 * Who waits for an event, who has one, and what came back. One event is under way at a time, as in a function on demand; it
 * belongs to its id and to no connection. Nothing is written while the state is held, as a client may not read.
 */
final class FunctionEvents implements AutoCloseable {

    /** Looking after the process costs a fraction of this each time. */
    private static final long LOOK_MILLIS = 2;

    /** What a process that has just ended had sent is read by then. */
    private static final long LAST_WORDS_NANOS = 50_000_000;

    private final FunctionScenario function;
    private final Clock clock;
    private final byte[] payload;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private final List<Handed> handed = new ArrayList<>();
    /** Who offers an event can't wait until it is read. */
    private final ExecutorService giver =
            Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().factory());

    private int offered;
    private long askedAt;
    private Optional<Trouble> trouble = Optional.empty();

    /** A request for an event that hangs. */
    private record Waiting(FunctionWire wire, long headAt, Optional<String> client) {}

    /** An event that somebody has, as far as it has come. */
    private static final class Handed {
        private final String id = UUID.randomUUID().toString();
        private final Waiting to;
        private Optional<Long> sentAt = Optional.empty();
        private boolean claimed;
        private Optional<FunctionEvent.Posted> posted = Optional.empty();

        Handed(Waiting to) {
            this.to = to;
        }
    }

    FunctionEvents(FunctionScenario function, Clock clock) {
        this.function = function;
        this.clock = clock;
        this.payload = function.event().getBytes(StandardCharsets.UTF_8);
    }

    /** Lets one more event go, to who waits for one or to who asks next. */
    synchronized void offer() {
        offered++;
        if (!waiting.isEmpty()) {
            giver.execute(this::handOut);
        }
    }

    /** Somebody asks for an event. */
    void next(FunctionWire wire, Call call) {
        synchronized (this) {
            if (waiting.isEmpty()) {
                askedAt = call.headAt();
            }
            waiting.add(new Waiting(wire, call.headAt(), call.header("user-agent")));
            notifyAll();
        }
        handOut();
    }

    /** Somebody has hung up. */
    synchronized void gone(FunctionWire wire) {
        waiting.removeIf(w -> w.wire() == wire);
    }

    private void handOut() {
        Optional<Handed> next = take();
        while (next.isPresent()) {
            Handed event = next.get();
            try {
                Map<String, String> headers = headers(event.id);
                // Read before: where the two share a CPU, the client may run, and respond, before this goes on.
                sent(event, System.nanoTime());
                event.to.wire().answer("200 OK", headers, payload);
                return;
            } catch (IOException e) {
                // It has hung up meanwhile: the event is for another.
                next = takeBack(event);
            }
        }
    }

    private synchronized Optional<Handed> take() {
        if (!isFree() || handed.size() >= offered || waiting.isEmpty()) {
            return Optional.empty();
        }
        Handed event = new Handed(waiting.remove());
        handed.add(event);
        return Optional.of(event);
    }

    private synchronized Optional<Handed> takeBack(Handed event) {
        handed.remove(event);
        return take();
    }

    private synchronized void sent(Handed event, long at) {
        event.sentAt = Optional.of(at);
        notifyAll();
    }

    private boolean isFree() {
        return handed.isEmpty() || handed.getLast().posted.isPresent();
    }

    private Map<String, String> headers(String id) {
        String hex = id.replace("-", "");
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/json");
        headers.put("Lambda-Runtime-Aws-Request-Id", id);
        headers.put(
                "Lambda-Runtime-Deadline-Ms",
                Long.toString(clock.millis() + function.timeout().toMillis()));
        headers.put(
                "Lambda-Runtime-Invoked-Function-Arn",
                "arn:aws:lambda:" + FunctionScenario.REGION + ":123456789012:function:" + function.name());
        headers.put(
                "Lambda-Runtime-Trace-Id",
                "Root=1-" + hex.substring(0, 8) + "-" + hex.substring(8) + ";Parent=" + hex.substring(0, 16)
                        + ";Sampled=0");
        return headers;
    }

    /** Whether an id is that of the event under way, for which nobody has posted yet; true once for each. */
    synchronized boolean claim(String id) {
        boolean first = !handed.isEmpty() && handed.getLast().id.equals(id) && !handed.getLast().claimed;
        if (first) {
            handed.getLast().claimed = true;
        }
        return first;
    }

    /** What came back for an event that was claimed. */
    void posted(FunctionEvent.Posted what) {
        synchronized (this) {
            handed.getLast().posted = Optional.of(what);
            if (!waiting.isEmpty()) {
                askedAt = Math.max(askedAt, what.answeredAt());
            }
            notifyAll();
        }
        handOut();
    }

    synchronized void trouble(Trouble what) {
        trouble = trouble.or(() -> Optional.of(what));
        notifyAll();
    }

    synchronized Optional<Trouble> trouble() {
        return trouble;
    }

    /** Since when an event is asked for while none is under way; empty when none is. */
    synchronized Optional<Long> hangingSince() {
        return isFree() && !waiting.isEmpty() ? Optional.of(askedAt) : Optional.empty();
    }

    /** The event of this number, from 0, as far as it has come; empty until it is sent. */
    synchronized Optional<FunctionEvent> event(int number) {
        return handed.stream()
                .skip(number)
                .findFirst()
                .flatMap(h -> h.sentAt.map(at -> new FunctionEvent(h.id, h.to.headAt(), h.to.client(), at, h.posted)));
    }

    /**
     * Waits for something to become true.
     *
     * @param until by {@link System#nanoTime()}
     * @param alive whether the function's process runs
     * @return whether it did, before the time was over, the process ended or there was trouble
     */
    synchronized boolean await(BooleanSupplier what, long until, BooleanSupplier alive) {
        long end = until;
        boolean ended = false;
        while (!what.getAsBoolean()) {
            long now = System.nanoTime();
            if (trouble.isPresent() || now - end >= 0) {
                return false;
            }
            if (!ended && !alive.getAsBoolean()) {
                ended = true;
                end = Math.min(end, now + LAST_WORDS_NANOS);
            }
            try {
                wait(LOOK_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() {
        giver.shutdownNow();
    }
}
