package dev.coldstart.service.comparison;

import dev.coldstart.artifact.evidence.PackWriter;
import dev.coldstart.artifact.folder.FileTree;
import dev.coldstart.core.evidence.Pack;
import dev.coldstart.core.json.Json;
import dev.coldstart.core.render.html.HtmlReport;
import dev.coldstart.core.render.json.JsonReport;
import dev.coldstart.core.render.markdown.MarkdownReport;
import dev.coldstart.core.report.Report;
import dev.coldstart.core.sample.Answers;
import dev.coldstart.core.sample.End;
import dev.coldstart.core.sample.NativeFrame;
import dev.coldstart.core.sample.Outcome;
import dev.coldstart.core.sample.SampleFormatException;
import dev.coldstart.core.sample.SampleLine;
import dev.coldstart.core.sample.SampleSet;
import dev.coldstart.core.sample.Start;
import dev.coldstart.core.sample.file.SampleReader;
import dev.coldstart.core.verdict.ReportBuilder;
import dev.coldstart.protocol.State;
import dev.coldstart.protocol.Submission;
import dev.coldstart.service.store.DataFolder;
import dev.coldstart.service.submission.InvalidSubmissionException;
import dev.coldstart.service.submission.SubmissionCheck;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The files of a comparison that has ended, made from its samples alone. They can be made again at any time, so that they are
 * made when they are first asked for where a service was killed before it could.
 */
public final class Reports {

    /** What can be asked for. */
    public enum Kind {
        JSON("report.json", "application/json"),
        MARKDOWN("report.md", "text/markdown; charset=utf-8"),
        HTML("report.html", "text/html; charset=utf-8"),
        SAMPLES(Pack.SAMPLES, "application/jsonl"),
        EVIDENCE("evidence.zip", "application/zip");

        private final String file;
        private final String type;

        Kind(String file, String type) {
            this.file = file;
            this.type = type;
        }

        /** Its name on the wire and on the disk. */
        public String file() {
            return file;
        }

        /** Its media type. */
        public String type() {
            return type;
        }
    }

    /** What came of making them. */
    sealed interface Made {

        record Done(Report report, SampleSet samples) implements Made {}

        /** What the worker sent can't be what it saw. */
        record Unreadable(String why) implements Made {}
    }

    private final DataFolder data;

    public Reports(DataFolder data) {
        this.data = data;
    }

    /**
     * The file, made if it is not there; empty when nothing was measured, or the comparison has not ended.
     *
     * @throws UncheckedIOException when the disk does not take it
     */
    public synchronized Optional<Path> file(Comparison comparison, Kind kind) {
        Path file = data.comparison(comparison.id()).resolve(kind.file());
        boolean gone = !Files.isRegularFile(data.comparison(comparison.id()).resolve(SamplesFile.NAME));
        if (!comparison.state().ended() || gone) {
            return Optional.empty();
        }
        try {
            Path last = data.comparison(comparison.id()).resolve(Kind.EVIDENCE.file());
            if (!Files.isRegularFile(last)) {
                if (comparison.state() != State.REPORTED) {
                    endSamples(comparison);
                }
                var _ = make(comparison.id());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the report can't be written: " + FileTree.why(e), e);
        }
        return Files.isRegularFile(file) ? Optional.of(file) : Optional.empty();
    }

    /**
     * Adds where lines of its stack traces are in the sources, and makes its files anew. To add the same again changes nothing.
     *
     * @throws InvalidSubmissionException when it is nothing that could be known of this comparison
     */
    public synchronized void add(Comparison comparison, Submission.Frames sent) throws InvalidSubmissionException {
        SubmissionCheck.check(sent);
        if (file(comparison, Kind.SAMPLES).isEmpty()) {
            throw new InvalidSubmissionException(
                    "nothing-measured", "nothing was measured of it, so it has no stack traces", List.of());
        }
        try {
            Path folder = data.comparison(comparison.id());
            SamplesFile samples = new SamplesFile(folder);
            List<SampleLine> there = lines(samples);
            Set<String> traced = there.stream().flatMap(Reports::logs).collect(Collectors.toSet());
            if (!sent.frames().stream().allMatch(frame -> traced.contains(frame.variant() + "\n" + frame.frame()))) {
                throw new InvalidSubmissionException(
                        "invalid-comparison", "a frame is of no stack trace that the variant has printed", List.of());
            }
            List<SampleLine> fresh = Stream.<SampleLine>concat(
                            sent.frames().stream().map(SampleLine.OfFrame::new),
                            sent.notes().stream().map(SampleLine.OfNote::new))
                    .filter(line -> !there.contains(line))
                    .toList();
            if (!fresh.isEmpty()) {
                long before = samples.size();
                var _ = samples.append(fresh);
                samples.sync();
                // Whoever dies here leaves files to be made again when somebody asks.
                Files.deleteIfExists(folder.resolve(Kind.EVIDENCE.file()));
                if (make(comparison.id()) instanceof Made.Unreadable(String why)) {
                    samples.cut(before);
                    throw new InvalidSubmissionException("invalid-comparison", why, List.of());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the samples can't be written: " + FileTree.why(e), e);
        }
    }

    private static List<SampleLine> lines(SamplesFile samples) throws IOException {
        try (BufferedReader in = samples.read(samples.size())) {
            return in.lines()
                    .map(line -> Json.line().readValue(line, SampleLine.class))
                    .toList();
        }
    }

    /** The frames in what a variant has printed, each after the variant's name. */
    private static Stream<String> logs(SampleLine line) {
        return switch (line) {
            case SampleLine.OfStart(Start start)
            when start.outcome() instanceof Outcome.Failed failed -> frames(start.variant(), failed.log());
            case SampleLine.OfAnswers(Answers answers) -> frames(answers.variant(), answers.log());
            default -> Stream.of();
        };
    }

    private static Stream<String> frames(String variant, List<String> log) {
        return log.stream().flatMap(line -> NativeFrame.in(line).stream()).map(frame -> variant + "\n" + frame.text());
    }

    /** Says in the samples why there are no more of them. */
    private void endSamples(Comparison comparison) throws IOException {
        SamplesFile samples = new SamplesFile(data.comparison(comparison.id()));
        int lines = samples.wholeLines();
        boolean ended;
        try (BufferedReader in = samples.read(samples.bytesOf(lines))) {
            ended = in.lines()
                    .anyMatch(line -> Json.line().readValue(line, SampleLine.class) instanceof SampleLine.OfEnd);
        }
        if (!ended) {
            End.Reason reason = comparison.state() == State.FAILED ? End.Reason.BROKEN : End.Reason.CANCELLED;
            String why = comparison.standing().reason().orElse("it was stopped");
            var _ = samples.append(List.of(new SampleLine.OfEnd(new End(reason, why, 0))));
        }
    }

    /** Makes all of them; the evidence is last, so that where it is the others are. */
    Made make(String id) throws IOException {
        Path folder = data.comparison(id);
        SamplesFile samples = new SamplesFile(folder);
        SampleReader.Result read;
        try (BufferedReader in = samples.read(Files.size(samples.path()))) {
            read = SampleReader.read(in);
        } catch (SampleFormatException e) {
            return new Made.Unreadable("what the worker sent can't be what it saw: " + e.getMessage());
        }
        Report report = ReportBuilder.build(read.samples(), read.remarks());
        write(folder.resolve(Kind.JSON.file()), JsonReport.render(report));
        write(folder.resolve(Kind.MARKDOWN.file()), MarkdownReport.render(report));
        write(folder.resolve(Kind.HTML.file()), HtmlReport.render(report, read.samples()));
        Path part = folder.resolve(Kind.EVIDENCE.file() + ".part");
        try {
            PackWriter.write(part, read.samples(), report, samples.path(), Optional.empty(), Map.of());
            FileTree.place(part, folder.resolve(Kind.EVIDENCE.file()));
        } finally {
            Files.deleteIfExists(part);
        }
        return new Made.Done(report, read.samples());
    }

    private static void write(Path file, String text) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            Files.writeString(part, text);
            FileTree.place(part, file);
        } finally {
            // A full disk is not to be fuller for what could not be written.
            Files.deleteIfExists(part);
        }
    }
}
