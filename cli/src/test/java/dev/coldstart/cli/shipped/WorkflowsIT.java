package dev.coldstart.cli.shipped;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The workflows that people copy, as they are, for a repository whose pull request makes the start slower: what is in the
 * comment, the outputs, the summary, the checks, and how the job ends.
 */
@EnabledIf(value = Act.IS_READY, disabledReason = Act.NOT_READY)
final class WorkflowsIT {

    private static final String MERGE = "refs/pull/1/merge";
    private static final String FORK = "ann/app";

    @TempDir
    @SuppressWarnings("NullAway.Init") // by JUnit
    Path dir;

    private Act act(AppRepository repository, Emulator gitHub) throws IOException {
        return Act.in(dir).with(repository.environment()).gitHub(gitHub.api(), gitHub.token());
    }

    @Test
    void aPullRequestHasOneComment() throws IOException {
        AppRepository repository = AppRepository.in(dir, "pull-request.yml", "");
        Path checkout = repository.checkout("work", MERGE, 1);
        try (Emulator gitHub = Emulator.of(repository, dir)) {
            Act act = act(repository, gitHub);
            Act.Done first = act.run(
                            checkout, "pull-request.yml", "pull_request", repository.pullRequest(AppRepository.NAME))
                    .exits(0);
            JsonNode comment = only(gitHub.comments());
            assertThat(comment.path("body").asString())
                    .contains(
                            "<!-- coldstart-app ",
                            "| First response |",
                            "**app as JIT (coldstart.yml does not say which form ships) starts slower",
                            "It blocks no merge: the job passes, as `fail-on` is `never`.",
                            " with this change: ")
                    .hasSizeLessThan(65_536);
            Map<String, String> outputs = first.outputs("coldstart");
            assertThat(outputs)
                    .containsEntry("verdict", "adopt")
                    .containsEntry("regression", "true")
                    .containsEntry("comment-url", comment.path("html_url").asString());
            assertThat(Double.parseDouble(outputs.get("first-response-change"))).isLessThan(1);
            assertThat(Double.parseDouble(outputs.get("first-response-ms"))).isPositive();
            assertThat(Long.parseLong(outputs.get("published-size-bytes"))).isPositive();
            assertThat(Long.parseLong(outputs.get("idle-memory-bytes"))).isPositive();
            assertThat(first.summary()).contains("jit", "aot", "base");
            assertThat(only(gitHub.checkRuns(repository.head())).path("status").asString())
                    .isEqualTo("completed");
            assertThat(dir.resolve("artifacts/coldstart")).isDirectoryContaining("glob:**/evidence.zip");

            // Every run of act's is the first, and two measurements of one thing in one run are refused.
            act.with("GITHUB_RUN_ID", "2")
                    .run(checkout, "pull-request.yml", "pull_request", repository.pullRequest(AppRepository.NAME))
                    .exits(0);
            JsonNode edited = only(gitHub.comments());
            assertThat(edited.path("id")).isEqualTo(comment.path("id"));
            assertThat(edited.path("body")).as("another run").isNotEqualTo(comment.path("body"));
        }
    }

    @Test
    void twoArchitecturesShareAComment() throws IOException {
        AppRepository repository = AppRepository.in(dir, "pull-request-two-architectures.yml", "");
        Path checkout = repository.checkout("work", MERGE, 1);
        try (Emulator gitHub = Emulator.of(repository, dir)) {
            act(repository, gitHub)
                    .run(
                            checkout,
                            "pull-request-two-architectures.yml",
                            "pull_request",
                            repository.pullRequest(AppRepository.NAME))
                    .exits(0);
            assertThat(only(gitHub.comments()).path("body").asString()).contains("x64", "arm64");
        }
    }

    @Test
    void aForkIsCommentedByAnotherWorkflow() throws IOException {
        AppRepository repository = AppRepository.in(dir, "fork-measure.yml", "");
        Path checkout = repository.checkout("work", MERGE, 1);
        Files.copy(
                Path.of("../examples/workflows/fork-comment.yml"),
                checkout.resolve(".github/workflows/fork-comment.yml"));
        try (Emulator gitHub = Emulator.ofFork(repository, dir, FORK)) {
            act(repository, gitHub)
                    .run(checkout, "fork-measure.yml", "pull_request", repository.pullRequest(FORK))
                    .exits(0);
            assertThat(gitHub.writes().stream().filter(write -> !write.contains("/check-runs")))
                    .as("a fork's job only measures")
                    .isEmpty();

            Act second = act(repository, gitHub);
            second.run(checkout, "fork-comment.yml", "workflow_run", repository.workflowRun(FORK))
                    .exits(0);
            String posted = only(gitHub.comments()).path("body").asString();
            assertThat(posted).contains("| First response |", "starts slower", " with this change: ");

            Path report = dir.resolve("artifacts/coldstart-report/report.json");
            String honest = Files.readString(report);
            for (String forged : List.of(
                    honest.replace("\"" + repository.head() + "\"", "\"" + repository.base() + "\""),
                    honest.replaceFirst("\\{", "{ \"run\": \"this\","),
                    "[]")) {
                assertThat(forged).isNotEqualTo(honest);
                Files.writeString(report, forged);
                Act.Done refused =
                        second.run(checkout, "fork-comment.yml", "workflow_run", repository.workflowRun(FORK));
                assertThat(refused.exitCode()).as(refused.text()).isNotZero();
                assertThat(refused.text()).contains("refused");
                assertThat(only(gitHub.comments()).path("body").asString()).isEqualTo(posted);
            }
        }
    }

    @Test
    void aPushIsHeldAgainstItsParent() throws IOException {
        AppRepository repository = AppRepository.in(dir, "push-history.yml", "");
        Path checkout = repository.checkout("work", "change", 1);
        try (Emulator gitHub = Emulator.of(repository, dir)) {
            Act.Done done = act(repository, gitHub)
                    .run(checkout, "push-history.yml", "push", repository.push("refs/heads/main"))
                    .exits(0);
            assertThat(done.summary()).contains("This change");
            assertThat(gitHub.comments()).isEmpty();
            assertThat(gitHub.checkRuns(repository.head())).hasSize(1);
            JsonNode report = JsonMapper.shared()
                    .readTree(
                            Files.readString(dir.resolve("artifacts/coldstart-" + repository.head() + "/report.json")));
            assertThat(report.path("change").path("answer").asString()).isEqualTo("costs");
        }
    }

    @Test
    void aReleaseHasItsEvidenceOrIsNone() throws IOException {
        AppRepository repository = AppRepository.in(dir, "release-gate.yml", "");
        Path checkout = repository.checkout("work", "main", 1);
        Tool.run("git", "-C", checkout.toString(), "tag", "v1.0.0");
        try (Emulator gitHub = Emulator.of(repository, dir)) {
            Act act = act(repository, gitHub)
                    .path(Path.of("src/test/actions/programs").toAbsolutePath());
            act.run(checkout, "release-gate.yml", "push", tagged(repository, checkout))
                    .exits(0);
            assertThat(dir.resolve("releases/v1.0.0")).isDirectoryContaining("glob:**/evidence.zip");
            assertThat(Files.readString(dir.resolve("releases/v1.0.0/notes"))).contains("verdict: adopt");
            Coldstart.in(dir).run("verify", "releases/v1.0.0/evidence.zip").exits(0);

            Path config = checkout.resolve("coldstart.yml");
            Files.writeString(config, Files.readString(config).replace("policy: {", "policy: { minimum-gain: 99%,"));
            Tool.run(
                    "git",
                    "-C",
                    checkout.toString(),
                    "-c",
                    "user.name=a",
                    "-c",
                    "user.email=a@example.org",
                    "commit",
                    "--quiet",
                    "--all",
                    "--message=gain");
            Tool.run("git", "-C", checkout.toString(), "tag", "-f", "v1.0.0");
            Tool.run("rm", "-r", dir.resolve("releases").toString());
            Act.Done stopped = act.run(checkout, "release-gate.yml", "push", tagged(repository, checkout));
            assertThat(stopped.exitCode()).isNotZero();
            assertThat(stopped.text()).contains("fail-on is verdict");
            assertThat(dir.resolve("releases/v1.0.0")).doesNotExist();
        }
    }

    @Test
    void onlyChangedAppsAreMeasured() throws IOException {
        AppRepository repository = AppRepository.in(dir, "monorepo.yml", "services/f\u00fcr orders", "services/users");
        Path checkout = repository.checkout("work", MERGE, 2);
        try (Emulator gitHub = Emulator.of(repository, dir)) {
            act(repository, gitHub)
                    .run(checkout, "monorepo.yml", "pull_request", repository.pullRequest(AppRepository.NAME))
                    .exits(0);
            assertThat(only(gitHub.comments()).path("body").asString())
                    .contains("starts slower", " with this change: ");
            assertThat(only(gitHub.checkRuns(repository.head())).path("name").asString())
                    .contains("orders");
        }
    }

    /** What GitHub says when the checked out commit was tagged. */
    private static JsonNode tagged(AppRepository repository, Path checkout) {
        return repository
                .push("refs/tags/v1.0.0")
                .put("after", Tool.run("git", "-C", checkout.toString(), "rev-parse", "HEAD"));
    }

    private static JsonNode only(List<JsonNode> nodes) {
        assertThat(nodes).hasSize(1);
        return nodes.getFirst();
    }
}
