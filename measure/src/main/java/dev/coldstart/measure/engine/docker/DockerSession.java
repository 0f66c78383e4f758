package dev.coldstart.measure.engine.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.CreateContainerResponse;
import com.github.dockerjava.api.exception.DockerException;
import dev.coldstart.core.plan.RunSettings;
import dev.coldstart.core.plan.Size;
import dev.coldstart.core.probe.ProbeCommand;
import dev.coldstart.core.probe.ProbeEvent;
import dev.coldstart.core.sample.Machine;
import dev.coldstart.core.sample.Platform;
import dev.coldstart.measure.engine.AppImage;
import dev.coldstart.measure.engine.EngineException;
import dev.coldstart.measure.engine.HeldApp;
import dev.coldstart.measure.engine.Session;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** One prober's container, and the apps' containers that join its network and PID namespaces. */
final class DockerSession implements Session {

    static final Duration PROBER_PATIENCE = Duration.ofSeconds(60);
    private static final String APP_USER = "65532:65532";

    private final DockerClient docker;
    private final EngineFacts engine;
    private final RunSettings run;
    private final Confinement confinement;
    private final String session = UUID.randomUUID().toString();
    private final ProberLink prober = new ProberLink();
    private final Neighbours neighbours;
    private final Leftovers leftovers;
    private final Set<String> warnings = Collections.synchronizedSet(new LinkedHashSet<>());
    private final Set<Thread> holding = new HashSet<>();
    private volatile String proberId = "";
    private boolean aborted;

    private DockerSession(DockerClient docker, EngineFacts engine, RunSettings run) {
        this.docker = docker;
        this.engine = engine;
        this.run = run;
        this.confinement = Confinement.of(run, engine);
        this.neighbours = new Neighbours(docker, session);
        this.leftovers = new Leftovers(docker);
        neighbours.lookNow();
    }

    /** @throws DockerException when the engine refuses; then nothing is left */
    static DockerSession open(DockerClient docker, EngineFacts engine, String image, RunSettings run) {
        try {
            return open(docker, engine, image, run, Confinement.WITH_IPV6);
        } catch (DockerException e) {
            if (String.valueOf(e.getMessage()).contains("ipv6")) {
                return open(docker, engine, image, run, Confinement.WITHOUT_IPV6);
            }
            throw e;
        }
    }

    private static DockerSession open(
            DockerClient docker, EngineFacts engine, String image, RunSettings run, Map<String, String> sysctls) {
        DockerSession session = new DockerSession(docker, engine, run);
        try {
            session.start(session.createProber(image, sysctls));
            return session;
        } catch (RuntimeException e) {
            session.giveUp(e);
            throw e;
        }
    }

    private String createProber(String image, Map<String, String> sysctls) {
        CreateContainerResponse made = docker.createContainerCmd(image)
                .withLabels(Labels.of(session, Labels.PROBER))
                .withHostConfig(confinement.prober(sysctls))
                .withUser("0:0")
                .withHostName(Confinement.HOST_NAME)
                .withStdinOpen(true)
                .withStdInOnce(true)
                .withAttachStdin(true)
                .exec();
        keepWarnings(made);
        return made.getId();
    }

    private void start(String id) {
        proberId = id;
        docker.attachContainerCmd(proberId)
                .withStdIn(prober.input())
                .withStdOut(true)
                .withStdErr(true)
                .withFollowStream(true)
                .exec(prober);
        prober.awaitAttached();
        docker.startContainerCmd(proberId).exec();
    }

    /** Removes what there is of it, also for somebody who is being interrupted. A call that was broken off may have been obeyed. */
    private void giveUp(RuntimeException why) {
        boolean interrupted = Thread.interrupted();
        try {
            leftovers.removeSession(session);
        } catch (EngineException | DockerException e) {
            why.addSuppressed(e);
        } finally {
            hangUp();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** What the engine does not do as it was asked to. */
    private void keepWarnings(CreateContainerResponse made) {
        Arrays.stream(Objects.requireNonNullElse(made.getWarnings(), new String[0]))
                .map(String::strip)
                .filter(warning -> !warning.isEmpty())
                .forEach(warning -> warnings.add("the engine warned: " + warning));
    }

    @Override
    public Machine machine() {
        ProbeEvent.Ready ready = prober.ready(PROBER_PATIENCE);
        List<String> notes = new ArrayList<>(confinement.notes());
        notes.addAll(neighbours.remarks());
        return new Machine(
                engine.architecture(),
                ready.cpuModel(),
                ready.cpuCount(),
                ready.memoryBytes(),
                ready.kernel(),
                engine.description(),
                ready.cgroup(),
                confinement.cpus().app().orElse(""),
                confinement.cpus().prober().orElse(""),
                ready.governor(),
                notes,
                Optional.of(confinement.notHad()));
    }

    @Override
    public HeldApp hold(AppImage image) {
        return hold(image, confinement);
    }

    @Override
    public HeldApp hold(AppImage image, Size size) {
        return hold(image, Confinement.of(run.with(size), engine));
    }

    private HeldApp hold(AppImage image, Confinement confined) {
        String token = UUID.randomUUID().toString();
        List<String> entry = new ArrayList<>(List.of(RunnerFiles.GATE, token));
        switch (image.streams()) {
            case ENGINE -> {
                // the gate leaves them as they are
            }
            case PROBER_READS -> entry.addAll(List.of("--pipes", "2"));
            case PROBER_READS_AND_WRITES -> entry.addAll(List.of("--pipes", "3"));
        }
        if (run.coldDisk()) {
            entry.addAll(List.of("--cold", Images.APP_FOLDER));
        }
        entry.add("--");
        entry.addAll(image.command());
        beginToHold();
        try {
            neighbours.look();
            return held(image, token, entry, confined);
        } catch (DockerException e) {
            // What the engine refuses, and what is thrown when the connection is lost.
            throw new EngineException("the engine could not start a container of the app: " + EngineWords.of(e), e);
        } finally {
            endToHold();
        }
    }

    private synchronized void beginToHold() {
        if (aborted) {
            throw new EngineException("told to stop");
        }
        holding.add(Thread.currentThread());
    }

    /** An interruption by {@link #abort} goes no further: what is left to do is to clean up. */
    private synchronized void endToHold() {
        holding.remove(Thread.currentThread());
        if (aborted) {
            var _ = Thread.interrupted();
        }
    }

    private HeldApp held(AppImage image, String token, List<String> entry, Confinement confined) {
        long before = System.nanoTime();
        CreateContainerResponse made = docker.createContainerCmd(image.reference())
                .withLabels(Labels.of(session, Labels.APP))
                .withHostConfig(confined.app(proberId))
                .withUser(APP_USER)
                .withWorkingDir(Images.APP_FOLDER)
                .withEnv(environment())
                .withEntrypoint(entry)
                .withCmd(List.of())
                .exec();
        long created = System.nanoTime();
        docker.startContainerCmd(made.getId()).exec();
        Platform platform = new Platform(created - before, System.nanoTime() - created);
        keepWarnings(made);
        return new DockerHeldApp(docker, prober, made.getId(), token, platform, confined);
    }

    /** Programs write to their home folder, and the one place that can be written to is /tmp. */
    private List<String> environment() {
        Map<String, String> env = new TreeMap<>(Map.of("HOME", "/tmp"));
        env.putAll(run.env());
        return env.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList();
    }

    @Override
    public synchronized void abort() {
        aborted = true;
        prober.abort();
        holding.forEach(Thread::interrupt);
    }

    @Override
    public List<String> remarks() {
        neighbours.lookNow();
        List<String> remarks = new ArrayList<>(neighbours.remarks());
        synchronized (warnings) {
            remarks.addAll(warnings);
        }
        return remarks;
    }

    @Override
    public void close() {
        prober.send(new ProbeCommand.Stop());
        try {
            leftovers.removeSession(session);
        } catch (DockerException e) {
            throw new EngineException("what was started could not be removed: " + EngineWords.of(e), e);
        } finally {
            hangUp();
        }
    }

    private void hangUp() {
        try {
            prober.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
