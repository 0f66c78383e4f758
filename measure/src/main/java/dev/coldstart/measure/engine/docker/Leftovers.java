package dev.coldstart.measure.engine.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Container;
import dev.coldstart.measure.engine.EngineException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/** Removing containers: a session's at its end, and what runs that ended badly left behind. */
record Leftovers(DockerClient docker) {

    static final String RUNNING = "running";
    private static final long JUST_CREATED_SECONDS = 60;
    private static final int TRIES = 6;
    private static final long BETWEEN_TRIES_NS = Duration.ofMillis(100).toNanos();

    /**
     * Those of sessions that have ended; how many. A session lives as long as its prober runs and its worker does: the prober
     * ends when the worker that holds its input does, on an engine that tells it.
     */
    int removeDead(Clock clock) {
        List<Container> all = docker.listContainersCmd()
                .withShowAll(true)
                .withLabelFilter(List.of(Labels.SESSION))
                .exec();
        Set<String> alive = all.stream()
                .filter(c -> isProber(c) && !Owner.isGone(label(c, Labels.OWNER)))
                .filter(c -> RUNNING.equals(c.getState())
                        || (clock.instant().getEpochSecond() - c.getCreated() < JUST_CREATED_SECONDS && !hasEnded(c)))
                .map(c -> label(c, Labels.SESSION))
                .collect(Collectors.toSet());
        List<Container> left = all.stream()
                .filter(c -> !alive.contains(label(c, Labels.SESSION)))
                .toList();
        remove(left);
        return left.size();
    }

    /** Everything of one session. */
    void removeSession(String session) {
        remove(docker.listContainersCmd()
                .withShowAll(true)
                .withLabelFilter(Map.of(Labels.SESSION, session))
                .exec());
    }

    /** Apps before the probers whose namespaces they have: Podman removes nothing that another container depends on. */
    private void remove(List<Container> containers) {
        List<String> failures = new CopyOnWriteArrayList<>();
        Map<Boolean, List<Container>> byRole =
                containers.stream().collect(Collectors.partitioningBy(Leftovers::isProber));
        for (boolean probers : List.of(false, true)) {
            Objects.requireNonNull(byRole.get(probers)).parallelStream()
                    .forEach(container -> tryToRemove(container.getId()).ifPresent(failures::add));
        }
        if (!failures.isEmpty()) {
            throw new EngineException("the engine could not remove a container: " + failures.getFirst());
        }
    }

    /**
     * What was wrong at the last. An engine may be about to notice that a container has ended, and refuse meanwhile: Podman
     * then finds its state improper, and all of them now and then a device busy.
     */
    private Optional<String> tryToRemove(String id) {
        Optional<String> wrong = tryOnce(id);
        for (int tries = 1;
                tries < TRIES && wrong.isPresent() && !Thread.currentThread().isInterrupted();
                tries++) {
            LockSupport.parkNanos(BETWEEN_TRIES_NS * tries);
            wrong = tryOnce(id);
        }
        return wrong;
    }

    /** What was wrong; another worker may have begun to remove the same one, and that is not. */
    private Optional<String> tryOnce(String id) {
        try {
            docker.removeContainerCmd(id)
                    .withForce(true)
                    .withRemoveVolumes(true)
                    .exec();
            return Optional.empty();
        } catch (NotFoundException e) {
            // already gone, as was wanted
            return Optional.empty();
        } catch (DockerException e) {
            String words = EngineWords.of(e);
            // the engine's own auto-removal, or another worker's
            boolean underWay = e instanceof ConflictException && words.contains("in progress");
            return underWay ? Optional.empty() : Optional.of(words);
        }
    }

    /** One container, which others may be removing too. */
    void remove(String id) {
        tryToRemove(id).ifPresent(why -> {
            throw new EngineException("the engine could not remove a container: " + why);
        });
    }

    private static boolean isProber(Container container) {
        return Labels.PROBER.equals(label(container, Labels.ROLE));
    }

    private static boolean hasEnded(Container container) {
        return "exited".equals(container.getState()) || "dead".equals(container.getState());
    }

    static String label(Container container, String name) {
        return container.getLabels().getOrDefault(name, "");
    }
}
