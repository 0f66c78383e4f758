package dev.coldstart.measure.engine.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.InspectContainerResponse.ContainerState;
import com.github.dockerjava.api.model.Frame;
import dev.coldstart.core.plan.Scenario;
import dev.coldstart.core.plan.Study;
import dev.coldstart.core.probe.ProbeCommand;
import dev.coldstart.core.probe.ProbeEvent;
import dev.coldstart.core.probe.Timing;
import dev.coldstart.core.sample.Limit;
import dev.coldstart.core.sample.Platform;
import dev.coldstart.core.study.Generator;
import dev.coldstart.measure.engine.EngineException;
import dev.coldstart.measure.engine.HeldApp;
import dev.coldstart.measure.engine.LogExcerpt;
import dev.coldstart.measure.engine.Postmortem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A container of the app, held at the gate. */
final class DockerHeldApp implements HeldApp {

    private static final Duration ENDED_WITHIN = Duration.ofSeconds(10);
    private static final Duration BEYOND_THE_DEADLINE = Duration.ofSeconds(60);

    /** As a shell says it: 128 and SIGKILL. */
    private static final int KILLED = 128 + 9;

    private final DockerClient docker;
    private final ProberLink prober;
    private final String id;
    private final String token;
    private final Platform platform;
    private final Confinement confinement;

    DockerHeldApp(
            DockerClient docker,
            ProberLink prober,
            String id,
            String token,
            Platform platform,
            Confinement confinement) {
        this.docker = docker;
        this.prober = prober;
        this.id = id;
        this.token = token;
        this.platform = platform;
        this.confinement = confinement;
    }

    @Override
    public Platform platform() {
        return platform;
    }

    @Override
    public ProbeEvent.Timed time(Timing timing, Runnable idling) {
        Scenario scenario = polledConsiderately(timing.scenario());
        prober.ready(DockerSession.PROBER_PATIENCE);
        prober.send(new ProbeCommand.TimeStart(token, timing.with(scenario)));
        Duration patience = scenario.longest(timing.exchange().size()).plus(BEYOND_THE_DEADLINE);
        while (true) {
            switch (prober.next(patience)) {
                case ProbeEvent.Timed timed
                when timed.token().equals(token) -> {
                    return timed;
                }
                case ProbeEvent.Idling(String whose) when whose.equals(token) -> idling.run();
                case ProbeEvent other -> throw new EngineException("the prober spoke out of turn: " + other);
            }
        }
    }

    @Override
    public ProbeEvent.Studied study(Timing timing, Study study) {
        Scenario scenario = polledConsiderately(timing.scenario());
        prober.ready(DockerSession.PROBER_PATIENCE);
        prober.send(new ProbeCommand.RunStudy(
                token,
                timing.with(scenario),
                study,
                confinement.cpus().isApart() ? Generator.Place.APART : Generator.Place.BESIDE));
        Duration patience = scenario.longest(0).plus(study.longestRun()).plus(BEYOND_THE_DEADLINE);
        while (true) {
            switch (prober.next(patience)) {
                case ProbeEvent.Studied studied
                when studied.start().token().equals(token) -> {
                    return studied;
                }
                case ProbeEvent.Idling(String whose) when whose.equals(token) -> {
                    // nothing is prepared while a study runs
                }
                case ProbeEvent other -> throw new EngineException("the prober spoke out of turn: " + other);
            }
        }
    }

    private Scenario polledConsiderately(Scenario scenario) {
        return confinement.cpus().isApart() ? scenario : scenario.onOneCpu();
    }

    @Override
    public Postmortem examine() {
        ContainerState state = state();
        long giveUpAt = System.nanoTime() + ENDED_WITHIN.toNanos();
        while (Boolean.TRUE.equals(state.getRunning()) && System.nanoTime() < giveUpAt) {
            LockSupport.parkNanos(5_000_000);
            state = state();
        }
        Long exitCode = state.getExitCodeLong();
        return new Postmortem(
                exitCode == null || Boolean.TRUE.equals(state.getRunning())
                        ? OptionalInt.empty()
                        : OptionalInt.of(Math.toIntExact(exitCode)),
                Boolean.TRUE.equals(state.getOOMKilled()) || isKilledUnsaid(exitCode),
                log());
    }

    /**
     * Podman's monitor misses it with version 1 of control groups. Nobody else sends an app that signal: it runs under a limit, in
     * namespaces where no other program may, and the prober ends only those that it has given up.
     */
    private boolean isKilledUnsaid(@Nullable Long exitCode) {
        return confinement.engine().maker() == EngineFacts.Maker.PODMAN
                && !confinement.engine().lacks().contains(Limit.MEMORY)
                && exitCode != null
                && exitCode == KILLED;
    }

    private ContainerState state() {
        try {
            return docker.inspectContainerCmd(id).exec().getState();
        } catch (RuntimeException e) {
            throw new EngineException("the engine no longer knows the app's container: " + EngineWords.of(e), e);
        }
    }

    private List<String> log() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (var reading = docker.logContainerCmd(id)
                .withStdOut(true)
                .withStdErr(true)
                .withTailAll()
                .exec(new ResultCallback.Adapter<Frame>() {
                    @Override
                    public void onNext(Frame frame) {
                        bytes.writeBytes(frame.getPayload());
                    }
                })) {
            reading.awaitCompletion();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineException("interrupted while the app's log was read", e);
        } catch (IOException | RuntimeException e) {
            return List.of("(the app's log could not be read: " + EngineWords.of(e) + ")");
        }
        return LogExcerpt.of(bytes.toString(StandardCharsets.UTF_8).lines().toList());
    }

    @Override
    public void remove() {
        new Leftovers(docker).remove(id);
    }
}
