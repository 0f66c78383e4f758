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
import dev.coldstart.core.report.ChangeAnswer;
import dev.coldstart.core.report.CommentParts;
import dev.coldstart.core.report.Headline;
import dev.coldstart.core.report.JsonReport;
import dev.coldstart.core.report.MarkdownReport;
import dev.coldstart.core.report.Report;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Says what a report says where people look: comment, check run, annotations, summary, outputs; and ends as fail-on says. */
final class PublishStep {

    private final WorkflowRun run;
    private final Path out;
    private final Pause pause;
    private final PrintWriter log;

    /** @param out the folder with the report */
    PublishStep(WorkflowRun run, Path out, Pause pause, PrintWriter log) {
        this.run = run;
        this.out = out;
        this.pause = pause;
        this.log = log;
    }

    /** The exit code. */
    int publish() {
        FailOn failOn = failOn();
        Path file = out.resolve("report.json");
        int measured = run.value("EXIT_CODE")
                .filter(code -> code.matches("\\d{1,3}"))
                .map(Integer::parseInt)
                .orElse(ExitCode.MEASURED);
        // One that an earlier run left would be taken for this one's.
        boolean begun = measured != ExitCode.USAGE && measured != ExitCode.BUG;
        if (!begun || !Files.isRegularFile(file)) {
            log.println("There is no report: the step before this one says why.");
            new StepFiles(run).summary("coldstart measured nothing: the log of this job says why.", "");
            return ExitCode.MEASURED;
        }
        Report report = read(file);
        CommentPart part = CommentParts.of(report);
        Comment comment = new Comment(List.of(part), run.page());
        int exitCode = failOn.exitCode(report, measured);
        StepFiles files = new StepFiles(run);
        files.summary(MarkdownReport.render(report), comment.markdown());
        Annotations.print(report, prefix(), log);
        outputs(report, files);
        Publication publication = new Publication(run, pause, log);
        publication.check(report, part, exitCode);
        boolean wanted = !run.value("INPUT_COMMENT").orElse("auto").equals("never");
        if (wanted && run.pullRequest().isPresent()) {
            publication
                    .comment(run.pullRequest().getAsInt(), comment, run.head())
                    .ifPresent(url -> files.output("comment-url", url));
        }
        if (exitCode != ExitCode.MEASURED) {
            log.println("Failing, as fail-on is " + failOn.name().toLowerCase(Locale.ROOT) + ".");
        }
        return exitCode;
    }

    private FailOn failOn() {
        String word = run.value("INPUT_FAIL_ON").orElse("never");
        try {
            return FailOn.of(word);
        } catch (IllegalArgumentException e) {
            throw new UserError(ExitCode.USAGE, "fail-on: " + word + " is none of never, regression, verdict, error");
        }
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
