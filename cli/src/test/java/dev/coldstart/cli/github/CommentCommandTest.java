package dev.coldstart.cli.github;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.json.JsonMapper;

/** The script of examples/workflows/comment-command.yml, against the GitHub of the tests: who may start what with a comment. */
class CommentCommandTest {

    private static final Path WORKFLOW = Path.of("../examples/workflows/comment-command.yml");
    private static final String FORK = "ann/app";

    private final FakeGitHub gitHub = FakeGitHub.with(Job.REPOSITORY);
    private final FakeRepository repository = gitHub.repository();
    private long comment;

    @BeforeEach
    void aPullRequestOfAFork() {
        repository.opens(7, Job.BASE, Job.HEAD, FORK, "fix");
        repository.mayWrite("jo");
        comment = repository.comments(7, "jo", "User", "/coldstart");
    }

    @AfterEach
    void close() {
        gitHub.close();
    }

    private record Ended(int exitCode, String printed) {}

    @Test
    void whoMayWriteStartsTheRunOfTheLastCommitAgain() throws Exception {
        long earlier = repository.ran("coldstart.yml", Job.BASE, "completed");
        long run = repository.ran("coldstart.yml", Job.HEAD, "completed");
        Ended ended = start("jo", "/coldstart please");

        assertThat(ended.exitCode()).as(ended.printed()).isZero();
        assertThat(repository.attempts(run)).isEqualTo(2);
        assertThat(repository.attempts(earlier)).isEqualTo(1);
        assertThat(repository.reactions(comment)).containsExactly("rocket");
        assertThat(repository.comments(7)).hasSize(1);
    }

    /** An asker's name and words are anybody's. */
    @ParameterizedTest
    @CsvSource({
        "ann, /coldstart",
        "nobody, /coldstart",
        "jo/../../x, /coldstart",
        "jo, /coldstarts",
        "jo, hello /coldstart",
        "jo, ''",
        "jo, $(touch owned)",
    })
    void anybodyElseAndAnyOtherWordStartsNothing(String asker, String body) throws Exception {
        long run = repository.ran("coldstart.yml", Job.HEAD, "completed");
        Ended ended = start(asker, body);

        assertThat(ended.exitCode()).as(ended.printed()).isZero();
        assertThat(repository.attempts(run)).isEqualTo(1);
        assertThat(repository.comments(7)).hasSize(1);
        assertThat(Path.of("owned")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"in_progress", "queued", "action_required", "waiting"})
    void aRunThatIsNotAtItsEndIsLeftAlone(String status) throws Exception {
        long run = repository.ran("coldstart.yml", Job.HEAD, status);

        assertThat(start("jo", "/coldstart").exitCode()).isZero();
        assertThat(repository.attempts(run)).isEqualTo(1);
        assertThat(repository.reactions(comment)).containsExactly("eyes");
    }

    @Test
    void whereThereIsNothingToStartItSaysSo() throws Exception {
        repository.ran("coldstart.yml", Job.BASE, "completed");

        assertThat(start("jo", "/coldstart").exitCode()).isEqualTo(1);
        assertThat(repository.comments(7).getLast().required("body").asString())
                .startsWith("There is no run of `coldstart.yml` for the last commit");
    }

    @Test
    void whatGitHubRefusesIsSaid() throws Exception {
        repository.ran("coldstart.yml", Job.HEAD, "completed");
        gitHub.fail("POST", "/rerun$", 1, 403, Map.of(), "{\"message\":\"Unable to retry: created over a month ago\"}");

        assertThat(start("jo", "/coldstart").exitCode()).isEqualTo(1);
        assertThat(repository.comments(7).getLast().required("body").asString()).contains("created over a month ago");
    }

    private Ended start(String asker, String body) throws IOException, InterruptedException {
        ProcessBuilder bash = new ProcessBuilder("bash", "-e", "-c", script());
        bash.redirectErrorStream(true);
        bash.environment()
                .putAll(Map.of(
                        "TOKEN",
                        gitHub.workflowToken("actions:write", "pull-requests:write", "contents:read"),
                        "NUMBER",
                        "7",
                        "COMMENT",
                        Long.toString(comment),
                        "ASKER",
                        asker,
                        "BODY",
                        body,
                        "WORKFLOW",
                        "coldstart.yml",
                        "GITHUB_API_URL",
                        gitHub.api().toString(),
                        "GITHUB_SERVER_URL",
                        "https://github.example",
                        "GITHUB_REPOSITORY",
                        Job.REPOSITORY));
        Process running = bash.start();
        String printed = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(running.waitFor(), printed);
    }

    private static String script() throws IOException {
        Object workflow = new Load(LoadSettings.builder().build()).loadFromString(Files.readString(WORKFLOW));
        return JsonMapper.shared()
                .valueToTree(workflow)
                .required("jobs")
                .required("start")
                .required("steps")
                .required(0)
                .required("run")
                .asString();
    }
}
