package dev.coldstart.cli.config;

import dev.coldstart.core.plan.Policy;
import java.util.Optional;

/** What the team asks of a change, and what it says of its workload. */
public record PolicySettings(Policy policy, Workload workload) {

    /**
     * The team's answers to the questions that no measurement can answer; an empty one is unanswered.
     *
     * @param shortLived processes are short-lived or often started
     * @param imageSizeMatters the size of the image matters
     * @param memoryDrivesCost memory per process drives the cost
     * @param noRuntimeOnTarget where it runs there is no runtime installed
     * @param smallCodebase the code is small or new enough to migrate in a sprint
     */
    public record Workload(
            Optional<Boolean> shortLived,
            Optional<Boolean> imageSizeMatters,
            Optional<Boolean> memoryDrivesCost,
            Optional<Boolean> noRuntimeOnTarget,
            Optional<Boolean> smallCodebase) {}
}
