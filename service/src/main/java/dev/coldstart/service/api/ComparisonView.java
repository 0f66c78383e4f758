package dev.coldstart.service.api;

import dev.coldstart.core.plan.Architecture;
import dev.coldstart.protocol.Cause;
import dev.coldstart.protocol.State;
import dev.coldstart.protocol.Submission;
import dev.coldstart.service.comparison.Comparison;
import dev.coldstart.service.comparison.Standing;
import java.util.List;
import java.util.Optional;

/**
 * A comparison as it is shown.
 *
 * @param place how many come before it, while it waits
 * @param nextBlock the first block that is not yet kept
 * @param files what can be had of it, once it has ended
 */
record ComparisonView(
        String id,
        String repository,
        String app,
        State state,
        Optional<String> reason,
        Optional<Integer> place,
        Architecture architecture,
        List<String> labels,
        Cause trigger,
        Submission.Revision revision,
        String createdAt,
        String deadline,
        Optional<String> startedAt,
        Optional<String> endedAt,
        int attempt,
        int nextBlock,
        Optional<String> worker,
        Optional<String> outcome,
        Optional<String> verdict,
        List<String> files) {

    static ComparisonView of(Comparison comparison, Optional<Integer> place, List<String> files) {
        Standing standing = comparison.standing();
        return new ComparisonView(
                comparison.id(),
                comparison.repository(),
                comparison.app(),
                comparison.state(),
                standing.reason(),
                place,
                comparison.architecture(),
                comparison.labels(),
                comparison.cause(),
                comparison.revision(),
                comparison.createdAt().toString(),
                comparison.deadlineAt().toString(),
                standing.startedAt().map(Object::toString),
                standing.endedAt().map(Object::toString),
                standing.attempt(),
                standing.kept().nextBlock(),
                standing.lease().map(Standing.Lease::worker),
                comparison.outcome(),
                comparison.verdict(),
                files);
    }
}
