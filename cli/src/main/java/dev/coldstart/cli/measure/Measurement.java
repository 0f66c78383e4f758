package dev.coldstart.cli.measure;

import dev.coldstart.cli.console.Progress;
import dev.coldstart.core.artifact.Artifact;
import dev.coldstart.core.plan.Plan;
import dev.coldstart.core.report.Report;
import dev.coldstart.core.report.ReportBuilder;
import dev.coldstart.core.sample.End;
import dev.coldstart.core.sample.SampleLine;
import dev.coldstart.core.sample.SampleSet;
import dev.coldstart.service.engine.AppImage;
import dev.coldstart.service.engine.Engine;
import dev.coldstart.service.engine.EngineException;
import dev.coldstart.service.worker.Cancellation;
import dev.coldstart.service.worker.Contender;
import dev.coldstart.service.worker.Worker;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Measures candidates with an engine on this machine, and writes everything down as it happens. */
public final class Measurement {

    /** What came of it. */
    public record Result(Report report, SampleSet samples) {}

    private final Supplier<? extends Engine> engine;
    private final Clock clock;
    private final Cancellation cancellation;

    /**
     * @param engine connects when it is needed; may throw {@link EngineException}, which ends the comparison, not the report
     */
    public Measurement(Supplier<? extends Engine> engine, Clock clock, Cancellation cancellation) {
        this.engine = engine;
        this.clock = clock;
        this.cancellation = cancellation;
    }

    /**
     * Runs it to its end. Whatever goes wrong with the engine is in the report's end; what was measured before is there.
     *
     * @param out where {@code samples.jsonl} is written
     */
    public Result run(Plan plan, List<Candidate> candidates, Path out, Progress progress) {
        Recording recording = new Recording(out, plan, progress, cancellation);
        try (recording) {
            recording.write(new SampleLine.OfPlan(SampleLine.SCHEMA, plan.withoutSecrets()));
            candidates.forEach(c -> c.build().ifPresent(b -> recording.write(new SampleLine.OfBuild(b))));
            if (cancellation.wanted()) {
                recording.ended(new End(End.Reason.CANCELLED, "stopped before the first start", 0));
            } else {
                measure(plan, candidates, recording, progress);
            }
        } catch (IOException e) {
            recording.complain(e);
        }
        SampleSet samples = recording.samples();
        return new Result(ReportBuilder.build(samples, List.of()), samples);
    }

    private void measure(Plan plan, List<Candidate> candidates, Recording recording, Progress progress) {
        try (Engine running = engine.get()) {
            List<Contender> contenders = new ArrayList<>();
            for (Candidate candidate : candidates) {
                if (candidate.published().isPresent()) {
                    progress.show("making the image of " + candidate.variant().form());
                    contenders.add(contender(running, plan, candidate, recording));
                }
            }
            progress.show("starting the prober");
            var _ = new Worker(running, clock).run(plan, contenders, recording, cancellation);
        } catch (EngineException e) {
            // Sizes and builds are known without an engine.
            recording.withoutImages(candidates);
            recording.ended(new End(End.Reason.BROKEN, String.valueOf(e.getMessage()), 0));
        }
    }

    private static Contender contender(Engine engine, Plan plan, Candidate candidate, Recording recording) {
        Candidate.Published published = candidate.published().orElseThrow();
        AppImage image = engine.appImage(
                published.folder(), published.entrypoint().command(), plan.run().baseImage());
        recording.write(new SampleLine.OfArtifact(new Artifact(
                candidate.variant().name(),
                published.folder().digest(),
                image.command(),
                published.folder().sizes().withImage(image.sizeBytes()))));
        return new Contender(candidate.variant(), image, published.entrypoint().nativeArchitecture());
    }
}
