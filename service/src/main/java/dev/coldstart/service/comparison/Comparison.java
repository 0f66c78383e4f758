package dev.coldstart.service.comparison;

import dev.coldstart.core.plan.Architecture;
import dev.coldstart.protocol.Cause;
import dev.coldstart.protocol.State;
import dev.coldstart.protocol.Submission;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A comparison as the service knows it, without its samples.
 *
 * @param createdBy who asked for it
 * @param outcome of the report, such as {@code measured}; empty as long as there is none
 * @param verdict its answer, such as {@code adopt}
 * @param lastEvent the number of its newest event
 */
public record Comparison(
        String id,
        String repository,
        String app,
        Architecture architecture,
        List<String> labels,
        Cause cause,
        Submission.Revision revision,
        OptionalInt pullRequest,
        int priority,
        String createdBy,
        Instant createdAt,
        Instant deadlineAt,
        Standing standing,
        long lastEvent,
        Optional<String> outcome,
        Optional<String> verdict) {

    public Comparison {
        labels = List.copyOf(labels);
    }

    public State state() {
        return standing.state();
    }
}
