package dev.coldstart.measure.engine.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.Container;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Other measurements on the same engine. One that begins later is found by looking again: whoever was first would not hear of
 * it otherwise.
 */
final class Neighbours {

    static final String SEEN = "another coldstart measurement was running on this engine at the same time";
    private static final long BETWEEN_LOOKS_NS = Duration.ofSeconds(1).toNanos();

    private final DockerClient docker;
    private final String session;
    private boolean seen;
    private long lastLook;

    /** @param session our own */
    Neighbours(DockerClient docker, String session) {
        this.docker = docker;
        this.session = session;
        this.lastLook = System.nanoTime() - BETWEEN_LOOKS_NS;
    }

    /** Looks, where it was not seen already and the last look is a second ago. Not to be called while a start is timed. */
    synchronized void look() {
        if (seen || System.nanoTime() - lastLook < BETWEEN_LOOKS_NS) {
            return;
        }
        lookNow();
    }

    /** Looks, however long ago the last look was. */
    synchronized void lookNow() {
        lastLook = System.nanoTime();
        try {
            List<Container> probers = docker.listContainersCmd()
                    .withLabelFilter(Map.of(Labels.ROLE, Labels.PROBER))
                    .exec();
            seen |= probers.stream()
                    .anyMatch(c -> Leftovers.RUNNING.equals(c.getState())
                            && !session.equals(Leftovers.label(c, Labels.SESSION))
                            && !Owner.isGone(Leftovers.label(c, Labels.OWNER)));
        } catch (DockerException e) {
            // Whether anybody else was there is not worth a measurement.
        }
    }

    synchronized List<String> remarks() {
        return seen ? List.of(SEEN) : List.of();
    }
}
