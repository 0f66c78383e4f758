package dev.coldstart.runner.function;

import dev.coldstart.core.plan.FunctionScenario;
import dev.coldstart.core.sample.FailureReason;
import dev.coldstart.core.sample.FunctionPhases;
import dev.coldstart.core.sample.FunctionPhases.WarmEvent;
import dev.coldstart.core.sample.IdleMemory;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** The events of one function, one after the other, from its first asking to the end of the last. */
public final class FunctionRun {

    /** How long a client may take from a response to asking for the next event. */
    private static final Duration BETWEEN = Duration.ofSeconds(10);

    /** A slow function is given fewer events than were asked for, and at least one. */
    private static final Duration WARM_WITHIN = Duration.ofSeconds(10);

    private static final int MAX_CLIENT = 100;

    private final RuntimeApi api;
    private final FunctionScenario function;
    private final BooleanSupplier alive;
    private final Function<ByteBuffer, Optional<Failure>> check;
    private final List<WarmEvent> warm = new ArrayList<>();
    private long endAt;
    private Optional<Failure> failure = Optional.empty();

    /**
     * Why a start is none.
     *
     * @param detail one sentence without an end
     */
    public record Failure(FailureReason reason, String detail) {}

    /**
     * @param alive whether the function's process runs
     * @param check what is wrong with a response
     */
    public FunctionRun(
            RuntimeApi api,
            FunctionScenario function,
            BooleanSupplier alive,
            Function<ByteBuffer, Optional<Failure>> check) {
        this.api = api;
        this.function = function;
        this.alive = alive;
        this.check = check;
    }

    /** Why the last step came to nothing. */
    public Failure failure() {
        return failure.orElseThrow();
    }

    /**
     * Waits for the first event's good response; the event was offered before.
     *
     * @param t0 when the gate was opened, by {@link System#nanoTime()}
     * @return empty when there was none
     */
    public Optional<FunctionEvent> first(long t0) {
        long deadline = t0 + function.deadline().toNanos();
        if (!api.await(() -> api.event(0).isPresent(), deadline, alive)) {
            return fails(neverAsked());
        }
        return responded(0, deadline);
    }

    private Failure neverAsked() {
        return trouble("")
                .or(() -> ended(
                        " before it had asked for an event (Lambda: Runtime.ExitError, or Runtime.InvalidEntrypoint"
                                + " where it could not be run)"))
                .orElseGet(() -> new Failure(
                        FailureReason.NEVER_ASKED,
                        "it did not ask for an event within " + millis(function.deadline())
                                + " (GET /2018-06-01/runtime/invocation/next at AWS_LAMBDA_RUNTIME_API): is it a Lambda"
                                + " bootstrap?"));
    }

    /** The event of this number once its response has come and is a good one. */
    private Optional<FunctionEvent> responded(int number, long deadline) {
        FunctionEvent event = api.event(number).orElseThrow();
        long until = Math.min(event.sentAt() + function.timeout().toNanos(), deadline);
        String which = number == 0 ? "its first event" : "event " + (number + 1);
        if (!api.await(() -> isPosted(number), until, alive)) {
            return fails(trouble("in " + which + " ")
                    .or(() -> ended(" in " + which + " (Lambda: Runtime.ExitError)"))
                    .orElseGet(() -> new Failure(
                            FailureReason.TIMED_OUT,
                            "it did not respond to " + which + " within "
                                    + millis(Duration.ofNanos(until - event.sentAt()))
                                    + " (Lambda: Sandbox.Timedout)")));
        }
        FunctionEvent whole = api.event(number).orElseThrow();
        FunctionEvent.Posted posted = whole.posted().orElseThrow();
        endAt = posted.readAt();
        Optional<Failure> wrong = posted.error()
                .map(e -> new Failure(FailureReason.FUNCTION_ERROR, "it failed in " + which + ", " + e.words()))
                .or(() -> check.apply(posted.body()));
        return wrong.isPresent() ? fails(wrong.get()) : Optional.of(whole);
    }

    private boolean isPosted(int number) {
        return api.event(number).flatMap(FunctionEvent::posted).isPresent();
    }

    /**
     * Waits until it asks for an event while there is none: then the last one is over. After the very last it may as well end.
     */
    public boolean hangs() {
        long until = System.nanoTime() + BETWEEN.toNanos();
        if (!api.await(() -> api.hangingSince().isPresent(), until, alive)) {
            boolean last = warm.size() + 1 > function.warm();
            Optional<Failure> why = trouble("after an event ");
            if (last && why.isEmpty()) {
                return true;
            }
            fails(why.or(() -> ended(" after event " + (warm.size() + 1)
                            + ", and a function is kept for more (Lambda: Runtime.ExitError)"))
                    .orElseGet(() -> new Failure(
                            FailureReason.NEVER_ASKED,
                            "it did not ask for another event within " + millis(BETWEEN) + " of its response")));
            return false;
        }
        // Who posts twice does so before it asks again, or never does.
        return trouble("after an event ").map(this::failsAndStops).orElse(true);
    }

    private boolean failsAndStops(Failure why) {
        fails(why);
        return false;
    }

    /** Gives it the events after the first, each when the one before is over. */
    public boolean warm() {
        long until = System.nanoTime() + WARM_WITHIN.toNanos();
        while (warm.size() < function.warm() && (warm.isEmpty() || System.nanoTime() < until)) {
            int number = warm.size() + 1;
            api.offer();
            if (!api.await(() -> api.event(number).isPresent(), System.nanoTime() + BETWEEN.toNanos(), alive)) {
                fails(trouble("")
                        .or(() -> ended(" before it had taken event " + (number + 1)))
                        .orElseGet(() -> new Failure(
                                FailureReason.NEVER_ASKED, "it hung up before it had taken event " + (number + 1))));
                return false;
            }
            Optional<FunctionEvent> event = responded(number, Long.MAX_VALUE);
            if (event.isEmpty()) {
                return false;
            }
            FunctionEvent.Posted posted = event.get().posted().orElseThrow();
            warm.add(new WarmEvent(posted.readAt() - event.get().sentAt(), 0));
            if (!hangs()) {
                return false;
            }
            long between = api.hangingSince().orElse(posted.answeredAt()) - posted.answeredAt();
            warm.set(number - 1, new WarmEvent(warm.getLast().answerNs(), Math.max(0, between)));
        }
        return true;
    }

    /**
     * The parts of it, when all is over.
     *
     * @param t0 when the gate was opened, by {@link System#nanoTime()}
     * @param execAt when the program was seen to run
     * @param memory now
     */
    public FunctionPhases phases(long t0, long execAt, Optional<IdleMemory> memory) {
        FunctionEvent first = api.event(0).orElseThrow();
        return new FunctionPhases(
                Math.min(execAt, first.askedAt()) - t0,
                first.askedAt() - t0,
                first.posted().orElseThrow().readAt() - first.sentAt(),
                warm,
                endAt - t0,
                memory,
                first.client().map(FunctionRun::shown));
    }

    private Optional<Failure> trouble(String when) {
        return api.trouble().map(t -> switch (t) {
            case Trouble.InitError(FunctionEvent.Problem problem) ->
                new Failure(FailureReason.FUNCTION_ERROR, "it said that it can't start, " + problem.words());
            case Trouble.Misuse(String what) -> new Failure(FailureReason.MISUSED_API, when + what);
        });
    }

    private Optional<Failure> ended(String when) {
        return alive.getAsBoolean()
                ? Optional.empty()
                : Optional.of(new Failure(FailureReason.EXITED, "its process ended" + when));
    }

    private <T> Optional<T> fails(Failure why) {
        failure = Optional.of(why);
        return Optional.empty();
    }

    /** A header's value may be 64 KiB of anything. */
    private static String shown(String client) {
        String line = client.replaceAll("[^ -~]", "?");
        return line.length() > MAX_CLIENT ? line.substring(0, MAX_CLIENT) + "..." : line;
    }

    private static String millis(Duration duration) {
        return duration.toMillis() + " ms";
    }
}
