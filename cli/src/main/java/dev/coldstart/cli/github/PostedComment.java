package dev.coldstart.cli.github;

import dev.coldstart.cli.ExitCode;
import dev.coldstart.cli.UserError;
import dev.coldstart.core.comment.Comment;
import dev.coldstart.core.comment.CommentPart;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * The one comment of an app on a pull request that is not folded. As long as nothing turns bad it is edited, which disturbs
 * nobody; when something does, a new one is written, of which GitHub tells everybody who follows the pull request, and the
 * one before is folded.
 *
 * <p>GitHub has no way to write only if nobody else did, so jobs that race look again at what they have written: the newest
 * comment stays, those of the same commit are merged into it, and a part that another job wrote over is written anew.
 */
final class PostedComment {

    private static final int TRIES = 6;

    /**
     * Longer than another job needs from reading the comment to writing over it. Of new comments none is lost: whoever wrote
     * the later one finds both, and who edits one has read what it says.
     */
    private static final Duration AFTER_AN_EDIT = Duration.ofMillis(1500);

    private static final int NOT_FOUND = 404;

    private final GitHub gitHub;
    private final String author;
    private final Pause pause;
    private final PrintWriter log;

    /** @param author whose comments are ours */
    PostedComment(GitHub gitHub, String author, Pause pause, PrintWriter log) {
        this.gitHub = gitHub;
        this.author = author;
        this.pause = pause;
        this.log = log;
    }

    /**
     * Writes the comment or edits it.
     *
     * @return its address; empty where there is none yet and nothing to begin one for
     * @throws GitHubException when it could not be posted, with the reason
     * @throws UserError when another job of the same run measured the same
     */
    Optional<String> publish(int pullRequest, Comment comment, CommentMode mode) throws GitHubException {
        for (int attempt = 1; attempt <= TRIES; attempt++) {
            List<JsonNode> ours = ours(pullRequest, comment);
            for (JsonNode one : ours) {
                Optional<CommentPart> clash = comment.clash(Comment.partsOf(body(one)));
                if (clash.isPresent()) {
                    throw new UserError(
                            ExitCode.USAGE,
                            "another job of this run measured the same, "
                                    + clash.get().title() + " on "
                                    + clash.get().architecture().id() + ", and has written its comment. "
                                    + Publication.NAME_THEM);
                }
            }
            if (ours.isEmpty() && mode == CommentMode.CHANGES && !comment.isMoved()) {
                return Optional.empty();
            }
            if (!ours.isEmpty() && holds(ours, comment)) {
                retire(ours.subList(0, ours.size() - 1), ours.getLast());
                return Optional.of(address(ours.getLast()));
            }
            write(pullRequest, ours, comment);
        }
        throw new GitHubException(0, "other jobs write the same comment again and again");
    }

    private void write(int pullRequest, List<JsonNode> ours, Comment comment) throws GitHubException {
        Comment merged = merged(ours, comment);
        if (ours.isEmpty() || comment.isWorseThan(body(ours.getLast()))) {
            gitHub.post("/issues/" + pullRequest + "/comments", Map.of("body", merged.markdown()));
        } else {
            edit(ours.getLast(), merged.markdown());
            pause.of(AFTER_AN_EDIT);
        }
    }

    /** This, and what other jobs say of the same commit. */
    private static Comment merged(List<JsonNode> ours, Comment comment) {
        Comment merged = comment;
        for (JsonNode one : ours.reversed()) {
            merged = merged.after(body(one));
        }
        return merged;
    }

    /** One of this very commit is another job's, whose part is merged by now; what is older is kept, folded. */
    private void retire(List<JsonNode> older, JsonNode newest) {
        for (JsonNode one : older) {
            try {
                retire(one, newest);
            } catch (GitHubException e) {
                // The new one stands, and says what matters.
                log.println("An older comment, " + address(one) + ", could not be folded: " + e.getMessage());
            }
        }
    }

    private void retire(JsonNode one, JsonNode newest) throws GitHubException {
        Set<Optional<String>> its = commits(one);
        if (its.isEmpty() || its.equals(commits(newest))) {
            gitHub.delete("/issues/comments/" + id(one));
        } else {
            edit(one, Comment.folded(body(one), address(newest)));
            minimize(one);
        }
    }

    /** As people do with "Hide"; where it can't be done, it is folded all the same. */
    private void minimize(JsonNode comment) {
        String node = comment.path("node_id").asString("");
        try {
            gitHub.graph(
                    "mutation($id: ID!) { minimizeComment(input: {subjectId: $id, classifier: OUTDATED})"
                            + " { minimizedComment { isMinimized } } }",
                    Map.of("id", node));
        } catch (GitHubException e) {
            // Its text is folded already.
        }
    }

    private void edit(JsonNode comment, String body) throws GitHubException {
        try {
            gitHub.patch("/issues/comments/" + id(comment), Map.of("body", body));
        } catch (GitHubException e) {
            if (e.status() != NOT_FOUND) {
                throw e;
            }
            // Somebody deleted it between the two calls: the next look finds none.
        }
    }

    private static Set<Optional<String>> commits(JsonNode comment) {
        return Comment.partsOf(body(comment)).stream().map(CommentPart::head).collect(Collectors.toSet());
    }

    private static String address(JsonNode comment) {
        return comment.path("html_url").asString("");
    }

    /** The oldest first. */
    private List<JsonNode> ours(int pullRequest, Comment comment) throws GitHubException {
        String marker = comment.marker();
        Predicate<JsonNode> isOurs =
                one -> one.path("user").path("login").asString("").equals(author)
                        && body(one).contains(marker);
        return gitHub.list("/issues/" + pullRequest + "/comments").stream()
                .filter(isOurs)
                .sorted(Comparator.comparingLong(PostedComment::id))
                .toList();
    }

    /** Whether the newest says all that there is to say; other jobs' parts may stand in it, too. */
    private static boolean holds(List<JsonNode> ours, Comment comment) {
        return body(ours.getLast())
                .strip()
                .equals(merged(ours, comment).markdown().strip());
    }

    private static String body(JsonNode comment) {
        return comment.path("body").asString("").replace("\r\n", "\n");
    }

    private static long id(JsonNode comment) {
        return comment.path("id").asLong();
    }
}
