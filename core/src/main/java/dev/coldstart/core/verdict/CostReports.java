package dev.coldstart.core.verdict;

import dev.coldstart.core.cost.ByArchitecture;
import dev.coldstart.core.cost.CostModel;
import dev.coldstart.core.cost.CostReport;
import dev.coldstart.core.cost.CostSettings;
import dev.coldstart.core.cost.FunctionPrices;
import dev.coldstart.core.cost.Range;
import dev.coldstart.core.cost.Subject;
import dev.coldstart.core.estimate.Figure;
import dev.coldstart.core.estimate.Metric;
import dev.coldstart.core.estimate.StartTable;
import dev.coldstart.core.plan.Architecture;
import dev.coldstart.core.plan.FunctionScenario;
import dev.coldstart.core.plan.Plan;
import dev.coldstart.core.report.VariantReport;
import dev.coldstart.core.sample.FunctionPhases;
import dev.coldstart.core.sample.HttpPhases;
import dev.coldstart.core.sample.Outcome;
import dev.coldstart.core.sample.Phases;
import dev.coldstart.core.sample.ProgramPhases;
import dev.coldstart.core.sample.Start;
import dev.coldstart.core.statistics.MedianInterval;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Hands the cost model what was measured of each variant that starts. */
public final class CostReports {

    private static final double NANOS_PER_MILLI = 1e6;

    private CostReports() {}

    /** Empty where the plan asks for no cost, or nothing started. */
    static Optional<CostReport> of(Plan plan, List<VariantReport> variants, StartTable table) {
        List<VariantReport> started =
                variants.stream().filter(VariantReport::started).toList();
        return started.isEmpty()
                ? Optional.empty()
                : plan.cost()
                        .map(settings -> CostModel.report(
                                settings,
                                started.stream()
                                        .map(v -> subject(settings, plan, v, table))
                                        .toList()));
    }

    private static Subject subject(CostSettings settings, Plan plan, VariantReport variant, StartTable table) {
        return new Subject(
                variant.name(),
                variant.form(),
                perGbSecond(settings, variant.architecture()),
                settings.containers()
                        .flatMap(c -> on(settings.prices().nodes(), variant.architecture()).stream()
                                .filter(n -> n.name().equals(c.node()))
                                .findFirst()),
                plan.run().cpus(),
                range(measured(variant, Metric.FIRST_RESPONSE)),
                afterListening(variant, table),
                Optional.ofNullable(variant.metrics().get(Metric.SECOND_RESPONSE))
                        .map(CostReports::range),
                Optional.ofNullable(variant.metrics().get(Metric.WARM_EVENT)).map(CostReports::range),
                plan.scenario() instanceof FunctionScenario
                        ? OptionalDouble.of((double) plan.run().memoryBytes())
                        : OptionalDouble.empty(),
                Optional.ofNullable(variant.metrics().get(Metric.LOAD_P50)).map(CostReports::range),
                measured(variant, Metric.CPU_TO_FIRST_RESPONSE).median(),
                median(variant, Metric.CONTAINER_START),
                largest(variant, table, Metric.PEAK_RSS),
                largest(variant, table, Metric.IDLE_RSS),
                charged(variant, table),
                largest(variant, table, Metric.PEAK_UNDER_LOAD),
                largest(variant, table, Metric.PEAK_CHARGED_UNDER_LOAD),
                median(variant, Metric.PACKED_SIZE));
    }

    public static OptionalDouble perGbSecond(CostSettings settings, Architecture architecture) {
        return settings.functions().isEmpty()
                ? OptionalDouble.empty()
                : settings.prices().functions().map(FunctionPrices::perGbSecond).stream()
                        .mapToDouble(p -> on(p, architecture))
                        .findFirst();
    }

    public static <T> T on(ByArchitecture<T> each, Architecture architecture) {
        return switch (architecture) {
            case X64 -> each.x64();
            case ARM64 -> each.arm64();
        };
    }

    /** What every good start has. */
    private static Figure measured(VariantReport variant, Metric metric) {
        return Optional.ofNullable(variant.metrics().get(metric)).orElseThrow();
    }

    private static Range range(Figure figure) {
        return new Range(figure.median(), figure.low(), figure.high());
    }

    private static OptionalDouble median(VariantReport variant, Metric metric) {
        return Optional.ofNullable(variant.metrics().get(metric)).stream()
                .mapToDouble(Figure::median)
                .findFirst();
    }

    /** Memory that is set aside has to do for every start, not for the one in the middle. */
    private static OptionalDouble largest(VariantReport variant, StartTable table, Metric metric) {
        Collection<Double> values = table.values(variant.name(), metric).values();
        return values.stream().mapToDouble(v -> v).max();
    }

    private static OptionalDouble charged(VariantReport variant, StartTable table) {
        OptionalDouble peak = largest(variant, table, Metric.PEAK_CHARGED);
        return peak.isPresent() ? peak : largest(variant, table, Metric.CHARGED_MEMORY);
    }

    /** Start by start, as the median of a difference is not the difference of the medians. */
    private static Range afterListening(VariantReport variant, StartTable table) {
        double[] parts = table.counted(variant.name()).stream()
                .map(Start::outcome)
                .filter(Outcome.Started.class::isInstance)
                .map(o -> ((Outcome.Started) o).phases())
                .mapToDouble(CostReports::afterListening)
                .toArray();
        MedianInterval median = MedianInterval.of(parts);
        return new Range(median.median(), median.low(), median.high());
    }

    private static double afterListening(Phases phases) {
        return switch (phases) {
            case HttpPhases http -> Math.max(0, http.firstNs() - http.portNs()) / NANOS_PER_MILLI;
            case FunctionPhases function -> function.eventNs() / NANOS_PER_MILLI;
            case ProgramPhases program -> program.exitNs() / NANOS_PER_MILLI;
        };
    }
}
