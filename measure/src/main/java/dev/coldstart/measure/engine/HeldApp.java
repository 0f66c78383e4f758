package dev.coldstart.measure.engine;

import dev.coldstart.core.plan.Study;
import dev.coldstart.core.probe.ProbeEvent;
import dev.coldstart.core.probe.Timing;
import dev.coldstart.core.sample.Platform;

/** An app that waits at its gate. It is let go once, by {@link #time} or {@link #study}. */
public interface HeldApp {

    /** What creating and starting its container took. */
    Platform platform();

    /**
     * Opens the gate and times the start. An app that started is ended, and its container stays, with nothing running in it,
     * until {@link #remove}.
     *
     * @param idling run when the app is only looked at for a second or more: the time to prepare what comes next
     * @throws EngineException when the prober is gone or does not answer
     */
    ProbeEvent.Timed time(Timing timing, Runnable idling);

    /**
     * Opens the gate, and runs a study on the app when it is up. What becomes of app and container is as with {@link #time}.
     *
     * @throws EngineException when the prober is gone or does not answer
     */
    ProbeEvent.Studied study(Timing timing, Study study);

    /** What the engine knows of a container whose app ended or was ended. */
    Postmortem examine();

    /** Ends whatever still runs in it and removes it. */
    void remove();
}
