package dev.coldstart.service.engine;

import dev.coldstart.core.plan.ParityRequest;
import dev.coldstart.core.plan.Scenario;
import dev.coldstart.core.probe.ProbeCommand;
import dev.coldstart.core.probe.ProbeEvent;
import dev.coldstart.core.sample.Platform;
import java.util.List;

/** An app that waits at its gate. It is let go once, by {@link #time}. */
public interface HeldApp {

    /** What creating and starting its container took. */
    Platform platform();

    /**
     * Opens the gate and times the start. An app that started is ended, and its container stays, with nothing running in it,
     * until {@link #remove}.
     *
     * @param exchange requests to make afterwards, whose answers come with the event; none: it ends with the start
     * @param idling run when the app's second of idleness begins: the time to prepare what comes next
     * @throws EngineException when the prober is gone or does not answer
     */
    ProbeEvent.Timed time(
            Scenario scenario,
            ProbeCommand.Idle idle,
            ProbeCommand.Disk disk,
            List<ParityRequest> exchange,
            Runnable idling);

    /** What the engine knows of a container whose app ended or was ended. */
    Postmortem examine();

    /** Ends whatever still runs in it and removes it. */
    void remove();
}
