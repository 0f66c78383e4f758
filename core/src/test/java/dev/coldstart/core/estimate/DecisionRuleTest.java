package dev.coldstart.core.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecisionRuleTest {

    @ParameterizedTest
    @CsvSource({
        // gain, low, high, decision
        "0.1, 0.95, 1.05, SAME",
        "0.1, 0.90, 1.05, INCONCLUSIVE",
        "0.1, 0.95, 1.10, INCONCLUSIVE",
        "0.1, 0.50, 1.00, INCONCLUSIVE",
        "0.1, 0.95, 1.00, SAME",
        "0.1, 0.50, 0.90, BETTER",
        "0.1, 0.50, 0.91, INCONCLUSIVE",
        "0.1, 0.89, 0.99, INCONCLUSIVE",
        "0.1, 0.90, 0.99, BETTER",
        "0.1, 0.95, 0.99, BETTER",
        "0.1, 1.01, 1.02, WORSE",
        "0.1, 1.05, 9.00, WORSE",
        "0.0, 0.99, 0.999, BETTER",
        "0.0, 0.99, 1.01, INCONCLUSIVE",
        "0.0, 1.00, 1.00, SAME",
    })
    void anIntervalDecides(double gain, double low, double high, Decision expected) {
        assertThat(new DecisionRule(gain).ofInterval(OptionalDouble.of(low), OptionalDouble.of(high)))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "0.1, 0.90, BETTER",
        "0.1, 0.91, SAME",
        "0.1, 1.00, SAME",
        "0.1, 1.09, SAME",
        "0.1, 1.10, WORSE",
        "0.0, 0.999, BETTER",
        "0.0, 1.00, SAME",
        "0.0, 1.001, WORSE",
    })
    void anExactRatioDecides(double gain, double ratio, Decision expected) {
        assertThat(new DecisionRule(gain).ofExact(ratio)).isEqualTo(expected);
    }

    @Test
    void withoutAnIntervalNothingIsDecided() {
        assertThat(new DecisionRule(0.1).ofInterval(OptionalDouble.empty(), OptionalDouble.empty()))
                .isEqualTo(Decision.INCONCLUSIVE);
    }

    /** What must hold for any interval: found on ten thousand of them. */
    @Test
    void decisionsKeepTheirPromises() {
        Random random = new Random(1);
        for (int i = 0; i < 10_000; i++) {
            double gain = random.nextInt(5) == 0 ? 0 : random.nextDouble(0.5);
            double ratio = Math.exp(0.2 * random.nextGaussian());
            double low = ratio * Math.exp(-random.nextDouble(0.3));
            double high = ratio * Math.exp(random.nextDouble(0.3));
            DecisionRule rule = new DecisionRule(gain);
            Decision decision = rule.ofInterval(OptionalDouble.of(low), OptionalDouble.of(high));
            String what = "gain " + gain + ", " + ratio + " (" + low + " to " + high + ")";

            assertThat(decision == Decision.WORSE).as(what).isEqualTo(low > 1);
            if (decision == Decision.BETTER) {
                assertThat(high).as(what).isLessThan(1);
            }
            if (decision == Decision.SAME) {
                assertThat(low).as(what).isGreaterThan(1 - gain);
                assertThat(high).as(what).isLessThan(1 + gain);
            }
            Contrast contrast = contrast(ratio, low, high, decision);
            assertThat(rule.gains(contrast) && rule.fallsShort(contrast))
                    .as(what)
                    .isFalse();
            if (rule.gains(contrast)) {
                assertThat(decision).as(what).isEqualTo(Decision.BETTER);
            }
            if (decision == Decision.INCONCLUSIVE) {
                settlesWhereItSays(rule, ratio, low, high, what);
            } else {
                assertThat(rule.gains(contrast) || rule.fallsShort(contrast))
                        .as(what)
                        .isTrue();
            }
        }
    }

    private static void settlesWhereItSays(DecisionRule rule, double ratio, double low, double high, String what) {
        OptionalInt pairs = rule.settledBy(20, ratio, low, high);
        if (pairs.isEmpty()) {
            assertThat(at(1000, rule, ratio, low, high)).as(what).isEqualTo(Decision.INCONCLUSIVE);
        } else {
            assertThat(pairs.getAsInt()).as(what).isBetween(21, 1000);
            assertThat(at(pairs.getAsInt(), rule, ratio, low, high)).as(what).isNotEqualTo(Decision.INCONCLUSIVE);
            if (pairs.getAsInt() > 21) {
                assertThat(at(pairs.getAsInt() - 1, rule, ratio, low, high))
                        .as(what)
                        .isEqualTo(Decision.INCONCLUSIVE);
            }
        }
    }

    private static Decision at(int pairs, DecisionRule rule, double ratio, double low, double high) {
        double shrink = Math.sqrt(20.0 / pairs);
        return rule.ofInterval(
                OptionalDouble.of(ratio * Math.pow(low / ratio, shrink)),
                OptionalDouble.of(ratio * Math.pow(high / ratio, shrink)));
    }

    private static Contrast contrast(double ratio, double low, double high, Decision decision) {
        return new Contrast(
                Metric.FIRST_RESPONSE,
                "a",
                "b",
                20,
                ratio,
                OptionalDouble.of(low),
                OptionalDouble.of(high),
                OptionalDouble.of(0.03),
                decision,
                OptionalInt.empty());
    }
}
