package dev.coldstart.measure.engine;

import dev.coldstart.artifact.folder.PublishedFolder;
import dev.coldstart.core.plan.Architecture;
import dev.coldstart.core.plan.RunSettings;
import dev.coldstart.core.sample.Limit;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A container engine. Safe for use by several threads. */
public interface Engine extends AutoCloseable {

    /** Name and version, for people. */
    String description();

    /** The limits that it can't set for a container. */
    Set<Limit> lacks();

    /** What it warns of, in its own words. */
    List<String> warnings();

    /** What its machine runs natively. */
    Architecture architecture();

    /**
     * Makes an image of an app's files, or finds the one made before from the same bytes for the same tenant.
     *
     * @param base the image under the files; empty: coldstart's own
     * @throws EngineException when the base image is not there or is itself made of an app, or the engine refuses
     */
    AppImage appImage(Tenant tenant, PublishedFolder folder, List<String> command, Optional<String> base);

    /**
     * The image of the program whose start is known, with which a machine measures itself.
     *
     * @param arguments which of its starts
     */
    AppImage known(List<String> arguments);

    /**
     * Starts a prober with namespaces of its own. Apps can be held in them at once, while it gets warm. Who is interrupted
     * meanwhile leaves nothing behind.
     *
     * @throws EngineException when it can't
     */
    Session open(RunSettings run);

    /** Removes what coldstart runs that ended badly left behind; the number of containers removed. */
    int removeLeftovers();

    @Override
    void close();
}
