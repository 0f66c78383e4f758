package dev.coldstart.core.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldstart.core.Comparisons;
import dev.coldstart.core.estimate.Contrast;
import dev.coldstart.core.estimate.Metric;
import dev.coldstart.core.report.ChangeAnswer;
import dev.coldstart.core.report.ChangeAnswer.Answer;
import dev.coldstart.core.report.Report;
import dev.coldstart.core.sample.FailureReason;
import dev.coldstart.core.sample.Outcome;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** "Did this change cost something?", from samples of both revisions. */
final class ChangeAnswerTest {

    private static final int BLOCKS = 20;

    /** The default tolerance is 5 %; the interval of these starts is about 3 % to each side. */
    @ParameterizedTest
    @CsvSource({
        "1.00, 1.00, NONE_SEEN",
        "1.30, 1.00, COSTS",
        "1.00, 1.30, COSTS",
        "1.00, 1.03, NONE_SEEN",
        "1.06, 1.00, INCONCLUSIVE",
        "0.70, 1.00, GAINS",
        "1.00, 0.70, GAINS",
        "0.70, 1.30, COSTS",
    })
    void theFiguresAnswer(double time, double size, Answer expected) {
        Report report = report(new Comparisons(7)
                .variant("jit@head", (long) (100_000_000 * size), BLOCKS, steady(200 * time))
                .variant("jit@base", 100_000_000, BLOCKS, around(200)));
        assertThat(report.change().orElseThrow().answer()).isEqualTo(expected);
    }

    /** A loss that is certain and small: seen, and put up with. */
    @Test
    void aSmallLossIsTolerated() {
        Report report = report(new Comparisons(7)
                .variant("jit@head", 1000, BLOCKS, block -> Comparisons.good(204 + block % 3 * 0.1, block))
                .variant("jit@base", 1000, BLOCKS, block -> Comparisons.good(200 + block % 3 * 0.1, block)));
        assertThat(report.change().orElseThrow().answer()).isEqualTo(Answer.TOLERATED);
        assertThat(report.change().orElseThrow().reasons().getFirst())
                .isEqualTo("first response of jit@head 204 ms, of jit@base 200 ms: +2 % (+2 % to +2 %)");
    }

    @Test
    void whatStartedAtBaseAndDoesNotAtHeadIsBroken() {
        Report report = report(new Comparisons(7)
                .variant("jit@head", 1000, BLOCKS, steady(200))
                .variant("aot@head", 100, BLOCKS, block -> Comparisons.failed(FailureReason.EXITED))
                .variant("jit@base", 1000, BLOCKS, steady(200))
                .variant("aot@base", 100, BLOCKS, steady(20)));
        ChangeAnswer change = report.change().orElseThrow();
        assertThat(change.answer()).isEqualTo(Answer.BROKEN);
        assertThat(change.reasons().getFirst()).startsWith("aot@base starts, and aot@head failed");
    }

    @Test
    void aFormThatNeverWorkedIsNotBrokenByThisChange() {
        Report report = report(new Comparisons(7)
                .variant("jit@head", 1000, BLOCKS, steady(200))
                .notBuilt("aot@head", "NETSDK1207")
                .variant("jit@base", 1000, BLOCKS, steady(200))
                .notBuilt("aot@base", "NETSDK1207"));
        assertThat(report.change().orElseThrow().answer()).isEqualTo(Answer.NONE_SEEN);
        assertThat(report.change().orElseThrow().reasons())
                .contains("aot@head was not built: NETSDK1207", "aot@base was not built: NETSDK1207");
    }

    @Test
    void withoutBaseInTheSamplesNothingIsSaid() {
        Report report = report(new Comparisons(7)
                .variant("jit@head", 1000, BLOCKS, steady(200))
                .notTried("jit@base"));
        assertThat(report.change().orElseThrow().answer()).isEqualTo(Answer.NOT_MEASURED);
    }

    @Test
    void nobodyAskedWhereNothingIsOfBase() {
        Report report = report(new Comparisons(7)
                .variant("jit@head", 1000, BLOCKS, steady(200))
                .variant("aot@head", 100, BLOCKS, steady(20)));
        assertThat(report.change()).isEmpty();
    }

    /** Forms are compared at head, revisions form by form, and nothing crosswise. */
    @Test
    void eachFormHasItsOwnYardsticks() {
        Report report = report(new Comparisons(7)
                .variant("jit@head", 1000, BLOCKS, steady(200))
                .variant("aot@head", 100, BLOCKS, steady(20))
                .variant("jit@base", 1000, BLOCKS, steady(200))
                .variant("aot@base", 100, BLOCKS, steady(20)));
        assertThat(report.comparisons())
                .filteredOn(c -> c.metric() == Metric.FIRST_RESPONSE)
                .extracting(Contrast::of, Contrast::against)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("jit@head", "jit@base"),
                        org.assertj.core.groups.Tuple.tuple("aot@head", "jit@head"),
                        org.assertj.core.groups.Tuple.tuple("aot@head", "aot@base"));
    }

    private static Report report(Comparisons comparisons) {
        return ReportBuilder.build(comparisons.samples(), List.of());
    }

    private static IntFunction<Outcome> around(double millis) {
        return new Comparisons(11).around(millis);
    }

    private static IntFunction<Outcome> steady(double millis) {
        return new Comparisons(13).around(millis);
    }
}
