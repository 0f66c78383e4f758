package dev.coldstart.cli.github;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldstart.cli.ExitCode;
import dev.coldstart.core.comment.Comment;
import dev.coldstart.core.comment.CommentPart;
import dev.coldstart.core.comment.Links;
import dev.coldstart.core.plan.MissingBase;
import dev.coldstart.core.plan.Origin;
import dev.coldstart.core.render.comment.CommentParts;
import dev.coldstart.core.report.Report;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.ObjectNode;

/** What stands on GitHub after a report was published, whatever mood GitHub is in. */
class PublishTest {

    private static final String[] ALL = {"pull-requests:write", "checks:write", "contents:read", "issues:write"};
    private static final String COMMENTS = "/issues/7/comments";

    private final FakeGitHub gitHub = FakeGitHub.with(Job.REPOSITORY);
    private final FakeRepository repository = gitHub.repository();

    @TempDir
    Path dir;

    @BeforeEach
    void aPullRequest() {
        repository.opens(7, Job.BASE, Job.HEAD);
    }

    @AfterEach
    void close() {
        gitHub.close();
    }

    private Job job() throws IOException {
        return Job.ofPullRequest(dir, gitHub, gitHub.workflowToken(ALL)).measuredNow(Job.report());
    }

    private List<String> comments() {
        return repository.comments(7).stream()
                .map(c -> c.required("body").asString())
                .toList();
    }

    @Test
    void aReportIsCommentedCheckedSummedUpAndGivenOut() throws IOException {
        Job job = job();
        assertThat(job.run("publish")).isZero();

        assertThat(comments()).hasSize(1);
        assertThat(comments().getFirst()).startsWith("**").contains("| First response |", Comment.marker(Job.APP));
        assertThat(repository.checkRuns()).singleElement().satisfies(run -> {
            assertThat(run.required("head_sha").asString()).isEqualTo(Job.HEAD);
            assertThat(run.required("conclusion").asString()).isIn("success", "neutral");
        });
        assertThat(job.summary()).contains("First response", "coldstart report samples.jsonl");
        assertThat(job.outputs())
                .containsKeys("verdict", "report-json", "report-html", "comment-url", "first-response-ms")
                .containsEntry("regression", "false");
        assertThat(job.outputs().get("first-response-ms")).matches("[0-9.]+");
        assertThat(job.outputs().get("comment-url")).startsWith("https://");
        assertThat(job.pauses()).as("a job costs money while it waits").isEmpty();
    }

    @Test
    void aSecondRunEditsTheSameComment() throws IOException {
        job().run("publish");
        long first = repository.comments(7).getFirst().required("id").asLong();
        Job again = Job.ofPullRequest(dir, gitHub, gitHub.workflowToken(ALL))
                .measuredNow(Job.report("2026-11-21", "2026-11-22"));
        repository.comments(7, "ann", "User", "a word between them");
        again.run("publish");

        assertThat(repository.comments(7)).hasSize(2);
        assertThat(repository.comments(7).getFirst().required("id").asLong()).isEqualTo(first);
    }

    private Job ofCommit(String head) throws IOException {
        String event = """
                {"pull_request":{"number":7,
                  "head":{"sha":"%s","repo":{"full_name":"%s"}},
                  "base":{"sha":"%s"}}}""".formatted(head, Job.REPOSITORY, Job.BASE);
        return Job.ofEvent(dir, gitHub, gitHub.workflowToken(ALL), "pull_request", event);
    }

    private Job push(String head, double slower, String mode) throws IOException {
        return push(head, mode, ChangeReports.of(head, slower));
    }

    private Job push(String head, String mode, Report report) throws IOException {
        repository.pushes(7, head);
        Job job = ofCommit(head).with("INPUT_COMMENT", mode).reports("out", report);
        assertThat(job.run("publish")).as(job.printed()).isZero();
        return job;
    }

    private long id(int comment) {
        return repository.comments(7).get(comment).required("id").asLong();
    }

    /** An edit notifies nobody, so that it is kept for what nobody has to act upon. */
    @Test
    void whatTurnsBadIsANewCommentAndTheOldOneIsFolded() throws IOException {
        push("1".repeat(40), 1, "always");
        push("2".repeat(40), 1, "always");
        assertThat(comments()).singleElement().asString().startsWith("**No change seen");
        long quiet = id(0);

        push("3".repeat(40), 3.7, "always");
        assertThat(comments()).hasSize(2);
        assertThat(comments().get(1))
                .startsWith("**a and b as it ships (Native AOT) starts slower with this change: ")
                .contains("3333333");
        assertThat(comments().get(0))
                .startsWith("<details>")
                .doesNotContain("coldstart-parts", Comment.marker(Job.APP));
        assertThat(repository.isMinimized(quiet)).isTrue();
        long loud = id(1);

        push("4".repeat(40), 3.6, "always");
        assertThat(comments()).as("who was told is not told again").hasSize(2);
        push("5".repeat(40), 1, "always");
        assertThat(comments()).hasSize(2);
        assertThat(comments().get(1)).startsWith("**No change seen");
        assertThat(id(1)).isEqualTo(loud);
        assertThat(repository.isMinimized(loud)).isFalse();

        push("6".repeat(40), 3.7, "always");
        assertThat(comments()).as("what turns bad again is news again").hasSize(3);
    }

    @Test
    void whereACommentCantBeHiddenItIsFoldedAllTheSame() throws IOException {
        gitHub.fail("POST", "/graphql", 9, 403, Map.of(), "{\"message\":\"Resource not accessible by integration\"}");
        push("1".repeat(40), 1, "always");
        push("2".repeat(40), 3.7, "always");

        assertThat(comments()).hasSize(2);
        assertThat(comments().getFirst()).startsWith("<details>");
        assertThat(repository.isMinimized(id(0))).isFalse();
    }

    /** Another app's token wrote it once, or nobody may edit here: what is new is told all the same. */
    @Test
    void whereTheOldCommentCantBeFoldedTheNewOneStands() throws IOException {
        push("1".repeat(40), 1, "always");
        gitHub.fail("PATCH", "/issues/comments/", 9, 403, Map.of(), "{\"message\":\"Must have admin rights\"}");
        Job job = push("2".repeat(40), 3.7, "always");

        assertThat(comments()).hasSize(2);
        assertThat(comments().getLast()).contains("starts slower");
        assertThat(job.printed()).containsOnlyOnce("could not be folded").contains("Comment: https://");
        assertThat(job.outputs()).containsKey("comment-url");
    }

    /** The figures of the commit before would be taken for this one's. */
    @Test
    void whereNothingWasMeasuredTheCommentBeforeIsFolded() throws IOException {
        push(Job.HEAD, "always", ChangeReports.from(originAt(Job.HEAD, "coldstart.yml"), 1));
        String next = "2".repeat(40);
        Job job = nothing(next);
        assertThat(comments()).hasSize(2);
        assertThat(comments().getFirst()).startsWith("<details>");
        assertThat(comments().getLast()).startsWith("**Nothing was measured: no form could be built.**");
        assertThat(job.outputs().get("comment-url")).isNotEmpty();

        nothing("3".repeat(40));
        assertThat(comments()).as("who was told is not told again").hasSize(2);
        String fourth = "4".repeat(40);
        push(fourth, "always", ChangeReports.from(originAt(fourth, "coldstart.yml"), 1));
        assertThat(comments()).hasSize(2);
        assertThat(comments().getLast()).startsWith("**No change seen");
    }

    /** A job whose measuring step built no form. */
    private Job nothing(String head) throws IOException {
        repository.pushes(7, head);
        Files.deleteIfExists(dir.resolve("out/report.json"));
        Job job = ofCommit(head).with("PLACE", "coldstart.yml").with("EXIT_CODE", "3");
        assertThat(job.run("publish")).as(job.printed()).isZero();
        return job;
    }

    @Test
    void changesWaitsForSomethingThatChanged() throws IOException {
        Job quiet = push("1".repeat(40), 1, "changes");
        assertThat(comments()).isEmpty();
        assertThat(quiet.printed()).contains("No comment: nothing changed");
        push("2".repeat(40), 3.7, "changes");
        assertThat(comments())
                .singleElement()
                .asString()
                .startsWith("**a and b as it ships (Native AOT) starts slower with this change: ");
        push("3".repeat(40), 1, "changes");
        assertThat(comments()).singleElement().asString().startsWith("**No change seen");
    }

    /** A form that would be worth switching to is no reason to pass what makes it worse. */
    @ParameterizedTest
    @CsvSource({
        "1, never, success, no change seen",
        "3.7, never, neutral, costs: Native AOT first response 3.7x slower",
        "3.7, regression, failure, costs: Native AOT first response 3.7x slower",
        "0.4, never, success, gains: Native AOT first response 2.5x faster",
    })
    void theCheckFollowsTheChange(double slower, String failOn, String conclusion, String title) throws IOException {
        Job job = Job.ofPullRequest(dir, gitHub, gitHub.workflowToken(ALL))
                .with("INPUT_FAIL_ON", failOn)
                .reports("out", ChangeReports.of(Job.HEAD, slower));
        job.run("publish");

        assertThat(repository.checkRuns()).singleElement().satisfies(run -> {
            assertThat(run.required("conclusion").asString()).isEqualTo(conclusion);
            assertThat(run.required("output").required("title").asString()).isEqualTo(title);
        });
        String merging = failOn.equals("never")
                ? "It blocks no merge: the job passes, as `fail-on` is `never`."
                : "The job fails for it, as `fail-on` is `regression`: ";
        if (title.startsWith("costs")) {
            assertThat(comments()).singleElement().asString().contains(merging);
        } else {
            assertThat(comments()).singleElement().asString().doesNotContain(merging);
        }
    }

    @Test
    void aCommentLinksToWhatSpeaksToTheCommitsAndToTheReportItself() throws IOException {
        Job job = job().with("ACTION_REPOSITORY", "someone/coldstart").with("JOB_CHECK_RUN", "4711");
        job.reports("out", ChangeReports.of(Job.HEAD, 1)).run("publish");

        assertThat(comments())
                .singleElement()
                .asString()
                .contains(
                        "[coldstart](https://github.example/someone/coldstart)",
                        "(https://github.example/octo/app/commit/" + Job.HEAD + ")",
                        "(https://github.example/octo/app/commit/" + Job.BASE + ")",
                        "(https://github.example/octo/app/actions/runs/77#summary-4711)");
    }

    /** The marker alone is no proof: anybody can quote it. */
    @Test
    void somebodyElsesCommentIsLeftAlone() throws IOException {
        repository.comments(7, "ann", "User", "I like " + Comment.marker(Job.APP));
        repository.comments(7, "other[bot]", "Bot", Comment.marker(Job.APP));
        job().run("publish");

        assertThat(comments()).hasSize(3);
        assertThat(comments().getFirst()).isEqualTo("I like " + Comment.marker(Job.APP));
    }

    @Test
    void itIsFoundAmongAThousand() throws IOException {
        for (int i = 0; i < 1000; i++) {
            repository.comments(7, "ann", "User", "comment " + i);
            if (i == 950) {
                repository.comments(7, "github-actions[bot]", "Bot", Comment.marker(Job.APP));
            }
        }
        job().run("publish");

        assertThat(comments()).hasSize(1001);
        assertThat(comments().get(951)).startsWith("**");
    }

    private static String arm64() throws IOException {
        Report report = Job.of(Job.report("\"architecture\":\"x64\"", "\"architecture\":\"arm64\""), Job.ofThisJob());
        return new Comment(List.of(CommentParts.of(report)), Links.NONE).markdown();
    }

    /** Both looked, both found none, both wrote one. */
    @Test
    void twoJobsThatRaceLeaveOneCommentWithBothParts() throws IOException {
        String other = arm64();
        gitHub.before("POST", COMMENTS, () -> repository.comments(7, "github-actions[bot]", "Bot", other));
        assertThat(job().run("publish")).isZero();

        assertThat(comments()).hasSize(1);
        assertThat(comments().getFirst()).contains("<br>x64", "<br>arm64");
    }

    /** The other job read the comment before ours stood there, and writes over it. */
    @Test
    void aPartThatWasWrittenOverIsWrittenAnew() throws IOException {
        long id = repository.comments(7, "github-actions[bot]", "Bot", Comment.marker(Job.APP));
        String other = arm64();
        Job job = job();
        // The first look finds the marker alone; before the second the other job has written.
        gitHub.before("GET", COMMENTS, () -> {});
        gitHub.before(
                "GET", COMMENTS, () -> repository.findComment(id).ifPresent(comment -> comment.put("body", other)));
        assertThat(job.run("publish")).isZero();

        assertThat(comments()).hasSize(1);
        assertThat(comments().getFirst()).contains("<br>x64", "<br>arm64");
    }

    @Test
    void aCommentThatIsDeletedBetweenTwoCallsIsWrittenAgain() throws IOException {
        long id = repository.comments(7, "github-actions[bot]", "Bot", Comment.marker(Job.APP));
        gitHub.before("PATCH", "/issues/comments/", () -> repository.deletesComment(id));
        assertThat(job().run("publish")).isZero();

        assertThat(comments()).hasSize(1);
        assertThat(repository.comments(7).getFirst().required("id").asLong()).isNotEqualTo(id);
    }

    static Stream<Arguments> moods() {
        Map<String, String> none = Map.of();
        return Stream.of(
                Arguments.of(401, none, "Bad credentials", "the token is not valid"),
                Arguments.of(403, none, "Resource not accessible by integration", "see the permissions"),
                Arguments.of(403, none, "Unable to create comment because issue is locked.", "conversation is locked"),
                Arguments.of(403, none, "Repository was archived so is read-only.", "repository is archived"),
                Arguments.of(404, none, "Not Found", "it is not there"),
                Arguments.of(422, none, "Validation Failed", "does not take it as it is"),
                Arguments.of(429, Map.of("Retry-After", "7200"), "slow down", "asks to wait 7200 s"),
                Arguments.of(403, Map.of("x-ratelimit-remaining", "0"), "API rate limit exceeded", "no more requests"),
                Arguments.of(500, none, "oops", "a problem of its own"),
                Arguments.of(502, none, "<html>bad gateway</html>", "a problem of its own"),
                Arguments.of(418, none, "teapot", "GitHub refuses"));
    }

    @ParameterizedTest
    @MethodSource("moods")
    void whateverGitHubRefusesTheReportIsThere(int status, Map<String, String> headers, String message, String said)
            throws IOException {
        String body = message.startsWith("<") ? message : "{\"message\":\"" + message + "\"}";
        gitHub.fail("*", "/repos/", 1000, status, headers, body);
        Job job = job();
        assertThat(job.run("publish")).isZero();

        assertThat(job.printed()).contains("The comment could not be written", said, "in the summary and on disk");
        assertThat(job.summary()).contains("First response");
        assertThat(job.outputs()).containsKey("verdict").doesNotContainKey("comment-url");
        assertThat(dir.resolve("out/report.json")).exists();
    }

    @ParameterizedTest
    @CsvSource({
        "502, '', '', 2",
        "429, Retry-After, 3, 2",
        "403, Retry-After, 5, 3",
    })
    void whatPassesIsWaitedFor(int status, String header, String seconds, int times) throws IOException {
        gitHub.fail(
                "GET",
                COMMENTS,
                times,
                status,
                header.isEmpty() ? Map.of() : Map.of(header, seconds),
                "{\"message\":\"You have exceeded a secondary rate limit\"}");
        Job job = job();
        assertThat(job.run("publish")).isZero();

        assertThat(comments()).hasSize(1);
        assertThat(job.pauses()).hasSizeGreaterThanOrEqualTo(times);
        if (!seconds.isEmpty()) {
            assertThat(job.pauses().getFirst()).isEqualTo(Duration.ofSeconds(Long.parseLong(seconds)));
        }
    }

    /** A retry after an answer that was lost may have been the second request that did something. */
    @Test
    void anAnswerThatWasLostMakesNoSecondComment() throws IOException {
        gitHub.before("POST", COMMENTS, () -> {
            String ours = new Comment(List.of(part()), Links.NONE).markdown();
            repository.comments(7, "github-actions[bot]", "Bot", ours);
        });
        gitHub.fail("POST", COMMENTS, 1, 502, Map.of(), "{\"message\":\"lost\"}");
        assertThat(job().run("publish")).isZero();

        assertThat(comments()).hasSize(1);
    }

    private static CommentPart part() {
        try {
            return CommentParts.of(Job.of(Job.report(), Job.ofThisJob()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void anOlderCommitDoesNotOverwriteANewerOnesComment() throws IOException {
        repository.pushes(7, "d".repeat(40));
        Job job = job();
        assertThat(job.run("publish")).isZero();

        assertThat(comments()).isEmpty();
        assertThat(job.printed()).contains("has a newer commit than the measured one");
    }

    @Test
    void closedPullRequestsAndDraftsAreCommentedToo() throws IOException {
        repository.isDraft(7);
        repository.closes(7);
        job().run("publish");
        assertThat(comments()).hasSize(1);
    }

    @Test
    void anEnterprisesOwnGitHubIsSpokenToAtItsAddress() throws IOException {
        job().with("GITHUB_API_URL", gitHub.enterpriseApi().toString()).run("publish");
        assertThat(comments()).hasSize(1);
    }

    @Test
    void whereNobodyListensTheLogSaysSo() throws IOException {
        Job job = job().with("GITHUB_API_URL", "http://127.0.0.1:1");
        assertThat(job.run("publish")).isZero();
        assertThat(job.printed()).contains("GitHub can't be reached");
    }

    @Test
    void withoutATokenTheSummaryIsThere() throws IOException {
        Job job = job().with("GITHUB_TOKEN", "");
        assertThat(job.run("publish")).isZero();
        assertThat(job.printed()).contains("No token of GitHub's was given: the comment is not written");
        assertThat(job.summary()).contains("First response");
    }

    @Test
    void aTokenWithoutChecksStillComments() throws IOException {
        Job job = Job.ofPullRequest(dir, gitHub, gitHub.workflowToken("pull-requests:write"))
                .measuredNow(Job.report());
        assertThat(job.run("publish")).isZero();
        assertThat(comments()).hasSize(1);
        assertThat(job.printed()).contains("The check run could not be written: the token may not do that");
    }

    @ParameterizedTest
    @CsvSource({
        "never, 4, " + ExitCode.MEASURED,
        "error, 4, " + ExitCode.NOT_MEASURED,
        "error, 3, " + ExitCode.NOT_BUILT,
        "error, 0, " + ExitCode.MEASURED,
        "regression, 4, " + ExitCode.MEASURED,
        "sometimes, 0, " + ExitCode.USAGE,
    })
    void itFailsAsAsked(String failOn, String measured, int exitCode) throws IOException {
        assertThat(job().with("INPUT_FAIL_ON", failOn)
                        .with("EXIT_CODE", measured)
                        .run("publish"))
                .isEqualTo(exitCode);
    }

    /** A gate that was asked for and could not decide does not open. */
    @ParameterizedTest
    @CsvSource({
        "never, 3, " + ExitCode.MEASURED,
        "regression, 3, " + ExitCode.NOT_BUILT,
        "verdict, 4, " + ExitCode.NOT_MEASURED,
        "error, 130, " + ExitCode.CANCELLED,
        "regression, '', " + ExitCode.NOT_MEASURED,
        "error, '', " + ExitCode.NOT_MEASURED,
    })
    void thatNothingWasMeasuredIsSeenByTheReviewer(String failOn, String measured, int exitCode) throws IOException {
        Job job = Job.ofPullRequest(dir, gitHub, gitHub.workflowToken(ALL))
                .with("INPUT_FAIL_ON", failOn)
                .with("EXIT_CODE", measured);
        assertThat(job.run("publish")).isEqualTo(exitCode);
        assertThat(comments()).singleElement().asString().startsWith("**Nothing was measured: ");
        assertThat(repository.checkRuns()).singleElement().satisfies(run -> {
            assertThat(run.required("conclusion").asString()).isEqualTo(exitCode == 0 ? "neutral" : "failure");
            assertThat(run.required("output").required("title").asString()).isEqualTo("nothing was measured");
        });
        assertThat(job.summary()).contains("Nothing was measured: ");
        if (exitCode != 0) {
            assertThat(job.printed()).contains("::error", "fail-on is " + failOn, "nothing was measured");
        }
    }

    static Stream<Arguments> others() {
        String gone = "e".repeat(40);
        return Stream.of(
                Arguments.of("another run", origin("76.1", Job.HEAD, Optional.empty())),
                Arguments.of("another attempt", origin("77.2", Job.HEAD, Optional.empty())),
                Arguments.of("another commit", origin("77.1", gone, Optional.empty())));
    }

    /** On a runner that keeps its folders there is one of the run before. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("others")
    void aReportOfAnotherRunOrCommitIsNotThisOnes(String what, Origin origin) throws IOException {
        Job job = Job.ofPullRequest(dir, gitHub, gitHub.workflowToken(ALL))
                .with("INPUT_FAIL_ON", "verdict")
                .reports("out", Job.of(Job.report(), origin));
        assertThat(job.run("publish")).isEqualTo(ExitCode.NOT_MEASURED);
        assertThat(comments()).singleElement().asString().startsWith("**Nothing was measured: ");
        assertThat(job.outputs()).doesNotContainKey("verdict");
        assertThat(job.printed()).contains("There is no report of this run");
    }

    private static Origin origin(String run, String head, Optional<MissingBase> missing) {
        return new Origin(
                Optional.of(Job.REPOSITORY),
                Optional.of(head),
                Optional.empty(),
                OptionalInt.of(7),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(run),
                missing);
    }

    @ParameterizedTest
    @CsvSource({
        "regression, NOT_HAD, " + ExitCode.POLICY,
        "verdict, NOT_HAD, " + ExitCode.POLICY,
        "never, NOT_HAD, " + ExitCode.MEASURED,
        "regression, NOT_YET, " + ExitCode.MEASURED,
        "regression, NOT_ASKED, " + ExitCode.MEASURED,
    })
    void aBaseThatShouldBeThereIsOneThatAGateNeeds(String failOn, MissingBase.Kind kind, int exitCode)
            throws IOException {
        MissingBase missing = new MissingBase(kind, "the base's submodule may not be read");
        Job job = Job.ofPullRequest(dir, gitHub, gitHub.workflowToken(ALL))
                .with("INPUT_FAIL_ON", failOn)
                .reports("out", Job.of(Job.report(), origin("77.1", Job.HEAD, Optional.of(missing))));
        assertThat(job.run("publish")).isEqualTo(exitCode);
        assertThat(comments()).as("head was measured").hasSize(1);
        if (!failOn.equals("never")) {
            assertThat(job.printed()).contains("the base's submodule may not be read");
        }
    }

    private static Report at(String place, String label, String created) throws IOException {
        return Job.of(Job.report("2026-11-21", created), originAt(Job.HEAD, place, label));
    }

    private static Origin originAt(String head, String place, String... label) {
        Origin here = Job.ofThisJob();
        return new Origin(
                here.repository(),
                Optional.of(head),
                here.base(),
                here.pullRequest(),
                here.merge(),
                Optional.of(place),
                Stream.of(label).filter(l -> !l.isEmpty()).findFirst(),
                here.run(),
                here.missingBase());
    }

    private int publish(Report report) throws IOException {
        return Job.ofPullRequest(dir, gitHub, gitHub.workflowToken(ALL))
                .reports("out", report)
                .run("publish");
    }

    /** Two apps of one name, two configurations in one folder, two jobs of a matrix. */
    @Test
    void whatIsMeasuredApartIsCommentedApart() throws IOException {
        assertThat(publish(at("a/api/coldstart.yml", "", "2026-11-21"))).isZero();
        assertThat(publish(at("b/api/coldstart.yml", "", "2026-11-22"))).isZero();
        assertThat(publish(at("b/api/small.yml", "", "2026-11-23"))).isZero();
        assertThat(publish(at("b/api/coldstart.yml", "net10.0", "2026-11-24"))).isZero();
        assertThat(publish(at("b/api/coldstart.yml", "net9.0", "2026-11-25"))).isZero();
        assertThat(comments()).hasSize(5);
        assertThat(repository.checkRuns().stream()
                        .map(run -> run.required("name").asString()))
                .doesNotHaveDuplicates()
                .contains("coldstart: a and b (b/api, net10.0) (x64)");
    }

    /** One builds for a small machine, the other for a large one, and nobody thought of the input name. */
    @Test
    void twoWorkflowsHaveACommentEachAndFindItAgain() throws IOException {
        for (int commit = 1; commit <= 2; commit++) {
            String head = Integer.toString(commit).repeat(40);
            repository.pushes(7, head);
            for (String workflow : List.of("coldstart.yml", "nightly.yml")) {
                Job job = ofCommit(head)
                        .with("GITHUB_WORKFLOW_REF", "octo/app/.github/workflows/" + workflow + "@refs/pull/7/merge")
                        .reports("out", ChangeReports.from(originAt(head, "coldstart.yml"), 1));
                assertThat(job.run("publish")).as(job.printed()).isZero();
            }
        }
        assertThat(comments())
                .satisfiesExactly(
                        first -> assertThat(first).contains("(workflow `coldstart.yml`)", "2222222"),
                        second -> assertThat(second).contains("(workflow `nightly.yml`)", "2222222"));
    }

    @Test
    void twoMeasurementsOfOneThingInOneRunAreRefusedByName() throws IOException {
        assertThat(publish(at("b/api/coldstart.yml", "", "2026-11-21"))).isZero();
        String first = comments().getFirst();
        Job job = Job.ofPullRequest(dir, gitHub, gitHub.workflowToken(ALL))
                .reports("out", at("b/api/coldstart.yml", "", "2026-11-22"));
        assertThat(job.run("publish")).isEqualTo(ExitCode.USAGE);
        assertThat(job.printed()).contains("b/api", "on x64", "each call of a reusable workflow", "input name");
        assertThat(comments()).containsExactly(first);
    }

    @Test
    void anInputThatIsWrongIsToldBeforeAnythingIsMeasured() throws IOException {
        for (String[] wrong : List.of(
                new String[] {"INPUT_FAIL_ON", "regressions"},
                new String[] {"INPUT_COMMENT", "sometimes"},
                new String[] {"INPUT_BLOCKS", "many"},
                new String[] {"INPUT_LOCAL_CHANGES", "yes"})) {
            for (String step : List.of("base", "measure")) {
                Job job = Job.ofPullRequest(dir, gitHub, "").with(wrong[0], wrong[1]);
                assertThat(job.run(step)).as(wrong[0]).isEqualTo(ExitCode.USAGE);
                assertThat(job.printed()).contains(wrong[1]);
                assertThat(job.measured()).isEmpty();
            }
        }
        Job nothing = Job.ofPullRequest(dir, gitHub, "")
                .with("INPUT_FAIL_ON", "regression")
                .with("INPUT_BASE", "none");
        assertThat(nothing.run("base")).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void neverMeansNoComment() throws IOException {
        job().with("INPUT_COMMENT", "never").run("publish");
        assertThat(comments()).isEmpty();
        assertThat(Files.exists(dir.resolve("summary.md"))).isTrue();
    }

    /** A name can hold anything; GitHub's own words are the only ones that act. */
    @Test
    void aHostileNameActsNowhere() throws IOException {
        String name = "@everyone #1 ::set-output name=x::y <b> \u202e %0A";
        Job job = Job.ofPullRequest(dir, gitHub, gitHub.workflowToken(ALL))
                .measuredNow(Job.report("\"app\":\"" + Job.APP + "\"", "\"app\":\"" + name + "\""));
        assertThat(job.run("publish")).isZero();

        assertThat(job.printed().lines()).noneMatch(line -> line.startsWith("::"));
        assertThat(comments())
                .singleElement()
                .satisfies(body ->
                        assertThat(body.replaceAll("`[^`]*`", "")).doesNotContain("@everyone", "#1", "<b>", "\u202e"));
        ObjectNode check = repository.checkRuns().getFirst();
        assertThat(check.required("name").asString()).doesNotContain("\u202e");
    }
}
