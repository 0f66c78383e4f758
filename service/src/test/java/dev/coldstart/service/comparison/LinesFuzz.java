package dev.coldstart.service.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldstart.core.json.Json;
import dev.coldstart.core.sample.SampleFormatException;
import dev.coldstart.core.sample.SampleLine;
import dev.coldstart.core.sample.file.SampleReader;
import dev.coldstart.core.verdict.ReportBuilder;
import dev.coldstart.protocol.Cause;
import dev.coldstart.protocol.Submission;
import dev.coldstart.protocol.Wire;
import dev.coldstart.service.TestService;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;

/** What a worker says is a message or refused; and the samples that it makes of a comparison are a report, or unreadable. */
public final class LinesFuzz {

    private static final SampleLine PLAN = new SampleLine.OfPlan(
            SampleLine.SCHEMA,
            TestService.submission("app", Cause.PUSH, Submission.Revision.UNKNOWN, 2)
                    .plan());

    private LinesFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        String text = new String(input, StandardCharsets.UTF_8);
        for (Class<?> type : List.of(Wire.Hello.class, Wire.Done.class, Wire.HandBack.class, Wire.Lines.class)) {
            try {
                if (Json.line().readValue(text, type) instanceof Wire.Lines lines) {
                    samples(lines.lines());
                }
            } catch (JacksonException e) {
                assertThat(Json.why(text, type, e)).isNotNull();
            }
        }
    }

    private static void samples(List<SampleLine> lines) throws IOException {
        List<SampleLine> all = new ArrayList<>(List.of(PLAN));
        all.addAll(lines);
        String file = all.stream()
                .map(line -> Json.line().writeValueAsString(line) + "\n")
                .collect(Collectors.joining());
        SampleReader.Result read;
        try {
            read = SampleReader.read(new BufferedReader(new StringReader(file)));
        } catch (SampleFormatException e) {
            return;
        }
        assertThat(ReportBuilder.build(read.samples(), read.remarks()).plan())
                .isEqualTo(read.samples().plan());
    }
}
