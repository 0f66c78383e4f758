package dev.coldstart.core.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.coldstart.core.cost.CostReport.BreakEven;
import dev.coldstart.core.cost.CostReport.Cheaper;
import dev.coldstart.core.cost.CostReport.OfContainer;
import dev.coldstart.core.cost.CostReport.OfFunction;
import dev.coldstart.core.cost.CostSettings.Containers;
import dev.coldstart.core.cost.CostSettings.Functions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CostModelTest {

    private static final Prices PRICES = Prices.shipped("us-east-1");
    private static final NodeType NODE = PRICES.node("m6i.large").orElseThrow();
    private static final Optional<FunctionPrices.FreeTier> FREE =
            Optional.of(new FunctionPrices.FreeTier(1_000_000, 400_000));

    /** By hand: requests x 0.0000002 + requests x MB / 1024 x whole ms / 1000 x 0.0000166667. */
    @ParameterizedTest
    @CsvSource({
        // MB, ms, requests, by hand
        "1024, 1000, 1000000, 16.8667",
        "512, 91, 10000000, 9.5834",
        "128, 0.2, 10000000, 2.0208",
        "128, 1, 10000000, 2.0208",
        "128, 1.001, 10000000, 2.0417",
        "128, 2, 10000000, 2.0417",
        "10240, 900000, 1000, 150.0005",
        "256, 14, 0, 0",
    })
    void aFunctionByHand(double mb, double ms, double requests, double byHand) {
        FunctionRate rate =
                new FunctionRate(0.2e-6, 0.0000166667, FunctionRate.gbSeconds(mb * (1 << 20), ms), Optional.empty());
        assertThat(rate.monthly(requests)).isCloseTo(byHand, within(0.00006));
    }

    @ParameterizedTest
    @CsvSource({
        // 0.5 GB x 100 ms = 0.05 GB-s; free: a million requests, 400,000 GB-s, which are 8 million of these
        "1000000, 0",
        "8000000, 1.4",
        "10000000, 3.4667",
    })
    void theFreeTierIsTakenOffAMonth(double requests, double byHand) {
        FunctionRate rate = new FunctionRate(0.2e-6, 0.0000166667, 0.05, FREE);
        assertThat(rate.monthly(requests)).isCloseTo(byHand, within(0.00006));
    }

    @Test
    void arm64IsAFifthCheaperPerGbSecond() {
        for (String region : Prices.REGIONS) {
            ByArchitecture<Double> price =
                    Prices.shipped(region).functions().orElseThrow().perGbSecond();
            assertThat(price.arm64() / price.x64()).isCloseTo(0.8, within(0.0001));
        }
    }

    /** A colder share, a longer duration, more memory, more requests: never cheaper. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void costNeverFallsWithWhatIsPaidFor(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 300; i++) {
            double bytes = (128 + random.nextInt(4000)) * (double) (1 << 20);
            double ms = random.nextDouble() * 500;
            double requests = random.nextDouble() * 1e8;
            Optional<FunctionPrices.FreeTier> free = random.nextBoolean() ? FREE : Optional.empty();
            double cost = monthly(bytes, ms, requests, free);
            assertThat(monthly(bytes * 1.5, ms, requests, free)).isGreaterThanOrEqualTo(cost);
            assertThat(monthly(bytes, ms * 1.5, requests, free)).isGreaterThanOrEqualTo(cost);
            assertThat(monthly(bytes, ms, requests * 1.5, free)).isGreaterThanOrEqualTo(cost);
            assertThat(monthly(bytes, ms, requests, FREE)).isLessThanOrEqualTo(cost);
        }
    }

    private static double monthly(double bytes, double ms, double requests, Optional<FunctionPrices.FreeTier> free) {
        return new FunctionRate(0.2e-6, 0.0000166667, FunctionRate.gbSeconds(bytes, ms), free).monthly(requests);
    }

    /** Just below the number of requests the function is cheaper, just above it is dearer. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void theBreakEvenReallyCrosses(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 300; i++) {
            // Prices of nothing included: one of the two parts may be free, or become free by the free tier.
            FunctionRate rate = new FunctionRate(
                    random.nextInt(4) == 0 ? 0 : random.nextDouble() * 1e-6,
                    random.nextInt(4) == 0 ? 0 : random.nextDouble() * 1e-4,
                    random.nextDouble(),
                    random.nextBoolean() ? FREE : Optional.empty());
            double amount = 0.01 + random.nextDouble() * 500;
            double requests = rate.requestsFor(amount);
            if (Double.isInfinite(requests)) {
                assertThat(rate.monthly(1e12)).isZero();
            } else {
                assertThat(rate.monthly(requests)).isCloseTo(amount, within(amount * 1e-9));
                assertThat(rate.monthly(requests * 0.999)).isLessThan(amount);
                assertThat(rate.monthly(requests * 1.001)).isGreaterThan(amount);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        // 8 GiB and 2 CPUs: MiB each, CPUs each, reserved -> by memory, by CPU, what binds
        "512, 0.25, 0, 16, 8, CPU",
        "512, 0.1, 0, 16, 20, MEMORY",
        "512, 0.125, 0, 16, 16, BOTH",
        "512, 0.1, 0.1, 14, 18, MEMORY",
        "8192, 2, 0, 1, 1, BOTH",
        "8193, 1, 0, 0, 2, MEMORY",
        "512, 4, 0, 16, 0, CPU",
        "100, 0.02, 0, 81, 100, MEMORY",
    })
    void aNodeByHand(double mib, double cpus, double reserved, long byMemory, long byCpu, NodePacking.Binding binding) {
        NodePacking packing = NodePacking.of(NODE, reserved, mib * (1 << 20), cpus);
        assertThat(packing).isEqualTo(new NodePacking(byMemory, byCpu));
        assertThat(packing.binding()).isEqualTo(binding);
        assertThat(packing.instances()).isEqualTo(Math.min(byMemory, byCpu));
    }

    /** A node of 0.096 an hour costs 70.08 a month and holds 8. */
    @ParameterizedTest
    @CsvSource({"1, true, 8.76", "12, true, 105.12", "1, false, 70.08", "8, false, 70.08", "9, false, 140.16"})
    void aMonthOfContainersByHand(int instances, boolean shared, double byHand) {
        assertThat(new NodePacking(16, 8).monthly(NODE, instances, shared)).isCloseTo(byHand, within(0.0001));
    }

    /** 12 instances on nodes of 8: two nodes, 6 at once on 2 CPUs. */
    @ParameterizedTest
    @CsvSource({
        // 6 x 100 ms of CPU on 2 CPUs are 300 ms: more than the 150 ms of one alone
        "12, 150, 100, 2, 6, 300",
        // 6 x 10 ms on 2 CPUs are 30 ms: less
        "12, 150, 10, 2, 6, 150",
        "1, 150, 100, 1, 1, 150",
        "8, 150, 100, 1, 8, 400",
    })
    void scalingOutByHand(int instances, double first, double cpu, long nodes, long together, double start) {
        ScaleOut scaled = ScaleOut.of(new NodePacking(16, 8), NODE, instances, OptionalDouble.of(400), 200, first, cpu);
        assertThat(scaled).isEqualTo(new ScaleOut(OptionalDouble.of(400), 200, start, nodes, together));
        assertThat(scaled.totalMs()).isEqualTo(400 + 200 + start);
    }

    @Test
    void theIntervalOfADurationBecomesThatOfTheCost() {
        Range measured = new Range(100, OptionalDouble.of(80), OptionalDouble.of(130));
        OfFunction cost = function(
                functions(ByForm.of(1L << 30), ByForm.none(), OptionalDouble.of(0.5)),
                Subjects.x64("jit").first(measured).second(Optional.of(Range.exactly(10))));
        // 10 million x (0.2e-6 + 0.0000166667 x (half of 10 ms + half of 100, 80, 130 ms))
        assertThat(cost.perTenMillion().value()).isCloseTo(2 + 166.667 * 0.055, within(0.001));
        assertThat(cost.perTenMillion().low().getAsDouble()).isCloseTo(2 + 166.667 * 0.045, within(0.001));
        assertThat(cost.perTenMillion().high().getAsDouble()).isCloseTo(2 + 166.667 * 0.070, within(0.001));
    }

    /** A figure without an interval must not look as if it were exact. */
    @Test
    void withoutAnIntervalThereIsNone() {
        Range few = new Range(10, OptionalDouble.empty(), OptionalDouble.empty());
        OfFunction cost = function(
                functions(ByForm.of(1L << 30), ByForm.none(), OptionalDouble.of(0.5)),
                Subjects.x64("jit").second(Optional.of(few)));
        assertThat(cost.perTenMillion().low()).isEmpty();
        OfFunction warmGiven = function(
                functions(ByForm.of(1L << 30), ByForm.of(10.0), OptionalDouble.empty()),
                Subjects.x64("jit").first(few));
        assertThat(warmGiven.perTenMillion().hasWidth()).isFalse();
        assertThat(warmGiven.perTenMillion().low()).isPresent();
    }

    @Test
    void whereSetUpIsFreeOnlyWhatFollowsIsBilled() {
        Functions billed = functions(ByForm.of(1L << 30), ByForm.none(), OptionalDouble.of(1));
        Functions free = new Functions(
                billed.memoryBytes(), 0.5, billed.warmMs(), billed.coldShare(), false, false, OptionalLong.empty());
        assertThat(function(billed, Subjects.x64("jit").first(100)).coldMs()).isEqualTo(Range.exactly(100));
        assertThat(function(free, Subjects.x64("jit").first(100)).coldMs()).isEqualTo(Range.exactly(25));
    }

    @ParameterizedTest
    @CsvSource({
        // peak MiB, idle MiB, proposed with half more in steps of 64 MiB
        "100, 80, 192, PEAK",
        "20, 10, 128, PEAK",
        "128, 1, 192, PEAK",
        "-1, 100, 192, IDLE",
    })
    void memoryIsProposedFromWhatWasMeasured(double peak, double idle, double proposed, Basis from) {
        OptionalDouble peakBytes = peak < 0 ? OptionalDouble.empty() : OptionalDouble.of(peak * (1 << 20));
        OfFunction cost = function(
                Functions.defaults(), Subjects.x64("jit").memory(peakBytes, OptionalDouble.of(idle * (1 << 20))));
        assertThat(cost.memoryBytes() / (1 << 20)).isEqualTo(proposed);
        assertThat(cost.memoryFrom()).isEqualTo(from);
    }

    @Test
    void aFormsOwnSettingGoesBeforeWhatWasMeasured() {
        ByForm<Long> memory = new ByForm<>(Optional.empty(), Map.of("aot", 256L << 20));
        ByForm<Double> warm = new ByForm<>(Optional.empty(), Map.of("aot", 14.0));
        Functions asked = functions(memory, warm, OptionalDouble.empty());
        OfFunction aot = function(asked, Subjects.x64("aot"));
        OfFunction jit = function(asked, Subjects.x64("jit"));
        assertThat(aot.memoryFrom()).isEqualTo(Basis.GIVEN);
        assertThat(aot.warmMs()).isEqualTo(Range.exactly(14));
        assertThat(jit.memoryFrom()).isEqualTo(Basis.PEAK);
        assertThat(jit.warmFrom()).isEqualTo(Basis.SECOND_RESPONSE);
    }

    @Test
    void whatIsMissingIsNamed() {
        Subjects bare =
                Subjects.x64("jit").second(Optional.empty()).memory(OptionalDouble.empty(), OptionalDouble.empty());
        CostReport cost = CostModel.report(
                new CostSettings(PRICES, Optional.of(Functions.defaults()), Optional.of(Containers.on("m6i.large"))),
                List.of(bare.subject(), Subjects.x64("aot").subject()));
        assertThat(cost.functions()).extracting(OfFunction::variant).containsExactly("aot@head");
        assertThat(cost.missing())
                .containsExactly(
                        "jit@head has no cost as a function: no cost.functions.warm is given, and no second answer was"
                                + " measured that could stand in",
                        "jit@head has no cost as a function: no cost.functions.memory is given, and no peak was measured"
                                + " to propose it from",
                        "jit@head has no cost as a container: no cost.containers.memory is given, and none was measured",
                        "no cost.functions.cold-share is given: the figures are of warm requests alone",
                        "no cost.containers.instances is given: the price is that of one",
                        "no cost.containers.bandwidth is given: how long a pull takes is not known");
    }

    @Test
    void whatDoesNotFitHasNoPrice() {
        Containers huge = new Containers(
                "m6i.large",
                ByForm.of(64L << 30),
                0,
                OptionalDouble.empty(),
                0,
                OptionalInt.of(3),
                OptionalDouble.empty(),
                true);
        CostReport cost = CostModel.report(
                new CostSettings(PRICES, Optional.of(Functions.defaults()), Optional.of(huge)),
                List.of(Subjects.x64("jit").subject()));
        OfContainer container = cost.containers().getFirst();
        assertThat(container.perNode()).isZero();
        assertThat(container.perMonth()).isEmpty();
        assertThat(container.scaleOut()).isEmpty();
        assertThat(cost.breakEvens()).isEmpty();
    }

    @Test
    void theBreakEvenIsWhereBothCostTheSame() {
        Containers containers = Containers.on("m6i.large");
        CostReport cost = CostModel.report(
                new CostSettings(
                        PRICES,
                        Optional.of(functions(ByForm.of(512L << 20), ByForm.of(91.0), OptionalDouble.empty())),
                        Optional.of(containers)),
                List.of(Subjects.x64("jit").subject()));
        BreakEven even = cost.breakEvens().getFirst();
        // One CPU each: two on a node of 70.08 a month; a request costs 0.0000009583.
        assertThat(even.perMonth()).isCloseTo(35.04, within(0.0001));
        assertThat(even.cheaper()).isEqualTo(Cheaper.BY_REQUESTS);
        assertThat(even.requests().orElseThrow().value()).isCloseTo(35.04 / 9.58335e-7, within(100.0));
    }

    /** A price of nothing has no crossing, whichever side it is on. */
    @ParameterizedTest
    @CsvSource({"0, 0, 1, FUNCTION", "0.2, 0.00001, 0, CONTAINER", "0, 0, 0, CONTAINER"})
    void whereNothingCrossesItIsSaid(double perMillion, double perGbSecond, double perHour, Cheaper cheaper) {
        NodeType node = new NodeType("box", 2, 8, perHour);
        Prices prices = new Prices(
                "here",
                "2026-01-31",
                "EUR",
                Optional.of(new FunctionPrices(
                        perMillion,
                        new ByArchitecture<>(perGbSecond, perGbSecond),
                        OptionalDouble.empty(),
                        Optional.empty())),
                new ByArchitecture<>(List.of(node), List.of()));
        Subject measured = Subjects.x64("jit").subject();
        Subject subject = new Subject(
                measured.variant(),
                measured.form(),
                OptionalDouble.of(perGbSecond),
                Optional.of(node),
                measured.cpus(),
                measured.firstMs(),
                measured.afterListeningMs(),
                measured.secondMs(),
                measured.warmMs(),
                measured.functionBytes(),
                measured.loadMs(),
                measured.cpuMs(),
                measured.containerMs(),
                measured.peakBytes(),
                measured.idleBytes(),
                measured.chargedBytes(),
                measured.loadPeakBytes(),
                measured.loadChargedBytes(),
                measured.packedBytes());
        CostReport cost = CostModel.report(
                new CostSettings(prices, Optional.of(Functions.defaults()), Optional.of(Containers.on("box"))),
                List.of(subject));
        assertThat(cost.breakEvens().getFirst().cheaper()).isEqualTo(cheaper);
        assertThat(cost.breakEvens().getFirst().requests()).isEmpty();
    }

    /** A node is packed by what limits count; a function's proposal stays with the resident peak. */
    @Test
    void whatIsChargedGoesBeforeWhatIsResident() {
        Subjects measured = Subjects.x64("aot").memory(OptionalDouble.of(40e6), OptionalDouble.of(30e6));
        CostSettings settings =
                new CostSettings(PRICES, Optional.of(Functions.defaults()), Optional.of(Containers.on("m6i.large")));
        CostReport.OfContainer resident = CostModel.report(settings, List.of(measured.subject()))
                .containers()
                .getFirst();
        assertThat(resident.memoryFrom()).isEqualTo(Basis.PEAK);
        CostReport cost =
                CostModel.report(settings, List.of(measured.charged(20e6).subject()));
        CostReport.OfContainer charged = cost.containers().getFirst();
        assertThat(charged.memoryFrom()).isEqualTo(Basis.CHARGED);
        assertThat(charged.memoryBytes()).isEqualTo(25e6);
        assertThat(charged.holds().byMemory())
                .isGreaterThanOrEqualTo(2 * resident.holds().byMemory());
        assertThat(cost.functions().getFirst().memoryFrom()).isEqualTo(Basis.PEAK);
    }

    private static OfFunction function(Functions functions, Subjects subject) {
        return CostModel.report(
                        new CostSettings(PRICES, Optional.of(functions), Optional.empty()), List.of(subject.subject()))
                .functions()
                .getFirst();
    }

    private static Functions functions(ByForm<Long> memory, ByForm<Double> warm, OptionalDouble coldShare) {
        return new Functions(memory, 0.5, warm, coldShare, true, false, OptionalLong.empty());
    }
}
