package dev.coldstart.cli.config;

import dev.coldstart.core.cost.ByForm;
import dev.coldstart.core.cost.CostSettings;
import dev.coldstart.core.cost.NodeType;
import dev.coldstart.core.cost.Prices;
import dev.coldstart.core.units.Units;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;

/** Reads {@code cost}: what cost is asked for, at which prices. */
final class CostReader {

    private static final long MAX_REQUESTS = 1_000_000_000_000_000L;
    private static final int MAX_INSTANCES = 1_000_000;
    private static final double NANOS_PER_MILLI = 1e6;

    private final Path folder;
    private final List<String> forms;
    private final ConfigProblems problems;

    /**
     * @param folder that paths are relative to
     * @param forms the names that settings can be given for
     */
    CostReader(Path folder, List<String> forms, ConfigProblems problems) {
        this.folder = folder;
        this.forms = forms;
        this.problems = problems;
    }

    /** Empty when the file has no such section, or when it can't be read. */
    Optional<CostSettings> read(YamlSection top) {
        Optional<YamlSection> found = top.value("cost").flatMap(Value::section);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        YamlSection cost = found.get();
        Optional<Prices> prices = prices(cost);
        Optional<CostSettings.Functions> functions =
                cost.value("functions").flatMap(Value::section).map(this::functions);
        Optional<CostSettings.Containers> containers =
                cost.value("containers").flatMap(Value::section).flatMap(section -> containers(section, prices));
        if (!cost.has("functions") && !cost.has("containers")) {
            cost.problem("functions or containers is missing: say what the cost is wanted of, such as"
                    + " cost: { functions: { cold-share: 1% } }");
        }
        prices.ifPresent(p -> checkFunctions(cost, p, functions));
        cost.end();
        return problems.none() && (functions.isPresent() || containers.isPresent())
                ? prices.map(p -> new CostSettings(p, functions, containers))
                : Optional.empty();
    }

    private Optional<Prices> prices(YamlSection cost) {
        Optional<Value> file = cost.value("prices");
        Optional<Value> region = cost.value("region");
        if (file.isPresent()) {
            region.ifPresent(
                    r -> r.wrong("region chooses a price list that comes with coldstart; with prices the file's own"
                            + " region holds"));
            return file.get().text(this::existing).flatMap(this::own);
        }
        if (region.isPresent()) {
            return region.get().text(CostReader::shipped);
        }
        return Optional.of(Prices.shipped(Prices.DEFAULT_REGION));
    }

    private static Prices shipped(String region) {
        if (!Prices.REGIONS.contains(region)) {
            throw new IllegalArgumentException("there is no price list for " + region
                    + ConfigProblems.nearest(region, Prices.REGIONS)
                            .map(near -> "; did you mean " + near + "?")
                            .orElse(";")
                    + " (known: " + String.join(", ", Prices.REGIONS)
                    + "; for any other name a file of your own with prices)");
        }
        return Prices.shipped(region);
    }

    private Path existing(String text) {
        Path file = folder.resolve(text);
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException("there is no file " + text);
        }
        return file;
    }

    /** What is wrong with the price list is reported beside what is wrong with the configuration. */
    private Optional<Prices> own(Path file) {
        try {
            return Optional.of(PricesReader.read(file));
        } catch (ConfigException e) {
            problems.add(e);
            return Optional.empty();
        }
    }

    private CostSettings.Functions functions(YamlSection section) {
        CostSettings.Functions defaults = CostSettings.Functions.defaults();
        CostSettings.Functions functions = new CostSettings.Functions(
                byForm(section, "memory", v -> v.text(CostReader::memory)),
                share(section, "headroom", 10).orElse(defaults.headroom()),
                byForm(section, "warm", v -> v.text(CostReader::milliseconds)),
                share(section, "cold-share", 1).map(OptionalDouble::of).orElse(OptionalDouble.empty()),
                section.value("init-billed").flatMap(Value::yesOrNo).orElse(defaults.initBilled()),
                section.value("free-tier").flatMap(Value::yesOrNo).orElse(defaults.freeTier()),
                section.value("requests")
                        .flatMap(v -> v.integer(0, MAX_REQUESTS))
                        .map(OptionalLong::of)
                        .orElse(OptionalLong.empty()));
        section.end();
        return functions;
    }

    private static void checkFunctions(YamlSection cost, Prices prices, Optional<CostSettings.Functions> functions) {
        if (functions.isEmpty()) {
            return;
        }
        if (prices.functions().isEmpty()) {
            cost.problem("the prices of " + prices.region() + " have no functions");
        } else if (functions.get().freeTier()
                && prices.functions().get().freeTier().isEmpty()) {
            cost.problem("free-tier is asked for, and the prices of " + prices.region() + " have no free-tier");
        }
    }

    private Optional<CostSettings.Containers> containers(YamlSection section, Optional<Prices> prices) {
        Optional<String> node = section.value("node").flatMap(v -> v.text(name -> node(name, prices)));
        if (!section.has("node")) {
            section.problem("node is missing: name a node type of the price list"
                    + prices.map(p -> " (" + names(p) + ")").orElse(""));
        }
        CostSettings.Containers defaults = CostSettings.Containers.on("any");
        ByForm<Long> memory = byForm(section, "memory", v -> v.text(CostReader::memory));
        double headroom = share(section, "headroom", 10).orElse(defaults.headroom());
        OptionalDouble cpus = section.value("cpus")
                .flatMap(v -> v.number(0.001, 1024))
                .map(OptionalDouble::of)
                .orElse(OptionalDouble.empty());
        double reserved = share(section, "reserved", 0.99).orElse(defaults.reserved());
        OptionalInt instances = section.value("instances")
                .flatMap(v -> v.integer(1, MAX_INSTANCES))
                .map(n -> OptionalInt.of(n.intValue()))
                .orElse(OptionalInt.empty());
        OptionalDouble bandwidth = section.value("bandwidth")
                .flatMap(v -> v.text(Units::bandwidth))
                .map(OptionalDouble::of)
                .orElse(OptionalDouble.empty());
        boolean shared = section.value("shared-nodes").flatMap(Value::yesOrNo).orElse(defaults.sharedNodes());
        section.end();
        return node.map(name ->
                new CostSettings.Containers(name, memory, headroom, cpus, reserved, instances, bandwidth, shared));
    }

    private static String node(String name, Optional<Prices> prices) {
        if (prices.isPresent() && prices.get().node(name).isEmpty()) {
            List<String> known = prices.get().allNodes().map(NodeType::name).toList();
            throw new IllegalArgumentException("the prices of " + prices.get().region() + " have no node type " + name
                    + ConfigProblems.nearest(name, known)
                            .map(near -> "; did you mean " + near + "?")
                            .orElse("")
                    + " (known: " + names(prices.get()) + ")");
        }
        return name;
    }

    private static String names(Prices prices) {
        List<String> names = prices.allNodes().map(NodeType::name).toList();
        return names.isEmpty() ? "none" : String.join(", ", names);
    }

    /** One value for all forms, or keys with values: one for each form that is named. */
    private <T> ByForm<T> byForm(YamlSection section, String key, Function<Value, Optional<T>> read) {
        Optional<Value> value = section.value(key);
        if (value.isEmpty()) {
            return ByForm.none();
        }
        if (!value.get().isSection()) {
            return read.apply(value.get()).map(ByForm::of).orElse(ByForm.none());
        }
        Map<String, T> byForm = new LinkedHashMap<>();
        value.get()
                .section()
                .ifPresent(each -> each.all().forEach((form, of) -> {
                    if (!forms.contains(form)) {
                        of.wrong("there is no form " + form
                                + ConfigProblems.nearest(form, forms)
                                        .map(near -> "; did you mean " + near + "?")
                                        .orElse("")
                                + " (here: " + String.join(", ", forms) + ")");
                    } else {
                        read.apply(of).ifPresent(v -> byForm.put(form, v));
                    }
                }));
        return new ByForm<>(Optional.empty(), byForm);
    }

    private static Optional<Double> share(YamlSection section, String key, double most) {
        return section.value(key)
                .flatMap(v -> v.text(text -> {
                    double share = Units.percentage(text);
                    if (share > most) {
                        throw new IllegalArgumentException(text + " is above " + Math.round(most * 100) + "%");
                    }
                    return share;
                }));
    }

    private static Long memory(String text) {
        long bytes = Units.bytes(text);
        if (bytes < 1 << 20) {
            throw new IllegalArgumentException("less than 1 MiB is no memory to run in: " + text);
        }
        return bytes;
    }

    private static Double milliseconds(String text) {
        Duration duration = Units.duration(text);
        if (duration.isZero()) {
            throw new IllegalArgumentException("it must be above zero");
        }
        return duration.toNanos() / NANOS_PER_MILLI;
    }
}
