package dev.coldstart.runner;

import dev.coldstart.core.http.Answer;
import dev.coldstart.core.plan.Scenario;
import dev.coldstart.core.sample.FailureReason;
import dev.coldstart.core.sample.Outcome;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.locks.LockSupport;

/** Once per poll interval, one attempt, until the expected answer, the app's end or the deadline. */
final class AnswerSearch {

    private static final int NOT_YET = 503;

    private final Scenario scenario;
    private final HttpProbe http;
    private final AnswerCheck check;
    private final AppProcesses app;
    private final long t0;
    private final long deadline;

    private long connectedAt = Long.MAX_VALUE;
    private int attempts;
    private long wrongSince = Long.MAX_VALUE;
    private Optional<Found> found = Optional.empty();
    private Optional<AnswerCheck.Mismatch> lastMismatch = Optional.empty();
    private Optional<String> lastBreak = Optional.empty();

    /** @param t0 when the gate was opened, by {@link System#nanoTime()} */
    AnswerSearch(Scenario scenario, HttpProbe http, AnswerCheck check, AppProcesses app, long t0) {
        this.scenario = scenario;
        this.http = http;
        this.check = check;
        this.app = app;
        this.t0 = t0;
        this.deadline = t0 + scenario.deadline().toNanos();
    }

    /** What came of it. */
    sealed interface Result {}

    /**
     * The expected answer; times by {@link System#nanoTime()}.
     *
     * @param connectedAt when a connection was accepted for the first time, by this attempt or an earlier one
     * @param answeredAt when the whole answer had been read
     */
    record Found(InetSocketAddress address, long connectedAt, long answeredAt, int attempts) implements Result {}

    /** There was none. */
    record NotFound(Outcome.Failed failure) implements Result {}

    Result run() throws IOException {
        long next = t0;
        while (true) {
            for (InetSocketAddress target : targets()) {
                attempt(target);
                if (found.isPresent()) {
                    // A daemon may answer for a parent that has ended; a platform would have ended it with its parent.
                    return app.alive() ? found.get() : new NotFound(Failures.exited(lastSeen()));
                }
            }
            if (!app.alive()) {
                return new NotFound(Failures.exited(lastSeen()));
            }
            long now = System.nanoTime();
            if (now >= deadline || now - wrongSince >= scenario.patience().toNanos()) {
                return new NotFound(giveUp(now));
            }
            next = Math.max(next + interval(), now);
            while (next > System.nanoTime()) {
                LockSupport.parkNanos(next - System.nanoTime());
            }
        }
    }

    /** An app that listens before it is ready spends its own time on each answer. */
    private long interval() {
        long wanted = scenario.pollInterval().toNanos();
        return connectedAt == Long.MAX_VALUE ? wanted : Math.max(wanted, Scenario.CONSIDERATE_POLL_INTERVAL.toNanos());
    }

    private List<InetSocketAddress> targets() throws IOException {
        OptionalInt port = scenario.port();
        return port.isPresent() ? List.of(Addresses.loopback(port.getAsInt())) : Proc.listeners();
    }

    private void attempt(InetSocketAddress target) {
        attempts++;
        long left = Math.max(1_000_000, deadline - System.nanoTime());
        Duration timeout =
                Duration.ofNanos(Math.min(left, scenario.attemptTimeout().toNanos()));
        switch (http.attempt(target, timeout)) {
            case Attempt.Refused() -> {}
            case Attempt.Broken(long connected, String what) -> {
                connectedAt = Math.min(connectedAt, connected);
                // One that the deadline cut short tells less than one before it.
                if (lastBreak.isEmpty() || left >= scenario.attemptTimeout().toNanos()) {
                    lastBreak = Optional.of(what);
                }
            }
            case Attempt.Answered(long connected, long answered, Answer answer) -> {
                connectedAt = Math.min(connectedAt, connected);
                lastMismatch = check.mismatch(answer);
                if (lastMismatch.isEmpty()) {
                    found = Optional.of(new Found(target, connectedAt, answered, attempts));
                } else if (answer.status() != NOT_YET) {
                    // Anything but 503 that is wrong is believed after a while.
                    wrongSince = Math.min(wrongSince, answered);
                }
            }
        }
    }

    private String lastSeen() {
        return lastMismatch.map(m -> ", after " + m.detail()).orElse("");
    }

    private Outcome.Failed giveUp(long now) throws IOException {
        String within = " within " + (now - t0) / 1_000_000 + " ms";
        if (lastMismatch.isPresent()) {
            return Failures.of(lastMismatch.get().reason(), lastMismatch.get().detail());
        }
        if (lastBreak.isPresent()) {
            return Failures.of(FailureReason.TIMED_OUT, "no whole answer" + within + ": " + lastBreak.get());
        }
        List<InetSocketAddress> listeners = Proc.listeners();
        String wanted =
                scenario.port().isPresent() ? "port " + scenario.port().getAsInt() + " did not open" : "no port opened";
        return Failures.of(
                FailureReason.NEVER_LISTENED,
                wanted + within + (listeners.isEmpty() ? "" : "; it listens on " + Addresses.list(listeners)));
    }
}
