package dev.coldstart.worker;

import dev.coldstart.artifact.archive.ArchiveLimits;
import dev.coldstart.artifact.archive.ArchiveRefusedException;
import dev.coldstart.artifact.archive.Unpacking;
import dev.coldstart.artifact.folder.ArtifactException;
import dev.coldstart.artifact.folder.Entrypoint;
import dev.coldstart.artifact.folder.MakeupReader;
import dev.coldstart.artifact.folder.PublishedFolder;
import dev.coldstart.core.artifact.Artifact;
import dev.coldstart.core.artifact.Sizes;
import dev.coldstart.core.json.Json;
import dev.coldstart.core.plan.Plan;
import dev.coldstart.core.plan.Variant;
import dev.coldstart.core.sample.Answers;
import dev.coldstart.core.sample.End;
import dev.coldstart.core.sample.SampleLine;
import dev.coldstart.core.sample.Start;
import dev.coldstart.core.study.StudyRun;
import dev.coldstart.measure.engine.AppImage;
import dev.coldstart.measure.engine.Engine;
import dev.coldstart.measure.engine.EngineException;
import dev.coldstart.measure.engine.Tenant;
import dev.coldstart.measure.run.Cancellation;
import dev.coldstart.measure.run.Contender;
import dev.coldstart.measure.run.NoiseFloor;
import dev.coldstart.measure.run.Resume;
import dev.coldstart.measure.run.Worker;
import dev.coldstart.protocol.LeaseLostException;
import dev.coldstart.protocol.Retry;
import dev.coldstart.protocol.ServiceUnavailableException;
import dev.coldstart.protocol.Submission;
import dev.coldstart.protocol.Wire;
import dev.coldstart.protocol.WorkerClient;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One comparison on this worker, from its artifacts to its end or to its handing back. */
final class Assigned {

    private static final Logger LOG = LoggerFactory.getLogger(Assigned.class);

    /** A quarter of the lease: three may be missed. */
    private static final int SIGNS_PER_LEASE = 4;

    private final WorkerClient link;
    private final Wire.Assignment work;
    private final WorkerProcess.Identity identity;
    private final Optional<WorkerProcess.SelfImage> self;
    private final Path folder;
    private final Clock clock;
    private final Cancellation cancellation;
    private final ArchiveLimits limits;
    private final Sender sender;
    private final List<SampleLine> kept;

    Assigned(
            WorkerClient link,
            Wire.Assignment work,
            WorkerProcess.Identity identity,
            Optional<WorkerProcess.SelfImage> self,
            Path folder,
            Clock clock,
            Cancellation cancellation,
            ArchiveLimits limits) {
        this.link = link;
        this.work = work;
        this.identity = identity;
        this.self = self;
        this.folder = folder;
        this.clock = clock;
        this.cancellation = cancellation;
        this.limits = limits;
        this.sender = new Sender(link, work, cancellation);
        this.kept = work.kept()
                .lines()
                .map(line -> Json.line().readValue(line, SampleLine.class))
                .toList();
    }

    void measure(Supplier<? extends Engine> engines) throws ServiceUnavailableException, IOException {
        LOG.info("comparison {}: begins at block {}", work.comparison(), work.nextBlock());
        long between = TimeUnit.SECONDS.toNanos(work.leaseSeconds()) / SIGNS_PER_LEASE;
        try (ScheduledExecutorService signs = Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("signs of life").factory());
                Engine engine = engines.get()) {
            var signing = signs.scheduleWithFixedDelay(
                    () -> sender.signOfLife(between), between, between, TimeUnit.NANOSECONDS);
            List<Contender> contenders = contenders(engine);
            if (work.nextBlock() > 0) {
                sender.add(new SampleLine.OfNote("from block " + work.nextBlock() + " on it was measured by the worker "
                        + identity.name() + ", as the one before had stopped"));
            }
            self.ifPresent(known -> sender.add(new SampleLine.OfNote("the worker " + identity.name()
                    + " sees differences from " + percent(known.noiseFloor()) + " on, as it found at " + known.at()
                    + " by comparing the same work with itself in " + NoiseFloor.BLOCKS + " blocks")));
            End end = new Worker(engine, clock)
                    .run(work.submission().plan(), contenders, new Telling(sender, kept), cancellation, resume());
            signing.cancel(false);
            end(end);
        } catch (EngineException e) {
            handBack(Optional.of(String.valueOf(e.getMessage())));
        } catch (LeaseLostException e) {
            LOG.info("comparison {}: {}", work.comparison(), e.getMessage());
        }
    }

    static String percent(double fraction) {
        return String.format(Locale.ROOT, "%.1f %%", fraction * 100);
    }

    private void end(End end) throws ServiceUnavailableException, LeaseLostException {
        if (sender.lost()) {
            return;
        }
        switch (end.reason()) {
            case PRECISE, BLOCKS, NOTHING_LEFT -> {
                sender.add(new SampleLine.OfEnd(end));
                patiently(sender::done);
                LOG.info("comparison {}: done, {}", work.comparison(), end.detail());
            }
            case BROKEN -> handBack(Optional.of(end.detail()));
            case CANCELLED -> handBack(Optional.empty());
        }
    }

    private void handBack(Optional<String> broken) throws ServiceUnavailableException {
        if (sender.lost()) {
            return;
        }
        LOG.info("comparison {}: handed back; {}", work.comparison(), broken.orElse("the worker stops"));
        sender.trySend();
        try {
            patiently(() -> link.handBack(
                    work.comparison(),
                    broken.map(why -> Wire.HandBack.broken(work.lease(), why))
                            .orElseGet(() -> Wire.HandBack.stopping(work.lease()))));
        } catch (LeaseLostException e) {
            LOG.info("comparison {}: {}", work.comparison(), e.getMessage());
        }
    }

    /** The service may be restarting: what was measured in minutes is worth minutes of trying. */
    private static void patiently(Saying saying) throws ServiceUnavailableException, LeaseLostException {
        try {
            var _ = Retry.TWO_MINUTES.<Boolean, LeaseLostException>go(() -> {
                saying.say();
                return true;
            });
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServiceUnavailableException("interrupted while the service was away", e);
        }
    }

    private interface Saying {
        void say() throws ServiceUnavailableException, LeaseLostException;
    }

    private Resume resume() {
        List<Start> starts = new ArrayList<>();
        List<Answers> answers = new ArrayList<>();
        List<StudyRun> studies = new ArrayList<>();
        for (SampleLine line : kept) {
            switch (line) {
                case SampleLine.OfStart(Start start) -> starts.add(start);
                case SampleLine.OfAnswers(Answers of) -> answers.add(of);
                case SampleLine.OfStudy(StudyRun run) -> studies.add(run);
                default -> {
                    // nothing that a worker goes on with
                }
            }
        }
        return new Resume(starts, answers, studies, work.nextBlock());
    }

    private List<Contender> contenders(Engine engine) throws ServiceUnavailableException, IOException {
        List<Contender> contenders = new ArrayList<>();
        Plan plan = work.submission().plan();
        for (int i = 0; i < plan.variants().size(); i++) {
            Variant variant = plan.variants().get(i);
            Optional<Submission.SubmittedArtifact> artifact =
                    work.submission().variants().get(i).artifact();
            if (artifact.isPresent()) {
                contender(engine, plan, variant, artifact.get()).ifPresent(contenders::add);
            }
        }
        return contenders;
    }

    private Optional<Contender> contender(
            Engine engine, Plan plan, Variant variant, Submission.SubmittedArtifact artifact)
            throws ServiceUnavailableException, IOException {
        try {
            PublishedFolder published = PublishedFolder.inspect(unpacked(artifact.sha256()));
            Entrypoint entrypoint = Entrypoint.named(published, artifact.command());
            AppImage image = engine.appImage(
                    Tenant.of(work.repository()),
                    published,
                    entrypoint.command(),
                    plan.run().baseImage());
            boolean told = kept.stream()
                    .anyMatch(line -> line instanceof SampleLine.OfArtifact(Artifact of)
                            && of.variant().equals(variant.name()));
            if (!told) {
                // Of the symbols, which are not sent, the sender alone knows.
                Sizes sizes = new Sizes(
                        published.sizes().published(),
                        artifact.sizes().symbols(),
                        published.sizes().packed(),
                        image.sizeBytes());
                sender.add(new SampleLine.OfArtifact(new Artifact(
                        variant.name(),
                        published.digest(),
                        image.command(),
                        sizes,
                        Optional.of(MakeupReader.of(published, entrypoint)))));
            }
            return Optional.of(new Contender(variant, image, entrypoint.nativeArchitecture()));
        } catch (ArtifactException | ArchiveRefusedException e) {
            sender.add(new SampleLine.OfNote(variant.name() + " can't be started: " + e.getMessage()));
            return Optional.empty();
        }
    }

    /** Each artifact once, however many variants are made of it. */
    private Path unpacked(String sha256) throws ServiceUnavailableException, IOException, ArchiveRefusedException {
        Path dir = folder.resolve(sha256);
        if (!Files.isDirectory(dir)) {
            Files.createDirectories(folder);
            Path file = folder.resolve(sha256 + ".archive");
            link.fetch(sha256, file);
            try (InputStream in = Files.newInputStream(file)) {
                Unpacking.into(dir, in, limits);
            } finally {
                Files.deleteIfExists(file);
            }
        }
        return dir;
    }
}
