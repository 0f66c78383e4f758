package dev.coldstart.core.wording;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldstart.core.estimate.Metric;
import dev.coldstart.core.render.terminal.Style;
import dev.coldstart.core.render.terminal.TerminalReport;
import dev.coldstart.core.report.Situations;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormatTest {

    @ParameterizedTest
    @CsvSource({
        "first-response, 0.3441, 0.34 ms",
        "first-response, 4.268, 4.27 ms",
        "first-response, 9.996, 10.0 ms",
        "first-response, 19.1, 19.1 ms",
        "first-response, 99.96, 100 ms",
        "first-response, 200.4, 200 ms",
        "first-response, 999.4, 999 ms",
        "first-response, 999.6, 1.00 s",
        "first-response, 1643, 1.64 s",
        "first-response, 60000, 60.0 s",
        "build-time, 41.26, 41.3 s",
        "build-time, 215.4, 215 s",
        "first-response, 0, 0.00 ms",
        "first-response, 12345, 12.3 s",
        "build-time, 0, 0.00 s",
        "idle-rss, 63438848, 60.5 MiB",
        "idle-rss, 512000, 500 KiB",
        "idle-rss, 2147483648, 2.00 GiB",
        "published-size, 105700000, 105.7 MB",
        "published-size, 9900000, 9.9 MB",
        "symbols-size, 310000, 310 kB",
        "symbols-size, 0, 0 kB",
        "image-size, 1234567890, 1.23 GB",
        "build-warnings, 12, 12"
    })
    void values(String metric, double value, String text) {
        assertThat(Format.value(Metric.of(metric), value)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "0.32, -68 %",
        "0.995, -0.5 %",
        "1.0001, 0 %",
        "1.034, +3.4 %",
        "1.0996, +10 %",
        "0.001, -99.9 %",
        "3, +200 %"
    })
    void changes(double ratio, String text) {
        assertThat(Format.change(ratio)).isEqualTo(text);
    }

    @Test
    void isTheSameUnderEveryLocale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertThat(Format.milliseconds(19.1)).isEqualTo("19.1 ms");
            assertThat(TerminalReport.render(Situations.allWell().report(), Style.PLAIN))
                    .contains("10.5x faster");
        } finally {
            Locale.setDefault(before);
        }
    }
}
