package dev.coldstart.core.comment;

import java.util.Optional;

/**
 * The measurement that a part of a comment is of.
 *
 * @param key what tells the comment's subject from every other of the repository: parts of one key share a comment; not
 *     trusted
 * @param measurement no other measurement has the same; one that is told again has
 * @param run the workflow's run that measured, its number and its attempt; empty where the report does not say
 */
public record CommentSource(String key, String measurement, Optional<String> run) {

    /** The same, of a workflow of that name. */
    CommentSource in(String workflow) {
        return new CommentSource(key + "\n" + workflow, measurement, run);
    }

    /**
     * Whether another has measured the same in the same run, so that neither may stand for the other. A run that is started
     * again is another attempt, and takes the place of the one before.
     */
    public boolean clashesWith(CommentSource other) {
        return key.equals(other.key) && run.equals(other.run) && !measurement.equals(other.measurement);
    }

    /** Whether this is of a later attempt of the same run. */
    public boolean isLaterThan(CommentSource other) {
        return run.flatMap(mine -> other.run.map(
                        theirs -> mine.substring(0, mine.indexOf('.')).equals(theirs.substring(0, theirs.indexOf('.')))
                                && attempt(mine) > attempt(theirs)))
                .orElse(false);
    }

    private static long attempt(String run) {
        return Long.parseLong(run.substring(run.indexOf('.') + 1));
    }
}
