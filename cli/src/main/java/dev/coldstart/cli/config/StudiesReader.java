package dev.coldstart.cli.config;

import dev.coldstart.core.plan.RunSettings;
import dev.coldstart.core.plan.Size;
import dev.coldstart.core.plan.Study;
import dev.coldstart.core.plan.WeightedRequest;
import dev.coldstart.core.units.Units;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what is measured beside the cold starts; a study's key alone asks for it with its defaults. */
public final class StudiesReader {

    /** Every study, in the order in which they are run. */
    public static final List<String> ALL = List.of(Study.LOAD, Study.STEADY, Study.SWEEP, Study.LEAST_MEMORY);

    private static final List<Double> CPUS = List.of(0.25, 0.5, 1.0, 2.0);
    private static final long SEED = 1;

    private StudiesReader() {}

    static List<Study> read(YamlSection studies, RunSettings run) {
        List<Study> read = new ArrayList<>();
        for (String id : ALL) {
            studies.value(id).flatMap(value -> study(id, value, run)).ifPresent(read::add);
        }
        studies.end();
        return read;
    }

    /**
     * A study as it is where nothing more is said of it.
     *
     * @throws IllegalArgumentException when there is no such study
     */
    public static Study defaults(String id, RunSettings run) {
        return switch (id) {
            case Study.LOAD ->
                new Study.Load(
                        Study.Load.DEFAULT_RATE, Study.Load.DEFAULT_LENGTH, Study.DEFAULT_BLOCKS, List.of(), SEED);
            case Study.STEADY ->
                new Study.Steady(
                        Study.Steady.DEFAULT_CONCURRENCY,
                        Study.Steady.DEFAULT_WARM_UP,
                        Study.Steady.DEFAULT_LENGTH,
                        Study.DEFAULT_BLOCKS,
                        List.of(),
                        SEED);
            case Study.SWEEP ->
                new Study.Sweep(
                        CPUS.stream()
                                .map(cpus -> new Size(cpus, run.memoryBytes()))
                                .toList(),
                        Study.DEFAULT_BLOCKS);
            case Study.LEAST_MEMORY ->
                new Study.LeastMemory(
                        Study.LeastMemory.DEFAULT_FROM,
                        Study.LeastMemory.DEFAULT_STEP,
                        Study.LeastMemory.DEFAULT_CONFIRMATIONS);
            default ->
                throw new IllegalArgumentException(
                        "there is no study " + id + " (there are: " + String.join(", ", ALL) + ")");
        };
    }

    private static Optional<Study> study(String id, Value value, RunSettings run) {
        Study defaults = defaults(id, run);
        return value.section().flatMap(section -> {
            int blocks = section.value("blocks")
                    .flatMap(v -> v.integer(1, Study.MAX_BLOCKS))
                    .map(Long::intValue)
                    .orElse(defaults.blocks());
            return value.checked(() -> switch (defaults) {
                case Study.Load load -> load(section, load, blocks);
                case Study.Steady steady -> steady(section, steady, blocks);
                case Study.Sweep sweep -> sweep(section, sweep, blocks, run);
                case Study.LeastMemory least -> least(section, least, blocks);
            });
        });
    }

    private static Study load(YamlSection section, Study.Load defaults, int blocks) {
        double rate = section.value("rate")
                .flatMap(v -> v.number(1, Study.Load.MAX_RATE))
                .orElse(defaults.rate());
        Duration length = time(section, "seconds", defaults.length());
        long seed = seed(section, defaults.seed());
        List<WeightedRequest> requests = requests(section);
        section.end();
        return new Study.Load(rate, length, blocks, requests, seed);
    }

    private static Study steady(YamlSection section, Study.Steady defaults, int blocks) {
        int concurrency = section.value("concurrency")
                .flatMap(v -> v.integer(1, Study.Steady.MAX_CONCURRENCY))
                .map(Long::intValue)
                .orElse(defaults.concurrency());
        Duration warmUp = time(section, "warm-up", defaults.warmUp());
        Duration length = time(section, "seconds", defaults.length());
        long seed = seed(section, defaults.seed());
        List<WeightedRequest> requests = requests(section);
        section.end();
        return new Study.Steady(concurrency, warmUp, length, blocks, requests, seed);
    }

    /** CPUs alone keep the run's memory; memory alone gives CPUs in proportion, as Lambda does. */
    private static Study sweep(YamlSection section, Study.Sweep defaults, int blocks, RunSettings run) {
        List<Double> cpus = section.value("cpus").map(Value::list).orElse(List.of()).stream()
                .flatMap(v -> v.number(0.01, 1024).stream())
                .toList();
        List<Long> memory = section.value("memory").map(Value::list).orElse(List.of()).stream()
                .flatMap(v -> v.text(Units::bytes).stream())
                .toList();
        section.end();
        if (!cpus.isEmpty() && !memory.isEmpty()) {
            throw new IllegalArgumentException("a sweep goes over cpus or over memory: keep one");
        }
        List<Size> sizes = new ArrayList<>();
        cpus.forEach(share -> sizes.add(new Size(share, run.memoryBytes())));
        memory.forEach(bytes -> sizes.add(Size.ofFunction(bytes)));
        return new Study.Sweep(sizes.isEmpty() ? defaults.sizes() : sizes, blocks);
    }

    private static Study least(YamlSection section, Study.LeastMemory defaults, int blocks) {
        long from = section.value("from").flatMap(v -> v.text(Units::bytes)).orElse(defaults.from());
        long step = section.value("step").flatMap(v -> v.text(Units::bytes)).orElse(defaults.step());
        section.end();
        return new Study.LeastMemory(from, step, blocks);
    }

    private static Duration time(YamlSection section, String key, Duration otherwise) {
        return section.value(key)
                .flatMap(v -> v.number((double) Study.MIN_LENGTH.toSeconds(), (double) Study.MAX_LENGTH.toSeconds()))
                .map(seconds -> Duration.ofNanos(Math.round(seconds * 1e9)))
                .orElse(otherwise);
    }

    private static long seed(YamlSection section, long otherwise) {
        return section.value("seed")
                .flatMap(v -> v.integer(Long.MIN_VALUE, Long.MAX_VALUE))
                .orElse(otherwise);
    }

    private static List<WeightedRequest> requests(YamlSection section) {
        return section.value("requests").map(Value::list).orElse(List.of()).stream()
                .flatMap(item -> RequestReader.weighted(item).stream())
                .toList();
    }
}
