package dev.coldstart.service.engine.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.Info;
import dev.coldstart.core.plan.Architecture;
import dev.coldstart.core.plan.RunSettings;
import dev.coldstart.service.artifact.PublishedFolder;
import dev.coldstart.service.engine.AppImage;
import dev.coldstart.service.engine.Engine;
import dev.coldstart.service.engine.EngineException;
import dev.coldstart.service.engine.Session;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The Docker Engine, local or by DOCKER_HOST. */
public final class DockerEngine implements Engine {

    private static final String RUNNING = "running";
    private static final long JUST_CREATED_SECONDS = 60;

    private final DockerClient docker;
    private final Info info;
    private final Images images;
    private final RunnerFiles runnerFiles;
    private final Path scratch;
    private final Clock clock;

    private DockerEngine(DockerConnection connection, Path cache, Path scratch, Clock clock) {
        this.docker = connection.client();
        this.info = connection.info();
        this.images = new Images(docker, cache, clock);
        this.scratch = scratch;
        this.runnerFiles = RunnerFiles.unpack(scratch);
        this.clock = clock;
    }

    /**
     * @param cache a folder that is kept: image layers, so that an image is made once
     * @throws EngineException when no engine answers
     */
    public static DockerEngine connect(Path cache, Clock clock) {
        try {
            DockerConnection connection = DockerConnection.open();
            Files.createDirectories(cache);
            return new DockerEngine(connection, cache, Files.createTempDirectory(cache, "run-"), clock);
        } catch (IOException e) {
            throw new UncheckedIOException("the cache folder " + cache + " can't be used", e);
        }
    }

    @Override
    public String description() {
        return "Docker Engine " + info.getServerVersion();
    }

    @Override
    public Architecture architecture() {
        return Architecture.of(Objects.requireNonNullElse(info.getArchitecture(), "unknown"));
    }

    /** The files that the runner image and the calibration are made from. */
    public RunnerFiles runnerFiles() {
        return runnerFiles;
    }

    @Override
    public AppImage appImage(PublishedFolder folder, List<String> command, Optional<String> base) {
        return images.app(folder, command, base);
    }

    @Override
    public AppImage known(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of("./known"));
        command.addAll(arguments);
        PublishedFolder program = PublishedFolder.inspect(runnerFiles.folderWith("known", architecture()));
        return images.app(program, command, Optional.empty());
    }

    @Override
    public Session open(RunSettings run) {
        String image = images.runner(runnerFiles, architecture(), run.baseImage());
        int others = runningProbers();
        try {
            return DockerSession.open(docker, info, description(), image, run, others);
        } catch (DockerException e) {
            throw new EngineException("the prober's container could not be started: " + e.getMessage(), e);
        }
    }

    private int runningProbers() {
        return (int) ours().stream()
                .filter(c -> Labels.PROBER.equals(label(c, Labels.ROLE)) && RUNNING.equals(c.getState()))
                .count();
    }

    private List<Container> ours() {
        return docker.listContainersCmd()
                .withShowAll(true)
                .withLabelFilter(List.of(Labels.SESSION))
                .exec();
    }

    /** A session lives as long as its prober runs: the prober ends when the worker that holds its input does. */
    @Override
    public int removeLeftovers() {
        List<Container> all = ours();
        Set<String> alive = all.stream()
                .filter(c -> Labels.PROBER.equals(label(c, Labels.ROLE)))
                .filter(c -> RUNNING.equals(c.getState())
                        || clock.instant().getEpochSecond() - c.getCreated() < JUST_CREATED_SECONDS)
                .map(c -> label(c, Labels.SESSION))
                .collect(Collectors.toSet());
        List<Container> left = all.stream()
                .filter(c -> !alive.contains(label(c, Labels.SESSION)))
                .toList();
        // Another worker may have begun to remove the same ones.
        left.forEach(container -> DockerSession.removeQuietly(docker, container.getId()));
        return left.size();
    }

    private static String label(Container container, String name) {
        return container.getLabels().getOrDefault(name, "");
    }

    @Override
    public void close() {
        try (Stream<Path> paths = Files.walk(scratch)) {
            docker.close();
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
