package dev.coldstart.cli.github;

import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * The pull request that a run's reports are about, by GitHub's word alone. A run that follows another one
 * ({@code workflow_run}) knows that one's commit and branch from its event; what the reports say is not asked.
 */
final class CommentedPull {

    private final WorkflowRun run;
    private final Publication publication;
    private final PrintWriter log;

    CommentedPull(WorkflowRun run, Publication publication, PrintWriter log) {
        this.run = run;
        this.publication = publication;
        this.log = log;
    }

    /** Empty where there is none; the log says why. */
    Optional<UntrustedReports.Expected> find() {
        if (run.isPullRequest()) {
            return run.head()
                    .map(head -> new UntrustedReports.Expected(
                            run.repository(), head, List.of(run.pullRequest().orElseThrow()), run.measuringRun()));
        }
        JsonNode followed = run.event().path("workflow_run");
        String head = followed.path("head_sha").asString("");
        if (!followed.path("event").asString("").equals("pull_request") || !WorkflowRun.isCommit(head)) {
            log.println("No comment: this run follows no pull request's.");
            return Optional.empty();
        }
        Optional<GitHub> access = publication.access("the comment");
        if (access.isEmpty()) {
            return Optional.empty();
        }
        try (GitHub gitHub = access.get()) {
            List<Integer> numbers = numbers(gitHub, followed, head);
            if (numbers.isEmpty()) {
                log.println("No comment: no open pull request has " + head
                        + " as its last commit. A newer one was pushed, or it was closed.");
            }
            return numbers.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new UntrustedReports.Expected(run.repository(), head, numbers, run.measuringRun()));
        } catch (GitHubException e) {
            publication.notPosted("The comment", e);
            return Optional.empty();
        }
    }

    /** A fork's commit is not in this repository, so that it is found by its branch. One branch may be in several. */
    private static List<Integer> numbers(GitHub gitHub, JsonNode followed, String head) throws GitHubException {
        String owner =
                followed.path("head_repository").path("owner").path("login").asString("");
        String branch = followed.path("head_branch").asString("");
        String label = URLEncoder.encode(owner + ":" + branch, StandardCharsets.UTF_8);
        List<JsonNode> pulls = gitHub.list("/pulls?state=open&head=" + label);
        return pulls.stream()
                .filter(pull -> pull.path("head").path("sha").asString("").equals(head))
                .map(pull -> pull.path("number").asInt())
                .sorted()
                .toList();
    }
}
