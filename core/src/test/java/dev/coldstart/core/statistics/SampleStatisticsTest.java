package dev.coldstart.core.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SampleStatisticsTest {

    /** Ranks of the standard tables (Conover, Practical Nonparametric Statistics). */
    @ParameterizedTest
    @CsvSource({"5,0", "6,1", "8,1", "9,2", "10,2", "15,4", "20,6", "25,8", "50,18", "100,40"})
    void theMediansIntervalTakesTheTabulatedRanks(int n, int rank) {
        double[] oneToN = IntStream.rangeClosed(1, n).asDoubleStream().toArray();
        var interval = MedianInterval.of(oneToN);
        assertThat(interval.median()).isEqualTo((n + 1) / 2.0);
        if (rank == 0) {
            assertThat(interval.low()).isEmpty();
            assertThat(interval.high()).isEmpty();
        } else {
            assertThat(interval.low()).hasValue(rank);
            assertThat(interval.high()).hasValue(n + 1.0 - rank);
        }
    }

    @Test
    void theMediansIntervalCoversAtLeastNineteenInTwentyAndWastesNothing() {
        for (int n = 6; n <= 300; n++) {
            int rank = MedianInterval.lowerRank(n);
            var binomial = BinomialDistribution.of(n, 0.5);
            assertThat(1 - 2 * binomial.cumulativeProbability(rank - 1))
                    .as("n = %d", n)
                    .isGreaterThanOrEqualTo(0.95);
            assertThat(1 - 2 * binomial.cumulativeProbability(rank))
                    .as("n = %d, one in", n)
                    .isLessThan(0.95);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "one far out, '10,11,10,12,11,10,11,95', 7",
        "none, '10,11,10,12,11,10,11,12', ",
        "more than half equal and one far, '5,5,5,5,5,5,5,9', 7",
        "more than half equal and many others, '5,5,5,5,5,6,6,6,6', ",
        "all equal, '5,5,5,5,5,5', ",
        "too few to say, '1,1,1,900', ",
    })
    void outliersAreTheFarOnes(String name, String values, @org.jspecify.annotations.Nullable Integer flagged) {
        double[] numbers = DoubleStream.of(java.util.Arrays.stream(values.split(","))
                        .mapToDouble(Double::parseDouble)
                        .toArray())
                .toArray();
        boolean[] flags = Outliers.flags(numbers);
        for (int i = 0; i < flags.length; i++) {
            assertThat(flags[i]).as("%s: %f", name, numbers[i]).isEqualTo(flagged != null && flagged == i);
        }
        assertThat(Outliers.count(numbers)).isEqualTo(flagged == null ? 0 : 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 30, 50})
    void theVisibleShiftIsFoundFourTimesInFive(int n) {
        Random random = new Random(n);
        double[] halfWidths = new double[400];
        for (int run = 0; run < halfWidths.length; run++) {
            halfWidths[run] =
                    SignedRank.estimate(normal(random, n, 0)).halfWidth().orElseThrow();
        }
        double named = Power.visibleShift(DoubleStream.of(halfWidths).average().orElseThrow(), n);
        assertThat(foundAt(random, n, named * 0.8)).isLessThan(0.8);
        assertThat(foundAt(random, n, named * 1.2)).isGreaterThan(0.8);
        assertThat(foundAt(random, n, named)).isCloseTo(0.8, within(0.06));
    }

    private static double foundAt(Random random, int n, double shift) {
        int runs = 1000;
        int found = 0;
        for (int run = 0; run < runs; run++) {
            var estimate = SignedRank.estimate(normal(random, n, shift));
            found += estimate.low().orElseThrow() > 0 || estimate.high().orElseThrow() < 0 ? 1 : 0;
        }
        return found / (double) runs;
    }

    @Test
    void twoSpeedsAreSeenWhereThereAreTwo() {
        Random random = new Random(5);
        for (int n : new int[] {10, 20, 50}) {
            for (int run = 0; run < 200; run++) {
                int slow = n / 3;
                double[] two = IntStream.range(0, n)
                        .mapToDouble(i -> (i < slow ? 420 : 200) * Math.exp(0.05 * random.nextGaussian()))
                        .toArray();
                var found = TwoSpeeds.find(two).orElseThrow();
                assertThat(found.upper()).isEqualTo(slow);
                assertThat(found.lower()).isEqualTo(n - slow);
                assertThat(found.lowerMedian()).isCloseTo(200, within(25.0));
                assertThat(found.upperMedian()).isCloseTo(420, within(50.0));
                assertThat(found.bound()).isBetween(220.0, 400.0);
            }
        }
    }

    @Test
    void oneSpeedWithNoiseOrOneLateStartIsNotTwo() {
        Random random = new Random(6);
        int seen = 0;
        for (int run = 0; run < 3000; run++) {
            int n = 8 + run % 43;
            double[] one = IntStream.range(0, n)
                    .mapToDouble(i -> 200 * Math.exp(0.1 * random.nextGaussian()))
                    .toArray();
            one[0] *= run % 2 == 0 ? 3 : 1;
            seen += TwoSpeeds.find(one).isPresent() ? 1 : 0;
        }
        assertThat(seen).isLessThanOrEqualTo(6);
        assertThat(TwoSpeeds.find(new double[] {1, 1, 1, 9, 9, 9}))
                .as("too few")
                .isEmpty();
        assertThat(TwoSpeeds.find(new double[] {200, 200, 200, 200, 201, 201, 201, 201}))
                .as("apart, but by nothing that matters")
                .isEmpty();
    }

    private static double[] normal(Random random, int n, double shift) {
        return IntStream.range(0, n)
                .mapToDouble(i -> shift + random.nextGaussian())
                .toArray();
    }
}
