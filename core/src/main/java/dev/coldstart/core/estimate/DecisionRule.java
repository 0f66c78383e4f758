package dev.coldstart.core.estimate;

import dev.coldstart.core.plan.Policy;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What a ratio to a yardstick means, where less is better. Of what more is better the ratio is turned over before.
 *
 * <p>On an interval: where it contains 1, the two are {@code same} when it lies wholly within the tolerance on both sides,
 * else it is {@code inconclusive}. Wholly below 1 it is {@code better}, unless the minimum gain lies inside it: then it is
 * {@code inconclusive}, as nobody can say whether the gain is enough. Wholly above 1 it is {@code worse}. Without an interval
 * nothing is decided.
 *
 * <p>Sizes and numbers of warnings are exact: their plain ratio decides, and a difference smaller than the tolerance is
 * {@code same}. A build's time is measured once and its spread is unknown: {@code inconclusive}.
 *
 * @param minimumGain the least gain that matters, a fraction; 0 where every gain is welcome
 * @param tolerance the fraction within which two are the same
 */
public record DecisionRule(double minimumGain, double tolerance) {

    /** More blocks than this settle nothing in practice. */
    static final int MAX_BLOCKS = 1000;

    /** For a change of form: a gain below the minimum is as good as none. */
    public DecisionRule(double minimumGain) {
        this(minimumGain, minimumGain);
    }

    /** The rule by which a policy answers a question. */
    public static DecisionRule of(Policy policy, Pairing.Question question) {
        return switch (question) {
            case SWITCH -> new DecisionRule(policy.minimumGain());
            case CHANGE -> new DecisionRule(0, policy.regressionTolerance());
        };
    }

    /** Whether an interval from {@code low} to {@code high} answers the question. */
    @FunctionalInterface
    private interface IntervalTest {
        boolean test(double low, double high);
    }

    /** The decision on an interval of the ratio. */
    public Decision ofInterval(OptionalDouble low, OptionalDouble high) {
        return low.isPresent() && high.isPresent()
                ? ofInterval(low.getAsDouble(), high.getAsDouble())
                : Decision.INCONCLUSIVE;
    }

    private Decision ofInterval(double low, double high) {
        if (low > 1) {
            return Decision.WORSE;
        }
        if (high < 1) {
            return gainIsUndecided(low, high) ? Decision.INCONCLUSIVE : Decision.BETTER;
        }
        boolean narrow = low > 1 - tolerance && high < 1 + tolerance;
        boolean equal = low == 1 && high == 1;
        return narrow || equal ? Decision.SAME : Decision.INCONCLUSIVE;
    }

    /** The decision on a ratio that is exact. */
    public Decision ofExact(double ratio) {
        if (ratio < 1 && ratio <= 1 - tolerance) {
            return Decision.BETTER;
        }
        return ratio > 1 && ratio >= 1 + tolerance ? Decision.WORSE : Decision.SAME;
    }

    /** Whether even the cautious end of the interval is a gain of at least the minimum. */
    public boolean gains(Contrast contrast) {
        return contrast.high().isPresent() && gains(contrast.high().getAsDouble());
    }

    /** Whether even the hopeful end of the interval is no more than the minimum. */
    public boolean fallsShort(Contrast contrast) {
        return contrast.low().isPresent() && !gains(contrast) && contrast.low().getAsDouble() >= 1 - minimumGain;
    }

    private boolean gains(double high) {
        return high < 1 && high <= 1 - minimumGain;
    }

    private boolean gainIsUndecided(double low, double high) {
        return low < 1 - minimumGain && !gains(high);
    }

    /** Pairs that would be enough for a decision on this estimate; empty when no number up to a thousand is. */
    OptionalInt settledBy(int pairs, double ratio, double low, double high) {
        return settledBy(pairs, ratio, low, high, (l, h) -> ofInterval(l, h) != Decision.INCONCLUSIVE);
    }

    /** Pairs that would be enough to say whether the minimum gain is reached; empty when no number up to a thousand is. */
    public OptionalInt gainSettledBy(Contrast contrast) {
        if (contrast.low().isEmpty() || contrast.high().isEmpty()) {
            return OptionalInt.empty();
        }
        return settledBy(
                contrast.pairs(),
                contrast.ratio(),
                contrast.low().getAsDouble(),
                contrast.high().getAsDouble(),
                (l, h) -> !gainIsUndecided(l, h));
    }

    /** Each side of the interval shrinks with the square root of the pairs, about the same estimate. */
    private static OptionalInt settledBy(int pairs, double ratio, double low, double high, IntervalTest settled) {
        for (int more = pairs + 1; more <= MAX_BLOCKS; more++) {
            double shrink = Math.sqrt((double) pairs / more);
            if (settled.test(ratio * Math.pow(low / ratio, shrink), ratio * Math.pow(high / ratio, shrink))) {
                return OptionalInt.of(more);
            }
        }
        return OptionalInt.empty();
    }
}
