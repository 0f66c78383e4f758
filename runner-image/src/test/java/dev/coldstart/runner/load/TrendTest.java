package dev.coldstart.runner.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldstart.core.study.Slice;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrendTest {

    /** Microseconds of CPU time per request, one second each; the first ends a second after the gate was opened. */
    private static List<Slice> course(String costs) {
        List<Slice> course = new ArrayList<>();
        for (String cost : costs.split(" ", -1)) {
            course.add(new Slice((course.size() + 1) * 1000L, 1000, 1, 1, Long.parseLong(cost) * 1_000_000));
        }
        return course;
    }

    @ParameterizedTest
    @CsvSource({
        "50 50 50 50 50 50 50 50 50, true",
        "50 52 51 50 51 52 50 51 50, true",
        "50 50 50 50 50 50 50 50, false", // too short to tell
        "90 80 70 60 55 50 45 42 40, false", // it goes down
        "37 34 33 33 33 33 68 63 60, false", // it went up, and what put it up will end
        "90 80 70 60 50 50 50 50 50 50 50 50 50, true"
    })
    void anAppIsWarmWhenWhatARequestCostsHasComeToRest(String costs, boolean warm) {
        assertThat(Trend.isFlat(course(costs), 0)).isEqualTo(warm);
    }

    @ParameterizedTest
    @CsvSource({"0, true", "1000, false"})
    void whatWasBeforeTheFirstRequestDoesNotCount(long beganMs, boolean warm) {
        assertThat(Trend.isFlat(course("50 50 50 50 50 50 50 50 50"), beganMs)).isEqualTo(warm);
    }
}
