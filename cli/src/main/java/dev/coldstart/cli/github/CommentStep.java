package dev.coldstart.cli.github;

import dev.coldstart.cli.ExitCode;
import dev.coldstart.cli.UserError;
import dev.coldstart.core.comment.CommentPart;
import dev.coldstart.core.comment.CommentSource;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Puts reports of other jobs into comments: one for each app. */
final class CommentStep {

    /** Whoever wrote the reports chose the names of the apps, and each has a comment that all who follow are told of. */
    private static final int MAX_COMMENTS = 10;

    private final WorkflowRun run;
    private final Path folder;
    private final Publication publication;
    private final PrintWriter log;

    /** @param folder what the reports were downloaded to */
    CommentStep(WorkflowRun run, Path folder, Publication publication, PrintWriter log) {
        this.run = run;
        this.folder = folder;
        this.publication = publication;
        this.log = log;
    }

    /** The exit code. */
    int comment() {
        List<Path> files = UntrustedReports.files(folder);
        StepFiles outputs = new StepFiles(run);
        if (files.isEmpty()) {
            String none = "No comment: there is no report in " + folder
                    + ". The run that measured left none; its log says why.";
            log.println(none);
            outputs.summary(none, "");
            return ExitCode.MEASURED;
        }
        Optional<UntrustedReports.Expected> expected = new CommentedPull(run, publication, log).find();
        if (expected.isEmpty()) {
            return ExitCode.MEASURED;
        }
        UntrustedReports.Expected pull = expected.get();
        List<UntrustedReports.Accepted> reports = UntrustedReports.of(files, pull);
        int number = pull.pullRequestOf(reports);
        List<String> addresses = new ArrayList<>();
        List<List<CommentPart>> apps = apps(reports);
        if (apps.size() > MAX_COMMENTS) {
            throw new UserError(
                    ExitCode.USAGE,
                    "the reports are of " + apps.size() + " apps, and one set of reports makes at most " + MAX_COMMENTS
                            + " comments. Nothing is posted: let several jobs comment, each on some of the apps");
        }
        for (List<CommentPart> parts : apps) {
            publication
                    .comment(number, publication.commentOf(parts), Optional.of(pull.head()))
                    .ifPresent(addresses::add);
        }
        outputs.output("comment-url", String.join("\n", addresses));
        outputs.output(
                "verdict",
                reports.stream()
                        .map(r -> r.report().verdict().answer().id())
                        .distinct()
                        .collect(Collectors.joining(",")));
        return ExitCode.MEASURED;
    }

    /** Their parts by the comment that they share: of each architecture one. */
    private static List<List<CommentPart>> apps(List<UntrustedReports.Accepted> reports) {
        Map<String, Map<Object, UntrustedReports.Accepted>> apps = new LinkedHashMap<>();
        for (UntrustedReports.Accepted report : reports) {
            apps.computeIfAbsent(report.part().source().key(), key -> new LinkedHashMap<>())
                    .merge(report.part().architecture(), report, CommentStep::one);
        }
        return apps.values().stream()
                .map(parts -> parts.values().stream()
                        .map(UntrustedReports.Accepted::part)
                        .toList())
                .toList();
    }

    /** Of two reports of the same app on the same architecture the one that counts. */
    private static UntrustedReports.Accepted one(UntrustedReports.Accepted a, UntrustedReports.Accepted b) {
        CommentSource first = a.part().source();
        CommentSource second = b.part().source();
        if (first.measurement().equals(second.measurement())) {
            return a;
        }
        if (second.isLaterThan(first)) {
            return b;
        }
        if (first.isLaterThan(second)) {
            return a;
        }
        throw new UserError(
                ExitCode.USAGE,
                a.file() + " and " + b.file() + " are two measurements of one thing, "
                        + a.part().title() + " on " + a.part().architecture().id() + ". " + Publication.NAME_THEM);
    }
}
