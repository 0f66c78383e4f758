package dev.coldstart.measure.engine;

import dev.coldstart.core.probe.ProbeEvent;
import dev.coldstart.core.probe.Timing;
import dev.coldstart.core.sample.Platform;

/** An app that waits at its gate. It is let go once, by {@link #time}. */
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

    /** What the engine knows of a container whose app ended or was ended. */
    Postmortem examine();

    /** Ends whatever still runs in it and removes it. */
    void remove();
}
