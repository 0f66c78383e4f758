package dev.coldstart.worker;

import dev.coldstart.artifact.archive.ArchiveLimits;
import dev.coldstart.artifact.folder.FileTree;
import dev.coldstart.core.plan.Architecture;
import dev.coldstart.measure.engine.Engine;
import dev.coldstart.measure.engine.EngineException;
import dev.coldstart.measure.run.Cancellation;
import dev.coldstart.measure.run.NoiseFloor;
import dev.coldstart.protocol.LeaseLostException;
import dev.coldstart.protocol.RefusedException;
import dev.coldstart.protocol.ServiceUnavailableException;
import dev.coldstart.protocol.Wire;
import dev.coldstart.protocol.WorkerClient;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A worker: asks the service for comparisons, one after another, and measures them with its engine, until it is stopped. */
public final class WorkerProcess {

    private static final Logger LOG = LoggerFactory.getLogger(WorkerProcess.class);

    /**
     * How a worker presents itself.
     *
     * @param name that no other worker has
     * @param version of coldstart
     */
    public record Identity(String name, List<String> labels, String version) {
        public Identity {
            labels = List.copyOf(labels);
        }
    }

    /**
     * How long it waits for what.
     *
     * @param work before it asks again when there is nothing to do
     * @param trouble before it tries again when service or engine are away
     */
    public record Pauses(Duration work, Duration trouble) {
        public static final Pauses DEFAULT = new Pauses(Duration.ofSeconds(2), Duration.ofSeconds(5));
    }

    private final WorkerClient link;
    private final Supplier<? extends Engine> engines;
    private final Identity identity;
    private final Path folder;
    private final Clock clock;
    private final Pauses pauses;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private Optional<Cancellation> current = Optional.empty();
    private boolean looksAtItself;
    private BaseImages bases = BaseImages.OWN;
    private Optional<SelfImage> self = Optional.empty();

    /** What this worker knows of itself: its noise floor, and when it was measured. */
    record SelfImage(double noiseFloor, Instant at) {}

    /**
     * @param engines connects when it is called; may throw {@link EngineException}
     * @param folder for unpacked artifacts; what is in it is removed
     */
    public WorkerProcess(
            WorkerClient link,
            Supplier<? extends Engine> engines,
            Identity identity,
            Path folder,
            Clock clock,
            Pauses pauses) {
        this.link = link;
        this.engines = engines;
        this.identity = identity;
        this.folder = folder;
        this.clock = clock;
        this.pauses = pauses;
    }

    /** Has it measure its own noise floor, at its start and each night, between comparisons. To be said before it is run. */
    public WorkerProcess measuringItself() {
        looksAtItself = true;
        return this;
    }

    /** Has it measure on these base images too. To be said before it is run. */
    public WorkerProcess serving(BaseImages served) {
        bases = served;
        return this;
    }

    /**
     * Works until {@link #stop} or {@link #abort}.
     *
     * @throws RefusedException when the service does not let it in
     */
    public void run() {
        LOG.info("worker {} begins", identity.name());
        while (!isStopped()) {
            boolean busy = false;
            try {
                busy = oneTurn();
            } catch (ServiceUnavailableException | EngineException | IOException e) {
                LOG.warn("worker {}: {}", identity.name(), e.getMessage());
                pause(pauses.trouble());
                busy = true;
            }
            if (!busy) {
                pause(pauses.work());
            }
        }
        LOG.info("worker {} has ended", identity.name());
    }

    /** Ends the block that is under way, hands the rest back, and ends. */
    public synchronized void stop() {
        stopped.countDown();
        current.ifPresent(Cancellation::cancelAfterBlock);
    }

    /** Stops in the middle of a start, hands the comparison back, and ends. */
    public synchronized void abort() {
        stopped.countDown();
        current.ifPresent(Cancellation::cancel);
    }

    private boolean isStopped() {
        return stopped.getCount() == 0;
    }

    private void pause(Duration time) {
        try {
            var _ = stopped.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            stop();
        }
    }

    /** Whether there was something to do. */
    private boolean oneTurn() throws ServiceUnavailableException, IOException {
        Architecture architecture;
        try (Engine engine = engines.get()) {
            // Asked each time: without an engine there is no use in taking work.
            architecture = engine.architecture();
            if (looksAtItself && Nights.due(self.map(SelfImage::at), clock)) {
                lookAtItself(engine);
            }
        }
        if (isStopped()) {
            return false;
        }
        Optional<Wire.Assignment> work = link.claim(new Wire.Hello(
                identity.name(),
                architecture,
                identity.labels(),
                identity.version(),
                self.map(known -> OptionalDouble.of(known.noiseFloor())).orElse(OptionalDouble.empty())));
        if (work.isEmpty()) {
            return false;
        }
        Cancellation cancellation = begin();
        try {
            FileTree.delete(folder);
            Optional<String> refusal =
                    bases.refusal(work.get().submission().plan().run().baseImage());
            if (refusal.isPresent()) {
                refuse(work.get(), refusal.get());
                return true;
            }
            new Assigned(link, work.get(), identity, self, folder, clock, cancellation, ArchiveLimits.DEFAULT)
                    .measure(engines);
        } finally {
            end();
            FileTree.delete(folder);
        }
        return true;
    }

    private void refuse(Wire.Assignment work, String why) throws ServiceUnavailableException {
        LOG.info("comparison {}: refused; {}", work.comparison(), why);
        try {
            link.handBack(work.comparison(), Wire.HandBack.refused(work.lease(), why));
        } catch (LeaseLostException e) {
            LOG.info("comparison {}: {}", work.comparison(), e.getMessage());
        }
    }

    /** On the thread that measures comparisons: so neither disturbs the other. */
    private void lookAtItself(Engine engine) {
        Cancellation cancellation = begin();
        try {
            OptionalDouble floor = new NoiseFloor(engine, clock).measure(cancellation);
            if (floor.isPresent()) {
                self = Optional.of(new SelfImage(floor.getAsDouble(), clock.instant()));
                LOG.info(
                        "worker {} sees differences from {} on",
                        identity.name(),
                        Assigned.percent(floor.getAsDouble()));
            }
        } finally {
            end();
        }
    }

    private synchronized Cancellation begin() {
        Cancellation cancellation = new Cancellation();
        current = Optional.of(cancellation);
        if (isStopped()) {
            cancellation.cancel();
        }
        return cancellation;
    }

    private synchronized void end() {
        current = Optional.empty();
    }
}
