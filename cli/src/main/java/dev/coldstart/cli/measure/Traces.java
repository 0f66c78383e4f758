package dev.coldstart.cli.measure;

import dev.coldstart.artifact.folder.PublishedFile;
import dev.coldstart.cli.console.Progress;
import dev.coldstart.cli.symbols.NativeTraces;
import dev.coldstart.core.sample.Answers;
import dev.coldstart.core.sample.Outcome;
import dev.coldstart.core.sample.ResolvedFrame;
import dev.coldstart.core.sample.SampleLine;
import dev.coldstart.core.sample.SampleSet;
import dev.coldstart.core.sample.Start;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where the frames of native stack traces are in the sources. Found where the forms were built, whoever measured them: debug
 * symbols are larger than all the rest, and stay there.
 *
 * @param notes why others were not found, one sentence each
 */
public record Traces(List<ResolvedFrame> frames, List<String> notes) {

    public Traces {
        frames = List.copyOf(frames);
        notes = List.copyOf(notes);
    }

    /**
     * Looks the frames in all logs up.
     *
     * @param sources folders of the app's sources, which files are named relative to
     */
    public static Traces of(SampleSet samples, List<Candidate> candidates, List<Path> sources, Progress progress) {
        Map<String, List<List<String>>> logs = logs(samples);
        NativeTraces traces = new NativeTraces(sources, System.getenv().getOrDefault("PATH", ""));
        List<ResolvedFrame> frames = new ArrayList<>();
        List<String> notes = new ArrayList<>();
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
                frames.addAll(found.frames());
                notes.addAll(found.notes());
            }
        }
        return new Traces(frames, notes);
    }

    private static Map<String, List<List<String>>> logs(SampleSet samples) {
        Map<String, List<List<String>>> logs = new LinkedHashMap<>();
        for (Start start : samples.starts()) {
            if (start.outcome() instanceof Outcome.Failed failed) {
                logs.computeIfAbsent(start.variant(), key -> new ArrayList<>()).add(failed.log());
            }
        }
        for (Answers answers : samples.answers()) {
            if (!answers.log().isEmpty()) {
                logs.computeIfAbsent(answers.variant(), key -> new ArrayList<>())
                        .add(answers.log());
            }
        }
        return logs;
    }

    /** Whether there was nothing to look up. */
    public boolean isEmpty() {
        return frames.isEmpty() && notes.isEmpty();
    }

    /** As they are kept with the samples. */
    List<SampleLine> lines() {
        return Stream.<SampleLine>concat(
                        frames.stream().map(SampleLine.OfFrame::new),
                        notes.stream().map(SampleLine.OfNote::new))
                .toList();
    }
}
