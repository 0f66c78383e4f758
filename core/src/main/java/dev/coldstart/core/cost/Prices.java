package dev.coldstart.core.cost;

import dev.coldstart.core.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A price list of one region, as it was on one day. It goes into the plan with everything else that decides the report, so that
 * the same report can be made again when prices have changed.
 *
 * @param region the provider's name for it
 * @param date the day on which these prices held, ISO 8601
 * @param currency ISO 4217, such as {@code USD}
 * @param functions empty: the list has none
 * @param nodes on demand, Linux; none is an empty list
 */
public record Prices(
        String region,
        String date,
        String currency,
        Optional<FunctionPrices> functions,
        ByArchitecture<List<NodeType>> nodes) {

    /** The region whose prices are used where none is named. */
    public static final String DEFAULT_REGION = "us-east-1";

    /** The regions of the price lists that come with this version. */
    public static final List<String> REGIONS = List.of(DEFAULT_REGION, "eu-central-1");

    public Prices {
        Checks.name("region", region);
        if (!isDate(date)) {
            throw new IllegalArgumentException("date is a day such as 2026-01-31, and this is " + date);
        }
        if (!currency.matches("[A-Z]{3}")) {
            throw new IllegalArgumentException(
                    "currency is a code of three letters such as USD, and this is " + currency);
        }
        nodes = new ByArchitecture<>(List.copyOf(nodes.x64()), List.copyOf(nodes.arm64()));
        Set<String> names = new HashSet<>();
        Stream.concat(nodes.x64().stream(), nodes.arm64().stream()).forEach(node -> {
            if (!names.add(node.name())) {
                throw new IllegalArgumentException("nodes has two of the name " + node.name());
            }
        });
    }

    /**
     * A price list that comes with this version.
     *
     * @throws IllegalArgumentException when there is none for the region
     */
    public static Prices shipped(String region) {
        if (!REGIONS.contains(region)) {
            throw new IllegalArgumentException("there is no price list for the region " + region);
        }
        try (InputStream in = Prices.class.getResourceAsStream("prices-" + region + ".json")) {
            if (in == null) {
                throw new IllegalStateException("not in the jar: the prices of " + region);
            }
            return Json.line().readValue(in, Prices.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A node type of either architecture by its name. */
    public Optional<NodeType> node(String name) {
        return allNodes().filter(n -> n.name().equals(name)).findFirst();
    }

    /** Of both architectures. */
    public Stream<NodeType> allNodes() {
        return Stream.concat(nodes.x64().stream(), nodes.arm64().stream());
    }

    private static boolean isDate(String text) {
        try {
            return LocalDate.parse(text).toString().equals(text);
        } catch (DateTimeParseException e) {
            return false;
        }
    }
}
