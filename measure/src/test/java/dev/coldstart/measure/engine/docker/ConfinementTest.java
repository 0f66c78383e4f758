package dev.coldstart.measure.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import dev.coldstart.core.plan.HttpScenario;
import dev.coldstart.core.plan.RunSettings;
import dev.coldstart.core.probe.ProbeCommand;
import dev.coldstart.core.probe.ProbeEvent;
import dev.coldstart.core.probe.Timing;
import dev.coldstart.core.sample.FailureReason;
import dev.coldstart.core.sample.Host;
import dev.coldstart.core.sample.Outcome;
import dev.coldstart.measure.engine.HeldApp;
import dev.coldstart.measure.engine.Known;
import dev.coldstart.measure.engine.Postmortem;
import dev.coldstart.measure.engine.Session;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What an app can't do, as the engine was told it and as a hostile app finds it. */
final class ConfinementTest {

    private static final HttpScenario SCENARIO =
            Known.scenario(OptionalInt.of(Known.PORT), Duration.ofSeconds(30), Duration.ofSeconds(5));

    private static Optional<Known> known = Optional.empty();
    private static Optional<DockerConnection> connection = Optional.empty();

    @BeforeAll
    static void connect() {
        known = Optional.of(Known.here());
        connection = Optional.of(DockerConnection.open());
    }

    @AfterAll
    static void close() throws IOException {
        known.ifPresent(Known::close);
        if (connection.isPresent()) {
            connection.get().client().close();
        }
    }

    @Test
    void theEngineIsToldToConfineIt() {
        RunSettings run = Known.run(1);
        Containers containers = new Containers(connection.orElseThrow().client());
        try (Session session = known.orElseThrow().engine().open(run)) {
            session.hold(known.orElseThrow().image());
            List<InspectContainerResponse> held = containers.of(run);
            assertThat(held).hasSize(1);
            InspectContainerResponse app = held.getFirst();
            HostConfig host = app.getHostConfig();
            String prober = containers.ofSession(containers.session(run)).stream()
                    .filter(id -> !id.equals(app.getId()))
                    .findFirst()
                    .orElseThrow();
            assertThat(host.getNetworkMode()).isEqualTo("container:" + prober);
            assertThat(host.getPidMode()).isEqualTo("container:" + prober);
            assertThat(host.getPrivileged()).isFalse();
            assertThat(host.getCapDrop()).containsExactly(Capability.ALL);
            assertThat(host.getCapAdd()).isNullOrEmpty();
            assertThat(host.getSecurityOpts()).containsExactly("no-new-privileges");
            assertThat(host.getReadonlyRootfs()).isTrue();
            assertThat(host.getTmpFs()).isEqualTo(Map.of("/tmp", "rw,exec,nosuid,nodev,size=64m,mode=1777"));
            assertThat(host.getPidsLimit()).isEqualTo(512);
            assertThat(host.getMemory()).isEqualTo(Known.MEMORY);
            assertThat(host.getMemorySwap()).isEqualTo(Known.MEMORY);
            assertThat(host.getLogConfig().getConfig()).containsKeys("max-size", "max-file");
            assertThat(host.getBinds()).isNullOrEmpty();
            assertThat(app.getMounts()).singleElement().satisfies(mount -> {
                assertThat(String.valueOf(mount.getDestination())).contains(RunnerFiles.GATE_FOLDER);
                assertThat(mount.getRW()).isFalse();
            });
            assertThat(app.getConfig().getUser()).isEqualTo("65532:65532");
            HostConfig proberHost = connection
                    .orElseThrow()
                    .client()
                    .inspectContainerCmd(prober)
                    .exec()
                    .getHostConfig();
            assertThat(proberHost.getNetworkMode()).isEqualTo("none");
            assertThat(proberHost.getReadonlyRootfs()).isTrue();
        }
    }

    /** It prints what it is and what it managed to do. */
    @Test
    void aHostileAppGetsNowhere() {
        Postmortem postmortem = ended("""
                echo user $(id -u)
                while read -r name value; do
                  case $name in CapEff:|CapBnd:|NoNewPrivs:|Seccomp:) echo $name $value;; esac
                done < /proc/self/status
                for place in / /app /coldstart /etc; do touch $place/mine 2>/dev/null && echo wrote $place; done
                kill -9 1 2>/dev/null && echo killed the prober
                cat /proc/1/environ >/dev/null 2>&1 && echo read the prober
                for net in /sys/class/net/*; do echo network ${net##*/}; done
                touch /tmp/mine && echo wrote /tmp
                echo home $HOME
                exit 9
                """);
        assertThat(postmortem.exitCode()).hasValue(9);
        assertThat(postmortem.log())
                .containsExactly(
                        "user 65532",
                        "CapEff: 0000000000000000",
                        "CapBnd: 0000000000000000",
                        "NoNewPrivs: 1",
                        "Seccomp: 2",
                        "network lo",
                        "wrote /tmp",
                        "home /tmp");
    }

    /** The last lines, each cut: an app can't fill the report, and the exit code is its own. */
    @Test
    void aTalkativeAppIsCutShort() {
        Postmortem postmortem = ended("""
                i=0; while [ $i -lt 50 ]; do echo line $i; i=$((i+1)); done
                printf '%01000d\\n' 7
                exit 4
                """);
        assertThat(postmortem.exitCode()).hasValue(4);
        assertThat(postmortem.killedForMemory()).isFalse();
        assertThat(postmortem.log()).hasSize(20).contains("line 49").doesNotContain("line 10");
        assertThat(postmortem.log().getLast()).hasSizeLessThan(600).endsWith("...");
    }

    private static Postmortem ended(String script) {
        try (Session session = known.orElseThrow().engine().open(Known.run(1))) {
            HeldApp app = session.hold(known.orElseThrow().shell(script));
            ProbeEvent.Timed timed = time(app, ProbeCommand.Disk.WARM);
            assertThat(timed.outcome())
                    .isInstanceOfSatisfying(
                            Outcome.Failed.class,
                            failed -> assertThat(failed.reason()).isEqualTo(FailureReason.EXITED));
            return app.examine();
        }
    }

    @Test
    void theGateDropsTheAppsPagesFirstWhenTheDiskIsToBeCold() {
        RunSettings warm = Known.run(1);
        RunSettings cold = new RunSettings(warm.cpus(), warm.memoryBytes(), warm.env(), warm.baseImage(), true);
        try (Session session = known.orElseThrow().engine().open(cold)) {
            HeldApp app = session.hold(known.orElseThrow().image("--sleep", "20"));
            assertThat(time(app, ProbeCommand.Disk.COLD).outcome()).isInstanceOf(Outcome.Started.class);
        }
    }

    /** A fixed amount of computing: at a quarter of a CPU it is held back, and takes longer. */
    @Test
    void aShareOfACpuIsAQuota() {
        List<Outcome.Started> whole = new ArrayList<>();
        List<Host> wholeHosts = new ArrayList<>();
        work(1, whole, wholeHosts);
        List<Outcome.Started> quarter = new ArrayList<>();
        List<Host> quarterHosts = new ArrayList<>();
        work(0.25, quarter, quarterHosts);
        assertThat(fastest(quarter)).isGreaterThan(fastest(whole));
        assertThat(quarterHosts)
                .allSatisfy(host -> assertThat(host.throttledNs().orElseThrow()).isPositive());
        assertThat(wholeHosts)
                .allSatisfy(host -> assertThat(host.throttledNs().orElse(0)).isZero());
    }

    private static void work(double cpus, List<Outcome.Started> outcomes, List<Host> hosts) {
        try (Session session = known.orElseThrow().engine().open(Known.run(cpus))) {
            for (int i = 0; i < 3; i++) {
                HeldApp app = session.hold(known.orElseThrow().image("--work", "150"));
                ProbeEvent.Timed timed = time(app, ProbeCommand.Disk.WARM);
                assertThat(timed.outcome()).isInstanceOf(Outcome.Started.class);
                outcomes.add((Outcome.Started) timed.outcome());
                hosts.add(timed.host());
                app.remove();
            }
        }
    }

    private static long fastest(List<Outcome.Started> starts) {
        return starts.stream().mapToLong(s -> s.phases().firstNs()).min().orElseThrow();
    }

    private static ProbeEvent.Timed time(HeldApp app, ProbeCommand.Disk disk) {
        return app.time(Timing.of(SCENARIO).with(disk), () -> {});
    }
}
