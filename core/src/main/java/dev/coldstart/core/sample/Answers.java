package dev.coldstart.core.sample;

import java.util.List;
import java.util.Optional;

/**
 * What a form answered in one start to the requests whose answers are compared, after everything that is measured of it.
 *
 * @param variant {@link dev.coldstart.core.plan.Variant#name()}
 * @param replies one for each of the plan's requests, in their order
 * @param ended how the app's process ended, if it did so meanwhile; its log is {@code log}
 * @param log the last lines of the app's output, where an answer was missing or an error of the server's; not trusted
 */
public record Answers(
        String variant, int block, List<Reply> replies, Optional<Outcome.Failed> ended, List<String> log) {
    public Answers {
        if (block < 0) {
            throw new IllegalArgumentException("blocks count from 0");
        }
        replies = List.copyOf(replies);
        log = List.copyOf(log);
    }
}
