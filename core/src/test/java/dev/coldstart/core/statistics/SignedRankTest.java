package dev.coldstart.core.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.coldstart.core.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.type.TypeReference;

class SignedRankTest {

    private static final Offset<Double> TOLERANCE = within(1e-9);

    @SuppressWarnings("ArrayRecordComponent")
    record Case(int n, double[] logRatios, double estimate, double low, double high, double p) {}

    static List<Case> fromR() throws IOException {
        try (InputStream in = SignedRankTest.class.getResourceAsStream("signed-rank.json")) {
            // The file is as R's script wrote it, in camel case: its own mapper would hide more than this one replace.
            String json = new String(Objects.requireNonNull(in).readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
                    .replace("\"logRatios\"", "\"log-ratios\"");
            return Json.line().readValue(json, new TypeReference<List<Case>>() {});
        }
    }

    @ParameterizedTest
    @MethodSource("fromR")
    void agreesWithR(Case expected) {
        var actual = SignedRank.estimate(expected.logRatios);
        assertThat(actual.n()).isEqualTo(expected.n);
        assertThat(actual.center()).isCloseTo(expected.estimate, TOLERANCE);
        assertThat(actual.low().orElseThrow()).isCloseTo(expected.low, TOLERANCE);
        assertThat(actual.high().orElseThrow()).isCloseTo(expected.high, TOLERANCE);
        assertThat(actual.p()).isCloseTo(expected.p, TOLERANCE);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void tooFewValuesHaveNoInterval(int n) {
        var estimate = SignedRank.estimate(noise(n, 1));
        assertThat(estimate.low()).isEmpty();
        assertThat(estimate.high()).isEmpty();
        assertThat(estimate.halfWidth()).isEmpty();
    }

    @Test
    void theLeastForAnIntervalHasOne() {
        assertThat(SignedRank.estimate(noise(SignedRank.MIN_FOR_INTERVAL, 1)).low())
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 20, 33})
    void walshAveragesAreThoseOfTheSortedList(int n) {
        // Rounded, so that many averages are equal, and of both signs.
        double[] sorted = Arrays.stream(noise(n, n))
                .map(x -> Math.round(x * 4) / 4.0)
                .sorted()
                .toArray();
        double[] all = IntStream.range(0, n)
                .boxed()
                .flatMap(i -> IntStream.rangeClosed(0, i).mapToObj(j -> (sorted[i] + sorted[j]) / 2))
                .mapToDouble(x -> x + 0.0)
                .sorted()
                .toArray();
        double[] found = IntStream.rangeClosed(1, all.length)
                .mapToDouble(k -> WalshAverages.smallest(sorted, k))
                .toArray();
        assertThat(found).containsExactly(all);
    }

    @Test
    void shiftingAndScalingMoveTheEstimateAlong() {
        double[] values = noise(25, 3);
        var plain = SignedRank.estimate(values);
        var moved =
                SignedRank.estimate(Arrays.stream(values).map(x -> 2 - 3 * x).toArray());
        assertThat(moved.center()).isCloseTo(2 - 3 * plain.center(), TOLERANCE);
        assertThat(moved.low().orElseThrow()).isCloseTo(2 - 3 * plain.high().orElseThrow(), TOLERANCE);
        assertThat(moved.high().orElseThrow()).isCloseTo(2 - 3 * plain.low().orElseThrow(), TOLERANCE);
    }

    @Test
    void tiesAndZerosAreCounted() {
        // Magnitudes 1 1 1 2 with signs + + - +: mean ranks 2 2 2 4, sum of the negative 2. Of the 16 sign patterns,
        // the rank
        // sums up to 2 are 0 (once) and 2 (three times): 4/16 one-sided. The zero is left out.
        var estimate = SignedRank.estimate(new double[] {0, 1, 1, -1, 2});
        assertThat(estimate.p()).isCloseTo(0.5, TOLERANCE);
        assertThat(estimate.n()).isEqualTo(5);
    }

    @Test
    void valuesThatAreAllEqualAreTheirOwnInterval() {
        var estimate = SignedRank.estimate(new double[] {0, 0, 0, 0, 0, 0, 0, 0});
        assertThat(estimate.center()).isZero();
        assertThat(estimate.low()).hasValue(0);
        assertThat(estimate.high()).hasValue(0);
        assertThat(estimate.p()).isEqualTo(1);
    }

    @Test
    void theApproximationMeetsTheExactQuantileWhereItTakesOver() {
        for (int n : new int[] {150, 200, 201, 260}) {
            assertThat(SignedRank.approximateLowerQuantile(n))
                    .as("n = %d", n)
                    .isCloseTo(SignedRank.exactLowerQuantile(n), within(6L));
        }
        double[] values = Arrays.stream(noise(200, 5)).map(x -> x + 0.1).toArray();
        double[] more = Arrays.copyOf(values, 201);
        more[200] = 0.1;
        assertThat(SignedRank.estimate(more).p())
                .isCloseTo(SignedRank.estimate(values).p(), within(0.01));
    }

    @Test
    void thousandsOfValuesNarrowTheInterval() {
        var estimate = SignedRank.estimate(noise(10_000, 7));
        // The normal's own half-width is 1.96 / 100; the signed rank's is 2.3 % wider.
        assertThat(estimate.halfWidth().orElseThrow()).isCloseTo(0.02, within(0.001));
        assertThat(estimate.center()).isCloseTo(0, within(0.03));
    }

    @Test
    void coversTheTruthAsOftenAsItSays() {
        Random random = new Random(11);
        int runs = 2000;
        int covered = 0;
        for (int run = 0; run < runs; run++) {
            double[] skewFree =
                    random.doubles(20).map(u -> Math.tan(Math.PI * (u - 0.5))).toArray();
            var estimate = SignedRank.estimate(skewFree);
            covered += estimate.low().orElseThrow() <= 0 && 0 <= estimate.high().orElseThrow() ? 1 : 0;
        }
        assertThat(covered / (double) runs).isBetween(0.935, 0.97);
    }

    @Test
    void whatIsNoNumberIsRefused() {
        assertThatThrownBy(() -> SignedRank.estimate(new double[0])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SignedRank.estimate(new double[] {1, Double.NaN}))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SignedRank.estimate(new double[] {1, Double.NEGATIVE_INFINITY}))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static double[] noise(int n, long seed) {
        Random random = new Random(seed);
        return IntStream.range(0, n).mapToDouble(i -> random.nextGaussian()).toArray();
    }
}
