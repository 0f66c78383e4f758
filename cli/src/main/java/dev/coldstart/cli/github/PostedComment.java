package dev.coldstart.cli.github;

import dev.coldstart.cli.ExitCode;
import dev.coldstart.cli.UserError;
import dev.coldstart.core.comment.Comment;
import dev.coldstart.core.comment.CommentPart;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * The one comment of an app on a pull request. GitHub has no way to write only if nobody else did, so jobs that race look
 * again at what they have written: the oldest comment stays, every other is merged into it, and a part that another job wrote
 * over is written anew.
 */
final class PostedComment {

    private static final int TRIES = 5;

    /** Longer than the other job needs from reading the comment to writing it. */
    private static final Duration BEFORE_THE_LAST_LOOK = Duration.ofMillis(1500);

    private static final int NOT_FOUND = 404;

    private final GitHub gitHub;
    private final String author;
    private final Pause pause;

    /** @param author whose comments are ours */
    PostedComment(GitHub gitHub, String author, Pause pause) {
        this.gitHub = gitHub;
        this.author = author;
        this.pause = pause;
    }

    /**
     * Writes the comment or edits it.
     *
     * @return its address
     * @throws GitHubException when it could not be posted, with the reason
     * @throws UserError when another job of the same run measured the same
     */
    String publish(int pullRequest, Comment comment) throws GitHubException {
        String address = "";
        boolean seen = false;
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
            if (!ours.isEmpty() && holds(ours.getFirst(), comment)) {
                address = ours.getFirst().path("html_url").asString("");
                remove(ours.subList(1, ours.size()));
                if (seen) {
                    return address;
                }
                seen = true;
                pause.of(BEFORE_THE_LAST_LOOK);
            } else {
                seen = false;
                write(pullRequest, ours, comment);
            }
        }
        if (address.isEmpty()) {
            throw new GitHubException(0, "other jobs write the same comment again and again");
        }
        return address;
    }

    private void write(int pullRequest, List<JsonNode> ours, Comment comment) throws GitHubException {
        if (ours.isEmpty()) {
            gitHub.post("/issues/" + pullRequest + "/comments", Map.of("body", comment.markdown()));
            return;
        }
        Comment merged = comment;
        for (JsonNode one : ours) {
            merged = merged.and(Comment.partsOf(body(one)));
        }
        try {
            gitHub.patch("/issues/comments/" + id(ours.getFirst()), Map.of("body", merged.markdown()));
        } catch (GitHubException e) {
            if (e.status() != NOT_FOUND) {
                throw e;
            }
            // Somebody deleted it between the two calls: the next look finds none.
        }
    }

    private void remove(List<JsonNode> superfluous) throws GitHubException {
        for (JsonNode one : superfluous) {
            gitHub.delete("/issues/comments/" + id(one));
        }
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

    /** Whether every part of it stands there; others may, too. */
    private static boolean holds(JsonNode posted, Comment comment) {
        Map<Object, CommentPart> there = Comment.partsOf(body(posted)).stream()
                .collect(Collectors.toMap(CommentPart::architecture, Function.identity(), (a, b) -> a));
        String written = comment.and(List.copyOf(there.values())).markdown();
        return body(posted).strip().equals(written.strip());
    }

    private static String body(JsonNode comment) {
        return comment.path("body").asString("").replace("\r\n", "\n");
    }

    private static long id(JsonNode comment) {
        return comment.path("id").asLong();
    }
}
