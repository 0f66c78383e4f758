package dev.coldstart.core.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpreadTest {

    /** What R's quantile() gives. */
    @ParameterizedTest
    @CsvSource({
        "7,             7, 7,    7,    7",
        "1 2,           1, 1.25, 1.75, 2",
        "9 1 4 16,      1, 3.25, 10.75, 16",
        "5 3 1 2 4,     1, 2,    4,    5",
    })
    void quartilesAreInterpolated(String values, double least, double lower, double upper, double most) {
        double[] numbers = java.util.Arrays.stream(values.split(" "))
                .mapToDouble(Double::parseDouble)
                .toArray();
        assertThat(Spread.of(numbers)).isEqualTo(new Spread(least, lower, upper, most));
    }
}
