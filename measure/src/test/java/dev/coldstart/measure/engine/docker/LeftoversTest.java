package dev.coldstart.measure.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.DockerClient;
import dev.coldstart.core.plan.RunSettings;
import dev.coldstart.core.plan.Variant;
import dev.coldstart.core.sample.Answers;
import dev.coldstart.core.sample.End;
import dev.coldstart.core.sample.Machine;
import dev.coldstart.core.sample.Start;
import dev.coldstart.core.study.StudyRun;
import dev.coldstart.measure.engine.Known;
import dev.coldstart.measure.engine.Session;
import dev.coldstart.measure.run.Cancellation;
import dev.coldstart.measure.run.Contender;
import dev.coldstart.measure.run.Listener;
import dev.coldstart.measure.run.Worker;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whatever way a measurement ends, nothing of it stays on the engine. */
final class LeftoversTest {

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

    private static Containers containers() {
        return new Containers(connection.orElseThrow().client());
    }

    @Test
    void closingRemovesWhatIsHeld() {
        RunSettings run = Known.run(1);
        List<String> all;
        String session;
        try (Session open = known.orElseThrow().engine().open(run)) {
            for (int i = 0; i < 3; i++) {
                open.hold(known.orElseThrow().image());
            }
            session = session(run);
            all = containers().ofSession(session);
        }
        assertThat(all).as("three apps and the prober").hasSize(4);
        assertThat(containers().left(session)).isEmpty();
    }

    @Test
    void aWholeComparisonLeavesNothing() {
        RunSettings run = Known.run(1);
        List<Contender> contenders = List.of(
                known.orElseThrow().contender("a", "--sleep", "5"),
                known.orElseThrow().contender("b", "--sleep", "5", "--trap", "daemon"));
        List<String> session = new ArrayList<>();
        End end = measure(contenders, run, new Cancellation(), new Silent() {
            @Override
            public void started(Start start) {
                if (start.block() == 0 && start.position() == 0) {
                    session.add(session(run));
                }
            }
        });
        assertThat(end.reason()).isIn(End.Reason.BLOCKS, End.Reason.PRECISE);
        assertThat(session).hasSize(1);
        assertThat(containers().left(session.getFirst())).isEmpty();
    }

    /** Stopped from another thread, while a start is under way that would take a minute to fail. */
    @Test
    void cancellingLeavesNothing() throws InterruptedException {
        RunSettings run = Known.run(1);
        List<Contender> contenders = List.of(known.orElseThrow().contender("silent", "--trap", "never-listen"));
        Cancellation cancellation = new Cancellation();
        CountDownLatch opened = new CountDownLatch(1);
        List<String> session = new ArrayList<>();
        Thread other = Thread.ofPlatform().start(() -> {
            try {
                opened.await();
                while (containers().of(run).isEmpty()) {
                    Thread.sleep(5);
                }
                session.add(session(run));
                cancellation.cancel();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        List<Start> starts = new ArrayList<>();
        End end = measure(contenders, run, cancellation, new Silent() {
            @Override
            public void machine(Machine machine) {
                opened.countDown();
            }

            @Override
            public void started(Start start) {
                starts.add(start);
            }
        });
        other.join();
        assertThat(end.reason()).isEqualTo(End.Reason.CANCELLED);
        assertThat(starts).isEmpty();
        assertThat(containers().left(session.getFirst())).isEmpty();
    }

    /** What a worker that was killed leaves: apps without a prober. A running prober's session is another worker's. */
    @Test
    void onlyTheDeadAreRemoved() {
        RunSettings run = Known.run(1);
        DockerClient docker = connection.orElseThrow().client();
        String dead = UUID.randomUUID().toString();
        try (Session live = known.orElseThrow().engine().open(run)) {
            live.hold(known.orElseThrow().image());
            List<String> alive = containers().ofSession(session(run));
            docker.createContainerCmd(known.orElseThrow().image().reference())
                    .withLabels(Labels.of(dead, Labels.APP))
                    .withCmd("./known")
                    .exec();
            known.orElseThrow().engine().removeLeftovers();
            assertThat(containers().left(dead)).isEmpty();
            assertThat(alive).hasSize(2);
            assertThat(containers().ofSession(session(run))).hasSameElementsAs(alive);
        } finally {
            containers().ofSession(dead).forEach(new Leftovers(docker)::remove);
        }
    }

    private static String session(RunSettings run) {
        return containers().session(run);
    }

    private static End measure(
            List<Contender> contenders, RunSettings run, Cancellation cancellation, Listener listener) {
        return new Worker(known.orElseThrow().engine(), Clock.systemUTC())
                .run(
                        Known.plan(
                                contenders,
                                Known.scenario(
                                        OptionalInt.of(Known.PORT), Duration.ofSeconds(60), Duration.ofSeconds(5)),
                                run),
                        contenders,
                        listener,
                        cancellation);
    }

    /** Listens to nothing that a test does not ask for. */
    private static class Silent implements Listener {
        @Override
        public void studied(StudyRun run) {}

        @Override
        public void blockEnded(int block) {}

        @Override
        public void machine(Machine machine) {}

        @Override
        public void started(Start start) {}

        @Override
        public void answered(Answers answers) {}

        @Override
        public void gaveUp(Variant variant) {}

        @Override
        public void noted(String note) {}

        @Override
        public void ended(End end) {}
    }
}
