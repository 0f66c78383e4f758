package dev.coldstart.core.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldstart.core.render.markdown.MarkdownReport;
import dev.coldstart.core.report.Report;
import dev.coldstart.core.report.Situations;
import dev.coldstart.core.sample.Answers;
import dev.coldstart.core.sample.ResolvedFrame;
import dev.coldstart.core.sample.SampleCollector;
import dev.coldstart.core.sample.SampleLine;
import dev.coldstart.core.sample.SampleSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Native stack traces in the report, with the lines that were found for them. */
class FramesTest {

    private static final String FRAME = "Program.<>c.<<Main>$>b__0_7(Int32 id) + 0x53";

    @Test
    void aFrameThatWasFoundHasItsLineBehindIt() {
        Report report = report(new ResolvedFrame("aot@head", FRAME, "src/Program.cs", 113));
        assertThat(MarkdownReport.render(report)).contains("   at " + FRAME + " (src/Program.cs:113)\n");
        assertThat(log(report)).filteredOn(line -> line.contains("(src/")).hasSize(1);
    }

    @Test
    void anothersFrameDoesNot() {
        assertThat(log(report(new ResolvedFrame("jit@head", FRAME, "src/Program.cs", 113))))
                .noneMatch(line -> line.contains("Program.cs"));
    }

    @Test
    void soHasOneInTheLogOfAWrongAnswer() {
        SampleSet samples = Situations.unequal().samples();
        SampleCollector collector = new SampleCollector();
        collector.add(new SampleLine.OfPlan(SampleLine.SCHEMA, samples.plan()));
        samples.starts().forEach(s -> collector.add(new SampleLine.OfStart(s)));
        samples.answers().stream()
                .map(a -> new Answers(
                        a.variant(),
                        a.block(),
                        a.replies(),
                        a.ended(),
                        a.log().isEmpty() ? a.log() : List.of("   at " + FRAME)))
                .forEach(a -> collector.add(new SampleLine.OfAnswers(a)));
        collector.add(new SampleLine.OfFrame(new ResolvedFrame("aot@head", FRAME, "src/Program.cs", 113)));
        Report report = ReportBuilder.build(collector.samples().orElseThrow(), List.of());
        assertThat(MarkdownReport.render(report)).contains("   at " + FRAME + " (src/Program.cs:113)\n");
    }

    private static List<String> log(Report report) {
        return report.variants().stream()
                .filter(v -> v.name().equals("aot@head"))
                .findFirst()
                .orElseThrow()
                .failure()
                .orElseThrow()
                .log();
    }

    /** As it comes from a file: line by line. */
    private static Report report(ResolvedFrame frame) {
        SampleSet samples = Situations.missingMetadata().samples();
        SampleCollector collector = new SampleCollector();
        collector.add(new SampleLine.OfPlan(SampleLine.SCHEMA, samples.plan()));
        samples.starts().forEach(s -> collector.add(new SampleLine.OfStart(s)));
        collector.add(new SampleLine.OfFrame(frame));
        return ReportBuilder.build(collector.samples().orElseThrow(), List.of());
    }
}
