package dev.coldstart.cli.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coldstart.core.cost.ByForm;
import dev.coldstart.core.cost.CostSettings;
import dev.coldstart.core.cost.Prices;
import dev.coldstart.core.units.Units;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code cost}, and a price list of the user's own. */
final class CostConfigTest {

    private static final String OWN = "cost: { prices: own.json, functions: {} }";

    @TempDir
    Path dir;

    @BeforeEach
    void project() throws IOException {
        Files.createDirectories(dir.resolve("src"));
        Files.writeString(dir.resolve("src/App.csproj"), "<Project/>");
    }

    @Test
    void withoutTheSectionThereIsNoCost() {
        assertThat(load("").cost()).isEmpty();
    }

    @Test
    void theSmallestSectionHasDefaultsForEverything() {
        assertThat(load("cost: { functions: {} }").cost())
                .contains(new CostSettings(
                        Prices.shipped("us-east-1"), Optional.of(CostSettings.Functions.defaults()), Optional.empty()));
        assertThat(load("cost: { containers: { node: c6i.large } }").cost())
                .contains(new CostSettings(
                        Prices.shipped("us-east-1"),
                        Optional.empty(),
                        Optional.of(CostSettings.Containers.on("c6i.large"))));
    }

    @Test
    void readsEveryKey() throws IOException {
        assertThat(Config.load(ConfigTest.write(dir, ConfigTest.resource("every-key.yml")))
                        .cost())
                .contains(new CostSettings(
                        Prices.shipped("eu-central-1"),
                        Optional.of(new CostSettings.Functions(
                                new ByForm<>(Optional.empty(), Map.of("aot-size", 256L << 20, "jit", 512L << 20)),
                                0.4,
                                ByForm.of(20.0),
                                OptionalDouble.of(0.01),
                                false,
                                true,
                                OptionalLong.of(4_000_000))),
                        Optional.of(new CostSettings.Containers(
                                "m6i.large",
                                ByForm.of(128L << 20),
                                0.1,
                                OptionalDouble.of(0.25),
                                0.05,
                                OptionalInt.of(3),
                                OptionalDouble.of(125e6),
                                false))));
    }

    /** What comes with coldstart is a good start for a list of one's own. */
    @Test
    void aCopyOfAShippedListIsReadAsTheSame() throws IOException {
        own(shipped());
        assertThat(load(OWN).cost().orElseThrow().prices()).isEqualTo(Prices.shipped("us-east-1"));
        own(shipped().replace("  ", "\t"));
        assertThat(load(OWN).cost().orElseThrow().prices()).isEqualTo(Prices.shipped("us-east-1"));
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                wrong("cost: {}", "3:7: cost: functions or containers is missing"),
                wrong("cost: { functoins: {} }", "cost.functoins: unknown key; did you mean functions?"),
                wrong(
                        "cost: { functions: { memroy: 1g } }",
                        "cost.functions.memroy: unknown key; did you mean memory?"),
                wrong("cost: { functions: { memory: 512 } }", "cost.functions.memory: '512' has no unit"),
                wrong("cost: { functions: { memory: { aott: 1g } } }", "there is no form aott; did you mean aot?"),
                wrong("cost: { functions: { memory: { aot: 1 } } }", "cost.functions.memory.aot: '1' has no unit"),
                wrong("cost: { functions: { memory: 1b } }", "no memory to run in"),
                wrong("cost: { functions: { warm: 0ms } }", "cost.functions.warm: it must be above zero"),
                wrong("cost: { functions: { cold-share: 101% } }", "cost.functions.cold-share: 101% is above 100%"),
                wrong("cost: { functions: { requests: -1 } }", "-1 is not between 0 and"),
                wrong("cost: { functions: { requests: 1.5 } }", "a whole number is wanted"),
                wrong("cost: { functions: { free-tier: yes } }", "true or false is wanted"),
                wrong(
                        "cost: { region: us-west-1, functions: {} }",
                        "no price list for us-west-1; did you mean us-east-1?"),
                wrong("cost: { region: x, functions: {} }", "(known: us-east-1, eu-central-1"),
                wrong("cost: { prices: none.json, functions: {} }", "3:17: cost.prices: there is no file none.json"),
                wrong("cost: { prices: src, functions: {} }", "there is no file src"),
                wrong(
                        "cost: { prices: src/App.csproj, region: us-east-1, functions: {} }",
                        "cost.region: region chooses"),
                wrong("cost: { containers: {} }", "node is missing: name a node type of the price list (c6i.large, "),
                wrong(
                        "cost: { containers: { node: m6i.lrage } }",
                        "cost.containers.node: the prices of us-east-1 have no node type m6i.lrage; did you mean"
                                + " m6i.large?"),
                wrong("cost: { containers: { node: m6i.large, instances: 0 } }", "0 is not between 1 and"),
                wrong("cost: { containers: { node: m6i.large, cpus: .nan } }", "a plain number is wanted"),
                wrong("cost: { containers: { node: m6i.large, reserved: 100% } }", "100% is above 99%"),
                wrong("cost: { containers: { node: m6i.large, bandwidth: 1g } }", "'g' is not a unit here"),
                wrong("cost: { containers: { node: m6i.large, bandwidth: 0Gbit/s } }", "above zero"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void saysWhatIsWrongAndWhere(String yaml, List<String> parts) {
        assertThatThrownBy(() -> load(yaml))
                .isInstanceOf(ConfigException.class)
                .message()
                .contains(parts);
    }

    /** A small damage each to a good list, and what is said of it. */
    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            "region": "us-east-1",        |                               | region is missing
            "date": "2026-06-01"          | "date": "yesterday"           | date is a day such as
            "currency": "USD"             | "currency": "dollars"         | currency is a code
            0.0000166667                  | -0.0000166667                 | functions.per-gb-second.x64: -0.0000166667 is not between
            0.0000166667                  | NaN                           | functions.per-gb-second.x64: a number is wanted, and this is 'NaN'
            0.0000166667                  | .nan                          | functions.per-gb-second.x64: a plain number is wanted
            0.0000166667                  | .inf                          | functions.per-gb-second.x64: a plain number is wanted
            0.0000166667                  | "0.1"                         | functions.per-gb-second.x64: a number is wanted
            "x64": 0.0000166667,          |                               | functions.per-gb-second: x64 is missing
            "per-million-requests": 0.20, |                               | functions: per-million-requests is missing
            "per-million-requests"        | "per-milion-requests"         | unknown key; did you mean per-million-requests?
            "mib-per-cpu": 1769           | "mib-per-cpu": 0              | functions.mib-per-cpu: 0 is not between
            "requests": 1000000           | "requests": -1                | functions.free-tier.requests: -1 is not between
            "cpus": 2,                    | "cpus": 0,                    | nodes.x64[0].cpus: 0 is not between
            "memory-gib": 4,              | "memory": 4,                  | nodes.x64[0].memory: unknown key; did you mean
            "per-hour": 0.085             | "per-hour": -1                | nodes.x64[0].per-hour: -1 is not between
            "c6i.large"                   | "c6i.xlarge"                  | two of the name c6i.xlarge
            "c6i.large"                   | ""                            | nodes.name is a name
            "name": "c6i.large",          |                               | nodes.x64[0]: name is missing
            "nodes"                       | "noodles"                     | unknown key; did you mean nodes?
            "arm64": [                    | "arm32": [                    | nodes.arm32: unknown key; known here: arm64, x64
            """)
    void aListThatIsWrongIsNamedWithItsKey(String good, String bad, String said) throws IOException {
        assertThat(shipped()).contains(good);
        own(shipped().replaceFirst(java.util.regex.Pattern.quote(good), bad == null ? "" : bad.replace("$", "\\$")));
        assertThatThrownBy(() -> load(OWN))
                .isInstanceOf(ConfigException.class)
                .message()
                .contains("own.json", said);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            {          | own.json:1:2: not valid YAML
            []         | keys with values are wanted at the top level; a price list looks as docs/cost.md shows
            text       | keys with values are wanted at the top level; a price list looks as docs/cost.md shows
            #          | the file is empty; a price list looks as docs/cost.md shows
            """)
    void whatIsNoListIsNamed(String text, String said) throws IOException {
        own(text);
        assertThatThrownBy(() -> load(OWN)).message().contains("own.json", said);
    }

    /** A list need not have both: what it has not can't be asked for. */
    @Test
    void aListWithoutFunctionsHasNoneToAskFor() throws IOException {
        own("""
            { "region": "rack 4", "date": "2026-01-31", "currency": "EUR",
              "nodes": { "x64": [ { "name": "big", "cpus": 64, "memory-gib": 256, "per-hour": 1.5 } ] } }
            """);
        assertThat(load("cost: { prices: own.json, containers: { node: big } }")
                        .cost()
                        .orElseThrow()
                        .prices()
                        .node("big"))
                .isPresent();
        assertThatThrownBy(() -> load(OWN)).hasMessageContaining("the prices of rack 4 have no functions");
    }

    @Test
    void aFreeTierThatTheListHasNotIsNamed() throws IOException {
        own(shipped().replaceFirst(",\\s*\"free-tier\"[^}]*}", ""));
        assertThat(load(OWN).cost()).isPresent();
        assertThatThrownBy(() -> load("cost: { prices: own.json, functions: { free-tier: true } }"))
                .hasMessageContaining("the prices of us-east-1 have no free-tier");
    }

    @ParameterizedTest
    @CsvSource({"1Gbit/s,125000000", "100 MB/s,100000000", "1MiB/s,1048576", "10Mbit/s,1250000"})
    void readsBandwidths(String text, double bytesPerSecond) {
        assertThat(Units.bandwidth(text)).isEqualTo(bytesPerSecond);
    }

    private static Arguments wrong(String yaml, String... parts) {
        return Arguments.of(yaml, List.of(parts));
    }

    private void own(String json) throws IOException {
        Files.writeString(dir.resolve("own.json"), json);
    }

    private Config load(String cost) {
        return Config.load(ConfigTest.write(dir, ConfigTest.SMALLEST + cost));
    }

    private static String shipped() throws IOException {
        try (InputStream in = Objects.requireNonNull(Prices.class.getResourceAsStream("prices-us-east-1.json"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
