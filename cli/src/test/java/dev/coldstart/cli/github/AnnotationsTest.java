package dev.coldstart.cli.github;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldstart.core.json.Json;
import dev.coldstart.core.render.json.JsonReport;
import dev.coldstart.core.report.Report;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnnotationsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "src/Program.cs(31,9) | plain | ::warning file=api/src/Program.cs,line=31,col=9,title=IL3050::plain",
                "src/Program.cs(31)   | plain | ::warning file=api/src/Program.cs,line=31,title=IL3050::plain",
                "'a,b:c%.cs(1,2)'     | plain | ::warning file=api/a%2Cb%3Ac%25.cs,line=1,col=2,title=IL3050::plain",
                "src/P.cs(1,2)        | 'two\\n::error::x\\r' | ::warning file=api/src/P.cs,line=1,col=2,title=IL3050::two%0A::error::x%0D",
                "../../etc/x.cs(1,2)  | plain | ''",
                "/abs/x.cs(1,2)       | plain | ''",
                "Ns.Type.Member()     | plain | ''",
                "'x.cs(1,2)\\n::error::y(1,2)' | plain | ''",
            })
    void aWarningStandsOnItsLineAndIsOneCommand(String place, String message, String command) throws IOException {
        assertThat(printed(List.of(warning(place, message.replace("\\n", "\n").replace("\\r", "\r")))))
                .containsExactlyElementsOf(command.isEmpty() ? List.of() : List.of(command));
    }

    @Test
    void moreThanGitHubShowsAreCounted() throws IOException {
        List<Map<String, String>> many = IntStream.range(0, 13)
                .mapToObj(i -> warning("x.cs(" + (i + 1) + ",1)", "m"))
                .toList();
        assertThat(printed(many)).hasSize(11).last().asString().contains("3 more new build warnings");
    }

    private static Map<String, String> warning(String place, String message) {
        return Map.of("code", "IL3050", "assembly", "Api", "place", place.replace("\\n", "\n"), "message", message);
    }

    private static List<String> printed(List<Map<String, String>> warnings) throws IOException {
        String fresh = Json.line().writeValueAsString(warnings);
        String warned =
                "[{\"variant\":\"b@head\",\"against\":\"b@base\",\"count\":1,\"new\":1,\"gone\":0,\"packages\":[],"
                        + "\"codes\":[],\"new-warnings\":" + fresh + ",\"gone-warnings\":[]}]";
        Report report = JsonReport.read(JsonReport.render(Job.report())
                .replaceFirst(
                        "\"warnings\" : \\[ ?\\]",
                        "\"warnings\" : " + java.util.regex.Matcher.quoteReplacement(warned)));
        StringWriter out = new StringWriter();
        Annotations.print(report, Path.of("api"), new PrintWriter(out, true));
        return out.toString().lines().toList();
    }
}
