package dev.coldstart.cli.github;

import dev.coldstart.cli.ExitCode;
import dev.coldstart.cli.UserError;
import dev.coldstart.core.comment.Links;
import dev.coldstart.core.json.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * The job of a workflow that this runs in, as the runner describes it in its environment.
 *
 * @param env the environment
 * @param event the webhook's payload
 */
record WorkflowRun(Map<String, String> env, JsonNode event) {

    private static final int COMMIT = 40;

    /**
     * Reads the runner's environment.
     *
     * @throws UserError when this is no workflow's job
     */
    static WorkflowRun of(Map<String, String> env) {
        String file = env.getOrDefault("GITHUB_EVENT_PATH", "");
        if (file.isEmpty()) {
            throw new UserError(
                    ExitCode.USAGE,
                    "coldstart action runs in a job of GitHub Actions, and GITHUB_EVENT_PATH is not set; elsewhere use"
                            + " coldstart measure");
        }
        try {
            return new WorkflowRun(Map.copyOf(env), Json.line().readTree(Files.readString(Path.of(file))));
        } catch (IOException | JacksonException e) {
            throw new UserError(ExitCode.USAGE, "the event in " + file + " can't be read: " + e.getMessage());
        }
    }

    /** A variable that is there and not empty. */
    Optional<String> value(String name) {
        return Optional.ofNullable(env.get(name)).map(String::strip).filter(v -> !v.isEmpty());
    }

    private String required(String name) {
        return value(name)
                .orElseThrow(() -> new UserError(
                        ExitCode.USAGE, name + " is not set: coldstart action runs in a job of GitHub Actions"));
    }

    String eventName() {
        return required("GITHUB_EVENT_NAME");
    }

    /** {@code owner/name}. */
    String repository() {
        return required("GITHUB_REPOSITORY");
    }

    URI api() {
        return URI.create(value("GITHUB_API_URL").orElse("https://api.github.com"));
    }

    String server() {
        return value("GITHUB_SERVER_URL").orElse("https://github.com");
    }

    Optional<String> token() {
        return value("GITHUB_TOKEN");
    }

    /** Where this run, or the one that it follows, shows its logs and files. */
    Optional<String> page() {
        return measuringRun().map(run -> server() + "/" + repository() + "/actions/runs/" + run);
    }

    /** Where a comment of this run points to. A job's summary is the whole report, and has an address of its own. */
    Links links() {
        Optional<String> summary = value("JOB_CHECK_RUN")
                .filter(job -> job.matches("\\d+") && value("GITHUB_RUN_ID").isPresent())
                .map(job -> "#summary-" + job);
        return new Links(
                value("ACTION_REPOSITORY")
                        .filter(name -> name.matches("[A-Za-z0-9_.-]{1,100}/[A-Za-z0-9_.-]{1,100}"))
                        .map(name -> server() + "/" + name),
                Optional.of(server() + "/" + repository()),
                value("INPUT_REPORT_URL")
                        .filter(url -> url.startsWith(server() + "/") && url.matches("[A-Za-z0-9:/._#?=&%-]+"))
                        .or(() -> page().map(page -> page + summary.orElse(""))));
    }

    boolean isPullRequest() {
        return event.path("pull_request").path("number").canConvertToInt();
    }

    OptionalInt pullRequest() {
        return isPullRequest()
                ? OptionalInt.of(event.path("pull_request").path("number").asInt())
                : OptionalInt.empty();
    }

    /** Whether the code is of another repository than this one. */
    boolean isFork() {
        return isPullRequest()
                && !event.path("pull_request")
                        .path("head")
                        .path("repo")
                        .path("full_name")
                        .asString("")
                        .equalsIgnoreCase(repository());
    }

    /**
     * The commit that people know: a pull request's last one, not the merge that the runner tries out; of an event that is
     * about no commit the one that is checked out, as the step that looked says.
     */
    Optional<String> head() {
        return isPullRequest()
                ? commit(event.path("pull_request").path("head").path("sha"))
                : value("HEAD_COMMIT").filter(WorkflowRun::isCommit).or(this::sha);
    }

    /** This run and its attempt, such as {@code 123.1}. */
    Optional<String> attempt() {
        return value("GITHUB_RUN_ID")
                .filter(run -> run.matches("\\d{1,20}"))
                .map(run -> run + "."
                        + value("GITHUB_RUN_ATTEMPT")
                                .filter(n -> n.matches("\\d{1,9}"))
                                .orElse("1"));
    }

    /** The number of the run whose reports are read: this one's, or the one's that it follows. */
    Optional<String> measuringRun() {
        JsonNode followed = event.path("workflow_run").path("id");
        return followed.canConvertToLong()
                ? Optional.of(Long.toString(followed.asLong()))
                : attempt().map(run -> run.substring(0, run.indexOf('.')));
    }

    /**
     * The file of the workflow that measures, this run's or the one's that it follows, such as
     * {@code .github/workflows/coldstart.yml}; of a reusable workflow its caller's.
     */
    Optional<String> workflow() {
        String followed = event.path("workflow_run").path("path").asString("");
        return (followed.isEmpty() ? value("GITHUB_WORKFLOW_REF") : Optional.of(followed))
                .map(ref -> ref.replaceFirst("@.*$", ""))
                .map(ref -> ref.startsWith(repository() + "/")
                        ? ref.substring(repository().length() + 1)
                        : ref);
    }

    /** The commit that the runner checks out of itself. */
    Optional<String> sha() {
        return value("GITHUB_SHA").filter(WorkflowRun::isCommit);
    }

    /** The tip of the branch that a pull request goes into, when the event was sent. */
    Optional<String> baseTip() {
        return commit(event.path("pull_request").path("base").path("sha"));
    }

    /** The branch that a pull request goes into. */
    Optional<String> baseBranch() {
        return Optional.of(event.path("pull_request").path("base").path("ref").asString(""))
                .filter(name -> !name.isEmpty());
    }

    /** What a push found; empty where the branch is new. */
    Optional<String> before() {
        return commit(event.path("before")).filter(commit -> !commit.matches("0+"));
    }

    /** Whether a push took something away. */
    boolean isForced() {
        return event.path("forced").asBoolean(true);
    }

    /** What a merge queue's commit is made on. */
    Optional<String> mergeGroupBase() {
        return commit(event.path("merge_group").path("base_sha"));
    }

    private static Optional<String> commit(JsonNode node) {
        return Optional.of(node.asString("")).filter(WorkflowRun::isCommit);
    }

    static boolean isCommit(String text) {
        return text.length() >= COMMIT && text.matches("[0-9a-f]{40}|[0-9a-f]{64}");
    }
}
