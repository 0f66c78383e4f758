package dev.coldstart.core.plan;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the measured sources are called where they are kept, so that a report can be held against them. Given by the caller;
 * whoever publishes a report asks the forge, not the report.
 *
 * @param repository such as {@code octocat/users-api}; empty where the caller does not say
 * @param head the commit that is measured; 40 or 64 hexadecimal digits
 * @param base the commit that it is compared with
 * @param pullRequest its number
 */
public record Origin(
        Optional<String> repository, Optional<String> head, Optional<String> base, OptionalInt pullRequest) {

    /** How a plan's assumption begins that says why base is not measured. */
    public static final String NO_BASE = "base was not measured";

    public Origin {
        head.ifPresent(Origin::checkCommit);
        base.ifPresent(Origin::checkCommit);
        repository.ifPresent(Origin::checkRepository);
    }

    private static void checkCommit(String commit) {
        if (!commit.matches("[0-9a-f]{40}|[0-9a-f]{64}")) {
            throw new IllegalArgumentException("no commit's whole name: " + commit);
        }
    }

    private static void checkRepository(String repository) {
        if (!repository.matches("[A-Za-z0-9_.-]{1,100}/[A-Za-z0-9_.-]{1,100}")) {
            throw new IllegalArgumentException("no repository's name: " + repository);
        }
    }
}
