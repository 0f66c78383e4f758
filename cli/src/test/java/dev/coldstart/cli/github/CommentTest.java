package dev.coldstart.cli.github;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldstart.core.comment.Comment;
import dev.coldstart.core.plan.Origin;
import dev.coldstart.core.render.json.JsonReport;
import dev.coldstart.core.report.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Reports of other jobs, a fork's among them, become one comment, or none where they are not what they say. */
class CommentTest {

    private static final String FORK = "ann/app";

    private final FakeGitHub gitHub = FakeGitHub.with(Job.REPOSITORY);
    private final FakeRepository repository = gitHub.repository();

    @TempDir
    Path dir;

    @AfterEach
    void close() {
        gitHub.close();
    }

    /** What follows the run of a pull request from a fork. */
    private Job following(String event, String head) throws IOException {
        return Job.ofEvent(dir, gitHub, gitHub.workflowToken("pull-requests:write"), "workflow_run", """
                        {"workflow_run":{"id":55,"event":"%s","head_sha":"%s","head_branch":"fix",
                          "head_repository":{"full_name":"%s","owner":{"login":"ann"}}}}""".formatted(
                                event, head, FORK))
                .with("INPUT_REPORTS", dir.resolve("reports").toString());
    }

    private static Origin origin(String repository, String head, int pullRequest) {
        return new Origin(Optional.of(repository), Optional.of(head), Optional.empty(), OptionalInt.of(pullRequest));
    }

    private List<String> comments(int number) {
        return repository.comments(number).stream()
                .map(c -> c.required("body").asString())
                .toList();
    }

    @Test
    void aForksReportsBecomeOneCommentOnThePullRequestOfItsCommit() throws IOException {
        repository.opens(8, Job.BASE, "e".repeat(40), FORK, "other");
        repository.opens(9, Job.BASE, Job.HEAD, FORK, "fix");
        Report arm64 = Job.report("\"architecture\":\"x64\"", "\"architecture\":\"arm64\"");
        Job job = following("pull_request", Job.HEAD)
                .reports("reports/x64", Job.of(Job.report(), origin(Job.REPOSITORY, Job.HEAD, 9)))
                .reports("reports/arm64/deep", arm64);
        assertThat(job.run("comment")).as(job.printed()).isZero();

        assertThat(comments(8)).isEmpty();
        assertThat(comments(9))
                .singleElement()
                .satisfies(body -> assertThat(body)
                        .contains("<br>x64", "<br>arm64", "/actions/runs/55", Job.HEAD.substring(0, 12)));
        assertThat(job.outputs()).containsKeys("comment-url", "verdict");
    }

    static Stream<Arguments> lies() throws IOException {
        Report report = Job.report();
        String good = JsonReport.render(report);
        return Stream.of(
                Arguments.of(
                        "it is of pull request 8",
                        JsonReport.render(Job.of(report, origin(Job.REPOSITORY, Job.HEAD, 8))),
                        "pull request 8"),
                Arguments.of(
                        "another commit",
                        JsonReport.render(Job.of(report, origin(Job.REPOSITORY, Job.BASE, 9))),
                        "commit bbbb"),
                Arguments.of(
                        "another repository",
                        JsonReport.render(Job.of(report, origin("evil/app", Job.HEAD, 9))),
                        "repository evil/app"),
                Arguments.of(
                        "another run",
                        JsonReport.render(Job.of(report, measured(9, "54.1", "coldstart.yml"))),
                        "run 54"),
                Arguments.of("nothing of its sources", good, "does not say of which repository and commit"),
                Arguments.of("no JSON", "<script>", "not as the schema says"),
                Arguments.of("nothing", "", "not as the schema says"),
                Arguments.of(
                        "another schema",
                        good.replace("coldstart.report/1", "coldstart.report/9"),
                        "not as the schema says"),
                Arguments.of(
                        "another type",
                        good.replaceFirst("\"blocks\" : \\d+", "\"blocks\" : \"many\""),
                        "not as the schema says"),
                Arguments.of(
                        "a decision of its own",
                        good.replaceFirst("\"decision\" : \"[a-z]+\"", "\"decision\" : \"wonderful\""),
                        "not as the schema says"),
                Arguments.of(
                        "a baseline that is not there",
                        good.replaceFirst("\"baseline\" : \"a@head\"", "\"baseline\" : \"z@head\""),
                        "contradicts itself"),
                Arguments.of("deep", "[".repeat(100_000), "refused"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lies")
    void aReportThatIsNotWhatGitHubSaysIsRefusedAndNothingIsPosted(String what, String json, String said)
            throws IOException {
        repository.opens(9, Job.BASE, Job.HEAD, FORK, "fix");
        Job job = following("pull_request", Job.HEAD).reports("reports/good", Job.report());
        Files.createDirectories(dir.resolve("reports/lie"));
        Files.writeString(dir.resolve("reports/lie/report.json"), json);

        assertThat(job.run("comment")).isNotZero();
        assertThat(job.printed()).contains("is refused", said);
        assertThat(comments(9)).isEmpty();
    }

    @Test
    void aLinkIsNoReport() throws IOException {
        repository.opens(9, Job.BASE, Job.HEAD, FORK, "fix");
        Job job = following("pull_request", Job.HEAD).reports("elsewhere", Job.report());
        Files.createDirectories(dir.resolve("reports/x"));
        Files.createSymbolicLink(dir.resolve("reports/x/report.json"), dir.resolve("elsewhere/report.json"));

        assertThat(job.run("comment")).isZero();
        assertThat(job.printed()).contains("there is no report in");
        assertThat(comments(9)).isEmpty();
    }

    @Test
    void whereNoPullRequestHasTheCommitThereIsNoComment() throws IOException {
        repository.opens(9, Job.BASE, "e".repeat(40), FORK, "fix");
        Job job = following("pull_request", Job.HEAD).reports("reports/x64", Job.report());
        assertThat(job.run("comment")).isZero();
        assertThat(job.printed()).contains("no open pull request has");
        assertThat(comments(9)).isEmpty();
    }

    @Test
    void aRunThatFollowsAPushHasNoPullRequest() throws IOException {
        Job job = following("push", Job.HEAD).reports("reports/x64", Job.report());
        assertThat(job.run("comment")).isZero();
        assertThat(job.printed()).contains("follows no pull request's");
    }

    /** Names are the fork's to choose: each would be a comment, and a mail to everybody. */
    @Test
    void oneSetOfReportsMakesAFewCommentsAtMost() throws IOException {
        repository.opens(9, Job.BASE, Job.HEAD, FORK, "fix");
        Job job = following("pull_request", Job.HEAD);
        for (int app = 0; app < 11; app++) {
            job.reports("reports/" + app, Job.report("\"app\":\"a and b\"", "\"app\":\"app " + app + "\""));
        }
        assertThat(job.run("comment")).isNotZero();
        assertThat(job.printed()).contains("are of 11 apps", "at most 10");
        assertThat(comments(9)).isEmpty();
    }

    @Test
    void severalAppsHaveACommentEach() throws IOException {
        repository.opens(7, Job.BASE, Job.HEAD);
        Job job = Job.ofPullRequest(dir, gitHub, gitHub.workflowToken("pull-requests:write"))
                .with("INPUT_REPORTS", dir.resolve("reports").toString())
                .reports("reports/a", Job.report())
                .reports("reports/b", Job.report("\"app\":\"a and b\"", "\"app\":\"another\""));
        assertThat(job.run("comment")).as(job.printed()).isZero();
        assertThat(comments(7)).hasSize(2);
        assertThat(comments(7)).anyMatch(body -> body.contains(Comment.marker("another")));
    }

    private static Origin measured(int pullRequest, String run, String place) {
        return new Origin(
                Optional.of(Job.REPOSITORY),
                Optional.of(Job.HEAD),
                Optional.empty(),
                OptionalInt.of(pullRequest),
                Optional.empty(),
                Optional.of(place),
                Optional.empty(),
                Optional.of(run),
                Optional.empty());
    }

    private static Report at(String run, String created) throws IOException {
        return Job.of(Job.report("2026-11-21", created), measured(9, run, "orders/coldstart.yml"));
    }

    @Test
    void aRunThatLeftNoReportIsFollowedByNoComment() throws IOException {
        repository.opens(9, Job.BASE, Job.HEAD, FORK, "fix");
        Job job = following("pull_request", Job.HEAD);
        assertThat(job.run("comment")).isZero();
        assertThat(job.printed()).contains("there is no report in", "The run that measured left none");
        assertThat(comments(9)).isEmpty();
    }

    /** An artifact with all of the output folder holds what the app publishes, too. */
    @Test
    void whatTheAppPublishesIsNoReport() throws IOException {
        repository.opens(9, Job.BASE, Job.HEAD, FORK, "fix");
        Job job = following("pull_request", Job.HEAD)
                .reports("reports/a/b/c/d/e/f/g/coldstart-out", at("55.1", "2026-11-21"));
        for (String own : List.of(
                "reports/a/b/c/d/e/f/g/coldstart-out/sub",
                "reports/a/b/c/d/e/f/g/coldstart-out/build/jit/published",
                "reports/other/build/jit/published/wwwroot",
                "reports/other/build/base/aot/published")) {
            Files.createDirectories(dir.resolve(own));
            Files.writeString(dir.resolve(own + "/report.json"), "{}");
        }
        assertThat(job.run("comment")).as(job.printed()).isZero();
        assertThat(comments(9)).hasSize(1);
    }

    @Test
    void ofOneReportTwiceAndOfARunThatWasStartedAgainThereIsOneColumn() throws IOException {
        repository.opens(9, Job.BASE, Job.HEAD, FORK, "fix");
        Job job = following("pull_request", Job.HEAD)
                .reports("reports/again", at("55.2", "2026-11-22"))
                .reports("reports/first", at("55.1", "2026-11-21"))
                .reports("reports/second", at("55.1", "2026-11-21"));
        assertThat(job.run("comment")).as(job.printed()).isZero();
        assertThat(comments(9)).singleElement().satisfies(body -> {
            assertThat(body).doesNotContain("<br>x64").contains("2026-11-22");
            assertThat(body.split("\\| a<br>\\(baseline\\)", -1))
                    .as("one column")
                    .hasSize(2);
        });
    }

    @Test
    void twoMeasurementsOfOneThingAreRefusedByName() throws IOException {
        repository.opens(9, Job.BASE, Job.HEAD, FORK, "fix");
        Job job = following("pull_request", Job.HEAD)
                .reports("reports/net9", at("55.1", "2026-11-22"))
                .reports("reports/net10", at("55.1", "2026-11-21"));
        assertThat(job.run("comment")).isNotZero();
        assertThat(job.printed()).contains("net9", "net10", "orders", "input name");
        assertThat(comments(9)).isEmpty();
    }

    @Test
    void ofTwoPullRequestsOfOneBranchItIsTheReportsOwn() throws IOException {
        repository.opens(8, Job.BASE, Job.HEAD, FORK, "fix");
        repository.opens(9, Job.BASE, Job.HEAD, FORK, "fix");
        Job job = following("pull_request", Job.HEAD).reports("reports/x", at("55.1", "2026-11-21"));
        assertThat(job.run("comment")).as(job.printed()).isZero();
        assertThat(comments(8)).isEmpty();
        assertThat(comments(9)).hasSize(1);

        Job silent = following("pull_request", Job.HEAD).reports("reports/x", Job.report());
        assertThat(silent.run("comment")).isNotZero();
        assertThat(silent.printed()).contains("[8, 9]");
    }
}
