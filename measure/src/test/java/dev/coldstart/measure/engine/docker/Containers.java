package dev.coldstart.measure.engine.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Container;
import dev.coldstart.core.plan.RunSettings;
import dev.coldstart.measure.engine.Known;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** The containers on the engine, as its own client lists them: other measurements may be running beside the test's. */
record Containers(DockerClient docker) {

    /** The apps' containers of this run. */
    List<InspectContainerResponse> of(RunSettings run) {
        String mark = Known.MARK + "=" + run.env().get(Known.MARK);
        return labelled(List.of(Labels.SESSION))
                .flatMap(this::inspect)
                .filter(c -> Arrays.asList(
                                Objects.requireNonNullElse(c.getConfig().getEnv(), new String[0]))
                        .contains(mark))
                .toList();
    }

    /** The session that the containers of this run belong to. */
    String session(RunSettings run) {
        Map<String, String> labels =
                Objects.requireNonNull(of(run).getFirst().getConfig().getLabels());
        return Objects.requireNonNull(labels.get(Labels.SESSION));
    }

    /** Everything of a session, its prober included. */
    List<String> ofSession(String session) {
        return docker
                .listContainersCmd()
                .withShowAll(true)
                .withLabelFilter(Map.of(Labels.SESSION, session))
                .exec()
                .stream()
                .map(Container::getId)
                .toList();
    }

    /** What of an ended session stays: the engine removes a prober by itself when that has ended, and takes a moment. */
    List<String> left(String session) {
        long giveUpAt = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        List<String> left = ofSession(session);
        while (!left.isEmpty() && System.nanoTime() < giveUpAt) {
            LockSupport.parkNanos(10_000_000);
            left = ofSession(session);
        }
        return left;
    }

    private Stream<Container> labelled(List<String> labels) {
        return docker.listContainersCmd().withShowAll(true).withLabelFilter(labels).exec().stream();
    }

    private Stream<InspectContainerResponse> inspect(Container container) {
        try {
            return Stream.of(docker.inspectContainerCmd(container.getId()).exec());
        } catch (NotFoundException e) {
            return Stream.empty();
        }
    }
}
