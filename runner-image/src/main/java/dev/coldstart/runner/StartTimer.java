package dev.coldstart.runner;

import dev.coldstart.core.plan.HttpScenario;
import dev.coldstart.core.probe.ProbeCommand;
import dev.coldstart.core.probe.ProbeEvent;
import dev.coldstart.core.probe.Seen;
import dev.coldstart.core.probe.Timing;
import dev.coldstart.core.sample.FailureReason;
import dev.coldstart.core.sample.Host;
import dev.coldstart.core.sample.HttpPhases;
import dev.coldstart.core.sample.IdleMemory;
import dev.coldstart.core.sample.Outcome;
import dev.coldstart.core.sample.Reply;
import dev.coldstart.core.sample.Usage;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Times one start of an HTTP service: opens the gate, asks until the expected answer comes, and looks at the app's processes.
 *
 * <p>The order of what happens around t0 and around the first answer is the method; see {@code docs/method.md}.
 */
final class StartTimer {

    private static final Duration IDLE_AFTER = Duration.ofSeconds(1);

    private final String token;
    private final Timing timing;
    private final HttpScenario scenario;
    private final Course course;
    private final HttpProbe http;
    private final AnswerCheck check;
    private final Lasting lasting;
    private final Gate gate;
    private final Consumer<ProbeEvent> meanwhile;
    private Optional<String> lostLater = Optional.empty();

    /** What comes after the first answers of a start that went well. */
    interface Course {

        /** A start that ends there. */
        Course NOTHING = (address, app, t0, started) -> {};

        /**
         * Goes on with an app that is up.
         *
         * @param t0 when the gate was opened, by {@link System#nanoTime()}
         */
        void go(InetSocketAddress address, AppProcesses app, long t0, Outcome.Started started) throws IOException;
    }

    /** @param meanwhile told when the app's second of idleness begins */
    StartTimer(
            String token,
            Timing timing,
            HttpScenario scenario,
            Course course,
            Gate gate,
            Consumer<ProbeEvent> meanwhile) {
        this.token = token;
        this.timing = timing;
        this.scenario = scenario;
        this.course = course;
        this.http = new HttpProbe(scenario.request());
        this.check = new AnswerCheck(scenario.expect());
        this.lasting = new Lasting(scenario, http, check);
        this.gate = gate;
        this.meanwhile = meanwhile;
    }

    ProbeEvent.Timed time() throws IOException {
        List<InetSocketAddress> early = answeringAlready();
        HostWatch host = HostWatch.begin(gate.pid());
        AppProcesses app = new AppProcesses(gate.pid());
        Instant at = Instant.now();
        if (!early.isEmpty()) {
            app.killAll();
            return timed(
                    at,
                    Failures.of(
                            FailureReason.PORT_IN_USE,
                            "before the app was let go, something already listened on " + Addresses.list(early)),
                    host.end(),
                    Seen.NOTHING);
        }
        boolean measured = false;
        try {
            long t0 = gate.open();
            long execAt = gate.awaitExec();
            AnswerSearch search = new AnswerSearch(scenario, timing.known(), http, check, app, t0);
            Optional<Seen.Relapse> relapse = Optional.empty();
            while (true) {
                switch (search.run()) {
                    case AnswerSearch.NotFound(Outcome.Failed failure) -> {
                        return timed(at, Failures.after(failure, relapse), host.end(), Lasting.failed(relapse));
                    }
                    case AnswerSearch.Found found -> {
                        Usage usage = app.usage();
                        Host during = host.end(app.cpu());
                        long secondSentAt = System.nanoTime();
                        Attempt second = http.attempt(found.address(), scenario.attemptTimeout());
                        Optional<Seen.Relapse> lost = relapse(app, found, second, t0);
                        if (lost.isPresent()) {
                            relapse = relapse.or(() -> lost);
                            continue;
                        }
                        Optional<HttpPhases> phases = phases(found, second, secondSentAt, t0, execAt);
                        Outcome outcome = phases.isPresent()
                                ? afterSecond(app, found, phases.get(), usage)
                                : secondFailure(app, second);
                        List<Reply> replies = outcome instanceof Outcome.Started
                                ? new Exchange(found.address(), scenario.attemptTimeout(), app::alive)
                                        .ask(timing.exchange())
                                : List.of();
                        if (outcome instanceof Outcome.Started started) {
                            course.go(found.address(), app, t0, started);
                        }
                        // An app whose answers need explaining is looked at by the worker when it has ended.
                        measured = outcome instanceof Outcome.Started
                                && app.alive()
                                && replies.stream().noneMatch(Reply::troubled);
                        return new ProbeEvent.Timed(
                                token, at.toString(), outcome, during, seen(found, relapse), replies);
                    }
                }
            }
        } finally {
            if (measured) {
                app.killAndKeepContainer();
            } else {
                app.killAll();
            }
        }
    }

    private List<InetSocketAddress> answeringAlready() throws IOException {
        if (scenario.port().isEmpty() && timing.known().isEmpty()) {
            return SocketTable.listeners();
        }
        InetSocketAddress address = timing.known().isPresent()
                ? Addresses.of(timing.known().get().endpoint())
                : Addresses.loopback(scenario.port().getAsInt());
        return http.attempt(address, scenario.attemptTimeout()) instanceof Attempt.Refused
                ? List.of()
                : List.of(address);
    }

    /** Of an app that is looked at for long: whether its expected answer does not last. */
    private Optional<Seen.Relapse> relapse(AppProcesses app, AnswerSearch.Found found, Attempt second, long t0) {
        if (timing.watch() == Timing.Watch.BRIEF) {
            return Optional.empty();
        }
        meanwhile.accept(new ProbeEvent.Idling(token));
        return lasting.watch(app, found, second, t0);
    }

    private Seen seen(AnswerSearch.Found found, Optional<Seen.Relapse> relapse) throws IOException {
        Optional<Seen.Relapse> any = relapse.or(() -> lostLater.map(what -> new Seen.Relapse(0, 0, what)));
        return timing.watch() == Timing.Watch.BRIEF
                ? new Seen(Optional.of(Addresses.endpoint(found.address())), List.of(), any)
                : lasting.survey(found.address(), any);
    }

    private Optional<HttpPhases> phases(
            AnswerSearch.Found found, Attempt second, long secondSentAt, long t0, long execAt) {
        return second instanceof Attempt.Answered answered
                        && check.mismatch(answered.answer()).isEmpty()
                ? Optional.of(new HttpPhases(
                        Math.min(execAt, found.connectedAt()) - t0,
                        found.connectedAt() - t0,
                        found.answeredAt() - t0,
                        secondSentAt - t0,
                        answered.answeredAt() - t0,
                        found.attempts()))
                : Optional.empty();
    }

    private Outcome afterSecond(AppProcesses app, AnswerSearch.Found found, HttpPhases phases, Usage usage)
            throws IOException {
        if (timing.idle() == ProbeCommand.Idle.SKIP) {
            return new Outcome.Started(phases, usage, Optional.empty());
        }
        meanwhile.accept(new ProbeEvent.Idling(token));
        long idleUntil = found.answeredAt() + IDLE_AFTER.toNanos();
        while (idleUntil > System.nanoTime()) {
            LockSupport.parkNanos(idleUntil - System.nanoTime());
        }
        Optional<IdleMemory> memory = app.memory();
        if (!app.alive() || memory.isEmpty()) {
            return Failures.exited(", within a second after its first answer");
        }
        lostLater = lasting.lost(http.attempt(found.address(), scenario.attemptTimeout()));
        return lostLater
                .<Outcome>map(what -> app.alive()
                        ? Failures.of(
                                FailureReason.WRONG_STATUS,
                                "the first answer was right, one a second later was not: " + what)
                        : Failures.exited(", within a second after its first answer"))
                .orElse(new Outcome.Started(phases, usage, memory));
    }

    private Outcome.Failed secondFailure(AppProcesses app, Attempt second) {
        String before = "the first answer was right, ";
        if (!(second instanceof Attempt.Answered) && !app.alive()) {
            return Failures.exited(", after its first answer");
        }
        return switch (second) {
            case Attempt.Answered answered -> {
                AnswerCheck.Mismatch m = check.mismatch(answered.answer()).orElseThrow();
                yield Failures.of(m.reason(), before + "the second was not: " + m.detail());
            }
            case Attempt.Broken broken -> Failures.of(FailureReason.TIMED_OUT, before + "the second: " + broken.what());
            case Attempt.Refused refused ->
                Failures.of(FailureReason.TIMED_OUT, before + "then the port refused connections");
        };
    }

    private ProbeEvent.Timed timed(Instant at, Outcome outcome, Host host, Seen seen) {
        return new ProbeEvent.Timed(token, at.toString(), outcome, host, seen);
    }
}
