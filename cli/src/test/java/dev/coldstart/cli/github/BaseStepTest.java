package dev.coldstart.cli.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.coldstart.cli.ExitCode;
import dev.coldstart.cli.UserError;
import dev.coldstart.cli.client.MeasuredCommits;
import dev.coldstart.cli.revision.Git;
import dev.coldstart.core.plan.MissingBase;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a change is held against, in real clones of a real repository: main has two commits, the change leaves after the first. */
class BaseStepTest {

    private BaseCommit.Measured measured = List::of;
    private final StringWriter log = new StringWriter();
    private final FakeGitHub gitHub = FakeGitHub.with(Job.REPOSITORY);

    @TempDir
    Path dir;

    private Path origin;
    private String left;
    private String tip;
    private String change;
    private String merge;

    @BeforeEach
    void aRepository() throws Exception {
        origin = Files.createDirectory(dir.resolve("origin"));
        Git git = new Git(origin);
        git.run("init", "--quiet", "--initial-branch=main");
        git.run("config", "user.email", "a@b.example");
        git.run("config", "user.name", "Ann");
        git.run("config", "uploadpack.allowAnySHA1InWant", "true");
        left = commit(git, "first");
        git.run("checkout", "--quiet", "-b", "change");
        change = commit(git, "change");
        git.run("checkout", "--quiet", "main");
        tip = commit(git, "second");
        git.run("checkout", "--quiet", "-b", "merged");
        git.run("merge", "--quiet", "--no-ff", "-m", "merge", "change");
        merge = git.run("rev-parse", "HEAD");
    }

    @AfterEach
    void close() {
        gitHub.close();
    }

    private String commit(Git git, String name) throws Exception {
        Files.writeString(origin.resolve(name), name);
        git.run("add", ".");
        git.run("commit", "--quiet", "-m", name);
        return git.run("rev-parse", "HEAD");
    }

    private Path clone(String branch, int depth) throws Exception {
        Path clone = dir.resolve("clone-" + branch + depth);
        new Git(dir)
                .run(
                        "clone",
                        "--quiet",
                        "--depth=" + depth,
                        "--branch=" + branch,
                        "file://" + origin,
                        clone.toString());
        return clone;
    }

    private BaseCommit.Found find(Path clone, String asked, String event, String eventName, boolean token)
            throws IOException {
        WorkflowRun run = new WorkflowRun(
                java.util.Map.of(
                        "GITHUB_EVENT_NAME",
                        eventName,
                        "GITHUB_REPOSITORY",
                        Job.REPOSITORY,
                        "GITHUB_SHA",
                        new Git(clone).tryRun("rev-parse", "HEAD").orElse("")),
                dev.coldstart.core.json.Json.line().readTree(event));
        try (GitHub api =
                new GitHub(gitHub.api(), Job.REPOSITORY, gitHub.workflowToken("contents:read"), (Duration d) -> {})) {
            Git git = new Git(clone);
            return new BaseCommit(
                            run,
                            git,
                            CheckedOut.of(run, git),
                            token ? Optional.of(api) : Optional.empty(),
                            measured,
                            new PrintWriter(log, true))
                    .find(asked);
        }
    }

    private String pullRequest() {
        return """
                {"pull_request":{"number":7,"head":{"sha":"%s","repo":{"full_name":"octo/app"}},
                  "base":{"sha":"%s"}}}""".formatted(change, tip);
    }

    /** Why there is none. */
    private static String reason(BaseCommit.Found found) {
        assertThat(found).isInstanceOf(BaseCommit.Found.None.class);
        MissingBase why = ((BaseCommit.Found.None) found).why();
        return why.kind().id() + ": " + why.reason();
    }

    /** And its files are in the clone. */
    private static void isThere(Path clone, BaseCommit.Found found, String commit) {
        assertThat(found).isEqualTo(new BaseCommit.Found.Commit(commit));
        assertThat(new Git(clone).tryRun("cat-file", "-e", commit + "^{tree}")).isPresent();
    }

    /** What the runner checks out is the change on top of the branch as it is now: held against an older one, it would pay for others. */
    @Test
    void ofTheMergeThatTheRunnerChecksOutItIsTheBranch() throws Exception {
        Path clone = clone("merged", 1);
        assertThat(new Git(clone).run("rev-parse", "HEAD")).isEqualTo(merge);
        isThere(clone, find(clone, "auto", pullRequest(), "pull_request", false), tip);
    }

    @Test
    void ofTheChangeItselfItIsWhereItLeftItsBranch() throws Exception {
        gitHub.repository().parts(tip, change, left);
        Path clone = clone("change", 1);
        isThere(clone, find(clone, "auto", pullRequest(), "pull_request", true), left);
        assertThat(gitHub.asked("GET", "/compare/")).isEqualTo(1);
    }

    @Test
    void aWholeCloneNeedsNoGitHub() throws Exception {
        Path clone = dir.resolve("whole");
        new Git(dir).run("clone", "--quiet", "--branch=change", "file://" + origin, clone.toString());
        isThere(clone, find(clone, "auto", pullRequest(), "pull_request", false), left);
    }

    @Test
    void whereNobodyTellsThereIsNoneAndAReason() throws Exception {
        Path clone = clone("change", 1);
        assertThat(reason(find(clone, "auto", pullRequest(), "pull_request", false)))
                .contains("not-had", "there is no token");
        assertThat(reason(find(clone, "auto", pullRequest(), "pull_request", true)))
                .contains("not-had", "GitHub does not tell where the change left its branch");
    }

    @Test
    void whatHasNoCommitInCommonIsSaid() throws Exception {
        Git git = new Git(origin);
        git.run("checkout", "--quiet", "--orphan", "alone");
        change = commit(git, "alone");
        Path clone = dir.resolve("whole");
        new Git(dir).run("clone", "--quiet", "--branch=alone", "file://" + origin, clone.toString());
        assertThat(reason(find(clone, "auto", pullRequest(), "pull_request", true)))
                .isEqualTo("not-had: the change and the branch that it goes into have no commit in common");
        assertThat(gitHub.asked("GET", "/compare/")).isZero();
    }

    @Test
    void ofAPushItIsTheParent() throws Exception {
        Path clone = clone("main", 1);
        isThere(clone, find(clone, "auto", "{}", "push", false), left);
    }

    /** Main goes on after what was measured last; a change and a commit that nobody has any more were measured later. */
    @ParameterizedTest
    @CsvSource({"100, 0", "1, 3"})
    void withAHistoryItIsTheLastAncestorThatWasMeasured(int depth, int asked) throws Exception {
        Git git = new Git(origin);
        git.run("checkout", "--quiet", "main");
        commit(git, "third");
        String head = commit(git, "fourth");
        String gone = "9".repeat(40);
        measured = () -> List.of(head, "no commit", change, gone, tip, left);
        gitHub.repository().parts(change, head, left);
        gitHub.repository().parts(tip, head, tip);
        Path clone = clone("main", depth);
        isThere(clone, find(clone, "auto", "{}", "push", true), tip);
        assertThat(log.toString()).contains("The last commit before this one that was measured: " + tip);
        assertThat(gitHub.asked("GET", "/compare/")).isEqualTo(asked);
    }

    @Test
    void whereTheHistoryIsOfNoUseItIsTheParent() throws Exception {
        measured = () -> List.of(change);
        Path clone = clone("main", 100);
        isThere(clone, find(clone, "auto", "{}", "push", false), left);
        measured = () -> {
            throw new UserError(2, "the service says: no");
        };
        isThere(clone, find(clone, "auto", "{}", "push", false), left);
        assertThat(log.toString()).contains("the service says: no");
    }

    @Test
    void aServiceThatIsAwayOrRefusesIsSaidAndNoMore() throws Exception {
        Path clone = clone("main", 1);
        Deque<Integer> statuses = new ArrayDeque<>(List.of(200, 401, 404, 500));
        List<String> asked = new ArrayList<>();
        HttpServer service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI().getRawPath());
            byte[] body = """
                    {"points":[{"commit":"%s"},{},{"commit":"%s"}]}""".formatted(left, tip).getBytes(StandardCharsets.US_ASCII);
            exchange.sendResponseHeaders(statuses.remove(), body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        service.start();
        try {
            URI address = URI.create("http://127.0.0.1:" + service.getAddress().getPort());
            measured = () -> MeasuredCommits.of(address, "token", "a b");
            assertThat(measured.commits()).containsExactly(tip, left);
            assertThat(asked).containsExactly("/api/v1/apps/a%20b/history");
            while (!statuses.isEmpty()) {
                isThere(clone, find(clone, "auto", "{}", "push", false), left);
            }
        } finally {
            service.stop(0);
        }
        isThere(clone, find(clone, "auto", "{}", "push", false), left);
        assertThat(log.toString()
                        .lines()
                        .filter(line -> line.startsWith("Which commit was measured last is not known")))
                .as("401, 500, and nobody there")
                .hasSize(3);
    }

    @Test
    void theFirstCommitHasNone() throws Exception {
        new Git(origin).run("branch", "oldest", left);
        assertThat(reason(find(clone("oldest", 1), "auto", "{}", "push", false)))
                .isEqualTo("not-yet: this is the first commit");
    }

    @ParameterizedTest
    @ValueSource(strings = {"main", "refs/heads/main"})
    void aBranchIsFetchedByItsName(String name) throws Exception {
        Path clone = clone("change", 1);
        isThere(clone, find(clone, name, "{}", "push", false), tip);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nosuch", "--upload-pack=touch pwned", "-x"})
    void whatIsNoCommitIsNamed(String name) throws Exception {
        Path clone = clone("change", 1);
        assertThatThrownBy(() -> find(clone, name, "{}", "push", false))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("base: " + name + " is no branch");
    }

    @Test
    void noneIsNone() throws Exception {
        assertThat(reason(find(clone("main", 1), "none", "{}", "push", true))).isEqualTo("not-asked: ");
        assertThat(reason(find(clone("main", 2), "auto", "{}", "schedule", true)))
                .contains("not-asked", "schedule");
    }

    @Test
    void ofAMergeQueueItIsWhatItMergesWith() throws Exception {
        Path clone = clone("merged", 1);
        isThere(clone, find(clone, "auto", """
                {"merge_group":{"base_sha":"%s","head_sha":"%s"}}""".formatted(tip, merge), "merge_group", false), tip);
    }

    /** The whole push, not its last commit; what was pushed over is no base. */
    @ParameterizedTest
    @CsvSource({"1, false", "100, false", "1, true", "100, true"})
    void ofAPushItIsWhatTheBranchWas(int depth, boolean forced) throws Exception {
        Git git = new Git(origin);
        git.run("checkout", "--quiet", "main");
        String third = commit(git, "third");
        commit(git, "fourth");
        String before = forced ? change : tip;
        Path clone = clone("main", depth);
        isThere(clone, find(clone, "auto", """
                        {"before":"%s","forced":%s}""".formatted(before, forced), "push", false), forced ? third : tip);
    }

    @Test
    void ofABranchThatIsNewItIsTheParent() throws Exception {
        Path clone = clone("main", 1);
        isThere(clone, find(clone, "auto", """
                {"before":"%s","forced":false,"created":true}""".formatted("0".repeat(40)), "push", false), left);
    }

    /** What the event says may be gone, and GitHub's answer about it old. */
    @Test
    void ofABranchThatWasPushedOverItIsWhatTheCloneKnows() throws Exception {
        Git git = new Git(origin);
        String gone = "9".repeat(40);
        gitHub.repository().parts(gone, change, tip);
        Path clone = dir.resolve("whole");
        new Git(dir).run("clone", "--quiet", "--branch=change", "file://" + origin, clone.toString());
        git.run("checkout", "--quiet", "main");
        isThere(clone, find(clone, "auto", """
                {"pull_request":{"number":7,"head":{"sha":"%s"},"base":{"sha":"%s","ref":"main"}}}""".formatted(change, gone), "pull_request", true), left);
        assertThat(gitHub.asked("GET", "/compare/")).isZero();
    }

    /** A runner of one's own keeps its clone. */
    @Test
    void anOldClonesBranchIsNotBelieved() throws Exception {
        Path clone = clone("main", 1);
        Git git = new Git(origin);
        git.run("checkout", "--quiet", "main");
        String newer = commit(git, "third");
        git.run("branch", "gone");
        new Git(clone).run("fetch", "--quiet", "origin", "gone:refs/remotes/origin/gone");
        git.run("branch", "-D", "gone");
        isThere(clone, find(clone, "main", "{}", "schedule", false), newer);
        assertThatThrownBy(() -> find(clone, "origin/gone", "{}", "schedule", false))
                .hasMessageContaining("is no branch");
    }

    @Test
    void aRemoteThatDoesNotAnswerIsNoWrongName() throws Exception {
        Path clone = clone("main", 1);
        new Git(clone).run("remote", "set-url", "origin", "file://" + dir.resolve("nowhere"));
        assertThat(reason(find(clone, "main", "{}", "schedule", false))).startsWith("not-had: its commit");
    }

    /** Main against main, signed with the change's commit. */
    @Test
    void whatIsCheckedOutIsWhatTheEventIsAbout() throws Exception {
        Path main = clone("main", 1);
        assertThatThrownBy(() -> find(main, "auto", pullRequest(), "pull_request_target", false))
                .isInstanceOf(UserError.class)
                .hasMessageContainingAll(
                        CheckedOut.shown(tip), CheckedOut.shown(change), "pull request #7", "pull_request_target");
        Path merged = clone("merged", 1);
        assertThatThrownBy(() -> find(merged, "auto", pullRequest().replace(change, left), "pull_request", false))
                .hasMessageContaining("It is a merge of " + CheckedOut.shown(change));
    }

    @Test
    void filesThatAreNotAsCommittedAreRefused() throws Exception {
        Path clone = clone("main", 1);
        Files.writeString(clone.resolve("new"), "of no commit");
        assertThat(clone.resolve("first").toFile().setExecutable(true)).isTrue();
        isThere(clone, find(clone, "auto", "{}", "push", false), left);
        Files.writeString(clone.resolve("first"), "edited");
        assertThatThrownBy(() -> find(clone, "auto", "{}", "push", false))
                .hasMessageContainingAll(": first.", "local-changes: measure");
    }

    @Test
    void whatGitDoesNotTellIsSaidInItsOwnWords() throws Exception {
        Path clone = clone("main", 1);
        WorkflowRun run = new WorkflowRun(
                java.util.Map.of("GITHUB_EVENT_NAME", "push"),
                dev.coldstart.core.json.Json.line().readTree("{}"));
        Git others = new Git(clone).with(java.util.Map.of("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1"));
        assertThatThrownBy(() -> CheckedOut.of(run, others))
                .hasMessageContainingAll("detected dubious ownership", "git config --global --add safe.directory");
        assertThatThrownBy(() -> CheckedOut.of(run, new Git(Files.createDirectory(dir.resolve("nothing")))))
                .hasMessageContainingAll("not a git repository", "actions/checkout");
    }

    /** What the step tells the next ones; an earlier run's report is gone by then. */
    @Test
    void theStepSaysWhatIsMeasuredAndRemovesWhatWas() throws Exception {
        Path clone = clone("merged", 1);
        Path app = Files.createDirectories(clone.resolve("services/\u00fcber orders"));
        Job job = Job.ofEvent(dir, gitHub, gitHub.workflowToken("contents:read"), "pull_request", pullRequest())
                .in(app)
                .with("INPUT_CONFIG", "small.yml")
                .reports("out", Job.report());
        Files.writeString(dir.resolve("out/mine.txt"), "kept");
        assertThat(job.run("base")).as(job.printed()).isZero();
        assertThat(job.outputs())
                .containsEntry("commit", tip)
                .containsEntry("head", change)
                .containsEntry("merge", merge)
                .containsEntry("place", "services/\u00fcber orders/small.yml")
                .doesNotContainKey("missing");
        assertThat(dir.resolve("out")).isDirectoryNotContaining("glob:**/report.json");
        assertThat(dir.resolve("out/mine.txt")).exists();
    }

    /** Two steps of one job, for two apps, and nobody thought of the input out. */
    @Test
    void theReportOfAnotherStepOfThisJobIsNotRemoved() throws Exception {
        Path clone = clone("merged", 1);
        Job job = Job.ofEvent(dir, gitHub, gitHub.workflowToken("contents:read"), "pull_request", pullRequest())
                .in(clone)
                .measuredNow(Job.report());
        assertThat(job.run("base")).isEqualTo(ExitCode.USAGE);
        assertThat(job.printed())
                .contains("the report of another step of this job, of " + Job.APP, "an out of its own");
        assertThat(dir.resolve("out/report.json")).exists();

        assertThat(job.with("GITHUB_RUN_ATTEMPT", "2").run("base"))
                .as("of an earlier attempt")
                .isZero();
        assertThat(dir.resolve("out/report.json")).doesNotExist();
    }

    /** Git 2.25, as Ubuntu 20.04 has it, takes such a name for an option. */
    @Test
    void aNameThatLooksLikeAnOptionIsNoCommit() throws Exception {
        Git git = new Git(clone("main", 1));
        assertThat(git.commit("HEAD")).isPresent();
        assertThat(git.commit("--all")).isEmpty();
        assertThat(git.commit("nowhere")).isEmpty();
    }
}
