package dev.coldstart.cli.measure;

import dev.coldstart.cli.console.Progress;
import dev.coldstart.core.artifact.Artifact;
import dev.coldstart.core.plan.Plan;
import dev.coldstart.core.plan.Variant;
import dev.coldstart.core.report.Report;
import dev.coldstart.core.sample.End;
import dev.coldstart.core.sample.SampleLine;
import dev.coldstart.core.sample.SampleSet;
import dev.coldstart.core.sample.Versions;
import dev.coldstart.core.verdict.ReportBuilder;
import dev.coldstart.measure.engine.AppImage;
import dev.coldstart.measure.engine.Engine;
import dev.coldstart.measure.engine.EngineException;
import dev.coldstart.measure.engine.Tenant;
import dev.coldstart.measure.run.Cancellation;
import dev.coldstart.measure.run.Contender;
import dev.coldstart.measure.run.Worker;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/** Measures candidates with an engine on this machine, and writes everything down as it happens. */
public final class Measurement {

    /**
     * What came of it.
     *
     * @param file that holds all of the samples; empty when it could not be written
     */
    public record Result(Report report, SampleSet samples, Optional<Path> file) {}

    private final Supplier<? extends Engine> engine;
    private final Clock clock;
    private final Cancellation cancellation;
    private List<Path> sources = List.of();

    /**
     * @param engine connects when it is needed; may throw {@link EngineException}, which ends the comparison, not the report
     */
    public Measurement(Supplier<? extends Engine> engine, Clock clock, Cancellation cancellation) {
        this.engine = engine;
        this.clock = clock;
        this.cancellation = cancellation;
    }

    /** Says in which folders the app's sources are, so that files of stack traces are named relative to them. */
    public Measurement withSources(List<Path> folders) {
        this.sources = List.copyOf(folders);
        return this;
    }

    /**
     * Runs it to its end. Whatever goes wrong with the engine is in the report's end; what was measured before is there.
     *
     * @param versions of what measures and what built
     * @param out where {@code samples.jsonl} is written
     */
    public Result run(Plan plan, Versions versions, List<Candidate> candidates, Path out, Progress progress) {
        Recording recording = new Recording(out, plan, progress, cancellation);
        try (recording) {
            recording.write(new SampleLine.OfPlan(SampleLine.SCHEMA, plan.withoutSecrets()));
            recording.write(new SampleLine.OfVersions(versions));
            candidates.forEach(c -> c.build().ifPresent(b -> recording.write(new SampleLine.OfBuild(b))));
            if (cancellation.wanted()) {
                recording.ended(new End(End.Reason.CANCELLED, "stopped before the first start", 0));
            } else {
                measure(plan, candidates, recording, progress);
                traces(candidates, recording, progress);
            }
        } catch (IOException e) {
            recording.complain(e);
        }
        SampleSet samples = recording.samples();
        return new Result(ReportBuilder.build(samples, List.of()), samples, recording.whole());
    }

    private void measure(Plan plan, List<Candidate> candidates, Recording recording, Progress progress) {
        try (Engine running = engine.get()) {
            progress.show("making the images");
            List<Contender> contenders =
                    cancellation.interruptibly(() -> contenders(running, plan, candidates, recording));
            progress.show("starting the prober");
            var _ = new Worker(running, clock).run(plan, contenders, recording, cancellation);
        } catch (EngineException e) {
            // Sizes and builds are known without an engine.
            recording.withoutImages(candidates);
            recording.ended(
                    cancellation.wanted()
                            ? new End(End.Reason.CANCELLED, "stopped before the first start", 0)
                            : new End(End.Reason.BROKEN, String.valueOf(e.getMessage()), 0));
        }
    }

    /** While the folders are there: a report made later has the samples alone. */
    private void traces(List<Candidate> candidates, Recording recording, Progress progress) {
        Traces.of(recording.samples(), candidates, sources, progress).lines().forEach(recording::write);
    }

    /** Side by side: what takes long is to compress what is new. */
    private static List<Contender> contenders(
            Engine engine, Plan plan, List<Candidate> candidates, Recording recording) {
        List<Candidate> published =
                candidates.stream().filter(c -> c.published().isPresent()).toList();
        List<Contender> contenders = sideBySide(published.stream()
                .map(c -> (Callable<Contender>)
                        () -> contender(engine, plan, c.variant(), c.published().orElseThrow()))
                .toList());
        for (int i = 0; i < contenders.size(); i++) {
            recording.write(new SampleLine.OfArtifact(
                    artifact(contenders.get(i), published.get(i).published().orElseThrow())));
        }
        return contenders;
    }

    /** Who waits can be interrupted, which interrupts the work. */
    private static <T> List<T> sideBySide(List<Callable<T>> work) {
        try (ExecutorService hands = Executors.newFixedThreadPool(
                Math.clamp(work.size(), 1, Runtime.getRuntime().availableProcessors()))) {
            List<T> done = new ArrayList<>();
            for (Future<T> each : hands.invokeAll(work)) {
                done.add(each.get());
            }
            return done;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineException("told to stop while the images were made", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private static Contender contender(Engine engine, Plan plan, Variant variant, Candidate.Published published) {
        AppImage image = engine.appImage(
                Tenant.SELF,
                published.folder(),
                published.entrypoint().command(),
                plan.run().baseImage());
        return new Contender(variant, image, published.entrypoint().nativeArchitecture());
    }

    private static Artifact artifact(Contender contender, Candidate.Published published) {
        return new Artifact(
                contender.variant().name(),
                published.folder().digest(),
                contender.image().command(),
                published.folder().sizes().withImage(contender.image().sizeBytes()),
                Optional.of(published.makeup()));
    }
}
