package dev.coldstart.cli.github;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldstart.cli.revision.Git;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a change is held against, in real clones of a real repository: main has two commits, the change leaves after the first. */
class BaseStepTest {

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
                java.util.Map.of("GITHUB_EVENT_NAME", eventName, "GITHUB_REPOSITORY", Job.REPOSITORY),
                dev.coldstart.core.json.Json.line().readTree(event));
        try (GitHub api =
                new GitHub(gitHub.api(), Job.REPOSITORY, gitHub.workflowToken("contents:read"), (Duration d) -> {})) {
            return new BaseCommit(
                            run,
                            new Git(clone),
                            token ? Optional.of(api) : Optional.empty(),
                            new PrintWriter(new StringWriter(), true))
                    .find(asked);
        }
    }

    private String pullRequest() {
        return """
                {"pull_request":{"number":7,"head":{"sha":"%s","repo":{"full_name":"octo/app"}},
                  "base":{"sha":"%s"}}}""".formatted(change, tip);
    }

    /** And its files are in the clone. */
    private static void isThere(Path clone, BaseCommit.Found found, String commit) {
        assertThat(found.commit()).as(found.reason()).contains(commit);
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
        assertThat(find(clone, "auto", pullRequest(), "pull_request", false).reason())
                .contains("there is no token");
        assertThat(find(clone, "auto", pullRequest(), "pull_request", true).reason())
                .contains("GitHub does not tell where the change left its branch");
    }

    @Test
    void ofAPushItIsTheParent() throws Exception {
        Path clone = clone("main", 1);
        isThere(clone, find(clone, "auto", "{}", "push", false), left);
    }

    @Test
    void theFirstCommitHasNone() throws Exception {
        new Git(origin).run("branch", "oldest", left);
        assertThat(find(clone("oldest", 1), "auto", "{}", "push", false).reason())
                .contains("first commit");
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
        BaseCommit.Found found = find(clone, name, "{}", "push", false);
        assertThat(found.commit()).isEmpty();
        assertThat(found.reason()).contains("could not be fetched");
    }

    @Test
    void noneIsNone() throws Exception {
        assertThat(find(clone("main", 1), "none", pullRequest(), "pull_request", true)
                        .commit())
                .isEmpty();
        assertThat(find(clone("main", 2), "auto", "{}", "schedule", true).reason())
                .contains("schedule");
    }
}
