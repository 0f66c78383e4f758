package dev.coldstart.runner;

import dev.coldstart.core.plan.Scenario;
import dev.coldstart.core.probe.ProbeCommand;
import dev.coldstart.core.probe.ProbeEvent;
import dev.coldstart.core.sample.FailureReason;
import dev.coldstart.core.sample.Host;
import dev.coldstart.core.sample.IdleMemory;
import dev.coldstart.core.sample.Outcome;
import dev.coldstart.core.sample.Phases;
import dev.coldstart.core.sample.Reply;
import dev.coldstart.core.sample.Usage;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Times one start: opens the gate, asks until the expected answer comes, and looks at the app's processes.
 *
 * <p>The order of what happens around t0 and around the first answer is the method; see {@code docs/method.md}.
 */
final class StartTimer {

    private static final Duration GATE_PATIENCE = Duration.ofSeconds(20);
    private static final Duration IDLE_AFTER = Duration.ofSeconds(1);

    /** Nothing can answer before exec, which takes a fraction of a millisecond, or a few from a cold disk. */
    private static final Duration EXEC_WATCHED = Duration.ofMillis(200);

    private static final String COLD_GATE = "coldstart-cold\n";

    private final ProbeCommand.TimeStart command;
    private final Scenario scenario;
    private final HttpProbe http;
    private final AnswerCheck check;
    private final int pid;
    private final Consumer<ProbeEvent> meanwhile;

    private StartTimer(ProbeCommand.TimeStart command, int pid, Consumer<ProbeEvent> meanwhile) {
        this.command = command;
        this.scenario = command.scenario();
        this.http = new HttpProbe(scenario.request());
        this.check = new AnswerCheck(scenario.expect());
        this.pid = pid;
        this.meanwhile = meanwhile;
    }

    /**
     * Does what the command says. Every way in which a start can fail is in the event; only our own trouble is thrown.
     *
     * @param meanwhile told when the app's second of idleness begins
     */
    static ProbeEvent time(ProbeCommand.TimeStart command, Consumer<ProbeEvent> meanwhile) throws IOException {
        Native.reapOrphans();
        OptionalInt pid = awaitGate(command.token());
        if (pid.isEmpty()) {
            return new ProbeEvent.Timed(
                    command.token(),
                    Instant.now().toString(),
                    Failures.of(
                            FailureReason.ENGINE_FAILED,
                            "the container was started, but its gate was not seen to hold"),
                    HostWatch.begin(0).end(),
                    OptionalInt.empty());
        }
        return new StartTimer(command, pid.getAsInt(), meanwhile).time();
    }

    private static OptionalInt awaitGate(String token) throws IOException {
        long giveUpAt = System.nanoTime() + GATE_PATIENCE.toNanos();
        OptionalInt pid = Proc.heldGate(token);
        while (pid.isEmpty() && System.nanoTime() < giveUpAt) {
            LockSupport.parkNanos(1_000_000);
            pid = Proc.heldGate(token);
        }
        return pid;
    }

    private ProbeEvent time() throws IOException {
        if (command.disk() == ProbeCommand.Disk.COLD) {
            letDropPages();
        }
        List<InetSocketAddress> early = answeringAlready();
        HostWatch host = HostWatch.begin(pid);
        AppProcesses app = new AppProcesses(pid);
        String gate = Proc.name(pid);
        Instant at = Instant.now();
        if (!early.isEmpty()) {
            app.killAll();
            return timed(
                    at,
                    Failures.of(
                            FailureReason.PORT_IN_USE,
                            "before the app was let go, something already listened on " + Addresses.list(early)),
                    host.end(),
                    OptionalInt.empty());
        }
        boolean measured = false;
        try {
            long t0 = System.nanoTime();
            Native.kill(pid, Native.SIGCONT);
            long execAt = awaitExec(gate, t0 + EXEC_WATCHED.toNanos());
            switch (new AnswerSearch(scenario, http, check, app, t0).run()) {
                case AnswerSearch.NotFound(Outcome.Failed failure) -> {
                    return timed(at, failure, host.end(), OptionalInt.empty());
                }
                case AnswerSearch.Found found -> {
                    Usage usage = app.usage();
                    Host during = host.end(app.cpu());
                    Outcome outcome = afterFirst(app, found, usage, t0, execAt);
                    List<Reply> replies = outcome instanceof Outcome.Started
                            ? new Exchange(found.address(), scenario.attemptTimeout(), app::alive)
                                    .ask(command.exchange())
                            : List.of();
                    // An app whose answers need explaining is looked at by the worker when it has ended.
                    measured = outcome instanceof Outcome.Started
                            && replies.stream().noneMatch(Reply::troubled);
                    return new ProbeEvent.Timed(
                            command.token(),
                            at.toString(),
                            outcome,
                            during,
                            OptionalInt.of(found.address().getPort()),
                            replies);
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

    /** The gate, continued once, drops its app's pages, takes another name and stops again. */
    private void letDropPages() {
        Native.kill(pid, Native.SIGCONT);
        while (Native.kill(pid, 0) && !(Proc.name(pid).equals(COLD_GATE) && Proc.stopped(pid))) {
            LockSupport.parkNanos(100_000);
        }
    }

    private List<InetSocketAddress> answeringAlready() throws IOException {
        if (scenario.port().isEmpty()) {
            return Proc.listeners();
        }
        InetSocketAddress address = Addresses.loopback(scenario.port().getAsInt());
        return http.attempt(address, scenario.attemptTimeout()) instanceof Attempt.Refused
                ? List.of()
                : List.of(address);
    }

    /** When the gate's name was gone; at the latest {@code until}. Short sleeps: on one CPU a loop would hold the gate up. */
    private long awaitExec(String gate, long until) {
        long now = System.nanoTime();
        while (now < until && Proc.name(pid).equals(gate)) {
            LockSupport.parkNanos(20_000);
            now = System.nanoTime();
        }
        return now;
    }

    private Outcome afterFirst(AppProcesses app, AnswerSearch.Found found, Usage usage, long t0, long execAt)
            throws IOException {
        long secondSentAt = System.nanoTime();
        Attempt second = http.attempt(found.address(), scenario.attemptTimeout());
        Optional<Outcome.Failed> failure = secondFailure(app, second);
        if (failure.isPresent() || !(second instanceof Attempt.Answered answered)) {
            return failure.orElseThrow();
        }
        Phases phases = new Phases(
                Math.min(execAt, found.connectedAt()) - t0,
                found.connectedAt() - t0,
                found.answeredAt() - t0,
                secondSentAt - t0,
                answered.answeredAt() - t0,
                found.attempts());
        if (command.idle() == ProbeCommand.Idle.SKIP) {
            return new Outcome.Started(phases, usage, Optional.empty());
        }
        meanwhile.accept(new ProbeEvent.Idling(command.token()));
        long idleUntil = found.answeredAt() + IDLE_AFTER.toNanos();
        while (idleUntil > System.nanoTime()) {
            LockSupport.parkNanos(idleUntil - System.nanoTime());
        }
        Optional<IdleMemory> memory = app.memory();
        return app.alive() && memory.isPresent()
                ? new Outcome.Started(phases, usage, memory)
                : Failures.exited(", within a second after its first answer");
    }

    private Optional<Outcome.Failed> secondFailure(AppProcesses app, Attempt second) {
        String before = "the first answer was right, ";
        if (!(second instanceof Attempt.Answered) && !app.alive()) {
            return Optional.of(Failures.exited(", after its first answer"));
        }
        return switch (second) {
            case Attempt.Answered answered ->
                check.mismatch(answered.answer())
                        .map(m -> Failures.of(m.reason(), before + "the second was not: " + m.detail()));
            case Attempt.Broken broken ->
                Optional.of(Failures.of(FailureReason.TIMED_OUT, before + "the second: " + broken.what()));
            case Attempt.Refused refused ->
                Optional.of(Failures.of(FailureReason.TIMED_OUT, before + "then the port refused connections"));
        };
    }

    private ProbeEvent timed(Instant at, Outcome outcome, Host host, OptionalInt port) {
        return new ProbeEvent.Timed(command.token(), at.toString(), outcome, host, port);
    }
}
