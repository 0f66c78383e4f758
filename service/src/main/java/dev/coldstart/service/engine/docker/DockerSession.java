package dev.coldstart.service.engine.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Info;
import com.github.dockerjava.api.model.LogConfig;
import com.github.dockerjava.api.model.Ulimit;
import com.github.dockerjava.api.model.VolumesFrom;
import dev.coldstart.core.plan.Architecture;
import dev.coldstart.core.plan.RunSettings;
import dev.coldstart.core.probe.ProbeCommand;
import dev.coldstart.core.probe.ProbeEvent;
import dev.coldstart.core.sample.Machine;
import dev.coldstart.core.sample.Platform;
import dev.coldstart.service.engine.AppImage;
import dev.coldstart.service.engine.CpuSplit;
import dev.coldstart.service.engine.EngineException;
import dev.coldstart.service.engine.HeldApp;
import dev.coldstart.service.engine.Session;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;

/** One prober's container, and the apps' containers that join its network and PID namespaces. */
final class DockerSession implements Session {

    static final Duration PROBER_PATIENCE = Duration.ofSeconds(60);
    private static final long PROBER_MEMORY = 256L << 20;
    private static final long PROBER_PIDS = 128;
    private static final long APP_PIDS = 512;
    private static final long APP_FILES = 4096;
    private static final String APP_USER = "65532:65532";
    private static final Map<String, String> APP_TMPFS = Map.of("/tmp", "rw,exec,nosuid,nodev,size=64m,mode=1777");
    /**
     * A server that closes first leaves its end of the connection in TIME_WAIT for a minute. An attempt that happens to get
     * the same port while nothing listens is answered by that end with an ACK in place of a RST, and hangs until its SYN is
     * sent again 10 ms later: known starts read up to 10 ms late, one in ten.
     */
    private static final Map<String, String> NO_TIME_WAIT = Map.of("net.ipv4.tcp_max_tw_buckets", "0");

    /**
     * Engines switch IPv6 off where a network has none, and with it the loopback address that some apps listen on alone. A
     * kernel without IPv6 has no such setting, and the engine then does not start the container.
     */
    private static final Map<String, String> LOOPBACK_V6 = Map.of("net.ipv6.conf.lo.disable_ipv6", "0");

    /**
     * The name by which a container of the app knows itself: apps look up their own at their start. Who joins a container's
     * network namespace has its name and its hosts file.
     */
    private static final String HOST_NAME = "coldstart";

    private static final String OWN_ADDRESS = HOST_NAME + ":127.0.0.1";

    private static final LogConfig BOUNDED_LOG =
            new LogConfig(LogConfig.LoggingType.JSON_FILE, Map.of("max-size", "4m", "max-file", "2"));

    private final DockerClient docker;
    private final RunSettings run;
    private final CpuSplit cpus;
    private final String session;
    private final String proberId;
    private final ProberLink prober;
    private final Function<ProbeEvent.Ready, Machine> describe;

    private DockerSession(
            DockerClient docker,
            RunSettings run,
            CpuSplit cpus,
            String session,
            String proberId,
            ProberLink prober,
            Function<ProbeEvent.Ready, Machine> describe) {
        this.docker = docker;
        this.run = run;
        this.cpus = cpus;
        this.session = session;
        this.proberId = proberId;
        this.prober = prober;
        this.describe = describe;
    }

    static DockerSession open(
            DockerClient docker, Info info, String engine, String image, RunSettings run, int otherSessions) {
        Map<String, String> sysctls = new TreeMap<>(NO_TIME_WAIT);
        sysctls.putAll(LOOPBACK_V6);
        try {
            return open(docker, info, engine, image, run, otherSessions, sysctls);
        } catch (DockerException e) {
            if (String.valueOf(e.getMessage()).contains("ipv6")) {
                return open(docker, info, engine, image, run, otherSessions, NO_TIME_WAIT);
            }
            throw e;
        }
    }

    private static DockerSession open(
            DockerClient docker,
            Info info,
            String engine,
            String image,
            RunSettings run,
            int otherSessions,
            Map<String, String> sysctls) {
        CpuSplit cpus = CpuSplit.of(Objects.requireNonNullElse(info.getNCPU(), 1), run.cpus());
        String session = UUID.randomUUID().toString();
        HostConfig host = confined()
                .withNetworkMode("none")
                // To continue the gate; to read the app's memory; to read its files under /proc.
                .withCapAdd(Capability.KILL, Capability.SYS_PTRACE, Capability.DAC_OVERRIDE)
                .withMemory(PROBER_MEMORY)
                .withMemorySwap(PROBER_MEMORY)
                .withPidsLimit(PROBER_PIDS)
                .withTmpFs(Map.of("/tmp", "rw,nosuid,nodev,size=16m"))
                .withSysctls(sysctls)
                .withExtraHosts(OWN_ADDRESS)
                .withAutoRemove(true);
        cpus.prober().ifPresent(host::withCpusetCpus);
        String id = docker.createContainerCmd(image)
                .withLabels(Labels.of(session, Labels.PROBER))
                .withHostConfig(host)
                .withUser("0:0")
                .withHostName(HOST_NAME)
                .withStdinOpen(true)
                .withStdInOnce(true)
                .withAttachStdin(true)
                .exec()
                .getId();
        ProberLink link = new ProberLink();
        try {
            docker.attachContainerCmd(id)
                    .withStdIn(link.input())
                    .withStdOut(true)
                    .withStdErr(true)
                    .withFollowStream(true)
                    .exec(link)
                    .awaitStarted();
            docker.startContainerCmd(id).exec();
            return new DockerSession(
                    docker, run, cpus, session, id, link, ready -> machine(ready, info, engine, cpus, otherSessions));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            removeQuietly(docker, id);
            throw new EngineException("interrupted while the prober was started", e);
        } catch (RuntimeException e) {
            removeQuietly(docker, id);
            throw e;
        }
    }

    private static Machine machine(ProbeEvent.Ready ready, Info info, String engine, CpuSplit cpus, int otherSessions) {
        List<String> notes = new ArrayList<>(cpus.notes());
        if (otherSessions > 0) {
            notes.add("another coldstart measurement was running on this engine at the same time");
        }
        return new Machine(
                Architecture.of(Objects.requireNonNullElse(info.getArchitecture(), "unknown")),
                ready.cpuModel(),
                ready.cpuCount(),
                ready.memoryBytes(),
                ready.kernel(),
                engine,
                ready.cgroup(),
                cpus.app().orElse(""),
                cpus.prober().orElse(""),
                ready.governor(),
                notes);
    }

    /** What every container here has: no capability, no way to gain one, nothing to write to, a bounded log. */
    private static HostConfig confined() {
        return HostConfig.newHostConfig()
                .withCapDrop(Capability.ALL)
                .withSecurityOpts(List.of("no-new-privileges"))
                .withReadonlyRootfs(true)
                .withLogConfig(BOUNDED_LOG);
    }

    @Override
    public Machine machine() {
        return describe.apply(prober.ready(PROBER_PATIENCE));
    }

    @Override
    public HeldApp hold(AppImage image) {
        String token = UUID.randomUUID().toString();
        HostConfig host = confined()
                .withNetworkMode("container:" + proberId)
                .withPidMode("container:" + proberId)
                .withVolumesFrom(VolumesFrom.parse(proberId + ":ro"))
                .withTmpFs(APP_TMPFS)
                .withMemory(run.memoryBytes())
                .withMemorySwap(run.memoryBytes())
                .withPidsLimit(APP_PIDS)
                .withUlimits(List.of(new Ulimit("nofile", APP_FILES, APP_FILES), new Ulimit("core", 0L, 0L)));
        cpus.app().ifPresent(host::withCpusetCpus);
        cpus.nanoCpus().ifPresent(host::withNanoCPUs);
        List<String> entry = new ArrayList<>(List.of(RunnerFiles.GATE, token));
        if (run.coldDisk()) {
            entry.addAll(List.of("--cold", Images.APP_FOLDER));
        }
        entry.add("--");
        entry.addAll(image.command());
        try {
            long before = System.nanoTime();
            String id = docker.createContainerCmd(image.reference())
                    .withLabels(Labels.of(session, Labels.APP))
                    .withHostConfig(host)
                    .withUser(APP_USER)
                    .withWorkingDir(Images.APP_FOLDER)
                    .withEnv(environment())
                    .withEntrypoint(entry)
                    .withCmd(List.of())
                    .exec()
                    .getId();
            long created = System.nanoTime();
            docker.startContainerCmd(id).exec();
            Platform platform = new Platform(created - before, System.nanoTime() - created);
            return new DockerHeldApp(docker, prober, id, token, platform, cpus);
        } catch (RuntimeException e) {
            // What the engine refuses, and what docker-java throws when the connection is lost.
            throw new EngineException("the engine could not start a container of the app: " + e.getMessage(), e);
        }
    }

    /** Programs write to their home folder, and the one place that can be written to is /tmp. */
    private List<String> environment() {
        Map<String, String> env = new TreeMap<>(Map.of("HOME", "/tmp"));
        env.putAll(run.env());
        return env.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList();
    }

    @Override
    public void abort() {
        prober.abort();
    }

    @Override
    public void close() {
        prober.send(new ProbeCommand.Stop());
        try {
            List<Container> left = docker.listContainersCmd()
                    .withShowAll(true)
                    .withLabelFilter(Map.of(Labels.SESSION, session))
                    .exec();
            left.parallelStream().forEach(container -> removeQuietly(docker, container.getId()));
        } catch (RuntimeException e) {
            throw new EngineException("what was started could not be removed: " + e.getMessage(), e);
        } finally {
            hangUp(prober);
        }
    }

    private static void hangUp(ProberLink prober) {
        try {
            prober.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void removeQuietly(DockerClient docker, String id) {
        try {
            docker.removeContainerCmd(id)
                    .withForce(true)
                    .withRemoveVolumes(true)
                    .exec();
        } catch (NotFoundException e) {
            // already gone, as was wanted
        } catch (ConflictException e) {
            // removal is already in progress: the engine's own auto-removal
        } catch (RuntimeException e) {
            throw new EngineException("the engine could not remove a container: " + e.getMessage(), e);
        }
    }
}
