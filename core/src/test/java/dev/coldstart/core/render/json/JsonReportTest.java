package dev.coldstart.core.render.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.coldstart.core.estimate.Metric;
import dev.coldstart.core.report.Hostile;
import dev.coldstart.core.report.Report;
import dev.coldstart.core.report.Situations;
import dev.coldstart.core.report.VariantReport;
import dev.coldstart.core.report.Verdict;
import dev.coldstart.core.sample.End;
import dev.coldstart.core.sample.FailureReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class JsonReportTest {

    private static final Path SCHEMA = Path.of("../docs/schema/report.schema.json");

    static Stream<Report> reports() {
        return Stream.concat(
                Situations.all().stream().map(Situations.Situation::report),
                Hostile.texts().map(text -> Situations.saying(text).report()));
    }

    @ParameterizedTest
    @MethodSource("reports")
    void isReadAsItWasWritten(Report report) {
        String json = JsonReport.render(report);
        assertThat(JsonReport.read(json)).isEqualTo(report);
        assertThat(json).endsWith("}\n");
    }

    @ParameterizedTest
    @MethodSource("reports")
    void isAsTheSchemaSays(Report report) throws IOException {
        assertThat(schema().validate(JsonReport.render(report), InputFormat.JSON))
                .isEmpty();
    }

    /** Each a small damage to a good report. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "coldstart.report/1"       | "coldstart.report/2"
            "outcome" : "measured"     | "outcome" : "fine"
            "reason" : null            | "reason" : "exited"
            "unit" : "ms"              | "unit" : "minutes"
            "first-response" :         | "first-reply" :
            "decision" : "better"      | "decision" : "great"
            "answer" : "adopt"         | "answer" : "maybe"
            "architecture" : "x64"     | "architecture" : "z80"
            "digest" : "sha256:        | "digest" : "md5:
            "low" :                    | "lower" :
            """, quoteCharacter = '\0')
    void theSchemaSeesDamage(String good, String bad) throws IOException {
        String json = JsonReport.render(Situations.allWell().report());
        assertThat(json).contains(good);
        assertThat(schema().validate(json.replace(good, bad), InputFormat.JSON)).isNotEmpty();
    }

    /** What the code can write and what the schema allows are the same. */
    @Test
    void theSchemaKnowsEveryWord() throws IOException {
        String schema = Files.readString(SCHEMA);
        Stream<String> words = Stream.of(
                        Stream.of(Metric.values()).map(Metric::id),
                        Stream.of(Metric.Unit.values()).map(Metric.Unit::id),
                        Stream.of(FailureReason.values()).map(FailureReason::id),
                        Stream.of(End.Reason.values()).map(End.Reason::id),
                        Stream.of(Report.State.values()).map(Report.State::id),
                        Stream.of(VariantReport.State.values()).map(VariantReport.State::id),
                        Stream.of(Verdict.Answer.values()).map(Verdict.Answer::id))
                .flatMap(s -> s);
        assertThat(words).allSatisfy(word -> assertThat(schema).contains("\"" + word + "\""));
    }

    @Test
    void whatIsNoReportIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JsonReport.read("{\"schema\":"))
                .withMessageStartingWith("not a report");
        String other =
                JsonReport.render(Situations.allWell().report()).replace("coldstart.report/1", "coldstart.report/9");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JsonReport.read(other))
                .withMessageContaining("coldstart.report/9");
    }

    private static Schema schema() throws IOException {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(SCHEMA));
    }
}
