package dev.coldstart.core.plan;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the measured sources are called where they are kept, so that a report can be held against them. Given by the caller;
 * whoever publishes a report asks the forge, not the report.
 *
 * @param repository such as {@code octocat/users-api}; empty where the caller does not say
 * @param head the commit that people know it by; 40 or 64 hexadecimal digits
 * @param base the commit that it is compared with
 * @param pullRequest its number
 * @param merge the commit whose files were measured where that is another one: head merged into its branch
 * @param place where the configuration lies in the repository, such as {@code services/orders/coldstart.yml}
 * @param label what tells this measurement from others of the same place in the same run, such as {@code net10.0}
 * @param run the workflow's run that measured, its number and its attempt, such as {@code 123.1}
 * @param missingBase why nothing of base was measured, where the caller knows
 */
public record Origin(
        Optional<String> repository,
        Optional<String> head,
        Optional<String> base,
        OptionalInt pullRequest,
        Optional<String> merge,
        Optional<String> place,
        Optional<String> label,
        Optional<String> run,
        Optional<MissingBase> missingBase) {

    private static final int LONGEST_NAME = 1000;

    @JsonCreator
    public Origin {
        head.ifPresent(Origin::checkCommit);
        base.ifPresent(Origin::checkCommit);
        merge.ifPresent(Origin::checkCommit);
        repository.ifPresent(Origin::checkRepository);
        place.ifPresent(Origin::checkName);
        label.ifPresent(Origin::checkName);
        run.ifPresent(Origin::checkRun);
    }

    /** Sources of which no more is known than these. */
    public Origin(Optional<String> repository, Optional<String> head, Optional<String> base, OptionalInt pullRequest) {
        this(
                repository,
                head,
                base,
                pullRequest,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** Sources of which nothing is known. */
    public static Origin unknown() {
        return new Origin(Optional.empty(), Optional.empty(), Optional.empty(), OptionalInt.empty());
    }

    /** The same without a base, and why. */
    public Origin without(MissingBase why) {
        return new Origin(repository, head, Optional.empty(), pullRequest, merge, place, label, run, Optional.of(why));
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

    private static void checkName(String name) {
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            throw new IllegalArgumentException("no name of 1 to " + LONGEST_NAME + " characters: " + name);
        }
    }

    private static void checkRun(String run) {
        if (!run.matches("\\d{1,20}\\.\\d{1,9}")) {
            throw new IllegalArgumentException("no run's number and attempt: " + run);
        }
    }
}
