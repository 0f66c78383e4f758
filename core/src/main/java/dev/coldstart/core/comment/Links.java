package dev.coldstart.core.comment;

import java.util.Optional;

/**
 * Where a comment points to: addresses of the forge's own, none from a report.
 *
 * @param project what coldstart is
 * @param repository the page of the measured repository, below which its commits are
 * @param report the whole report
 */
public record Links(Optional<String> project, Optional<String> repository, Optional<String> report) {

    /** Nothing is known. */
    public static final Links NONE = new Links(Optional.empty(), Optional.empty(), Optional.empty());

    private static final int SHORT = 7;

    String coldstart() {
        return project.map(url -> "[coldstart](" + url + ")").orElse("coldstart");
    }

    /** Seven digits; whoever needs more follows the link. */
    String commit(String commit) {
        String name = commit.substring(0, Math.min(SHORT, commit.length()));
        return repository
                .map(url -> "[`" + name + "`](" + url + "/commit/" + commit + ")")
                .orElse("`" + name + "`");
    }

    String report(String text) {
        return report.map(url -> "[" + text + "](" + url + ")").orElse(text);
    }
}
