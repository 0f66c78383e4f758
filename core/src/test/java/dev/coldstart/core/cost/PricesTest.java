package dev.coldstart.core.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.coldstart.core.json.Json;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

final class PricesTest {

    static final List<String> REGIONS = Prices.REGIONS;

    @ParameterizedTest
    @FieldSource("REGIONS")
    void whatIsShippedIsWholeAndDated(String region) {
        Prices prices = Prices.shipped(region);
        assertThat(prices.region()).isEqualTo(region);
        assertThat(prices.date()).matches("20\\d\\d-\\d\\d-\\d\\d");
        assertThat(prices.functions()).isPresent();
        assertThat(prices.nodes().x64()).isNotEmpty();
        assertThat(prices.nodes().arm64()).isNotEmpty();
        assertThat(Json.line().readValue(Json.line().writeValueAsString(prices), Prices.class))
                .isEqualTo(prices);
    }

    @Test
    void anUnknownRegionIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Prices.shipped("../../secret"))
                .withMessageContaining("../../secret");
    }

    /** What is wrong is named by its key. */
    static Stream<Arguments> wrong() {
        FunctionPrices functions = Prices.shipped("us-east-1").functions().orElseThrow();
        NodeType node = new NodeType("a", 1, 1, 1);
        return Stream.of(
                wrong(
                        "per-million-requests",
                        () -> new FunctionPrices(
                                -1, functions.perGbSecond(), OptionalDouble.empty(), Optional.empty())),
                wrong(
                        "per-gb-second.arm64",
                        () -> new FunctionPrices(
                                1, new ByArchitecture<>(1.0, Double.NaN), OptionalDouble.empty(), Optional.empty())),
                wrong(
                        "per-gb-second.x64",
                        () -> new FunctionPrices(
                                1,
                                new ByArchitecture<>(Double.POSITIVE_INFINITY, 1.0),
                                OptionalDouble.empty(),
                                Optional.empty())),
                wrong(
                        "mib-per-cpu",
                        () -> new FunctionPrices(1, functions.perGbSecond(), OptionalDouble.of(0), Optional.empty())),
                wrong("free-tier.requests", () -> new FunctionPrices.FreeTier(-1, 1)),
                wrong("nodes.name", () -> new NodeType("a\nb", 1, 1, 1)),
                wrong("nodes.cpus", () -> new NodeType("a", 0, 1, 1)),
                wrong("nodes.memory-gib", () -> new NodeType("a", 1, -1, 1)),
                wrong("nodes.per-hour", () -> new NodeType("a", 1, 1, Double.NaN)),
                wrong("region", () -> prices("", "2026-01-31", "USD", List.of())),
                wrong("date", () -> prices("here", "31.1.2026", "USD", List.of())),
                wrong("date", () -> prices("here", "2026-02-30", "USD", List.of())),
                wrong("currency", () -> prices("here", "2026-01-31", "$", List.of())),
                wrong("two of the name a", () -> prices("here", "2026-01-31", "USD", List.of(node, node))));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void whatIsWrongIsNamed(String key, Supplier<Object> made) {
        assertThatIllegalArgumentException().isThrownBy(made::get).withMessageContaining(key);
    }

    private static Arguments wrong(String key, Supplier<Object> made) {
        return Arguments.of(key, made);
    }

    private static Prices prices(String region, String date, String currency, List<NodeType> nodes) {
        return new Prices(region, date, currency, Optional.empty(), new ByArchitecture<>(nodes, List.of()));
    }
}
