package dev.coldstart.core.wording;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldstart.core.cost.Range;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MoneyTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0           | USD | $0.00
            9.7958      | USD | $9.80
            0.26        | USD | $0.26
            0.0042      | USD | $0.0042
            0.000000958 | USD | $0.00000096
            0.999       | USD | $1.00
            0.9949      | USD | $0.99
            1234567.891 | USD | $1,234,567.89
            9.7958      | EUR | 9.80 EUR
            1e15        | USD | $1,000,000,000,000,000.00
            """)
    void amounts(double value, String currency, String said) {
        assertThat(Money.amount(value, currency)).isEqualTo(said);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "7.4, 7",
        "999, 999",
        "999.6, 1000",
        "1000, 1 k",
        "12345, 12.3 k",
        "999949, 1 M",
        "4100000, 4.1 M",
        "12059, 12.1 k",
        "1e9, 1 G",
        "2.5e12, 2.5 T",
        "1e16, 10000 T",
    })
    void requests(double n, String said) {
        assertThat(Money.requests(n)).isEqualTo(said);
    }

    @Test
    void anIntervalIsSaidWhereItShows() {
        assertThat(Money.amount(range(9.8, 9.7, 9.9), "USD")).isEqualTo("$9.80 ($9.70 to $9.90)");
        assertThat(Money.amount(range(9.8, 9.799, 9.801), "USD")).isEqualTo("$9.80");
        assertThat(Money.amount(new Range(9.8, OptionalDouble.empty(), OptionalDouble.empty()), "USD"))
                .isEqualTo("$9.80");
    }

    private static Range range(double value, double low, double high) {
        return new Range(value, OptionalDouble.of(low), OptionalDouble.of(high));
    }
}
