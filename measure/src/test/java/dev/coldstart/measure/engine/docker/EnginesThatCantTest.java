package dev.coldstart.measure.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.dockerjava.api.exception.DockerException;
import dev.coldstart.core.plan.RunSettings;
import dev.coldstart.core.sample.Limit;
import dev.coldstart.measure.engine.EngineException;
import dev.coldstart.measure.run.Cancellation;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Engines that refuse, say nothing, or can't do what is asked: every call has an end, and the engine's words are told. */
@Timeout(60)
final class EnginesThatCantTest {

    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final String ATTACH = "POST /containers/c1/attach";

    @TempDir
    Path dir;

    private Optional<FakeDocker> fake = Optional.empty();

    @BeforeEach
    void begin() throws IOException {
        fake = Optional.of(new FakeDocker(dir));
    }

    @AfterEach
    void end() throws IOException {
        engine().close();
    }

    private FakeDocker engine() {
        return fake.orElseThrow();
    }

    private static DockerSession open(DockerConnection connection) {
        return DockerSession.open(connection.client(), connection.facts(), "runner", RunSettings.defaults());
    }

    @Test
    void anAttachThatIsRefusedIsToldInTheEnginesWordsAndNothingIsLeft() {
        engine().on(ATTACH, new FakeDocker.Said(409, "{\"message\":\"the container is paused; unpause it first\"}"))
                .on(
                        "GET /containers/json",
                        new FakeDocker.Said(
                                200,
                                "[{\"Id\":\"c1\",\"State\":\"created\",\"Created\":1,\"Labels\":{\"dev.coldstart.role\":\"prober\"}}]"));
        DockerConnection connection = engine().connect(LONG);
        assertThatThrownBy(() -> open(connection))
                .isInstanceOf(DockerException.class)
                .extracting(EngineWords::of)
                .isEqualTo("the container is paused; unpause it first");
        assertThat(engine().asked("DELETE /containers/c1")).hasSize(1);
        assertThat(engine().asked("POST /containers/c1/start")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST /containers/create", ATTACH, "DELETE /containers/", "GET /containers/json"})
    void aCallThatIsNotAnsweredHasAnEnd(String call) {
        engine().on(call, new FakeDocker.Silence());
        DockerConnection connection = engine().connect(SHORT);
        if (call.startsWith("DELETE")) {
            assertThatThrownBy(() -> new Leftovers(connection.client()).remove("c1"))
                    .isInstanceOf(EngineException.class)
                    .hasMessageContaining("no answer to DELETE");
        } else if (call.startsWith("GET")) {
            assertThatThrownBy(() -> new Leftovers(connection.client()).removeSession("s"))
                    .isInstanceOf(DockerException.class)
                    .hasMessageContaining("no answer to GET")
                    .hasMessageContaining("within 300 ms");
        } else {
            assertThatThrownBy(() -> open(connection))
                    .isInstanceOf(DockerException.class)
                    .hasMessageContaining("no answer to POST");
        }
    }

    @Test
    void anAnswerThatStopsInTheMiddleHasAnEndToo() {
        engine().on("GET /containers/json", new FakeDocker.HeadersAlone());
        DockerConnection connection = engine().connect(SHORT);
        assertThatThrownBy(() -> new Leftovers(connection.client()).removeSession("s"))
                .hasMessageContaining("no answer to GET");
    }

    @Test
    void anEngineThatDoesNotEvenSayWhoItIsIsNoEngine() {
        engine().on("GET /version", new FakeDocker.Silence());
        assertThatThrownBy(() -> engine().connect(SHORT))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("no container engine answers")
                .hasMessageContaining("within 300 ms");
    }

    /** With all the patience in the world: who is told to stop does not wait for the engine. */
    @Test
    void whoIsToldToStopDoesNotWaitAndLeavesNothing() throws InterruptedException {
        engine().on("POST /containers/create", new FakeDocker.Silence())
                .on(
                        "GET /containers/json",
                        new FakeDocker.Said(
                                200, "[{\"Id\":\"c1\",\"State\":\"created\",\"Created\":1,\"Labels\":{}}]"));
        DockerConnection connection = engine().connect(LONG);
        Cancellation cancellation = new Cancellation();
        Thread other = Thread.ofVirtual().start(() -> {
            try {
                engine().silent.await();
                cancellation.cancel();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        assertThatThrownBy(() -> cancellation.interruptibly(() -> open(connection)))
                .isInstanceOf(DockerException.class)
                .hasMessageContaining("told to stop");
        other.join();
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        assertThat(engine().asked("DELETE /containers/c1")).hasSize(1);
    }

    /** What an engine refuses to make is told in its own words. */
    @Test
    void aRefusedCreateIsTold() {
        engine().on("POST /containers/create", new FakeDocker.Said(400, "{\"message\":\"no room for another one\"}"));
        DockerConnection connection = engine().connect(LONG);
        assertThatThrownBy(() -> open(connection)).extracting(EngineWords::of).isEqualTo("no room for another one");
    }

    @Test
    void onePartOfTheEngineIsAskedInOneVersionOfItsApi() {
        DockerConnection connection =
                engine().version("Engine", "20.10.24", "1.41", "1.12").connect(LONG);
        new Leftovers(connection.client()).removeSession("s");
        assertThat(engine().asked).anyMatch(call -> call.startsWith("GET /v1.41/info"));
        assertThat(engine().asked).last().asString().startsWith("GET /v1.41/containers/json");
    }

    @ParameterizedTest
    @CsvSource({"1.41, 1.12, 1.41", "1.51, 1.24, 1.51", "1.52, 1.44, 1.51", "1.60, 1.55, 1.55"})
    void theNewestVersionThatBothKnow(String newest, String oldest, String chosen) {
        engine().version("Engine", "99", newest, oldest).connect(LONG);
        assertThat(engine().asked).last().isEqualTo("GET /v" + chosen + "/info");
    }

    @Test
    void podmanIsCalledByItsName() {
        assertThat(engine().version("Podman Engine", "4.3.1", "1.41", "1.24")
                        .connect(LONG)
                        .facts()
                        .description())
                .isEqualTo("Podman 4.3.1");
        assertThat(engine().version("Engine", "28.5.2", "1.51", "1.24")
                        .connect(LONG)
                        .facts()
                        .description())
                .isEqualTo("Docker Engine 28.5.2");
    }

    @Test
    void whatAnEngineCantLimitIsReadAndNotAskedFor() {
        DockerConnection connection = engine().info("MemoryLimit", false)
                .info("SwapLimit", false)
                .info("CPUSet", false)
                .info("PidsLimit", false)
                .info("Warnings", List.of("WARNING: No memory limit support"))
                .connect(LONG);
        EngineFacts facts = connection.facts();
        assertThat(facts.lacks())
                .containsExactlyInAnyOrder(Limit.MEMORY, Limit.SWAP, Limit.CPU_PINNING, Limit.PROCESSES);
        assertThat(facts.warnings()).containsExactly("WARNING: No memory limit support");
        assertThat(facts.refusal()).isEmpty();
        Confinement confinement = Confinement.of(RunSettings.defaults(), facts);
        assertThat(confinement.app("p").getMemory()).isNull();
        assertThat(confinement.app("p").getPidsLimit()).isNull();
        assertThat(confinement.app("p").getCpusetCpus()).isNull();
        assertThat(confinement.app("p").getNanoCPUs()).isEqualTo(1_000_000_000L);
        assertThat(confinement.notHad()).containsExactly(Limit.MEMORY, Limit.CPU_PINNING, Limit.PROCESSES);
        assertThat(confinement.notes())
                .contains("the engine can't limit memory: no start was held to it")
                .anyMatch(note -> note.contains("the engine can't pin to a CPU, and asks once a millisecond"));
    }

    @Test
    void whatItCanIsAskedFor() {
        Confinement confinement =
                Confinement.of(RunSettings.defaults(), engine().connect(LONG).facts());
        assertThat(confinement.app("p").getMemory()).isEqualTo(RunSettings.DEFAULT_MEMORY_BYTES);
        assertThat(confinement.app("p").getMemorySwap()).isEqualTo(RunSettings.DEFAULT_MEMORY_BYTES);
        assertThat(confinement.app("p").getCpusetCpus()).isEqualTo("1");
        assertThat(confinement.notHad()).isEmpty();
        assertThat(confinement.notes()).isEmpty();
    }

    /** A share of a CPU is refused by an engine that can't give one, where a whole one needs no quota. */
    @Test
    void aShareOfACpuThatCantBeGivenIsSaid() {
        EngineFacts facts = engine().info("CpuCfsQuota", false).connect(LONG).facts();
        RunSettings half = new RunSettings(0.5, RunSettings.DEFAULT_MEMORY_BYTES, Map.of(), Optional.empty(), false);
        assertThat(Confinement.of(half, facts).notHad()).containsExactly(Limit.CPU_QUOTA);
        assertThat(Confinement.of(half, facts).app("p").getNanoCPUs()).isNull();
        assertThat(Confinement.of(RunSettings.defaults(), facts).notHad()).isEmpty();
    }

    @Test
    void anEngineWithoutControlGroupsIsRefusedWithWhatToDo() {
        EngineFacts facts = engine().info("CgroupDriver", "none")
                .info("SecurityOptions", List.of("name=seccomp,profile=default", "name=rootless"))
                .connect(LONG)
                .facts();
        assertThat(facts.refusal().orElseThrow()).contains("it is rootless", "Delegate");
    }

    /** Podman removes nothing that another container depends on. */
    @Test
    void appsAreRemovedBeforeTheirProber() {
        engine().on(
                        "GET /containers/json",
                        new FakeDocker.Said(
                                200,
                                "[{\"Id\":\"p\",\"Labels\":{\"dev.coldstart.role\":\"prober\"}},"
                                        + "{\"Id\":\"a\",\"Labels\":{\"dev.coldstart.role\":\"app\"}},"
                                        + "{\"Id\":\"b\",\"Labels\":{\"dev.coldstart.role\":\"app\"}}]"));
        new Leftovers(engine().connect(LONG).client()).removeSession("s");
        List<String> removed = engine().asked("DELETE /containers/");
        assertThat(removed).hasSize(3);
        assertThat(removed.getLast()).startsWith("DELETE /containers/p?");
    }

    /** Podman keeps the input of a prober open when its worker is killed. */
    @Test
    void aProberThatRunsOnWithoutItsWorkerIsRemoved() {
        String prober =
                "{\"Id\":\"%s\",\"State\":\"running\",\"Created\":%d,\"Labels\":{\"dev.coldstart.role\":\"prober\","
                        + "\"dev.coldstart.session\":\"%s\",\"dev.coldstart.owner\":\"%s\"}}";
        long now = Clock.systemUTC().instant().getEpochSecond();
        engine().on(
                        "GET /containers/json",
                        new FakeDocker.Said(
                                200,
                                "[" + prober.formatted("live", now, "1", Owner.ours()) + ","
                                        + prober.formatted(
                                                "dead", now, "2", Owner.ours().replaceFirst("\\d+$", "1"))
                                        + "]"));
        assertThat(new Leftovers(engine().connect(LONG).client()).removeDead(Clock.systemUTC()))
                .isEqualTo(1);
        assertThat(engine().asked("DELETE /containers/"))
                .singleElement()
                .asString()
                .contains("/dead?");
    }

    @Test
    void oneThatCantBeRemovedDoesNotKeepTheOthers() {
        engine().on(
                        "GET /containers/json",
                        new FakeDocker.Said(
                                200,
                                "[{\"Id\":\"a\",\"Labels\":{}},{\"Id\":\"b\",\"Labels\":{}},{\"Id\":\"c\",\"Labels\":{}}]"))
                .on("DELETE /containers/a", new FakeDocker.Said(500, "{\"message\":\"device or resource busy\"}"));
        assertThatThrownBy(() -> new Leftovers(engine().connect(LONG).client()).removeSession("s"))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("device or resource busy");
        assertThat(Set.copyOf(engine().asked("DELETE /containers/"))).hasSize(3);
        assertThat(engine().asked("DELETE /containers/a"))
                .as("it may be about to be free")
                .hasSizeGreaterThan(2);
    }

    /** Who was first hears of who came later, by looking again. */
    @Test
    void aMeasurementThatBeginsLaterIsSeen() {
        Neighbours neighbours = new Neighbours(engine().connect(LONG).client(), "ours");
        neighbours.lookNow();
        assertThat(neighbours.remarks()).isEmpty();
        String probers = "[{\"Id\":\"p\",\"State\":\"running\",\"Labels\":{\"dev.coldstart.role\":\"prober\","
                + "\"dev.coldstart.session\":\"%s\"}}]";
        engine().on("GET /containers/json", new FakeDocker.Said(200, probers.formatted("ours")));
        neighbours.lookNow();
        assertThat(neighbours.remarks()).isEmpty();
        engine().on("GET /containers/json", new FakeDocker.Said(200, probers.formatted("theirs")));
        neighbours.lookNow();
        engine().on("GET /containers/json", new FakeDocker.Said(200, "[]"));
        neighbours.lookNow();
        assertThat(neighbours.remarks()).containsExactly(Neighbours.SEEN);
    }
}
