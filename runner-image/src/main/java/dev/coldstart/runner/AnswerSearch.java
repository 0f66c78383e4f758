package dev.coldstart.runner;

import dev.coldstart.core.http.Answer;
import dev.coldstart.core.plan.HttpScenario;
import dev.coldstart.core.probe.Known;
import dev.coldstart.core.sample.Outcome;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** Once per poll interval, one attempt, until the expected answer, the app's end or the deadline. */
final class AnswerSearch {

    private static final int NOT_YET = 503;

    /** How often an app that does not open its known port is looked for elsewhere. */
    private static final Duration LOOK_INTERVAL = Duration.ofMillis(100);

    /** How long an app may listen elsewhere alone before its port counts as another one this time. */
    private static final Duration MOVED_AFTER = Duration.ofSeconds(1);

    /** Asking costs an app that listens before it is ready a thousandth of its time at most. */
    private static final int MIN_PART = 1000;

    private static final Duration LONGEST_INTERVAL = Duration.ofMillis(10);

    private final HttpScenario scenario;
    private final HttpProbe http;
    private final AnswerCheck check;
    private final AppProcesses app;
    private final ProbeTargets targets;
    private final long t0;
    private final long deadline;

    private long connectedAt = Long.MAX_VALUE;
    private int attempts;
    private long wrongSince = Long.MAX_VALUE;
    private Optional<Found> found = Optional.empty();
    private Failing failing = Failing.nothingYet();

    /** @param t0 when the gate was opened, by {@link System#nanoTime()} */
    AnswerSearch(
            HttpScenario scenario, Optional<Known> known, HttpProbe http, AnswerCheck check, AppProcesses app, long t0)
            throws IOException {
        this.scenario = scenario;
        this.http = http;
        this.check = check;
        this.app = app;
        this.targets = new ProbeTargets(scenario.port(), known, LOOK_INTERVAL, MOVED_AFTER);
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

    /** Begins, or goes on after an answer that did not last. */
    Result run() throws IOException {
        found = Optional.empty();
        wrongSince = Long.MAX_VALUE;
        long next = System.nanoTime();
        while (true) {
            for (InetSocketAddress target : targets.now(connectedAt != Long.MAX_VALUE)) {
                attempt(target);
                if (found.isPresent()) {
                    // A daemon may answer for a parent that has ended; a platform would have ended it with its parent.
                    return app.alive() ? found.get() : new NotFound(failing.exited());
                }
            }
            if (!app.alive()) {
                return new NotFound(failing.exited());
            }
            long now = System.nanoTime();
            if (now >= deadline || now - wrongSince >= scenario.patience().toNanos() || targets.moved()) {
                return new NotFound(failing.givenUp(targets, Duration.ofNanos(now - t0)));
            }
            next = Math.max(next + interval(now), now);
            while (next > System.nanoTime()) {
                LockSupport.parkNanos(next - System.nanoTime());
            }
        }
    }

    /**
     * An app that listens before it is ready spends its own time on each answer, and lines of its log. The longer it does,
     * the less often it is asked: the figure is never late by more than a thousandth.
     */
    private long interval(long now) {
        long wanted = scenario.pollInterval().toNanos();
        if (connectedAt == Long.MAX_VALUE) {
            return wanted;
        }
        long part = Math.min((now - t0) / MIN_PART, LONGEST_INTERVAL.toNanos());
        return Math.max(wanted, Math.max(part, HttpScenario.CONSIDERATE_POLL_INTERVAL.toNanos()));
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
                failing = failing.broken(
                        target, what, left < scenario.attemptTimeout().toNanos());
            }
            case Attempt.Answered(long connected, long answered, Answer answer) -> {
                connectedAt = Math.min(connectedAt, connected);
                Optional<AnswerCheck.Mismatch> mismatch = check.mismatch(answer);
                if (mismatch.isEmpty()) {
                    found = Optional.of(new Found(target, connectedAt, answered, attempts));
                } else {
                    failing = failing.answered(target, mismatch.get());
                    if (answer.status() != NOT_YET) {
                        // Anything but 503 that is wrong is believed after a while.
                        wrongSince = Math.min(wrongSince, answered);
                    }
                }
            }
        }
    }
}
