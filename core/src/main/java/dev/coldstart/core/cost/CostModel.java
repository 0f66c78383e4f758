package dev.coldstart.core.cost;

import dev.coldstart.core.cost.CostReport.BreakEven;
import dev.coldstart.core.cost.CostReport.Cheaper;
import dev.coldstart.core.cost.CostReport.OfContainer;
import dev.coldstart.core.cost.CostReport.OfFunction;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;

/** From settings and measured figures to money. */
public final class CostModel {

    /** Ten million, the number that published tables compare at. */
    public static final double MANY_REQUESTS = 10_000_000;

    private static final double MILLION = 1_000_000;
    /** Proposed memory of a function comes in steps, and is never less than two of them. */
    private static final double MEMORY_STEP = 64 << 20;

    private final CostSettings settings;
    private final Set<String> missing = new LinkedHashSet<>();

    private CostModel(CostSettings settings) {
        this.settings = settings;
    }

    /** Works out what can be worked out, and names what can't. */
    public static CostReport report(CostSettings settings, List<Subject> subjects) {
        return new CostModel(settings).report(subjects);
    }

    private CostReport report(List<Subject> subjects) {
        List<OfFunction> functions = new ArrayList<>();
        List<OfContainer> containers = new ArrayList<>();
        List<BreakEven> breakEvens = new ArrayList<>();
        for (Subject subject : subjects) {
            Optional<OfFunction> function = settings.functions().flatMap(f -> function(f, subject));
            Optional<OfContainer> container = settings.containers().flatMap(c -> container(c, subject));
            function.ifPresent(functions::add);
            container.ifPresent(containers::add);
            if (function.isPresent()
                    && container.isPresent()
                    && container.get().perMonth().isPresent()) {
                breakEvens.add(breakEven(
                        subject, function.get(), container.get().perMonth().getAsDouble()));
            }
        }
        if (!functions.isEmpty()) {
            settings.functions().ifPresent(this::missingOfFunctions);
        }
        if (!containers.isEmpty()) {
            settings.containers().ifPresent(this::missingOfContainers);
        }
        return new CostReport(functions, containers, breakEvens, List.copyOf(missing));
    }

    private void missingOfFunctions(CostSettings.Functions functions) {
        if (functions.coldShare().isEmpty()) {
            missing.add("no cost.functions.cold-share is given: the figures are of warm requests alone");
        }
    }

    private void missingOfContainers(CostSettings.Containers containers) {
        if (containers.instances().isEmpty()) {
            missing.add("no cost.containers.instances is given: the price is that of one");
        }
        if (containers.bytesPerSecond().isEmpty()) {
            missing.add("no cost.containers.bandwidth is given: how long a pull takes is not known");
        }
    }

    private Optional<OfFunction> function(CostSettings.Functions functions, Subject subject) {
        Optional<Memory> memory = functionMemory(functions, subject);
        Optional<Double> given = functions.warmMs().of(subject.form());
        Optional<Range> warm = given.map(Range::exactly)
                .or(subject::warmMs)
                .or(subject::loadMs)
                .or(subject::secondMs);
        if (warm.isEmpty()) {
            missing.add(subject.variant() + " has no cost as a function: no cost.functions.warm is given, and no second"
                    + " answer was measured that could stand in");
        }
        if (memory.isEmpty()) {
            missing.add(subject.variant() + " has no cost as a function: no cost.functions.memory is given, and no peak"
                    + " was measured to propose it from");
        }
        if (warm.isEmpty() || memory.isEmpty()) {
            return Optional.empty();
        }
        double bytes = memory.get().bytes();
        Range cold = functions.initBilled() ? subject.firstMs() : subject.afterListeningMs();
        double share = functions.coldShare().orElse(0);
        Range warmSeconds = warm.get().map(ms -> FunctionRate.gbSeconds(bytes, ms));
        Range coldSeconds = cold.map(ms -> FunctionRate.gbSeconds(bytes, ms));
        // A share of nothing takes no part: not even its want of an interval.
        Range seconds = share == 0
                ? warmSeconds
                : share == 1 ? coldSeconds : warmSeconds.times(1 - share).plus(coldSeconds.times(share));
        return Optional.of(new OfFunction(
                subject.variant(),
                bytes,
                memory.get().from(),
                warm.get(),
                given.isPresent()
                        ? Basis.GIVEN
                        : subject.warmMs().isPresent()
                                ? Basis.WARM_EVENT
                                : subject.loadMs().isPresent() ? Basis.UNDER_LOAD : Basis.SECOND_RESPONSE,
                cold,
                seconds,
                seconds.map(s -> rate(subject, s).monthly(MANY_REQUESTS)),
                coldSeconds.map(s -> withoutFreeTier(subject, s).monthly(MILLION)),
                functions.requests().isPresent()
                        ? Optional.of(seconds.map(s -> rate(subject, s)
                                .monthly((double) functions.requests().getAsLong())))
                        : Optional.empty()));
    }

    /** What a request of so many GB-seconds costs, for figures and pictures alike. */
    public static FunctionRate rate(CostSettings settings, double perGbSecond, double gbSeconds) {
        FunctionPrices prices = settings.prices().functions().orElseThrow();
        boolean freeTier = settings.functions().orElseThrow().freeTier();
        return new FunctionRate(
                prices.perMillionRequests() / MILLION,
                perGbSecond,
                gbSeconds,
                freeTier ? prices.freeTier() : Optional.empty());
    }

    private FunctionRate rate(Subject subject, double gbSeconds) {
        return rate(settings, subject.perGbSecond().orElseThrow(), gbSeconds);
    }

    private FunctionRate withoutFreeTier(Subject subject, double gbSeconds) {
        FunctionRate rate = rate(subject, gbSeconds);
        return new FunctionRate(rate.perRequest(), rate.perGbSecond(), gbSeconds, Optional.empty());
    }

    private record Memory(double bytes, Basis from) {}

    private static Optional<Memory> functionMemory(CostSettings.Functions functions, Subject subject) {
        return functions
                .memoryBytes()
                .of(subject.form())
                .map(bytes -> new Memory((double) bytes, Basis.GIVEN))
                .or(() -> subject.functionBytes().stream()
                        .mapToObj(bytes -> new Memory(bytes, Basis.RUN))
                        .findFirst())
                .or(() -> measured(subject, functions.headroom()).map(m -> new Memory(proposed(m.bytes()), m.from())));
    }

    private static double proposed(double bytes) {
        return Math.max(2, Math.ceil(bytes / MEMORY_STEP)) * MEMORY_STEP;
    }

    /** What a node is packed by: pages of files are not an instance's own, and the kernel takes them back. */
    private static Optional<Memory> charged(Subject subject, double headroom) {
        if (subject.loadChargedBytes().isPresent()) {
            return Optional.of(
                    new Memory(subject.loadChargedBytes().getAsDouble() * (1 + headroom), Basis.CHARGED_UNDER_LOAD));
        }
        return subject.chargedBytes().isPresent()
                ? Optional.of(new Memory(subject.chargedBytes().getAsDouble() * (1 + headroom), Basis.CHARGED))
                : Optional.empty();
    }

    private static Optional<Memory> measured(Subject subject, double headroom) {
        if (subject.loadPeakBytes().isPresent()) {
            return Optional.of(
                    new Memory(subject.loadPeakBytes().getAsDouble() * (1 + headroom), Basis.PEAK_UNDER_LOAD));
        }
        if (subject.peakBytes().isPresent()) {
            return Optional.of(new Memory(subject.peakBytes().getAsDouble() * (1 + headroom), Basis.PEAK));
        }
        return subject.idleBytes().isPresent()
                ? Optional.of(new Memory(subject.idleBytes().getAsDouble() * (1 + headroom), Basis.IDLE))
                : Optional.empty();
    }

    private Optional<OfContainer> container(CostSettings.Containers containers, Subject subject) {
        if (subject.node().isEmpty()) {
            missing.add(subject.variant() + " has no cost as a container: " + containers.node()
                    + " is of another architecture");
            return Optional.empty();
        }
        Optional<Memory> memory = containers
                .memoryBytes()
                .of(subject.form())
                .map(bytes -> new Memory((double) bytes, Basis.GIVEN))
                .or(() -> charged(subject, containers.headroom()))
                .or(() -> measured(subject, containers.headroom()));
        if (memory.isEmpty()) {
            missing.add(subject.variant()
                    + " has no cost as a container: no cost.containers.memory is given, and none was" + " measured");
            return Optional.empty();
        }
        return Optional.of(container(containers, subject, subject.node().get(), memory.get()));
    }

    private OfContainer container(CostSettings.Containers containers, Subject subject, NodeType node, Memory memory) {
        double cpus = containers.cpus().orElse(subject.cpus());
        NodePacking packing = NodePacking.of(node, containers.reserved(), memory.bytes(), cpus);
        boolean fits = packing.instances() > 0;
        int instances = containers.instances().orElse(1);
        OptionalDouble pull =
                containers.bytesPerSecond().isPresent() && subject.packedBytes().isPresent()
                        ? OptionalDouble.of(subject.packedBytes().getAsDouble()
                                / containers.bytesPerSecond().getAsDouble()
                                * 1000)
                        : OptionalDouble.empty();
        return new OfContainer(
                subject.variant(),
                memory.bytes(),
                memory.from(),
                cpus,
                containers.cpus().isPresent() ? Basis.GIVEN : Basis.RUN,
                packing,
                packing.instances(),
                packing.binding(),
                instances,
                fits
                        ? OptionalDouble.of(packing.monthly(node, instances, containers.sharedNodes()))
                        : OptionalDouble.empty(),
                fits ? OptionalInt.of((int) packing.nodes(instances)) : OptionalInt.empty(),
                pull,
                fits && containers.instances().isPresent()
                        ? scaleOut(subject, packing, node, instances, pull)
                        : Optional.empty());
    }

    private Optional<ScaleOut> scaleOut(
            Subject subject, NodePacking packing, NodeType node, int instances, OptionalDouble pull) {
        if (subject.containerMs().isEmpty()) {
            missing.add(subject.variant() + " has no time to scale out: the engine's part of a start was not measured");
            return Optional.empty();
        }
        return Optional.of(ScaleOut.of(
                packing,
                node,
                instances,
                pull,
                subject.containerMs().getAsDouble(),
                subject.firstMs().value(),
                subject.cpuMs()));
    }

    private BreakEven breakEven(Subject subject, OfFunction function, double perMonth) {
        Range requests = function.gbSeconds().mapFalling(s -> rate(subject, s).requestsFor(perMonth));
        Cheaper cheaper = perMonth <= 0
                ? Cheaper.CONTAINER
                : Double.isInfinite(requests.value()) ? Cheaper.FUNCTION : Cheaper.BY_REQUESTS;
        return new BreakEven(
                subject.variant(),
                cheaper,
                cheaper == Cheaper.BY_REQUESTS ? Optional.of(requests) : Optional.empty(),
                perMonth);
    }
}
