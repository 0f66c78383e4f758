package dev.coldstart.core.render.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldstart.core.report.Hostile;
import dev.coldstart.core.report.Report;
import dev.coldstart.core.report.Situations;
import java.util.stream.Stream;
import org.jline.utils.WCWidth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TerminalReportTest {

    static Stream<Report> reports() {
        return Stream.of(
                        Situations.all().stream().map(Situations.Situation::report),
                        Hostile.texts().map(text -> Situations.saying(text).report()),
                        Stream.of(2, 3, 4, 5, 9, 50)
                                .map(n -> Situations.crowd(n, 2).report()))
                .flatMap(s -> s);
    }

    /** Counted by JLine's table, not by our own. */
    @ParameterizedTest
    @MethodSource("reports")
    void noLineIsWiderThanEightyColumnsNorActsOnTheTerminal(Report report) {
        assertThat(TerminalReport.render(report, Style.PLAIN).lines()).allSatisfy(line -> {
            assertThat(line.codePoints())
                    .noneMatch(c -> Character.getType(c) == Character.CONTROL
                            || Character.getType(c) == Character.FORMAT
                            || Character.getType(c) == Character.SURROGATE);
            assertThat(line.codePoints().map(WCWidth::wcwidth).sum()).as(line).isLessThanOrEqualTo(80);
        });
    }

    @ParameterizedTest
    @MethodSource("reports")
    void colourChangesNothingButColour(Report report) {
        String coloured = TerminalReport.render(report, Style.ANSI);
        assertThat(coloured).contains("\u001b[1m");
        assertThat(coloured.replaceAll("\u001b\\[\\d+m", "").replaceAll("(?m) +$", ""))
                .isEqualTo(TerminalReport.render(report, Style.PLAIN));
    }

    @Test
    void everyVariantHasItsColumnBesideTheBaselineHoweverManyThereAre() {
        String text = TerminalReport.render(Situations.crowd(9, 2).report(), Style.PLAIN);
        for (int i = 0; i < 9; i++) {
            assertThat(text).contains("form-number-" + i);
        }
        assertThat(text.split("\\(baseline\\)", -1)).hasSize(4);
    }
}
