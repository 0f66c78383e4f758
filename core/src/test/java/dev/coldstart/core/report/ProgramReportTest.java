package dev.coldstart.core.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.coldstart.core.plan.Architecture;
import dev.coldstart.core.plan.Plan;
import dev.coldstart.core.plan.Policy;
import dev.coldstart.core.plan.ProgramScenario;
import dev.coldstart.core.plan.RunSettings;
import dev.coldstart.core.plan.Sampling;
import dev.coldstart.core.plan.Variant;
import dev.coldstart.core.render.comment.CommentParts;
import dev.coldstart.core.render.html.HtmlReport;
import dev.coldstart.core.render.json.JsonReport;
import dev.coldstart.core.render.markdown.MarkdownReport;
import dev.coldstart.core.render.terminal.Style;
import dev.coldstart.core.render.terminal.TerminalReport;
import dev.coldstart.core.sample.Answers;
import dev.coldstart.core.sample.Body;
import dev.coldstart.core.sample.End;
import dev.coldstart.core.sample.FailureReason;
import dev.coldstart.core.sample.Host;
import dev.coldstart.core.sample.Outcome;
import dev.coldstart.core.sample.Platform;
import dev.coldstart.core.sample.ProgramPhases;
import dev.coldstart.core.sample.Reply;
import dev.coldstart.core.sample.SampleCollector;
import dev.coldstart.core.sample.SampleLine;
import dev.coldstart.core.sample.SampleSet;
import dev.coldstart.core.sample.Start;
import dev.coldstart.core.sample.Usage;
import dev.coldstart.core.verdict.ReportBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** A program's report speaks of a run that ends and of what it prints, and nowhere of answers. */
final class ProgramReportTest {

    private static final int BLOCKS = 20;

    private final SampleCollector samples = new SampleCollector();

    private SampleSet set(String aotPrints) {
        List<Variant> variants = List.of(
                Variant.head("jit", Architecture.X64),
                Variant.head("aot", Architecture.X64),
                Variant.head("broken", Architecture.X64));
        ProgramScenario program = ProgramScenario.of(List.of("--version"));
        Plan plan = new Plan(
                "tool",
                "2026-03-14T09:26:53Z",
                variants,
                "jit@head",
                program,
                RunSettings.defaults(),
                new Sampling(BLOCKS, BLOCKS, 0, Sampling.DEFAULT_PRECISION, 7),
                Policy.defaults(),
                List.of(),
                Optional.empty(),
                program.behaviour(),
                Optional.empty(),
                Optional.empty());
        samples.add(new SampleLine.OfPlan(SampleLine.SCHEMA, plan));
        for (int block = 0; block <= BLOCKS; block++) {
            add("jit@head", block, ran(60_000_000 + 100_000 * (block % 7), 0));
            add("aot@head", block, ran(5_000_000 + 10_000 * (block % 5), 1));
            add(
                    "broken@head",
                    block,
                    new Outcome.Failed(
                            FailureReason.WRONG_EXIT,
                            "it ended with exit code 3, and 0 is expected",
                            OptionalInt.of(3),
                            Optional.empty(),
                            List.of("no such option")));
        }
        for (int block = 0; block < 2; block++) {
            answer("jit@head", block, "tool 1.0\n");
            answer("aot@head", block, aotPrints);
        }
        samples.add(new SampleLine.OfEnd(new End(End.Reason.BLOCKS, "all were run", 30)));
        return samples.samples().orElseThrow();
    }

    private void add(String variant, int block, Outcome outcome) {
        samples.add(new SampleLine.OfStart(new Start(
                variant,
                block,
                0,
                "2026-03-14T09:27:%02dZ".formatted(block),
                outcome,
                Platform.UNKNOWN,
                new Host(0, OptionalLong.empty(), 0, OptionalDouble.empty()))));
    }

    private static Outcome ran(long exitNs, int left) {
        return new Outcome.Started(
                new ProgramPhases(200_000, exitNs, exitNs / 2, exitNs / 4, exitNs / 2, 9, 0, left),
                new Usage(exitNs / 2 + exitNs / 4, 500, 0, 1, 1 + left),
                Optional.empty());
    }

    private void answer(String variant, int block, String printed) {
        samples.add(new SampleLine.OfAnswers(
                new Answers(variant, block, List.of(printed(printed), printed("")), Optional.empty(), List.of())));
    }

    private static Reply printed(String text) {
        return new Reply.Answered(200, Map.of(), Body.of(text.getBytes(StandardCharsets.UTF_8)), Optional.empty());
    }

    private static List<String> renderings(SampleSet set) {
        Report report = ReportBuilder.build(set, List.of());
        return List.of(
                TerminalReport.render(report, Style.PLAIN),
                MarkdownReport.render(report),
                HtmlReport.render(report, set).replaceAll("(?s)<(script|style)[^>]*>.*?</\\1>", ""),
                CommentParts.of(report).toString());
    }

    @Test
    void speaksOfRunsInEveryMedium() {
        for (String text : renderings(set("tool 1.0\n"))) {
            assertThat(text)
                    .contains("Run time", "ends")
                    .doesNotContainIgnoringCase("first response")
                    .doesNotContainIgnoringCase("answers first")
                    .doesNotContainIgnoringCase("answers after")
                    .doesNotContainIgnoringCase("first answer")
                    .doesNotContainIgnoringCase("second response")
                    .doesNotContainIgnoringCase("request");
        }
    }

    @Test
    void saysWhatAProgramIsMeasuredBy() {
        List<String> texts = renderings(set("tool 1.0\n"));
        assertThat(texts.getFirst())
                .contains("aot, ", "runs in 5.02 ms")
                .contains("CPU time", "User CPU time", "System CPU time", "Maximum RSS")
                .contains("it ended with exit code 3, and 0 is expected");
        assertThat(texts.get(1))
                .contains("jit and aot print the same: standard output and standard error")
                .contains("leaves processes running when it ends")
                .contains("the program with --version, nothing on standard input, expecting exit code 0");
    }

    @Test
    void aFormThatPrintsOtherwiseIsNoGain() {
        SampleSet set = set("tool 1.1\n");
        Report report = ReportBuilder.build(set, List.of());
        assertThat(report.variants().get(1).outcome()).isEqualTo(VariantReport.State.UNEQUAL);
        assertThat(renderings(set).get(1))
                .contains("prints otherwise than jit", "tool 1.0", "tool 1.1", "standard output");
    }

    @Test
    void fitsTheSchemaOfReports() throws IOException {
        String json = JsonReport.render(ReportBuilder.build(set("tool 1.1\n"), List.of()));
        var schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(Path.of("../docs/schema/report.schema.json")), InputFormat.JSON);
        assertThat(schema.validate(json, InputFormat.JSON)).isEmpty();
        assertThat(JsonReport.read(json).plan().scenario()).isInstanceOf(ProgramScenario.class);
    }
}
