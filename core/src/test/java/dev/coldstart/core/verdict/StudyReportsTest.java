package dev.coldstart.core.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coldstart.core.Comparisons;
import dev.coldstart.core.estimate.Decision;
import dev.coldstart.core.estimate.Figure;
import dev.coldstart.core.estimate.Metric;
import dev.coldstart.core.json.Json;
import dev.coldstart.core.plan.Size;
import dev.coldstart.core.plan.Study;
import dev.coldstart.core.policy.Question;
import dev.coldstart.core.policy.TeamAnswer;
import dev.coldstart.core.policy.TeamPolicy;
import dev.coldstart.core.presentation.Section;
import dev.coldstart.core.presentation.Sections;
import dev.coldstart.core.presentation.Sentences;
import dev.coldstart.core.presentation.View;
import dev.coldstart.core.render.html.HtmlReport;
import dev.coldstart.core.render.json.JsonReport;
import dev.coldstart.core.render.markdown.MarkdownReport;
import dev.coldstart.core.report.Report;
import dev.coldstart.core.report.StudyReport;
import dev.coldstart.core.report.Verdict;
import dev.coldstart.core.sample.SampleCollector;
import dev.coldstart.core.sample.SampleFormatException;
import dev.coldstart.core.sample.SampleLine;
import dev.coldstart.core.sample.SampleSet;
import dev.coldstart.core.study.Generator;
import dev.coldstart.core.study.Latencies;
import dev.coldstart.core.study.MemoryPoint;
import dev.coldstart.core.study.Slice;
import dev.coldstart.core.study.StudyResult;
import dev.coldstart.core.study.StudyRun;
import dev.coldstart.core.study.StudyTrouble;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** What studies saw, from samples to what is read. A JIT that starts in 200 ms and is the faster one once warm, a native form that starts in 20. */
class StudyReportsTest {

    private static final Study.Load LOAD = new Study.Load(100, Duration.ofSeconds(20), 6, List.of(), 1);
    private static final Study.Steady STEADY =
            new Study.Steady(8, Duration.ofSeconds(60), Duration.ofSeconds(5), 6, List.of(), 1);
    private static final Size HALF = new Size(0.5, 512L << 20);
    private static final Size WHOLE = new Size(1, 512L << 20);
    private static final Study.Sweep SWEEP = new Study.Sweep(List.of(HALF, WHOLE), 6);
    private static final Study.LeastMemory LEAST = new Study.LeastMemory(6L << 20, 1L << 20, 2);
    private static final Generator GENERATOR = new Generator(Generator.Place.APART, 400_000_000, 80_000, 3);

    private final List<StudyRun> runs = new ArrayList<>();
    private TeamPolicy team = TeamPolicy.NONE;

    private void run(String study, String form, int block, Optional<Size> size, StudyResult result) {
        runs.add(new StudyRun(study, form + "@head", block, 0, "2026-01-01T00:01:00Z", size, result, 0));
    }

    private SampleSet samples(Study... studies) {
        Comparisons comparisons = new Comparisons(1).team(team);
        comparisons.variant("jit@head", 105_700_000, 20, comparisons.around(200));
        comparisons.variant("aot@head", 10_000_000, 20, comparisons.around(20));
        SampleSet cold = comparisons.samples();
        return new SampleSet(
                cold.plan().studying(List.of(studies)),
                cold.builds(),
                cold.artifacts(),
                cold.machine(),
                cold.starts(),
                cold.end(),
                cold.notes(),
                cold.answers(),
                cold.frames(),
                cold.versions(),
                runs);
    }

    private Report report(Study... studies) {
        return ReportBuilder.build(samples(studies), List.of());
    }

    private static StudyResult loaded(double p50Ms, double mib) {
        long ns = Math.round(p50Ms * 1e6);
        return new StudyResult.Loaded(
                2000,
                0,
                1,
                20,
                new Latencies(List.of(ns, 10 * ns, 100 * ns), List.of(1900L, 99L, 1L)),
                1_000_000_000,
                Math.round(mib * (1 << 20)),
                OptionalLong.empty(),
                List.of(
                        new MemoryPoint(0, 1 << 20, 1 << 20),
                        new MemoryPoint(1000, Math.round(mib * (1 << 20)), 1 << 20)),
                GENERATOR);
    }

    /** Slices of a second; the first requests cost more. */
    private static StudyResult warmed(double perSecond, double coldFactor, long onceCpuNs) {
        long requests = Math.round(perSecond);
        long ns = Math.round(8e9 / perSecond);
        return new StudyResult.Warmed(
                200_000_000,
                100_000_000,
                List.of(
                        new Slice(1200, requests / 2, Math.round(ns * coldFactor), 2 * ns, onceCpuNs + 500_000_000),
                        new Slice(2200, requests, ns, 2 * ns, 1_000_000_000),
                        new Slice(7200, 5 * requests, ns, 2 * ns, 5_000_000_000L)),
                StudyResult.WarmBy.FLAT,
                2_200_000_000L,
                requests / 2 + requests,
                5 * requests,
                0,
                5,
                new Latencies(List.of(ns), List.of(5 * requests)),
                5_000_000_000L,
                GENERATOR);
    }

    private void steady() {
        for (int block = 1; block <= 6; block++) {
            run(Study.STEADY, "jit", block, Optional.empty(), warmed(10_000 + block, 4, 2_000_000_000));
            run(Study.STEADY, "aot", block, Optional.empty(), warmed(8_000 + block, 1, 0));
        }
    }

    @Test
    void aPlanWithoutStudiesIsWrittenAsBefore() {
        SampleSet samples = samples();
        assertThat(Json.line().writeValueAsString(samples.plan())).doesNotContain("studies");
        assertThat(JsonReport.render(report())).doesNotContain("studies");
    }

    @Test
    void aLoadHasFiguresWithIntervalsOverItsStarts() {
        for (int block = 1; block <= 6; block++) {
            run(Study.LOAD, "jit", block, Optional.empty(), loaded(1 + block / 100.0, 80 + block));
            run(Study.LOAD, "aot", block, Optional.empty(), loaded(0.5 + block / 100.0, 30 + block));
        }
        Report report = report(LOAD);
        assertThat(figure(report, 1, Metric.LOAD_P50).n()).isEqualTo(6);
        assertThat(figure(report, 1, Metric.LOAD_P50).median()).isEqualTo(0.535);
        assertThat(figure(report, 1, Metric.LOAD_P50).low()).isPresent();
        assertThat(figure(report, 1, Metric.LOAD_P999).median()).isGreaterThan(5);
        assertThat(figure(report, 1, Metric.LOAD_CPU).median()).isEqualTo(0.5);
        assertThat(report.comparisons())
                .filteredOn(c -> c.metric() == Metric.PEAK_UNDER_LOAD)
                .singleElement()
                .satisfies(c -> assertThat(c.decision()).isEqualTo(Decision.BETTER));
        assertThat(section(report, "load"))
                .contains("100 requests a second for 20.0 s", "p99.9", "33.5 MiB", "The generator used 2 % of a CPU");
    }

    @Test
    void whatHasNoFigureIsSaidWithItsReason() {
        for (int block = 1; block <= 2; block++) {
            run(Study.LOAD, "jit", block, Optional.empty(), loaded(1, 80));
            run(
                    Study.LOAD,
                    "aot",
                    block,
                    Optional.empty(),
                    StudyResult.Failed.of(
                            StudyTrouble.RATE_NOT_REACHED, "of 100 requests a second it answered 50 % in time"));
        }
        Report report = report(LOAD);
        assertThat(report.variants().get(1).metrics()).doesNotContainKey(Metric.LOAD_P50);
        assertThat(section(report, "load"))
                .contains(
                        "aot: 2 of 2 runs have no figure, as under 99 % of the rate was reached: of 100 requests a second"
                                + " it answered 50 % in time.");
    }

    @Test
    void aWarmBaselineThatIsFasterStandsInTheFirstLine() {
        steady();
        Report report = report(STEADY);
        assertThat(report.comparisons())
                .filteredOn(c -> c.metric() == Metric.THROUGHPUT)
                .singleElement()
                .satisfies(c -> {
                    assertThat(c.ratio()).isCloseTo(0.8, Offset.offset(0.01));
                    assertThat(c.decision()).isEqualTo(Decision.WORSE);
                });
        assertThat(Sentences.verdict(new View(report)))
                .startsWith("Adopt aot, if the workload fits: it starts in ")
                .contains(", but once warm it answers 20 % fewer requests a second than jit (20 % to 20 %).");
        assertThat(Sentences.reasons(new View(report)))
                .anySatisfy(reason ->
                        assertThat(reason).contains("once warm aot answers 20 % fewer", "short-lived is unanswered"));
    }

    @Test
    void aFormThatIsSlowerOnceWarmIsRuledOutForLongLivedProcesses() {
        team = new TeamPolicy(
                Optional.empty(),
                Map.of(
                        Question.SHORT_LIVED, TeamAnswer.of(TeamAnswer.Reply.NO),
                        Question.IMAGE_SIZE_MATTERS, TeamAnswer.of(TeamAnswer.Reply.YES),
                        Question.MEMORY_DRIVES_COST, TeamAnswer.of(TeamAnswer.Reply.YES)),
                List.of(),
                List.of());
        assertThat(report().verdict().answer()).isEqualTo(Verdict.Answer.ADOPT);
        steady();
        Report report = report(STEADY);
        assertThat(report.verdict().answer()).isEqualTo(Verdict.Answer.STAY);
        assertThat(report.verdict().reasons().getFirst().text()).contains("once warm aot@head answers 20 % fewer");
    }

    /** Getting warm costs 2 s of CPU time more, and a request 25 us less than the other's 125. */
    @Test
    void catchingUpIsSaidInTimeAndInRequests() {
        steady();
        StudyReport.CatchUp catchUp = report(STEADY)
                .studies()
                .orElseThrow()
                .steady()
                .orElseThrow()
                .catchUps()
                .getFirst();
        assertThat(catchUp.latencySeconds().orElseThrow()).isEqualTo(2.2);
        assertThat(catchUp.cpuRequests().orElseThrow()).isBetween(75_000L, 85_000L);
        assertThat(section(report(STEADY), "steady"))
                .contains("jit answers as fast as aot from 2.20 s of uptime on", "13 min at 100 requests a second");
    }

    @Test
    void aSweepIsAComparisonAtEachSize() {
        for (int block = 1; block <= 6; block++) {
            for (Size size : List.of(HALF, WHOLE)) {
                double factor = 1 / size.cpus() * (1 + block / 100.0);
                run(Study.SWEEP, "jit", block, Optional.of(size), started(300 * factor));
                run(Study.SWEEP, "aot", block, Optional.of(size), started(30 * factor));
            }
        }
        Report report = report(SWEEP);
        StudyReport.OfSweep sweep = report.studies().orElseThrow().sweep().orElseThrow();
        assertThat(sweep.points()).hasSize(4);
        assertThat(sweep.points().get(1).change().orElseThrow().ratio()).isCloseTo(0.1, Offset.offset(1e-6));
        assertThat(figure(report, 0, Metric.FIRST_RESPONSE).median())
                .as("the cold starts' own figure")
                .isBetween(180.0, 220.0);
        assertThat(section(report, "sweep"))
                .contains("0.5 CPUs", "621 ms", "62.1 ms", "jit answers in under 500 ms from 1 CPU on.");
    }

    private static StudyResult started(double ms) {
        return new StudyResult.Started(Math.round(ms * 1e6), Math.round(ms * 9e5));
    }

    @Test
    void theSmallestMemoryIsTheOneBelowWhichSomethingFailed() {
        for (int block = 1; block <= 2; block++) {
            run(Study.LEAST_MEMORY, "aot", block, Optional.of(new Size(1, 12L << 20)), started(30));
            run(
                    Study.LEAST_MEMORY,
                    "aot",
                    block,
                    Optional.of(new Size(1, 11L << 20)),
                    StudyResult.Failed.of(StudyTrouble.KILLED_FOR_MEMORY, "the kernel ended it at its memory limit"));
        }
        run(Study.LEAST_MEMORY, "aot", 1, Optional.of(new Size(1, 256L << 20)), started(30));
        assertThat(section(report(LEAST), "least-memory"))
                .contains("12 MiB", "2 of 2 at 11 MiB", "at its memory limit");
    }

    @Test
    void everyMediumShowsThem() {
        steady();
        SampleSet samples = samples(STEADY);
        Report report = ReportBuilder.build(samples, List.of());
        assertThat(MarkdownReport.render(report)).contains("Once warm", "Throughput once warm");
        assertThat(HtmlReport.render(report, samples)).contains("id=\"warm-latency\"", "id=\"warm-throughput\"");
        assertThat(JsonReport.render(report)).contains("\"catch-ups\"");
    }

    @Test
    void samplesAreReadBackAndRunsThatCannotBeAreRefused() {
        steady();
        SampleSet samples = samples(STEADY);
        SampleCollector collector = new SampleCollector();
        collector.add(new SampleLine.OfPlan(SampleLine.SCHEMA, samples.plan()));
        for (StudyRun run : runs) {
            String line = Json.line().writeValueAsString(new SampleLine.OfStudy(run));
            collector.add(Json.line().readValue(line, SampleLine.class));
        }
        assertThat(collector.samples().orElseThrow().studies()).isEqualTo(runs);
        refused(collector, runs.getFirst(), "a second run of the study steady of jit@head in block 1");
        run(Study.LOAD, "jit", 1, Optional.empty(), loaded(1, 1));
        refused(collector, runs.getLast(), "a study that the plan does not ask for");
    }

    private static void refused(SampleCollector collector, StudyRun run, String why) {
        assertThatThrownBy(() -> collector.add(new SampleLine.OfStudy(run)))
                .isInstanceOf(SampleFormatException.class)
                .hasMessageContaining(why);
    }

    private static Figure figure(Report report, int variant, Metric metric) {
        return Objects.requireNonNull(report.variants().get(variant).metrics().get(metric));
    }

    private static String section(Report report, String id) {
        return Sections.of(new View(report)).stream()
                .filter(s -> s.id().equals(id))
                .flatMap(s -> s.blocks().stream())
                .map(StudyReportsTest::text)
                .collect(Collectors.joining("\n"));
    }

    private static String text(Section.Block block) {
        return switch (block) {
            case Section.Paragraph(String text) -> text;
            case Section.Bullets(List<String> items) -> String.join("\n", items);
            case Section.Table table -> table.header() + "\n" + table.rows();
            case Section.Lines(List<String> lines) -> String.join("\n", lines);
            case Section.Folded(String summary, List<Section.Block> blocks) ->
                summary + blocks.stream().map(StudyReportsTest::text).collect(Collectors.joining("\n"));
        };
    }
}
