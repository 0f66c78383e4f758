package dev.coldstart.core.estimate;

import dev.coldstart.core.statistics.Power;
import dev.coldstart.core.statistics.SignedRank;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * From samples to one variant against another. What is measured at each start is paired by block, as blocks share what the
 * machine did meanwhile; only blocks in which both have the metric count. A metric that is zero somewhere has no ratio and no
 * contrast: its figures stand for themselves.
 */
public final class Contrasts {

    private Contrasts() {}

    /** A ratio as a rule reads it, by which less is better. */
    private record Turned(double ratio, OptionalDouble low, OptionalDouble high) {

        static Turned of(Metric metric, double ratio, OptionalDouble low, OptionalDouble high) {
            return switch (metric.direction()) {
                case LESS_IS_BETTER -> new Turned(ratio, low, high);
                case MORE_IS_BETTER -> new Turned(1 / ratio, inverse(high), inverse(low));
            };
        }

        private static OptionalDouble inverse(OptionalDouble value) {
            return value.isPresent() ? OptionalDouble.of(1 / value.getAsDouble()) : value;
        }
    }

    /** A metric of the starts of two variants; empty when they have no pair or a value is zero. */
    public static Optional<Contrast> ofStarts(
            StartTable table, Metric metric, String of, String against, DecisionRule rule) {
        return estimate(table, metric, of, against).map(e -> {
            OptionalDouble low = exp(e.low());
            OptionalDouble high = exp(e.high());
            double ratio = Math.exp(e.center());
            Turned turned = Turned.of(metric, ratio, low, high);
            Decision decision = rule.ofInterval(turned.low(), turned.high());
            OptionalDouble visible = e.halfWidth().isPresent()
                    ? OptionalDouble.of(
                            -Math.expm1(-Power.visibleShift(e.halfWidth().getAsDouble(), e.n())))
                    : OptionalDouble.empty();
            OptionalInt settledBy = decision == Decision.INCONCLUSIVE
                            && turned.low().isPresent()
                            && turned.high().isPresent()
                    ? rule.settledBy(
                            e.n(),
                            turned.ratio(),
                            turned.low().getAsDouble(),
                            turned.high().getAsDouble())
                    : OptionalInt.empty();
            return new Contrast(metric, of, against, e.n(), ratio, low, high, visible, decision, settledBy);
        });
    }

    /** A metric that each variant has one figure of; empty when one lacks it or it is zero. */
    public static Optional<Contrast> ofFigures(
            Metric metric,
            String of,
            Map<Metric, Figure> figures,
            String against,
            Map<Metric, Figure> baseline,
            DecisionRule rule) {
        Figure figure = figures.get(metric);
        Figure base = baseline.get(metric);
        if (figure == null || base == null || figure.median() <= 0 || base.median() <= 0) {
            return Optional.empty();
        }
        double ratio = figure.median() / base.median();
        Decision decision = metric == Metric.BUILD_TIME ? Decision.INCONCLUSIVE : rule.ofExact(ratio);
        return Optional.of(new Contrast(
                metric,
                of,
                against,
                1,
                ratio,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                decision,
                OptionalInt.empty()));
    }

    /** The estimate of the ratio's logarithm. */
    static Optional<SignedRank.Estimate> estimate(StartTable table, Metric metric, String of, String against) {
        var numerators = table.values(of, metric);
        var denominators = table.values(against, metric);
        var logRatios = new ArrayList<Double>();
        for (var entry : numerators.entrySet()) {
            Double denominator = denominators.get(entry.getKey());
            if (denominator == null) {
                continue;
            }
            if (entry.getValue() <= 0 || denominator <= 0) {
                return Optional.empty();
            }
            logRatios.add(Math.log(entry.getValue() / denominator));
        }
        return logRatios.isEmpty()
                ? Optional.empty()
                : Optional.of(SignedRank.estimate(
                        logRatios.stream().mapToDouble(r -> r).toArray()));
    }

    private static OptionalDouble exp(OptionalDouble value) {
        return value.isPresent() ? OptionalDouble.of(Math.exp(value.getAsDouble())) : value;
    }
}
