package dev.coldstart.runner;

import dev.coldstart.core.plan.FunctionScenario;
import dev.coldstart.core.probe.ProbeCommand;
import dev.coldstart.core.probe.ProbeEvent;
import dev.coldstart.core.probe.Seen;
import dev.coldstart.core.sample.Body;
import dev.coldstart.core.sample.FailureReason;
import dev.coldstart.core.sample.FunctionPhases;
import dev.coldstart.core.sample.Host;
import dev.coldstart.core.sample.IdleMemory;
import dev.coldstart.core.sample.Outcome;
import dev.coldstart.core.sample.Reply;
import dev.coldstart.core.sample.Usage;
import dev.coldstart.runner.function.FunctionEvent;
import dev.coldstart.runner.function.FunctionRun;
import dev.coldstart.runner.function.FunctionWarmUp;
import dev.coldstart.runner.function.RuntimeApi;
import java.io.IOException;
import java.net.BindException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Times one start of a function: serves it Lambda's Runtime API, opens the gate, gives it its first event as soon as it asks,
 * and then more of them. The events are {@link FunctionRun}'s; here is what is looked at between them.
 */
final class FunctionTimer {

    /** As long as most clients take to end by themselves; the rest is ended. */
    private static final Duration TERM_PATIENCE = Duration.ofSeconds(1);

    private static final int OK = 200;

    private final ProbeCommand.TimeStart command;
    private final FunctionScenario function;
    private final ResponseCheck check;
    private final Gate gate;
    private final Consumer<ProbeEvent> meanwhile;

    /** @param meanwhile told when everything is measured and the function has yet to end */
    FunctionTimer(
            ProbeCommand.TimeStart command, FunctionScenario function, Gate gate, Consumer<ProbeEvent> meanwhile) {
        this.command = command;
        this.function = function;
        this.check = new ResponseCheck(function);
        this.gate = gate;
        this.meanwhile = meanwhile;
    }

    ProbeEvent.Timed time() throws IOException {
        FunctionWarmUp.once();
        HostWatch host = HostWatch.begin(gate.pid());
        AppProcesses app = new AppProcesses(gate.pid());
        Instant at = Instant.now();
        try (RuntimeApi api = new RuntimeApi(FunctionScenario.PORT, function, Clock.systemUTC())) {
            return time(api, app, host, at);
        } catch (BindException e) {
            app.killAll();
            return timed(
                    at,
                    Failures.of(
                            FailureReason.PORT_IN_USE,
                            "before the function was let go, something already listened on port "
                                    + FunctionScenario.PORT + ", where the Runtime API is served"),
                    host.end(),
                    List.of());
        }
    }

    /** The function has ended when this returns: while the API is there, as its end would end some clients first. */
    private ProbeEvent.Timed time(RuntimeApi api, AppProcesses app, HostWatch host, Instant at) throws IOException {
        boolean measured = false;
        try {
            FunctionRun run = new FunctionRun(api, function, app::alive, check::wrong);
            api.offer();
            long t0 = gate.open();
            long execAt = gate.awaitExec();
            Optional<FunctionEvent> first = run.first(t0);
            if (first.isEmpty()) {
                return timed(at, failed(run.failure()), host.end(), List.of());
            }
            Usage usage = app.usage();
            Host during = host.end(app.cpu());
            if (!run.hangs()) {
                return timed(at, failed(run.failure()), during, List.of());
            }
            Optional<IdleMemory> idle = app.memory();
            if (!run.warm()) {
                return timed(at, failed(run.failure()), during, List.of());
            }
            FunctionPhases phases = run.phases(t0, execAt, app.memory());
            measured = true;
            return timed(at, new Outcome.Started(phases, usage, idle), during, replies(first.get()));
        } finally {
            if (measured) {
                meanwhile.accept(new ProbeEvent.Idling(command.token()));
                app.endAndKeepContainer(TERM_PATIENCE);
            } else {
                app.killAll();
            }
        }
    }

    private static Outcome.Failed failed(FunctionRun.Failure failure) {
        return Failures.of(failure.reason(), failure.detail());
    }

    /** The response to the first event, where it is to be compared: the one answer that a function's plan asks for. */
    private List<Reply> replies(FunctionEvent first) {
        return command.timing().exchange().stream()
                .<Reply>map(request -> new Reply.Answered(
                        OK,
                        Map.of(),
                        Body.of(first.posted().orElseThrow().body().array()),
                        Optional.empty()))
                .toList();
    }

    private ProbeEvent.Timed timed(Instant at, Outcome outcome, Host host, List<Reply> replies) {
        return new ProbeEvent.Timed(command.token(), at.toString(), outcome, host, Seen.NOTHING, replies);
    }
}
