package dev.coldstart.measure.engine;

import dev.coldstart.core.plan.Size;
import dev.coldstart.core.sample.Machine;
import java.util.List;

/** A prober and the apps that join its namespaces, for one comparison. Closing it ends and removes all of them. */
public interface Session extends AutoCloseable {

    /**
     * Where starts are measured. Waits until the prober is warm: to be called before the first start is timed.
     *
     * @throws EngineException when the prober does not get there
     */
    Machine machine();

    /**
     * Creates and starts a container of the app and leaves it held at the gate. May be called by another thread than the one
     * that times starts.
     *
     * @throws EngineException when the engine refuses
     */
    HeldApp hold(AppImage image);

    /**
     * The same at another size than the run's.
     *
     * @throws EngineException when the engine refuses, or the machine is smaller
     */
    HeldApp hold(AppImage image, Size size);

    /**
     * Makes whoever waits for a start being timed, or for a container, give up with an {@link EngineException}. From any
     * thread.
     */
    void abort();

    /** What a reader should know that was not known when the machine was described, one sentence each. */
    List<String> remarks();

    @Override
    void close();
}
