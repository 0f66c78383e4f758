package dev.coldstart.service.submission;

import dev.coldstart.core.plan.Plan;
import dev.coldstart.core.plan.Policy;
import dev.coldstart.core.plan.Sampling;
import dev.coldstart.core.plan.Variant;
import java.util.Optional;

/** What a comparison asks of the machine that measures it: that it can see the differences that its policy decides by. */
public final class NoiseAllowed {

    private NoiseAllowed() {}

    /**
     * The largest noise floor, as a fraction, of a worker that would see them. A worker's floor is that of the least number of
     * blocks; with more it sees less, by their square root. Empty where the policy asks for any difference at all, which no
     * machine sees.
     */
    public static Optional<Double> by(Plan plan) {
        Policy policy = plan.policy();
        boolean changes = plan.variants().stream().anyMatch(v -> v.revision().equals(Variant.BASE));
        double least = changes ? Math.min(policy.minimumGain(), policy.regressionTolerance()) : policy.minimumGain();
        return Optional.of(least * more(plan.sampling().maxBlocks())).filter(allowed -> allowed > 0);
    }

    /** What a worker has to see of the usual policy, whatever waits. */
    public static double usual() {
        return Policy.DEFAULT_MINIMUM_GAIN * more(Sampling.DEFAULT_MAX_BLOCKS);
    }

    private static double more(int blocks) {
        return Math.sqrt(Math.max(1, (double) blocks / Sampling.DEFAULT_MIN_BLOCKS));
    }
}
