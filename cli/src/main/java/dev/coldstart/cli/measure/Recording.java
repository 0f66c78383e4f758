package dev.coldstart.cli.measure;

import dev.coldstart.cli.console.Progress;
import dev.coldstart.core.artifact.Artifact;
import dev.coldstart.core.plan.Plan;
import dev.coldstart.core.plan.Variant;
import dev.coldstart.core.sample.Answers;
import dev.coldstart.core.sample.End;
import dev.coldstart.core.sample.Machine;
import dev.coldstart.core.sample.Outcome;
import dev.coldstart.core.sample.SampleCollector;
import dev.coldstart.core.sample.SampleLine;
import dev.coldstart.core.sample.SampleSet;
import dev.coldstart.core.sample.Start;
import dev.coldstart.core.sample.file.SampleWriter;
import dev.coldstart.core.study.StudyRun;
import dev.coldstart.core.study.StudyTime;
import dev.coldstart.measure.run.Cancellation;
import dev.coldstart.measure.run.Listener;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/** Keeps every line twice: in memory for the report of this run, and on disk for all later ones. */
final class Recording implements Listener, Closeable {

    static final String FILE = "samples.jsonl";

    private final Path file;
    private final Plan plan;
    private final Progress progress;
    private final Cancellation cancellation;
    private final SampleCollector collector = new SampleCollector();
    private final Set<String> artifacts = new HashSet<>();
    private final LongSupplier nanos;
    private final long began;
    private long firstStart;
    private Optional<SampleWriter> writer;
    private Optional<String> trouble = Optional.empty();
    private int starts;
    private int studied;

    Recording(Path out, Plan plan, Progress progress, Cancellation cancellation) {
        this(out, plan, progress, cancellation, System::nanoTime);
    }

    Recording(Path out, Plan plan, Progress progress, Cancellation cancellation, LongSupplier nanos) {
        this.nanos = nanos;
        this.began = nanos.getAsLong();
        this.firstStart = began;
        this.file = out.resolve(FILE);
        this.plan = plan;
        this.progress = progress;
        this.cancellation = cancellation;
        try {
            this.writer = Optional.of(new SampleWriter(file));
        } catch (IOException e) {
            this.writer = Optional.empty();
            complain(e);
        }
    }

    void write(SampleLine line) {
        collector.add(line);
        if (line instanceof SampleLine.OfArtifact(Artifact artifact)) {
            artifacts.add(artifact.variant());
        }
        try {
            if (writer.isPresent()) {
                writer.get().write(line);
            }
        } catch (IOException e) {
            complain(e);
        }
    }

    /** Samples that can't be kept are not worth taking: the comparison stops, and what there is is reported from memory. */
    void complain(IOException e) {
        if (trouble.isEmpty()) {
            trouble = Optional.of("the samples could not be written to " + file + " (" + e.getMessage()
                    + "), so measuring was stopped: make room there, or name another folder with --out");
            writer = Optional.empty();
            cancellation.cancel();
        }
    }

    void withoutImages(List<Candidate> candidates) {
        for (Candidate candidate : candidates) {
            if (!artifacts.contains(candidate.variant().name())) {
                candidate
                        .published()
                        .ifPresent(published -> write(new SampleLine.OfArtifact(new Artifact(
                                candidate.variant().name(),
                                published.folder().digest(),
                                published.entrypoint().command(),
                                published.folder().sizes(),
                                Optional.of(published.makeup())))));
            }
        }
    }

    SampleSet samples() {
        // Nobody asked for the stop that came of it: it is a failure, not a cancellation.
        SampleSet samples = collector.samples().orElseThrow();
        return trouble.map(why -> samples.withEnd(new End(End.Reason.BROKEN, why, seconds())))
                .orElse(samples);
    }

    /** The file that holds all of {@link #samples}; empty when it could not be written. */
    Optional<Path> whole() {
        return trouble.isPresent() ? Optional.empty() : Optional.of(file);
    }

    private double seconds() {
        return (nanos.getAsLong() - began) / 1e9;
    }

    @Override
    public void machine(Machine machine) {
        write(new SampleLine.OfMachine(machine));
        // Images are made by now, and would make what is left seem longer than it is.
        firstStart = nanos.getAsLong();
    }

    @Override
    public void started(Start start) {
        write(new SampleLine.OfStart(start));
        starts++;
        String seen = switch (start.outcome()) {
            case Outcome.Started(var phases, var usage, var idle) ->
                String.format(Locale.ROOT, "%.1f ms", phases.firstNs() / 1e6);
            case Outcome.Failed failed -> failed.reason().id();
        };
        int least = plan.sampling().minBlocks() + 1;
        double done = Math.min(1, starts / (double) (least * plan.variants().size()));
        Duration spent = Duration.ofNanos(nanos.getAsLong() - firstStart);
        String left = start.block() < plan.sampling().minBlocks()
                ? ", about "
                        + Progress.readable(
                                Duration.ofMillis((long) (spent.toMillis() * (1 - done) / Math.max(done, 0.01))))
                        + " left"
                : ", until it is precise enough";
        progress.show("block " + start.block() + " of " + plan.sampling().minBlocks() + " to "
                + plan.sampling().maxBlocks() + "  " + start.variant() + " " + seen + left);
    }

    @Override
    public void answered(Answers answers) {
        write(new SampleLine.OfAnswers(answers));
    }

    @Override
    public void studied(StudyRun run) {
        write(new SampleLine.OfStudy(run));
        studied++;
        long all = StudyTime.runs(plan);
        Duration left =
                StudyTime.of(plan).multipliedBy(Math.max(0, all - studied)).dividedBy(Math.max(1, all));
        progress.show("study " + run.study() + ", block " + run.block() + "  " + run.variant() + ", about "
                + Progress.readable(left) + " left");
    }

    @Override
    public void blockEnded(int block) {
        // a run that was interrupted is begun anew
    }

    @Override
    public void gaveUp(Variant variant) {
        progress.show(variant.name() + " is not started again");
    }

    @Override
    public void noted(String note) {
        write(new SampleLine.OfNote(note));
    }

    @Override
    public void ended(End end) {
        write(new SampleLine.OfEnd(end));
    }

    @Override
    public void close() throws IOException {
        progress.clear();
        if (writer.isPresent()) {
            writer.get().close();
        }
    }
}
