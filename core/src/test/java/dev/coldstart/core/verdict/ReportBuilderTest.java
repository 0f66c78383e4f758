package dev.coldstart.core.verdict;

import static dev.coldstart.core.Comparisons.failed;
import static dev.coldstart.core.Comparisons.good;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coldstart.core.Comparisons;
import dev.coldstart.core.assessment.Reason;
import dev.coldstart.core.estimate.Contrast;
import dev.coldstart.core.estimate.Metric;
import dev.coldstart.core.json.Json;
import dev.coldstart.core.report.Report;
import dev.coldstart.core.report.VariantReport;
import dev.coldstart.core.report.Verdict;
import dev.coldstart.core.report.Verdict.Answer;
import dev.coldstart.core.sample.End;
import dev.coldstart.core.sample.FailureReason;
import dev.coldstart.core.sample.Host;
import dev.coldstart.core.sample.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReportBuilderTest {

    private static final int BLOCKS = 20;

    /** A situation, and what the report says of it: states by variant, the answer, and texts in reasons and notes. */
    record Situation(
            String name,
            UnaryOperator<Comparisons> made,
            Report.State outcome,
            Map<String, VariantReport.State> states,
            Answer answer,
            String form,
            List<String> reasons,
            List<String> notes) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Situation> situations() {
        var started = VariantReport.State.STARTED;
        var notBuilt = VariantReport.State.NOT_BUILT;
        var failed = VariantReport.State.FAILED;
        var notMeasured = VariantReport.State.NOT_MEASURED;
        return Stream.of(
                new Situation(
                        "all well",
                        c -> steady(steady(c, "jit@head", 201), "aot@head", 19.1),
                        Report.State.MEASURED,
                        Map.of("jit@head", started, "aot@head", started),
                        Answer.ADOPT,
                        "aot",
                        List.of(
                                "aot@head gains at least 90 % at the cautious end of its interval, the policy asks for 10 %",
                                "aot@head answers first after 19.1 ms, jit@head after 201 ms: 10.5x faster (10.5x to 10.5x)"),
                        List.of()),
                new Situation(
                        "r2r takes most of the gain",
                        c -> steady(steady(steady(c, "jit@head", 200), "r2r-composite@head", 25), "aot@head", 20),
                        Report.State.MEASURED,
                        Map.of("r2r-composite@head", started),
                        Answer.ADOPT_R2R,
                        "r2r-composite",
                        List.of("r2r-composite@head takes 90 % of the gain of aot@head"),
                        List.of()),
                new Situation(
                        "native not built, r2r gains",
                        c -> steady(steady(c, "jit@head", 200), "r2r@head", 140)
                                .notBuilt("aot@head", "error NU1101: no\npackage."),
                        Report.State.MEASURED,
                        Map.of("aot@head", notBuilt),
                        Answer.ADOPT_R2R,
                        "r2r",
                        List.of(
                                "30 % less time (30 % to 30 % less)",
                                "aot@head was not built: error NU1101: no package"),
                        List.of()),
                new Situation(
                        "native not built, r2r gains nothing",
                        c -> steady(steady(c, "jit@head", 200), "r2r@head", 195).notBuilt("aot@head", "no linker"),
                        Report.State.MEASURED,
                        Map.of("aot@head", notBuilt),
                        Answer.BLOCKED,
                        "aot",
                        List.of("aot@head was not built: no linker", "2.5 % less time"),
                        List.of()),
                new Situation(
                        "native fails always",
                        c -> steady(c, "jit@head", 200)
                                .variant("aot@head", 100, BLOCKS, b -> failed(FailureReason.WRONG_STATUS)),
                        Report.State.MEASURED,
                        Map.of("aot@head", failed),
                        Answer.BLOCKED,
                        "aot",
                        List.of("aot@head failed: all 20 starts failed, answered with the wrong status (seen so)"),
                        List.of()),
                new Situation(
                        "native fails once",
                        c -> steady(c, "jit@head", 200)
                                .variant(
                                        "aot@head",
                                        100,
                                        BLOCKS,
                                        b -> b == 7 ? failed(FailureReason.EXITED) : good(20, b)),
                        Report.State.MEASURED,
                        Map.of("aot@head", started),
                        Answer.ADOPT,
                        "aot",
                        List.of("10.0x faster"),
                        List.of("1 of 20 starts of aot@head failed: exited with code 139")),
                new Situation(
                        "native fails mostly, in two ways",
                        c -> steady(c, "jit@head", 200)
                                .variant(
                                        "aot@head",
                                        100,
                                        BLOCKS,
                                        b -> b < 12
                                                ? failed(FailureReason.EXITED)
                                                : b < 15 ? failed(FailureReason.TIMED_OUT) : good(20, b)),
                        Report.State.MEASURED,
                        Map.of("aot@head", failed),
                        Answer.BLOCKED,
                        "aot",
                        List.of("aot@head failed: 14 of 20 starts failed, exited with code 139"),
                        List.of(
                                "14 of 20 starts of aot@head failed: 11 exited with code 139 and 3 gave no whole answer in time;"
                                        + " aot@head counts as failed")),
                new Situation(
                        "native fails always, last in the rarer way",
                        c -> steady(c, "jit@head", 200)
                                .variant(
                                        "aot@head",
                                        100,
                                        BLOCKS,
                                        b -> failed(b < 15 ? FailureReason.TIMED_OUT : FailureReason.EXITED)),
                        Report.State.MEASURED,
                        Map.of("aot@head", failed),
                        Answer.BLOCKED,
                        "aot",
                        List.of("aot@head failed: all 20 starts failed, gave no whole answer in time"),
                        List.of(
                                "20 of 20 starts of aot@head failed: 14 gave no whole answer in time and 6 exited with code 139")),
                new Situation(
                        "the baseline fails",
                        c -> steady(
                                c.variant("jit@head", 100, BLOCKS, b -> failed(FailureReason.NEVER_LISTENED)),
                                "aot@head",
                                20),
                        Report.State.MEASURED,
                        Map.of("jit@head", failed, "aot@head", started),
                        Answer.INCONCLUSIVE,
                        "",
                        List.of(
                                "nothing to compare with: jit@head failed: all 20 starts failed, never listened on its port"),
                        List.of("nothing is compared, as jit@head is the baseline and has no figures")),
                new Situation(
                        "cut off",
                        c -> steady(steady(c.end(Optional.empty()), "jit@head", 200), "aot@head", 20),
                        Report.State.PARTIAL,
                        Map.of("aot@head", started),
                        Answer.ADOPT,
                        "aot",
                        List.of(),
                        List.of("the comparison was cut off after 20 counted blocks and its samples have no end")),
                new Situation(
                        "cancelled in the first counted block",
                        c -> c.end(Optional.of(new End(End.Reason.CANCELLED, "", 1)))
                                .variant("jit@head", 100, 1, b -> good(200, b))
                                .variant("aot@head", 100, 0, b -> good(20, b)),
                        Report.State.PARTIAL,
                        Map.of("jit@head", started, "aot@head", notMeasured),
                        Answer.INCONCLUSIVE,
                        "",
                        List.of("aot@head was not measured"),
                        List.of("the comparison was cancelled after 1 counted block")),
                new Situation(
                        "only the warm-up, and one failed in it",
                        c -> c.end(Optional.of(new End(End.Reason.BROKEN, "the engine went away", 1)))
                                .variant("jit@head", 100, 0, b -> good(200, b))
                                .variant("aot@head", 100, 0, b -> failed(FailureReason.KILLED_FOR_MEMORY)),
                        Report.State.NOT_MEASURED,
                        Map.of("jit@head", notMeasured, "aot@head", failed),
                        Answer.INCONCLUSIVE,
                        "",
                        List.of("aot@head failed: its warm-up start failed, killed at its memory limit (seen so)"),
                        List.of("the comparison broke off after 0 counted blocks: the engine went away")),
                new Situation(
                        "no starts",
                        c -> c.notTried("jit@head").notTried("aot@head"),
                        Report.State.NOT_MEASURED,
                        Map.of("jit@head", notMeasured, "aot@head", notMeasured),
                        Answer.INCONCLUSIVE,
                        "",
                        List.of("nothing to compare with: jit@head was not measured", "aot@head was not measured"),
                        List.of()),
                new Situation(
                        "one form",
                        c -> steady(c, "jit@head", 200),
                        Report.State.MEASURED,
                        Map.of("jit@head", started),
                        Answer.INCONCLUSIVE,
                        "",
                        List.of("nothing to compare with: only the form jit was asked for"),
                        List.of()),
                new Situation(
                        "one form, which fails",
                        c -> c.variant("jit@head", 100, BLOCKS, b -> failed(FailureReason.EXITED)),
                        Report.State.NOT_MEASURED,
                        Map.of("jit@head", failed),
                        Answer.INCONCLUSIVE,
                        "",
                        List.of("nothing to compare with: jit@head failed: all 20 starts failed, exited with code 139"),
                        List.of()),
                new Situation(
                        "two blocks",
                        c -> c.variant("jit@head", 100, 2, b -> good(200, b))
                                .variant("aot@head", 100, 2, b -> good(20, b)),
                        Report.State.MEASURED,
                        Map.of("aot@head", started),
                        Answer.INCONCLUSIVE,
                        "",
                        List.of(
                                "no interval can be had from 2 blocks with a good start of both aot@head and jit@head: 6 are the"
                                        + " least",
                                "10.0x faster (no interval from 2 pairs)"),
                        List.of("only 2 blocks have a good start of both aot@head and jit@head: an interval needs 6")),
                new Situation(
                        "two speeds",
                        c -> steady(
                                c.variant("jit@head", 100, BLOCKS, b -> good((b % 5 < 2 ? 400 : 200) + b / 10.0, b)),
                                "aot@head",
                                20),
                        Report.State.MEASURED,
                        Map.of("jit@head", started),
                        Answer.ADOPT,
                        "aot",
                        List.of(),
                        List.of(
                                "jit@head starts in one of two speeds, 12 starts around 201 ms and 8 around 401 ms: its median"
                                        + " alone misleads")),
                new Situation(
                        "the machine changed",
                        c -> steady(
                                c.variant("jit@head", 100, BLOCKS, b -> good((b < 11 ? 400 : 200) + b / 10.0, b)),
                                "aot@head",
                                20),
                        Report.State.MEASURED,
                        Map.of(),
                        Answer.ADOPT,
                        "aot",
                        List.of(),
                        List.of(
                                "jit@head changed its speed once, in block 11, from 401 ms to 202 ms: its median alone misleads")),
                new Situation(
                        "a late start and a busy machine",
                        c -> steady(
                                c.host(new Host(20, OptionalLong.of(1_500_000), 1, OptionalDouble.empty()))
                                        .variant("jit@head", 100, BLOCKS, b -> good(b == 4 ? 900 : 200 + b, b)),
                                "aot@head",
                                20),
                        Report.State.MEASURED,
                        Map.of(),
                        Answer.ADOPT,
                        "aot",
                        List.of(),
                        List.of(
                                "1 of 20 good starts of jit@head lies far from the rest, at 900 ms; it is counted",
                                "the host gave CPU time to others (steal) during 40 of 40 counted starts, 20 ms at the most",
                                "the app was held back by its CPU limit of 1 CPU during 40 of 40 counted starts, 1.50 ms at the"
                                        + " most: the limit is part of the figure")),
                new Situation(
                        "slower",
                        c -> steady(steady(c, "jit@head", 100), "aot@head", 250),
                        Report.State.MEASURED,
                        Map.of(),
                        Answer.STAY,
                        "",
                        List.of("no form that starts reaches the minimum gain of 10 %", "2.5x slower (2.5x to 2.5x)"),
                        List.of()),
                new Situation(
                        "a gain about as large as the minimum",
                        c -> c.variant("jit@head", 100, BLOCKS, b -> good(200, b))
                                .variant("aot@head", 100, BLOCKS, b -> good(180.5 + 60 * ((b * 7) % 20 - 9.5) / 20, b)),
                        Report.State.MEASURED,
                        Map.of(),
                        Answer.INCONCLUSIVE,
                        "",
                        List.of("the interval of aot@head contains the minimum gain of 10 %: "),
                        List.of()));
    }

    private static Comparisons steady(Comparisons comparisons, String name, double millis) {
        return comparisons.variant(name, 100, BLOCKS, b -> good(millis, b));
    }

    @ParameterizedTest
    @MethodSource("situations")
    void saysWhatHappened(Situation situation) {
        var samples = situation.made().apply(new Comparisons(1)).samples();
        Report report = ReportBuilder.build(samples, List.of("a line was cut off"));

        assertThat(report.outcome()).isEqualTo(situation.outcome());
        situation
                .states()
                .forEach((name, state) ->
                        assertThat(variant(report, name).outcome()).as(name).isEqualTo(state));
        assertThat(report.verdict().answer()).isEqualTo(situation.answer());
        assertThat(report.verdict().form()).isEqualTo(situation.form());
        situation
                .reasons()
                .forEach(text ->
                        assertThat(String.join("\n", texts(report.verdict()))).contains(text));
        assertThat(report.notes().getFirst()).isEqualTo("a line was cut off");
        assertThat(report.notes()).containsAll(situation.notes());
        holdsForEveryReport(report);

        assertThat(ReportBuilder.build(samples, List.of("a line was cut off"))).isEqualTo(report);
        String json = Json.pretty().writeValueAsString(report);
        assertThat(json).doesNotContain("NaN").doesNotContain("Infinity");
        assertThat(Json.pretty().readValue(json, Report.class)).isEqualTo(report);
    }

    private static void holdsForEveryReport(Report report) {
        assertThat(texts(report.verdict())).isNotEmpty().doesNotHaveDuplicates();
        assertThat(report.notes()).doesNotHaveDuplicates();
        for (VariantReport variant : report.variants()) {
            boolean failed = variant.outcome() == VariantReport.State.FAILED;
            assertThat(variant.reason().isPresent()).isEqualTo(failed);
            assertThat(!failed || variant.failure().isPresent()).isTrue();
            assertThat(variant.metrics().containsKey(Metric.FIRST_RESPONSE))
                    .isEqualTo(variant.outcome() == VariantReport.State.STARTED);
        }
        for (Contrast contrast : report.comparisons()) {
            assertThat(contrast.against()).isEqualTo(report.baseline());
            assertThat(variant(report, contrast.of()).outcome()).isEqualTo(VariantReport.State.STARTED);
        }
        Stream.concat(texts(report.verdict()).stream(), report.notes().stream())
                .forEach(sentence -> assertThat(sentence)
                        .doesNotContain("Optional")
                        .doesNotContain("null")
                        .doesNotContainPattern("\\b1 (starts|blocks|pairs)\\b")
                        .doesNotEndWith("."));
    }

    @Test
    void sizesAreComparedExactlyAndBuildsTooFewToCompare() {
        var comparisons = new Comparisons(1);
        Report report = ReportBuilder.build(
                comparisons
                        .variant("jit@head", 1000, BLOCKS, comparisons.around(200))
                        .variant("aot@head", 100, BLOCKS, comparisons.around(20))
                        .samples(),
                List.of());
        assertThat(report.comparisons())
                .filteredOn(c -> c.metric() == Metric.PUBLISHED_SIZE)
                .singleElement()
                .satisfies(c -> {
                    assertThat(c.ratio()).isEqualTo(0.1);
                    assertThat(c.decision().id()).isEqualTo("better");
                    assertThat(c.low()).isEmpty();
                });
        assertThat(report.comparisons())
                .filteredOn(c -> c.metric() == Metric.BUILD_TIME)
                .singleElement()
                .satisfies(c -> assertThat(c.decision().id()).isEqualTo("inconclusive"));
        assertThat(report.comparisons())
                .extracting(Contrast::metric)
                .as("zeros have no ratio")
                .doesNotContain(Metric.MAJOR_FAULTS, Metric.SYMBOLS_SIZE, Metric.IMAGE_SIZE, Metric.BUILD_WARNINGS)
                .isSorted();
        assertThat(List.copyOf(variant(report, "aot@head").metrics().keySet()))
                .isSorted()
                .doesNotContain(Metric.IMAGE_SIZE);
    }

    @Test
    void formsAreComparedAtHeadWhenTheBaselineIsTheBaseRevision() {
        var made = steady(steady(steady(new Comparisons(1), "jit@base", 400), "jit@head", 200), "aot@head", 100);
        Report report = ReportBuilder.build(made.samples(), List.of());
        assertThat(report.comparisons()).extracting(Contrast::against).containsOnly("jit@base");
        assertThat(texts(report.verdict()))
                .contains("aot@head answers first after 100 ms, jit@head after 200 ms: 2.0x faster (2.0x to 2.0x)");
    }

    /** Against the baseline alone nobody sees which of two packagings is the one to have with a cache. */
    @Test
    void saysWhichLayoutOfThoseThatAreCompiledAlikePays() {
        var made = steady(steady(new Comparisons(1), "jit@head", 400), "aot-cache@head", 300);
        made = steady(steady(made, "jit-aot-jar@head", 400), "aot-cache-aot-jar@head", 100);
        List<String> notes = ReportBuilder.build(made.samples(), List.of()).notes();
        assertThat(notes)
                .anyMatch(note -> note.startsWith(
                        "aot-cache-aot-jar@head and aot-cache@head are compiled alike and differ in how they are laid out"
                                + " or set, and aot-cache-aot-jar@head pays: aot-cache-aot-jar@head answers first after 100"
                                + " ms, aot-cache@head after 300 ms: 3.0x faster (3.0x to 3.0x); CPU time to it "))
                .anyMatch(note -> note.startsWith("jit@head and jit-aot-jar@head are compiled alike")
                        && note.contains("neither is seen to pay: "));

        var few = new Comparisons(1);
        few.variant("jit@head", 1000, 3, few.around(200)).variant("jit-extracted@head", 1000, 3, few.around(100));
        assertThat(ReportBuilder.build(few.samples(), List.of()).notes())
                .anyMatch(note -> note.contains("which of them pays is not settled: jit-extracted@head answers first"));

        var other = steady(steady(new Comparisons(1), "jit@head", 400), "aot@head", 100);
        assertThat(ReportBuilder.build(steady(other, "aot-size@head", 90).samples(), List.of())
                        .notes())
                .noneMatch(note -> note.contains("compiled alike"));
    }

    @Test
    void aFailureOfTheMostFrequentReasonIsTheExample() {
        var report = ReportBuilder.build(
                new Comparisons(1)
                        .variant(
                                "jit@head",
                                100,
                                3,
                                b -> failed(b == 3 ? FailureReason.TIMED_OUT : FailureReason.EXITED))
                        .samples(),
                List.of());
        var jit = variant(report, "jit@head");
        assertThat(jit.reason()).contains(FailureReason.EXITED);
        assertThat(jit.failure().map(Outcome.Failed::reason)).contains(FailureReason.EXITED);
        assertThat(jit.starts()).isEqualTo(3);
        assertThat(jit.failedStarts()).isEqualTo(3);
    }

    private static List<String> texts(Verdict verdict) {
        return Stream.concat(verdict.provided().stream(), verdict.reasons().stream())
                .map(Reason::text)
                .toList();
    }

    private static VariantReport variant(Report report, String name) {
        return report.variants().stream()
                .filter(v -> v.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
