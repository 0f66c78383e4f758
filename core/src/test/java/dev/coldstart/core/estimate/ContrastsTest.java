package dev.coldstart.core.estimate;

import static dev.coldstart.core.Comparisons.failed;
import static dev.coldstart.core.Comparisons.good;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.coldstart.core.Comparisons;
import dev.coldstart.core.plan.Variant;
import dev.coldstart.core.sample.FailureReason;
import dev.coldstart.core.statistics.Spread;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ContrastsTest {

    private static final DecisionRule RULE = new DecisionRule(0.1);

    @Test
    void pairsAreBlocksInWhichBothWereGood() {
        // Each block has its own speed, which a pair cancels; block 0 and the failed blocks would spoil the ratio.
        var samples = new Comparisons(1)
                .variant(
                        "jit@head",
                        100,
                        12,
                        b -> b == 3 ? failed(FailureReason.TIMED_OUT) : good(b == 0 ? 1 : 100 * b, b))
                .variant(
                        "aot@head", 100, 12, b -> b == 5 ? failed(FailureReason.EXITED) : good(b == 0 ? 99 : 10 * b, b))
                .samples();
        Contrast contrast = contrast(new StartTable(samples.starts()), Metric.FIRST_RESPONSE)
                .orElseThrow();
        assertThat(contrast.pairs()).isEqualTo(10);
        assertThat(contrast.ratio()).isCloseTo(0.1, within(1e-9));
        assertThat(contrast.high().orElseThrow()).isCloseTo(0.1, within(1e-9));
        assertThat(contrast.decision()).isEqualTo(Decision.BETTER);
        assertThat(contrast.smallestVisible().orElseThrow()).isCloseTo(0, within(1e-9));
    }

    @Test
    void aMetricThatIsZeroHasNoRatio() {
        var comparisons = new Comparisons(1);
        var table = new StartTable(comparisons
                .variant("jit@head", 100, 12, comparisons.around(200))
                .variant("aot@head", 100, 12, comparisons.around(20))
                .samples()
                .starts());
        assertThat(contrast(table, Metric.MAJOR_FAULTS)).isEmpty();
        Figure figure = Figures.ofStarts(table, "aot@head").get(Metric.MAJOR_FAULTS);
        assertThat(figure)
                .isEqualTo(new Figure(
                        Metric.Unit.COUNT,
                        12,
                        0,
                        OptionalDouble.of(0),
                        OptionalDouble.of(0),
                        0,
                        Optional.of(new Spread(0, 0, 0, 0))));
    }

    @Test
    void theSecondResponseIsItsOwnDuration() {
        var comparisons = new Comparisons(1);
        var table = new StartTable(comparisons
                .variant("jit@head", 100, 8, comparisons.around(200))
                .samples()
                .starts());
        assertThat(table.values("jit@head", Metric.SECOND_RESPONSE).values()).containsOnly(0.899);
        assertThat(table.values("jit@head", Metric.IDLE_RSS)).hasSize(6);
    }

    @Test
    void fewerThanSixPairsHaveARatioAndNoInterval() {
        var comparisons = new Comparisons(1);
        var contrast = contrast(
                        new StartTable(comparisons
                                .variant("jit@head", 100, 5, comparisons.around(200))
                                .variant("aot@head", 100, 5, comparisons.around(20))
                                .samples()
                                .starts()),
                        Metric.FIRST_RESPONSE)
                .orElseThrow();
        assertThat(contrast.ratio()).isCloseTo(0.1, within(0.02));
        assertThat(contrast.low()).isEmpty();
        assertThat(contrast.smallestVisible()).isEmpty();
        assertThat(contrast.settledBy()).isEmpty();
        assertThat(contrast.decision()).isEqualTo(Decision.INCONCLUSIVE);
    }

    @Test
    void itStopsWhenWhatStillStartsIsPrecise() {
        assertThat(reached(8, 26)).as("few blocks, two speeds").isFalse();
        assertThat(reached(50, 26)).as("many blocks").isTrue();
        assertThat(reached(8, 20.5)).as("few blocks, hardly any noise").isTrue();
        assertThat(reached(5, 20.5)).as("too few for an interval").isFalse();
    }

    private static boolean reached(int blocks, double everySecond) {
        var comparisons = new Comparisons(1);
        comparisons
                .variant("jit@head", 100, blocks, b -> good(200, b))
                .variant("aot@head", 100, blocks, b -> good(b % 2 == 0 ? 20 : everySecond, b))
                .variant("r2r@head", 100, blocks, b -> failed(FailureReason.EXITED))
                .notTried("r2r-composite@head");
        return precision(comparisons).reached();
    }

    @Test
    void withoutABaselineEachMedianDecides() {
        var noisy = new Comparisons(1);
        noisy.variant("jit@head", 100, 20, b -> failed(FailureReason.EXITED))
                .variant("aot@head", 100, 20, b -> good(b % 2 == 0 ? 20 : 40, b));
        assertThat(precision(noisy).reached()).isFalse();
        var steady = new Comparisons(1);
        steady.variant("jit@head", 100, 20, b -> failed(FailureReason.EXITED))
                .variant("aot@head", 100, 20, b -> good(b % 2 == 0 ? 20 : 20.5, b));
        assertThat(precision(steady).reached()).isTrue();
    }

    @Test
    void withNothingThatStartsThereIsNoIntervalAtAll() {
        var lost = new Comparisons(1);
        lost.variant("jit@head", 100, 3, b -> failed(FailureReason.EXITED)).notTried("aot@head");
        assertThat(precision(lost))
                .isEqualTo(new Precision(false, Precision.Judged.NOTHING, List.of("jit@head", "aot@head")));
    }

    /** Its interval becomes no narrower, whatever the others do. */
    @Test
    void aVariantThatIsNoLongerMeasuredIsNotWaitedFor() {
        var half = new Comparisons(1);
        half.variant("jit@head", 100, 20, b -> good(200, b))
                .variant("aot@head", 100, 4, b -> b % 2 == 0 ? good(20, b) : failed(FailureReason.EXITED));
        assertThat(precision(half).reached()).isFalse();
        assertThat(Precision.of(half.samples().starts(), half.plan(), Set.of("jit@head")))
                .isEqualTo(new Precision(true, Precision.Judged.MEDIANS_ALONE, List.of("aot@head")));
    }

    private static Precision precision(Comparisons made) {
        return Precision.of(
                made.samples().starts(),
                made.plan(),
                made.plan().variants().stream().map(Variant::name).collect(Collectors.toSet()));
    }

    private static Optional<Contrast> contrast(StartTable table, Metric metric) {
        return Contrasts.ofStarts(table, metric, "aot@head", "jit@head", RULE);
    }
}
