package dev.coldstart.cli.github;

import dev.coldstart.cli.ExitCode;
import dev.coldstart.cli.UserError;
import dev.coldstart.cli.revision.Git;
import dev.coldstart.core.comment.Comment;
import dev.coldstart.core.comment.CommentPart;
import dev.coldstart.core.estimate.Contrast;
import dev.coldstart.core.estimate.Figure;
import dev.coldstart.core.estimate.Metric;
import dev.coldstart.core.json.Json;
import dev.coldstart.core.plan.Origin;
import dev.coldstart.core.presentation.AppName;
import dev.coldstart.core.presentation.ChangeSummary;
import dev.coldstart.core.presentation.Headline;
import dev.coldstart.core.render.comment.CommentParts;
import dev.coldstart.core.render.json.JsonReport;
import dev.coldstart.core.render.markdown.MarkdownReport;
import dev.coldstart.core.report.ChangeAnswer;
import dev.coldstart.core.report.Report;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Says what a report says where people look: comment, check run, annotations, summary, outputs; and ends as fail-on says. */
final class PublishStep {

    private final WorkflowRun run;
    private final Path out;
    private final Publication publication;
    private final PrintWriter log;

    /** @param out the folder with the report */
    PublishStep(WorkflowRun run, Path out, Publication publication, PrintWriter log) {
        this.run = run;
        this.out = out;
        this.publication = publication;
        this.log = log;
    }

    /** The exit code. */
    int publish() {
        Inputs.check(run);
        FailOn failOn = FailOn.of(run);
        int measured = run.value("EXIT_CODE")
                .filter(code -> code.matches("\\d{1,3}"))
                .map(Integer::parseInt)
                .orElse(ExitCode.MEASURED);
        Optional<Report> report = ofThisRun(out.resolve("report.json"));
        FailOn.Decision decision =
                report.map(r -> failOn.of(r, measured)).orElseGet(() -> failOn.withoutReport(measured));
        report.ifPresentOrElse(r -> publish(r, failOn, decision), () -> publishNothing(failOn, decision));
        return ends(failOn, decision);
    }

    private void publish(Report report, FailOn failOn, FailOn.Decision decision) {
        CommentPart measured = CommentParts.of(report);
        CommentPart part =
                measured.alarming() || decision.fails() ? measured.adding(failOn.onMerging(decision)) : measured;
        Comment comment = publication.commentOf(List.of(part));
        StepFiles files = new StepFiles(run);
        files.summary(MarkdownReport.render(report), comment.markdown());
        Annotations.print(report, prefix(), log);
        outputs(report, files);
        publication.check(AppName.of(report), ChangeSummary.of(report), part, decision.exitCode());
        comment(comment, files);
    }

    /** A reviewer sees the comment, not the log; and one of an earlier commit would be taken for this one's. */
    private void publishNothing(FailOn failOn, FailOn.Decision decision) {
        NothingMeasured nothing = NothingMeasured.in(run);
        CommentPart part = nothing.part().adding(failOn.onMerging(decision));
        Comment comment = publication.commentOf(List.of(part));
        StepFiles files = new StepFiles(run);
        files.summary(comment.markdown(), "");
        publication.check(nothing.name(), NothingMeasured.SUMMARY, part, decision.exitCode());
        comment(comment, files);
    }

    private void comment(Comment comment, StepFiles files) {
        run.pullRequest()
                .ifPresent(number -> publication
                        .comment(number, comment, run.head())
                        .ifPresent(url -> files.output("comment-url", url)));
    }

    private int ends(FailOn failOn, FailOn.Decision decision) {
        if (decision.fails()) {
            log.println("::error title=coldstart::"
                    + Annotations.data("Failing, as fail-on is " + failOn.word() + ": " + decision.why() + "."));
        } else if (!decision.why().isEmpty()) {
            log.println(decision.why() + ".");
        }
        return decision.exitCode();
    }

    /** The report of this run and this commit; any other is left alone, and the log says so. */
    private Optional<Report> ofThisRun(Path file) {
        if (!Files.isRegularFile(file)) {
            log.println("There is no report: the step before this one says why.");
            return Optional.empty();
        }
        Report report = read(file);
        Optional<Origin> origin = report.plan().origin();
        Optional<String> another = differs("run", origin.flatMap(Origin::run), run.attempt())
                .or(() -> differs("commit", origin.flatMap(Origin::head), run.head()));
        another.ifPresent(what -> log.println("There is no report of this run: the one in " + file + " is of " + what
                + ". Nothing of it is published."));
        return another.isPresent() ? Optional.empty() : Optional.of(report);
    }

    private static Optional<String> differs(String what, Optional<String> said, Optional<String> expected) {
        return expected.isEmpty() || said.equals(expected)
                ? Optional.empty()
                : Optional.of(said.map(s -> what + " " + s).orElse("an unknown " + what) + ", and this is " + what + " "
                        + expected.get());
    }

    private static Report read(Path file) {
        try {
            return JsonReport.read(Files.readString(file));
        } catch (IOException | IllegalArgumentException e) {
            throw new UserError(ExitCode.NOT_MEASURED, file + " can't be read: " + e.getMessage());
        }
    }

    /** Warnings name files from where coldstart.yml is; GitHub wants them from the repository's folder. */
    private static Path prefix() {
        return new Git(Path.of("").toAbsolutePath())
                .tryRun("rev-parse", "--show-prefix")
                .map(Path::of)
                .orElse(Path.of(""));
    }

    private void outputs(Report report, StepFiles files) {
        files.output("verdict", report.verdict().answer().id());
        files.output(
                "regression",
                Boolean.toString(report.change().filter(ChangeAnswer::loses).isPresent()));
        files.output("report-json", out.resolve("report.json").toAbsolutePath().toString());
        files.output("report-html", out.resolve("report.html").toAbsolutePath().toString());
        Headline.of(report).ifPresent(headline -> {
            figure(files, "first-response-ms", headline, Metric.FIRST_RESPONSE);
            figure(files, "idle-memory-bytes", headline, Metric.IDLE_RSS);
            figure(files, "published-size-bytes", headline, Metric.PUBLISHED_SIZE);
            files.output(
                    "first-response-change",
                    headline.change()
                            .map(Contrast::ratio)
                            .map(Json.line()::writeValueAsString)
                            .orElse(""));
        });
    }

    private static void figure(StepFiles files, String name, Headline headline, Metric metric) {
        files.output(
                name,
                Optional.ofNullable(headline.form().metrics().get(metric))
                        .map(Figure::median)
                        .map(median -> metric.unit() == Metric.Unit.MS
                                ? Json.line().writeValueAsString(median)
                                : Long.toString(Math.round(median)))
                        .orElse(""));
    }
}
