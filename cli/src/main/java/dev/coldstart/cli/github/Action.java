package dev.coldstart.cli.github;

import dev.coldstart.cli.ExitCode;
import dev.coldstart.cli.UserError;
import dev.coldstart.cli.client.MeasuredCommits;
import dev.coldstart.cli.config.Config;
import dev.coldstart.cli.config.ConfigException;
import dev.coldstart.cli.revision.Git;
import dev.coldstart.core.comment.Comment;
import dev.coldstart.core.comment.CommentPart;
import dev.coldstart.core.json.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The steps of {@code action.yml}: everything comes from the environment, so that nothing is put into a script. */
public final class Action {

    private static final String OUT = "coldstart-out";

    /** Another command of this program. */
    public interface Commands {
        /** Runs it and gives its exit code. */
        int run(String... arguments);
    }

    private final Map<String, String> env;
    private final Commands commands;
    private final Pause pause;

    private final PrintWriter log;

    /**
     * @param env the environment
     * @param log what people read, and the runner
     */
    public Action(Map<String, String> env, Commands commands, PrintWriter log) {
        this(env, commands, log, Pause.sleeping());
    }

    Action(Map<String, String> env, Commands commands, PrintWriter log, Pause pause) {
        this.env = Map.copyOf(env);
        this.commands = commands;
        this.log = log;
        this.pause = pause;
    }

    /** Finds what the change is held against, and fetches it. The exit code. */
    public int base() {
        WorkflowRun run = WorkflowRun.of(env);
        Optional<GitHub> gitHub = run.token().map(token -> new GitHub(run.api(), run.repository(), token, pause));
        BaseCommit.Found found;
        try {
            found = new BaseCommit(run, new Git(Path.of("").toAbsolutePath()), gitHub, () -> measured(run), log)
                    .find(run.value("INPUT_BASE").orElse("auto"));
        } finally {
            gitHub.ifPresent(GitHub::close);
        }
        log.println(found.commit()
                .map(commit -> "Base: " + commit)
                .orElse("No base" + (found.reason().isEmpty() ? "" : ": " + found.reason())));
        StepFiles files = new StepFiles(run);
        files.output("commit", found.commit().orElse(""));
        files.output("reason", found.reason());
        return ExitCode.MEASURED;
    }

    /** By the service, if there is one: it keeps a history. */
    private static List<String> measured(WorkflowRun run) throws MeasuredCommits.UnknownException {
        Optional<String> service = run.value("INPUT_SERVICE_URL");
        if (service.isEmpty()) {
            return List.of();
        }
        Path file = Path.of(run.value("INPUT_CONFIG").orElse(Config.FILE_NAME));
        try {
            return MeasuredCommits.of(
                    URI.create(service.get()),
                    serviceToken(run, service.get()),
                    Config.load(file).app());
        } catch (ConfigException | IllegalArgumentException e) {
            // The next step says it again, and ends with it.
            throw new UserError(ExitCode.USAGE, String.valueOf(e.getMessage()));
        }
    }

    private static String serviceToken(WorkflowRun run, String service) {
        return run.value("INPUT_TOKEN").orElseGet(() -> IdentityToken.of(run, service));
    }

    /** Builds and measures. The exit code. */
    public int measure() {
        WorkflowRun run = WorkflowRun.of(env);
        StepFiles files = new StepFiles(run);
        Path out = out(run);
        List<String> arguments = arguments(run, out);
        // What an app or a build writes could be one of the runner's commands.
        String resume = UUID.randomUUID().toString();
        log.println("::stop-commands::" + resume);
        log.flush();
        int exitCode;
        try {
            exitCode = commands.run(arguments.toArray(String[]::new));
        } finally {
            log.println();
            log.println("::" + resume + "::");
            log.flush();
        }
        files.output("exit-code", Integer.toString(exitCode));
        boolean published = exitCode != ExitCode.BUG && exitCode != ExitCode.USAGE && exitCode != ExitCode.CANCELLED;
        if (published) {
            files.output(
                    "report-json", out.resolve("report.json").toAbsolutePath().toString());
            files.output(
                    "report-html", out.resolve("report.html").toAbsolutePath().toString());
        }
        return published ? ExitCode.MEASURED : exitCode;
    }

    private static List<String> arguments(WorkflowRun run, Path out) {
        List<String> arguments = new ArrayList<>(List.of("measure", "--out", out.toString()));
        option(arguments, "--config", run.value("INPUT_CONFIG"));
        option(arguments, "--forms", run.value("INPUT_FORMS"));
        option(arguments, "--blocks", run.value("INPUT_BLOCKS"));
        Optional<String> base = run.value("BASE_COMMIT");
        option(arguments, "--base", base);
        option(arguments, "--base-commit", base);
        option(arguments, "--without-base", base.isPresent() ? Optional.empty() : run.value("BASE_REASON"));
        option(arguments, "--repository", Optional.of(run.repository()));
        option(arguments, "--commit", run.head());
        option(arguments, "--ref", run.value("GITHUB_REF"));
        run.pullRequest().ifPresent(number -> option(arguments, "--pull-request", Optional.of("" + number)));
        if (run.isFork()) {
            arguments.add("--fork");
        }
        option(arguments, "--trigger", Optional.of(trigger(run)));
        run.value("GITHUB_REF_TYPE")
                .filter("tag"::equals)
                .ifPresent(tag -> option(arguments, "--release", run.value("GITHUB_REF_NAME")));
        Optional<String> service = run.value("INPUT_SERVICE_URL");
        option(arguments, "--service-url", service);
        service.ifPresent(url -> option(arguments, "--token", Optional.of(serviceToken(run, url))));
        return arguments;
    }

    /** With its name in the same word, so that a value that begins with a hyphen is no option. */
    private static void option(List<String> arguments, String name, Optional<String> value) {
        value.ifPresent(v -> arguments.add(name + "=" + v));
    }

    private static String trigger(WorkflowRun run) {
        return switch (run.eventName()) {
            case "pull_request" -> "pull-request";
            case "push" -> "push";
            case "schedule" -> "nightly";
            case "release" -> "release";
            default -> "manual";
        };
    }

    /** Writes the comment, the check run, annotations, the summary and the outputs. The exit code. */
    public int publish() {
        WorkflowRun run = WorkflowRun.of(env);
        return new PublishStep(run, out(run), pause, log).publish();
    }

    private static Path out(WorkflowRun run) {
        return Path.of(run.value("INPUT_OUT").orElse(OUT));
    }

    /** Puts reports of other jobs into one comment. The exit code. */
    public int comment() {
        WorkflowRun run = WorkflowRun.of(env);
        Path folder = Path.of(run.value("INPUT_REPORTS").orElse("coldstart-reports"));
        Publication publication = new Publication(run, pause, log);
        Optional<UntrustedReports.Expected> expected = new CommentedPull(run, publication, log).find();
        if (expected.isEmpty()) {
            return ExitCode.MEASURED;
        }
        List<UntrustedReports.Accepted> reports = UntrustedReports.in(folder, expected.get());
        StepFiles files = new StepFiles(run);
        Map<String, List<CommentPart>> apps = new LinkedHashMap<>();
        reports.forEach(r ->
                apps.computeIfAbsent(r.report().app(), app -> new ArrayList<>()).add(r.part()));
        List<String> addresses = new ArrayList<>();
        for (List<CommentPart> parts : apps.values()) {
            publication
                    .comment(
                            expected.get().pullRequest(),
                            new Comment(parts, run.page()),
                            Optional.of(expected.get().head()))
                    .ifPresent(addresses::add);
        }
        files.output("comment-url", String.join("\n", addresses));
        files.output(
                "verdict",
                reports.stream()
                        .map(r -> r.report().verdict().answer().id())
                        .distinct()
                        .collect(Collectors.joining(",")));
        return ExitCode.MEASURED;
    }

    /** Keeps one issue up to date with a readiness run. The exit code. */
    public int trackingIssue() {
        WorkflowRun run = WorkflowRun.of(env);
        Path folder = Path.of(run.value("INPUT_READINESS").orElse("coldstart-readiness"));
        JsonNode readiness;
        String page;
        try {
            readiness = Json.line().readTree(Files.readString(folder.resolve("readiness.json")));
            page = Files.readString(folder.resolve("readiness.md"));
        } catch (IOException | JacksonException e) {
            throw new UserError(
                    ExitCode.USAGE,
                    "there is no readiness run in " + folder + " (coldstart readiness --out writes one): "
                            + e.getMessage());
        }
        String app = readiness.path("app").asString("");
        String title = run.value("INPUT_TITLE").orElse("Native AOT readiness: " + app.replaceAll("[\\p{C}\\s]+", " "));
        Publication publication = new Publication(run, pause, log);
        Optional<GitHub> access = publication.access("the issue");
        if (access.isPresent()) {
            try (GitHub gitHub = access.get()) {
                String address = new TrackingIssue(gitHub, Optional.of(publication.author(gitHub)))
                        .update(
                                title,
                                Comment.marker(app),
                                page,
                                readiness.path("answer").asString(""));
                log.println("Issue: " + address);
                new StepFiles(run).output("issue-url", address);
            } catch (GitHubException e) {
                publication.notPosted("The issue", e);
            }
        }
        return ExitCode.MEASURED;
    }
}
