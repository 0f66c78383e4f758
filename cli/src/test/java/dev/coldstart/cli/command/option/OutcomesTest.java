package dev.coldstart.cli.command.option;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldstart.cli.ExitCode;
import dev.coldstart.cli.Main;
import dev.coldstart.core.report.Report;
import dev.coldstart.core.sample.file.SampleReader;
import dev.coldstart.core.verdict.ReportBuilder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutcomesTest {

    /** The form b fails in every start; somebody accepts that of a form until a day. */
    @ParameterizedTest
    @CsvSource({
        "b, 2099-01-01, ASKED, " + ExitCode.POLICY,
        "b, 2099-01-01, NOT_ASKED, " + ExitCode.NOT_MEASURED,
        "b, 2020-01-01, ASKED, " + ExitCode.NOT_MEASURED,
        "a, 2099-01-01, ASKED, " + ExitCode.NOT_MEASURED,
    })
    void aFailureThatIsAcceptedDoesNotKeepThePolicyFromDeciding(
            String form, String until, Outcomes.Gate gate, int exitCode) throws IOException {
        String samples = samples()
                .replace(
                        "\"exceptions\":[]",
                        "\"exceptions\":[{\"check\":\"operational-risk\",\"by\":\"Ada\",\"because\":\"known\",\"form\":\""
                                + form + "\",\"until\":\"" + until + "\"}]")
                .replaceAll(
                        "(\"variant\":\"b@head\",\"block\".*)\"outcome\":\\{.*\\},\"platform\"",
                        "$1\"outcome\":{\"kind\":\"failed\",\"reason\":\"exited\",\"detail\":\"it ended\",\"log\":[]},\"platform\"");
        Report report = ReportBuilder.build(
                SampleReader.read(new BufferedReader(new StringReader(samples))).samples(), List.of());
        assertThat(Outcomes.exitCode(report, gate)).isEqualTo(exitCode);
    }

    private static String samples() throws IOException {
        try (InputStream in = Objects.requireNonNull(Main.class.getResourceAsStream("training.jsonl"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
