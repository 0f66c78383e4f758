package dev.coldstart.runner;

import dev.coldstart.core.plan.FunctionScenario;
import dev.coldstart.core.plan.HttpScenario;
import dev.coldstart.core.plan.ProgramScenario;
import dev.coldstart.core.probe.ProbeCommand;
import dev.coldstart.core.probe.ProbeEvent;
import dev.coldstart.core.probe.Seen;
import dev.coldstart.core.sample.FailureReason;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** Times a start in the way that its scenario asks for: the one place where a scenario finds its timer. */
final class Timers {

    private Timers() {}

    /**
     * Does what the command says. Every way in which a start can fail is in the event; only our own trouble is thrown.
     *
     * @param meanwhile told when the app is only looked at for a while
     */
    static ProbeEvent time(ProbeCommand.TimeStart command, Consumer<ProbeEvent> meanwhile) throws IOException {
        return time(command, StartTimer.Course.NOTHING, meanwhile);
    }

    /** The same, going on where the start went well; of an HTTP service alone. */
    static ProbeEvent.Timed time(
            ProbeCommand.TimeStart command, StartTimer.Course course, Consumer<ProbeEvent> meanwhile)
            throws IOException {
        Native.reapOrphans();
        Optional<Gate> gate = Gate.await(command.token());
        if (gate.isEmpty()) {
            return failed(command, 0, "the container was started, but its gate was not seen to hold");
        }
        if (command.timing().disk() == ProbeCommand.Disk.COLD) {
            gate.get().dropPages();
        }
        return switch (command.timing().scenario()) {
            case HttpScenario http ->
                new StartTimer(command.token(), command.timing(), http, course, gate.get(), meanwhile).time();
            case FunctionScenario function -> new FunctionTimer(command, function, gate.get(), meanwhile).time();
            case ProgramScenario program -> new ProgramTimer(command, program, gate.get(), meanwhile).time();
        };
    }

    private static ProbeEvent.Timed failed(ProbeCommand.TimeStart command, int pid, String why) {
        return new ProbeEvent.Timed(
                command.token(),
                Instant.now().toString(),
                Failures.of(FailureReason.ENGINE_FAILED, why),
                HostWatch.begin(pid).end(),
                Seen.NOTHING);
    }
}
