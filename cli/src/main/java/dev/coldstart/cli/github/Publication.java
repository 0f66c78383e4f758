package dev.coldstart.cli.github;

import dev.coldstart.cli.UserError;
import dev.coldstart.core.comment.Comment;
import dev.coldstart.core.comment.CommentPart;
import dev.coldstart.core.presentation.ChangeSummary;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Says on GitHub what a report says. What GitHub does not take is told in the log with its reason, and nothing is lost. */
final class Publication {

    private static final String WORKFLOW = "github-actions[bot]";

    /** What to do about two measurements of one thing. */
    static final String NAME_THEM =
            "Give each job of a matrix, and each call of a reusable workflow, a name of its own with the action's input"
                    + " name, such as ${{ matrix.framework }}.";

    private static final int SUMMARY_LIMIT = 65_535;
    private static final int LONGEST_NAME = 80;

    private final WorkflowRun run;
    private final CommentMode mode;
    private final Pause pause;
    private final PrintWriter log;

    /** @throws UserError when the input that says when there is a comment is wrong */
    Publication(WorkflowRun run, Pause pause, PrintWriter log) {
        this.run = run;
        this.mode = CommentMode.of(run);
        this.pause = pause;
        this.log = log;
    }

    /** A comment of this run: of another workflow that measures the same it is told by its own marker. */
    Comment commentOf(List<CommentPart> parts) {
        return new Comment(
                parts.stream()
                        .map(part -> run.workflow().map(part::measuredBy).orElse(part))
                        .toList(),
                run.links());
    }

    /**
     * Posts the comment, or edits it.
     *
     * @param measured the commit that it is about: one that is not the pull request's last any more gets no comment
     * @return its address; empty when it could not be posted, or is not wanted, or not yet
     */
    Optional<String> comment(int pullRequest, Comment comment, Optional<String> measured) {
        Optional<GitHub> access = mode == CommentMode.NEVER ? Optional.empty() : access("the comment");
        if (access.isEmpty()) {
            return Optional.empty();
        }
        try (GitHub gitHub = access.get()) {
            JsonNode pull = gitHub.get("/pulls/" + pullRequest);
            String head = pull.path("head").path("sha").asString("");
            if (measured.isPresent() && !measured.get().equals(head)) {
                log.println("No comment: pull request #" + pullRequest + " has a newer commit than the measured one.");
                return Optional.empty();
            }
            Optional<String> address =
                    new PostedComment(gitHub, author(gitHub), pause, log).publish(pullRequest, comment, mode);
            log.println(address.map(url -> "Comment: " + url).orElse("No comment: nothing changed that can be seen."));
            return address;
        } catch (GitHubException e) {
            notPosted("The comment", e);
            return Optional.empty();
        }
    }

    /** A workflow's own token can't ask who it is; an app's neither, so that its name can be given. */
    String author(GitHub gitHub) throws GitHubException {
        Optional<String> given = run.value("COLDSTART_COMMENT_AUTHOR");
        return given.isPresent() ? given.get() : gitHub.login().orElse(WORKFLOW);
    }

    /**
     * Adds a check run to the measured commit, where the token may.
     *
     * @param name of what was measured; not trusted
     */
    void check(String name, ChangeSummary change, CommentPart part, int exitCode) {
        Optional<String> head = run.head();
        Optional<GitHub> access = head.isEmpty() ? Optional.empty() : access("the check run");
        if (access.isEmpty()) {
            return;
        }
        String text = commentOf(List.of(part)).markdown();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put(
                "name", "coldstart: " + clean(name) + " (" + part.architecture().id() + ")");
        body.put("head_sha", head.get());
        body.put("status", "completed");
        body.put("conclusion", exitCode != 0 ? "failure" : conclusion(change));
        run.links().report().ifPresent(page -> body.put("details_url", page));
        body.put(
                "output",
                Map.of(
                        "title",
                        clean(change.title()),
                        "summary",
                        text.length() > SUMMARY_LIMIT ? text.substring(0, SUMMARY_LIMIT) : text));
        try (GitHub gitHub = access.get()) {
            gitHub.post("/check-runs", body);
        } catch (GitHubException e) {
            notPosted("The check run", e);
        }
    }

    /** It follows the change: a form that would be worth switching to is no reason to pass what makes it worse. */
    private static String conclusion(ChangeSummary change) {
        return switch (change.answer()) {
            case GAINS, NONE_SEEN, TOLERATED -> "success";
            case BROKEN, COSTS, INCONCLUSIVE, NOT_MEASURED -> "neutral";
        };
    }

    private static String clean(String name) {
        String line = name.replaceAll("[\\p{C}\\s]+", " ").strip();
        return line.length() > LONGEST_NAME ? line.substring(0, LONGEST_NAME) : line;
    }

    /** The API, if there is a token to speak to it with. */
    Optional<GitHub> access(String what) {
        Optional<String> token = run.token();
        if (token.isEmpty()) {
            log.println("No token of GitHub's was given: " + what + " is not written.");
        }
        return token.map(t -> new GitHub(run.api(), run.repository(), t, pause));
    }

    void notPosted(String what, GitHubException because) {
        log.println(what + " could not be written: " + because.getMessage()
                + ". The report is in the summary and on disk.");
    }
}
