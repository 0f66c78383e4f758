package dev.coldstart.cli.measure;

import dev.coldstart.cli.console.Progress;
import dev.coldstart.cli.symbols.NativeTraces;
import dev.coldstart.core.artifact.Artifact;
import dev.coldstart.core.plan.Plan;
import dev.coldstart.core.report.Report;
import dev.coldstart.core.report.ReportBuilder;
import dev.coldstart.core.sample.Answers;
import dev.coldstart.core.sample.End;
import dev.coldstart.core.sample.Outcome;
import dev.coldstart.core.sample.SampleLine;
import dev.coldstart.core.sample.SampleSet;
import dev.coldstart.core.sample.Start;
import dev.coldstart.core.sample.Versions;
import dev.coldstart.service.artifact.PublishedFile;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    /** While the folders are there: a report made later has the samples alone. */
    private void traces(List<Candidate> candidates, Recording recording, Progress progress) {
        Map<String, List<List<String>>> logs = new LinkedHashMap<>();
        for (Start start : recording.samples().starts()) {
            if (start.outcome() instanceof Outcome.Failed failed) {
                logs.computeIfAbsent(start.variant(), key -> new ArrayList<>()).add(failed.log());
            }
        }
        for (Answers answers : recording.samples().answers()) {
            if (!answers.log().isEmpty()) {
                logs.computeIfAbsent(answers.variant(), key -> new ArrayList<>())
                        .add(answers.log());
            }
        }
        NativeTraces traces = new NativeTraces(sources, System.getenv().getOrDefault("PATH", ""));
        for (Candidate candidate : candidates) {
            String name = candidate.variant().name();
            Optional<Candidate.Published> published = candidate
                    .published()
                    .filter(p -> p.entrypoint().nativeArchitecture().isPresent() && logs.containsKey(name));
            Optional<PublishedFile> program =
                    published.flatMap(p -> p.entrypoint().program().flatMap(p.folder()::file));
            if (program.isPresent()) {
                progress.show("looking up the stack trace of " + name);
                NativeTraces.Result found = traces.resolve(
                        name, published.get().folder(), program.get().source(), logs.getOrDefault(name, List.of()));
                found.frames().forEach(frame -> recording.write(new SampleLine.OfFrame(frame)));
                found.notes().forEach(note -> recording.write(new SampleLine.OfNote(note)));
            }
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
