package dev.coldstart.cli.config;

import dev.coldstart.core.cost.ByArchitecture;
import dev.coldstart.core.cost.FunctionPrices;
import dev.coldstart.core.cost.NodeType;
import dev.coldstart.core.cost.Prices;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Reads a price list of the user's own. It is JSON; YAML, which JSON is a part of, is read as well. */
final class PricesReader {

    private static final double MAX_PRICE = 1e12;

    private final ConfigProblems problems;

    private PricesReader(ConfigProblems problems) {
        this.problems = problems;
    }

    /**
     * Reads a file.
     *
     * @throws ConfigException with everything that is wrong with it, each with its line and column
     */
    static Prices read(Path file) {
        ConfigProblems problems = new ConfigProblems(file.toString());
        // JSON may be indented with tabs, where YAML may not.
        Optional<String> text = YamlFile.content(file, problems).map(t -> t.replace('\t', ' '));
        YamlSection top = YamlFile.parsed(text, problems, "a price list looks as docs/cost.md shows");
        Optional<Prices> prices = new PricesReader(problems).prices(top);
        problems.throwIfAny();
        return prices.orElseThrow();
    }

    private Optional<Prices> prices(YamlSection top) {
        String region = required(top, "region");
        String date = required(top, "date");
        String currency = required(top, "currency");
        Optional<FunctionPrices> functions =
                top.value("functions").flatMap(Value::section).flatMap(this::functions);
        ByArchitecture<List<NodeType>> nodes = nodes(top.section("nodes"));
        top.end();
        if (!problems.none()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Prices(region, date, currency, functions, nodes));
        } catch (IllegalArgumentException e) {
            top.problem(String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private String required(YamlSection section, String key) {
        Optional<Value> value = section.value(key);
        if (value.isEmpty()) {
            section.problem(key + " is missing");
        }
        return value.flatMap(Value::text).orElse("");
    }

    private double price(YamlSection section, String key) {
        Optional<Value> value = section.value(key);
        if (value.isEmpty()) {
            section.problem(key + " is missing");
        }
        return value.flatMap(v -> v.number(0, MAX_PRICE)).orElse(0.0);
    }

    private double amount(YamlSection section, String key) {
        Optional<Value> value = section.value(key);
        if (value.isEmpty()) {
            section.problem(key + " is missing");
        }
        return value.flatMap(v -> v.number(0.001, MAX_PRICE)).orElse(1.0);
    }

    private Optional<FunctionPrices> functions(YamlSection section) {
        double perMillion = price(section, "per-million-requests");
        YamlSection perGbSecond = section.section("per-gb-second");
        ByArchitecture<Double> each = new ByArchitecture<>(price(perGbSecond, "x64"), price(perGbSecond, "arm64"));
        perGbSecond.end();
        OptionalDouble mibPerCpu = section.value("mib-per-cpu")
                .flatMap(v -> v.number(1, MAX_PRICE))
                .map(OptionalDouble::of)
                .orElse(OptionalDouble.empty());
        Optional<FunctionPrices.FreeTier> freeTier = section.value("free-tier")
                .flatMap(Value::section)
                .map(free -> {
                    FunctionPrices.FreeTier tier =
                            new FunctionPrices.FreeTier(price(free, "requests"), price(free, "gb-seconds"));
                    free.end();
                    return tier;
                });
        section.end();
        return Optional.of(new FunctionPrices(perMillion, each, mibPerCpu, freeTier));
    }

    private ByArchitecture<List<NodeType>> nodes(YamlSection section) {
        ByArchitecture<List<NodeType>> nodes =
                new ByArchitecture<>(nodes(section.value("x64")), nodes(section.value("arm64")));
        section.end();
        return nodes;
    }

    private List<NodeType> nodes(Optional<Value> list) {
        List<NodeType> nodes = new ArrayList<>();
        list.map(Value::list)
                .orElse(List.of())
                .forEach(item -> item.section().ifPresent(section -> {
                    String name = required(section, "name");
                    double cpus = amount(section, "cpus");
                    double memory = amount(section, "memory-gib");
                    double perHour = price(section, "per-hour");
                    section.end();
                    item.checked(() -> new NodeType(name, cpus, memory, perHour))
                            .ifPresent(nodes::add);
                }));
        return nodes;
    }
}
