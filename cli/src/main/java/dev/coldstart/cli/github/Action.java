package dev.coldstart.cli.github;

import dev.coldstart.cli.ExitCode;
import dev.coldstart.cli.UserError;
import dev.coldstart.cli.client.MeasuredCommits;
import dev.coldstart.cli.config.Config;
import dev.coldstart.cli.config.ConfigException;
import dev.coldstart.cli.revision.Git;
import dev.coldstart.core.comment.Comment;
import dev.coldstart.core.json.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
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
    private final Path folder;
    private final Commands commands;
    private final Pause pause;
    private final PrintWriter log;

    /**
     * @param env the environment
     * @param log what people read, and the runner
     */
    public Action(Map<String, String> env, Commands commands, PrintWriter log) {
        this(env, Path.of("").toAbsolutePath(), commands, log, Pause.sleeping());
    }

    /** @param folder the app's */
    Action(Map<String, String> env, Path folder, Commands commands, PrintWriter log, Pause pause) {
        this.env = Map.copyOf(env);
        this.folder = folder;
        this.commands = commands;
        this.log = log;
        this.pause = pause;
    }

    /**
     * Checks the inputs and what is checked out, removes what an earlier run left, finds what the change is held against and
     * fetches it. The exit code.
     */
    public int base() {
        WorkflowRun run = WorkflowRun.of(env);
        Inputs.check(run);
        Git git = new Git(folder);
        CheckedOut head = CheckedOut.of(run, git);
        OldReports.keepThoseOf(run, out(run));
        OldReports.remove(out(run));
        StepFiles files = new StepFiles(run);
        files.output("head", run.isPullRequest() ? run.head().orElse("") : head.commit());
        files.output("merge", head.isMergeOf(run.head()) && run.isPullRequest() ? head.commit() : "");
        files.output(
                "place", Path.of(head.prefix()).resolve(config(run)).normalize().toString());
        files.output("changed", CheckedOut.some(head.changed()));
        Optional<GitHub> gitHub = run.token().map(token -> new GitHub(run.api(), run.repository(), token, pause));
        BaseCommit.Found found;
        try {
            found = new BaseCommit(run, git, head, gitHub, () -> measured(run), log).find(Inputs.base(run));
        } finally {
            gitHub.ifPresent(GitHub::close);
        }
        switch (found) {
            case BaseCommit.Found.Commit commit -> {
                log.println("Base: " + commit.name());
                files.output("commit", commit.name());
            }
            case BaseCommit.Found.None none -> {
                String why = none.why().reason();
                log.println("No base" + (why.isEmpty() ? "" : ": " + why));
                files.output("missing", none.why().kind().id());
                files.output("reason", why);
            }
        }
        return ExitCode.MEASURED;
    }

    /** A line that the runner shows beside the run. */
    public static String error(String text) {
        return "::error title=coldstart::" + Annotations.data(text);
    }

    private static Path config(WorkflowRun run) {
        return Path.of(run.value("INPUT_CONFIG").orElse(Config.FILE_NAME));
    }

    /** By the service, if there is one: it keeps a history. */
    private static List<String> measured(WorkflowRun run) throws MeasuredCommits.UnknownException {
        Optional<String> service = run.value("INPUT_SERVICE_URL");
        if (service.isEmpty()) {
            return List.of();
        }
        Path file = config(run);
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
        Inputs.check(run);
        OldReports.remove(out);
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
        if (published && Files.exists(out.resolve("report.json"))) {
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
        option(arguments, "--forms", Inputs.forms(run));
        option(arguments, "--blocks", run.value("INPUT_BLOCKS"));
        Optional<String> base = run.value("BASE_COMMIT");
        option(arguments, "--base", base);
        option(arguments, "--base-commit", base);
        if (base.isEmpty()) {
            option(arguments, "--without-base", run.value("BASE_REASON"));
            option(arguments, "--base-is", run.value("BASE_MISSING"));
        }
        option(arguments, "--merge", run.value("MERGE_COMMIT"));
        option(arguments, "--place", run.value("PLACE"));
        option(arguments, "--name", run.value("INPUT_NAME"));
        option(arguments, "--run", run.attempt());
        option(arguments, "--local-changes", run.value("LOCAL_CHANGES"));
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
            case "push", "merge_group" -> "push";
            case "schedule" -> "nightly";
            case "release" -> "release";
            default -> "manual";
        };
    }

    /** Writes the comment, the check run, annotations, the summary and the outputs. The exit code. */
    public int publish() {
        WorkflowRun run = WorkflowRun.of(env);
        return new PublishStep(run, out(run), new Publication(run, pause, log), log).publish();
    }

    private static Path out(WorkflowRun run) {
        return Path.of(run.value("INPUT_OUT").orElse(OUT));
    }

    /** Puts reports of other jobs into one comment. The exit code. */
    public int comment() {
        WorkflowRun run = WorkflowRun.of(env);
        Path reports = Path.of(run.value("INPUT_REPORTS").orElse("coldstart-reports"));
        return new CommentStep(run, reports, new Publication(run, pause, log), log).comment();
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
