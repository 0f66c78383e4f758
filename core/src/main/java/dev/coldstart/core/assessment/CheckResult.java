package dev.coldstart.core.assessment;

import dev.coldstart.core.policy.Check;
import dev.coldstart.core.policy.Waiver;
import java.util.List;
import java.util.Optional;

/**
 * A check of the gate for one form.
 *
 * @param reasons what it was decided by, at least one
 * @param accepted the exception where the status is {@link Status#ACCEPTED}
 */
public record CheckResult(Check check, Status status, List<Reason> reasons, Optional<Waiver> accepted) {
    public CheckResult {
        reasons = List.copyOf(reasons);
        if (reasons.isEmpty() || accepted.isPresent() != (status == Status.ACCEPTED)) {
            throw new IllegalArgumentException(check.id() + " is " + status.id() + " for no reason");
        }
    }
}
