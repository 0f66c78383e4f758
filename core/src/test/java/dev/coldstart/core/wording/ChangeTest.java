package dev.coldstart.core.wording;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldstart.core.estimate.Contrast;
import dev.coldstart.core.estimate.Decision;
import dev.coldstart.core.estimate.Metric;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChangeTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            first-response        | 0.0952 | 0.0893 | 0.1010 | better       | 10.5x faster (9.9x to 11.2x)
            first-response        | 0.88   | 0.86   | 0.91   | better       | -12 % (-14 % to -9 %)
            first-response        | 1.20   | 1.10   | 1.30   | worse        | +20 % (+10 % to +30 %)
            first-response        | 2.60   | 2.40   | 2.80   | worse        | 2.6x slower (2.4x to 2.8x)
            first-response        | 1.01   | 0.99   | 1.03   | same         | no change seen (smaller than 3 %)
            first-response        | 0.92   | 0.83   | 1.01   | inconclusive | inconclusive (-17 % to +1 %, needs about 35 blocks)
            cpu-to-first-response | 0.25   | 0.24   | 0.26   | better       | 4.0x less (3.8x to 4.2x)
            idle-rss              | 0.32   | 0.31   | 0.33   | better       | -68 % (-69 % to -67 %)
            idle-rss              | 2.50   | 2.40   | 2.60   | worse        | 2.5x more (2.4x to 2.6x)
            threads               | 3.00   | 2.90   | 3.10   | worse        | 3.0x more (2.9x to 3.1x)
            """)
    void repeated(String metric, double ratio, double low, double high, String decision, String text) {
        assertThat(Change.of(contrast(metric, ratio, low, high, decision)).inFull())
                .isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "published-size, 0.0937, -91 %",
        "published-size, 0.004, 250x smaller",
        "published-size, 1, the same",
        "image-size, 2.2, 2.2x larger",
        "build-time, 12.9, 12.9x slower",
        "build-warnings, 4, 4.0x more"
    })
    void measuredOnce(String metric, double ratio, String text) {
        Contrast contrast = new Contrast(
                Metric.of(metric),
                "aot@head",
                "jit@head",
                1,
                ratio,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                Decision.INCONCLUSIVE,
                OptionalInt.empty());
        assertThat(Change.of(contrast).inFull()).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            first-response | 0.0952 | 0.0893 | 0.1010 | 10.5x faster than jit (9.9x to 11.2x)
            first-response | 0.88   | 0.86   | 0.91   | 12 % less time than jit (9 % to 14 %)
            idle-rss       | 0.32   | 0.31   | 0.33   | 68 % less memory than jit (67 % to 69 %)
            packed-size    | 1.17   | 1.15   | 1.18   | 17 % larger than jit (15 % to 18 %)
            """)
    void inWords(String metric, double ratio, double low, double high, String text) {
        assertThat(Change.inWords(contrast(metric, ratio, low, high, "better"), "jit"))
                .isEqualTo(text);
    }

    @Test
    void tooFewPairsForAnIntervalIsSaid() {
        Contrast contrast = new Contrast(
                Metric.FIRST_RESPONSE,
                "aot@head",
                "jit@head",
                3,
                0.5,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                Decision.INCONCLUSIVE,
                OptionalInt.of(20));
        assertThat(Change.of(contrast).inFull()).isEqualTo("inconclusive (no interval yet, needs about 20 blocks)");
    }

    private static Contrast contrast(String metric, double ratio, double low, double high, String decision) {
        return new Contrast(
                Metric.of(metric),
                "aot@head",
                "jit@head",
                24,
                ratio,
                OptionalDouble.of(low),
                OptionalDouble.of(high),
                OptionalDouble.of(0.03),
                Decision.of(decision),
                decision.equals("inconclusive") ? OptionalInt.of(35) : OptionalInt.empty());
    }
}
