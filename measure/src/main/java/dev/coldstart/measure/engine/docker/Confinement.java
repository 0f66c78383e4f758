package dev.coldstart.measure.engine.docker;

import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.LogConfig;
import com.github.dockerjava.api.model.Ulimit;
import com.github.dockerjava.api.model.VolumesFrom;
import dev.coldstart.core.plan.RunSettings;
import dev.coldstart.core.sample.Limit;
import dev.coldstart.measure.engine.CpuSplit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What holds the containers of a run: as much of it as the engine can set. What it can't is not asked for, as some engines
 * refuse and some say nothing.
 */
record Confinement(RunSettings run, CpuSplit cpus, EngineFacts engine) {

    private static final long PROBER_MEMORY = 256L << 20;
    private static final long PROBER_PIDS = 128;
    private static final long APP_PIDS = 512;
    private static final long APP_FILES = 4096;

    /** Of all apps of an engine together, as they have one user: a stock of held ones, each with as many as it may have. */
    private static final long USERS_PROCESSES = 16 * 1024;

    private static final Map<String, String> APP_TMPFS = Map.of("/tmp", "rw,exec,nosuid,nodev,size=64m,mode=1777");

    /**
     * A server that closes first leaves its end of the connection in TIME_WAIT for a minute. An attempt that happens to get
     * the same port while nothing listens is answered by that end with an ACK in place of a RST, and hangs until its SYN is
     * sent again 10 ms later: known starts read up to 10 ms late, one in ten.
     */
    static final Map<String, String> WITHOUT_IPV6 = Map.of("net.ipv4.tcp_max_tw_buckets", "0");

    /**
     * The same; and engines switch IPv6 off where a network has none, and with it the loopback address that some apps listen on
     * alone. A kernel without IPv6 has no such setting, and the engine then does not start the container.
     */
    static final Map<String, String> WITH_IPV6 =
            Map.of("net.ipv4.tcp_max_tw_buckets", "0", "net.ipv6.conf.lo.disable_ipv6", "0");

    /**
     * The name by which a container of the app knows itself: apps look up their own at their start. Who joins a container's
     * network namespace has its name and its hosts file.
     */
    static final String HOST_NAME = "coldstart";

    private static final String OWN_ADDRESS = HOST_NAME + ":127.0.0.1";

    private static final LogConfig BOUNDED_LOG =
            new LogConfig(LogConfig.LoggingType.JSON_FILE, Map.of("max-size", "4m", "max-file", "2"));

    static Confinement of(RunSettings run, EngineFacts engine) {
        return new Confinement(run, CpuSplit.of(engine.cpus(), run.cpus(), engine.lacks()), engine);
    }

    /** @param sysctls one of {@link #WITH_IPV6} and {@link #WITHOUT_IPV6} */
    HostConfig prober(Map<String, String> sysctls) {
        HostConfig host = limited(PROBER_MEMORY, PROBER_PIDS)
                .withNetworkMode("none")
                // To continue the gate; to read the app's memory; to read its files under /proc.
                .withCapAdd(Capability.KILL, Capability.SYS_PTRACE, Capability.DAC_OVERRIDE)
                .withTmpFs(Map.of("/tmp", "rw,nosuid,nodev,size=16m"))
                .withSysctls(sysctls)
                .withExtraHosts(OWN_ADDRESS)
                .withAutoRemove(true);
        cpus.prober().ifPresent(host::withCpusetCpus);
        return host;
    }

    /** @param prober the container whose namespaces and gate it gets */
    HostConfig app(String prober) {
        HostConfig host = limited(run.memoryBytes(), APP_PIDS)
                .withNetworkMode("container:" + prober)
                .withPidMode("container:" + prober)
                .withVolumesFrom(VolumesFrom.parse(prober + ":ro"))
                .withTmpFs(APP_TMPFS)
                .withUlimits(ulimits());
        cpus.app().ifPresent(host::withCpusetCpus);
        cpus.nanoCpus().ifPresent(host::withNanoCPUs);
        return host;
    }

    private List<Ulimit> ulimits() {
        List<Ulimit> ulimits =
                new ArrayList<>(List.of(new Ulimit("nofile", APP_FILES, APP_FILES), new Ulimit("core", 0L, 0L)));
        if (engine.maker() == EngineFacts.Maker.PODMAN) {
            // Where any of them is given it sets this one too, higher than it may where it has no CAP_SYS_RESOURCE.
            ulimits.add(new Ulimit("nproc", USERS_PROCESSES, USERS_PROCESSES));
        }
        return ulimits;
    }

    /** What every container here has: no capability, no way to gain one, nothing to write to, a bounded log. */
    private HostConfig limited(long memory, long processes) {
        HostConfig host = HostConfig.newHostConfig()
                .withCapDrop(Capability.ALL)
                .withSecurityOpts(List.of("no-new-privileges"))
                .withReadonlyRootfs(true)
                .withLogConfig(BOUNDED_LOG);
        if (!engine.lacks().contains(Limit.MEMORY)) {
            host.withMemory(memory);
            if (!engine.lacks().contains(Limit.SWAP)) {
                host.withMemorySwap(memory);
            }
        }
        if (!engine.lacks().contains(Limit.PROCESSES)) {
            host.withPidsLimit(processes);
        }
        return host;
    }

    /** What this run was to have and can't, in the order in which it matters. */
    List<Limit> notHad() {
        Set<Limit> wanted = EnumSet.of(Limit.MEMORY, Limit.PROCESSES);
        if (!engine.lacks().contains(Limit.MEMORY)) {
            wanted.add(Limit.SWAP);
        }
        wanted.add(Limit.CPU_PINNING);
        if (run.cpus() < Math.ceil(run.cpus()) || engine.lacks().contains(Limit.CPU_PINNING)) {
            wanted.add(Limit.CPU_QUOTA);
        }
        wanted.retainAll(engine.lacks());
        return List.copyOf(wanted);
    }

    /** What a reader should know of it, one sentence each. */
    List<String> notes() {
        List<String> notes = new ArrayList<>(cpus.notes());
        notHad().forEach(limit -> notes.add("the engine can't " + limit.what() + ": no start was held to it"));
        return notes;
    }
}
