package dev.coldstart.measure.engine.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import dev.coldstart.artifact.folder.PublishedFolder;
import dev.coldstart.core.plan.Architecture;
import dev.coldstart.core.plan.RunSettings;
import dev.coldstart.core.sample.Limit;
import dev.coldstart.measure.engine.AppImage;
import dev.coldstart.measure.engine.Engine;
import dev.coldstart.measure.engine.EngineException;
import dev.coldstart.measure.engine.Session;
import dev.coldstart.measure.engine.Tenant;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Docker Engine, or Podman by the Docker API that it serves; local or by DOCKER_HOST. */
public final class DockerEngine implements Engine {

    private final DockerClient docker;
    private final EngineFacts facts;
    private final Images images;
    private final RunnerFiles runnerFiles;
    private final Path scratch;
    private final Clock clock;

    private DockerEngine(DockerConnection connection, Path cache, Path scratch, Clock clock) {
        this.docker = connection.client();
        this.facts = connection.facts();
        this.images = new Images(docker, cache, scratch, clock);
        this.scratch = scratch;
        this.runnerFiles = RunnerFiles.unpack(scratch);
        this.clock = clock;
    }

    /**
     * @param cache a folder that is kept: layers of base images, so that they are taken from the engine once
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
        return facts.description();
    }

    @Override
    public Set<Limit> lacks() {
        return facts.lacks();
    }

    @Override
    public List<String> warnings() {
        return facts.warnings();
    }

    @Override
    public Architecture architecture() {
        return facts.architecture();
    }

    /** The files that the runner image and the calibration are made from. */
    public RunnerFiles runnerFiles() {
        return runnerFiles;
    }

    @Override
    public AppImage appImage(Tenant tenant, PublishedFolder folder, List<String> command, Optional<String> base) {
        return asked("the app's image could not be made", () -> images.app(tenant, folder, command, base));
    }

    @Override
    public AppImage known(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of("./known"));
        command.addAll(arguments);
        PublishedFolder program = PublishedFolder.inspect(runnerFiles.folderWith("known", architecture()));
        return appImage(Tenant.SELF, program, command, Optional.empty());
    }

    @Override
    public Session open(RunSettings run) {
        facts.refusal().ifPresent(why -> {
            throw new EngineException("nothing can be measured with " + description() + ": " + why);
        });
        return asked("the prober's container could not be started", () -> {
            String image = images.runner(runnerFiles, architecture(), run.baseImage());
            return DockerSession.open(docker, facts, image, run);
        });
    }

    @Override
    public int removeLeftovers() {
        return asked("what an earlier run left could not be removed", () -> new Leftovers(docker).removeDead(clock));
    }

    private static <T> T asked(String failed, Supplier<T> work) {
        try {
            return work.get();
        } catch (DockerException e) {
            throw new EngineException(failed + ": " + EngineWords.of(e), e);
        }
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
