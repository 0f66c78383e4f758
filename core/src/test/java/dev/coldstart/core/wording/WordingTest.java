package dev.coldstart.core.wording;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldstart.core.estimate.Contrast;
import dev.coldstart.core.estimate.Decision;
import dev.coldstart.core.estimate.Metric;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordingTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0.095 | 0.0893 | 0.1064 | 10.5x faster (9.4x to 11.2x)",
                "0.005 | 0.004 | 0.006 | 200x faster (167x to 250x)",
                "2 | 1.5 | 3 | 2.0x slower (1.5x to 3.0x)",
                "0.97 | 0.95 | 0.98 | 3 % less time (2 % to 5 % less)",
                "0.97 | 0.95 | 1.01 | 3 % less time (5 % less to 1 % more)",
                "1.03 | 1.01 | 1.04 | 3 % more time (1 % to 4 % more)",
                "0.5 | 0.2 | 1.25 | 50 % less time (80 % less to 25 % more)",
                "1 | 1 | 1 | the same time (none to none)",
                "0.9999 | 0.9 | 1.0001 | the same time (10 % less to none)",
                "0.5 | | | 2.0x faster (no interval from 3 pairs)",
            })
    void changes(
            double ratio,
            @org.jspecify.annotations.Nullable Double low,
            @org.jspecify.annotations.Nullable Double high,
            String text) {
        assertThat(Wording.change(new Contrast(
                        Metric.FIRST_RESPONSE,
                        "a",
                        "b",
                        3,
                        ratio,
                        low == null ? OptionalDouble.empty() : OptionalDouble.of(low),
                        high == null ? OptionalDouble.empty() : OptionalDouble.of(high),
                        OptionalDouble.empty(),
                        Decision.INCONCLUSIVE,
                        OptionalInt.empty())))
                .isEqualTo(text);
    }
}
