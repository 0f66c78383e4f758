package dev.coldstart.core.render.html;

import dev.coldstart.core.cost.CostModel;
import dev.coldstart.core.cost.CostReport;
import dev.coldstart.core.cost.CostReport.BreakEven;
import dev.coldstart.core.cost.CostReport.OfContainer;
import dev.coldstart.core.cost.CostReport.OfFunction;
import dev.coldstart.core.cost.CostSettings;
import dev.coldstart.core.cost.FunctionPrices;
import dev.coldstart.core.cost.FunctionRate;
import dev.coldstart.core.cost.Range;
import dev.coldstart.core.presentation.View;
import dev.coldstart.core.report.VariantReport;
import dev.coldstart.core.text.Escape;
import dev.coldstart.core.verdict.CostReports;
import dev.coldstart.core.wording.Money;
import dev.coldstart.core.wording.Wording;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeSet;

/**
 * What the picture of the cost is drawn from: a month's cost against its requests.
 *
 * @param currency of the amounts
 * @param most requests at the right edge
 * @param lines functions, which rise, and containers, which don't
 * @param crossings where a form's two lines meet, within the edges
 */
record CostChart(String currency, double most, List<Line> lines, List<Crossing> crossings) {

    /** A picture of more lines than these shows nothing; the first are the baseline and the first others. */
    static final int FORMS = 7;

    /** What lies right of the last crossing, as a share of the whole width. */
    private static final double BEYOND = 1.5;

    /**
     * One line.
     *
     * @param variant counts from 0 in {@link ChartData#variants}; of the first where several share a line
     * @param label what it is, with the forms that it is of
     * @param points requests, cost, and the lower and upper end of its interval, from left to right
     */
    record Line(int variant, Kind kind, String label, List<List<Double>> points) {}

    /** What a line is of. */
    enum Kind {
        FUNCTION,
        CONTAINER
    }

    /** Where a form's two lines meet. */
    record Crossing(int variant, double requests, double cost, String text) {}

    /** Empty where no cost of functions is known: containers alone cost the same at any number of requests. */
    static Optional<CostChart> of(View view) {
        Optional<CostSettings> settings = view.report().plan().cost();
        Optional<CostReport> cost = view.report().cost();
        if (settings.isEmpty() || cost.isEmpty()) {
            return Optional.empty();
        }
        List<String> names = view.baselineFirst().stream()
                .map(VariantReport::name)
                .limit(FORMS)
                .toList();
        List<OfFunction> functions = cost.get().functions().stream()
                .filter(f -> names.contains(f.variant()))
                .toList();
        return functions.isEmpty()
                ? Optional.empty()
                : Optional.of(new Drawing(view, settings.get(), cost.get(), names, functions).chart());
    }

    private record Drawing(
            View view, CostSettings settings, CostReport cost, List<String> names, List<OfFunction> functions) {

        CostChart chart() {
            List<Crossing> crossings = cost.breakEvens().stream()
                    .filter(b -> names.contains(b.variant()))
                    .flatMap(b -> b.requests().stream().map(r -> crossing(b, r)))
                    .toList();
            double most =
                    crossings.stream().mapToDouble(Crossing::requests).max().orElse(asked() / BEYOND) * BEYOND;
            List<Line> lines = new ArrayList<>();
            functions.forEach(f -> lines.add(function(f, most)));
            lines.addAll(containers(most));
            return new CostChart(settings.prices().currency(), most, lines, crossings);
        }

        /** Without a crossing the picture is as wide as the month that was asked about, or as published tables are. */
        private double asked() {
            return settings.functions().stream()
                    .flatMap(f -> f.requests().stream().boxed())
                    .filter(n -> n > 0)
                    .mapToDouble(n -> 2.0 * n)
                    .findFirst()
                    .orElse(CostModel.MANY_REQUESTS);
        }

        private Crossing crossing(BreakEven b, Range requests) {
            return new Crossing(
                    names.indexOf(b.variant()), requests.value(), b.perMonth(), Money.requests(requests.value()));
        }

        private Line function(OfFunction f, double most) {
            double perGbSecond = CostReports.perGbSecond(
                            settings, view.variant(f.variant()).orElseThrow().architecture())
                    .orElseThrow();
            FunctionRate rate =
                    CostModel.rate(settings, perGbSecond, f.gbSeconds().value());
            List<List<Double>> points = new ArrayList<>();
            for (double n : bends(rate, most)) {
                double value = rate.monthly(n);
                points.add(List.of(
                        n,
                        value,
                        end(perGbSecond, f.gbSeconds().low(), n, value),
                        end(perGbSecond, f.gbSeconds().high(), n, value)));
            }
            return new Line(
                    names.indexOf(f.variant()),
                    Kind.FUNCTION,
                    Escape.line(view.label(f.variant())) + ", function",
                    points);
        }

        private double end(double perGbSecond, OptionalDouble gbSeconds, double requests, double otherwise) {
            return gbSeconds.isPresent()
                    ? CostModel.rate(settings, perGbSecond, gbSeconds.getAsDouble())
                            .monthly(requests)
                    : otherwise;
        }

        /** Between these the line is straight. */
        private static TreeSet<Double> bends(FunctionRate rate, double most) {
            TreeSet<Double> bends = new TreeSet<>(List.of(0.0, most));
            rate.freeTier().map(FunctionPrices.FreeTier::requests).ifPresent(bends::add);
            rate.freeTier().map(f -> f.gbSeconds() / rate.gbSeconds()).ifPresent(bends::add);
            return new TreeSet<>(bends.headSet(most, true));
        }

        /** Forms whose containers cost the same share a line. */
        private List<Line> containers(double most) {
            Map<Double, List<OfContainer>> byCost = new LinkedHashMap<>();
            cost.containers().stream()
                    .filter(c -> names.contains(c.variant()) && c.perMonth().isPresent())
                    .forEach(c -> byCost.computeIfAbsent(c.perMonth().getAsDouble(), k -> new ArrayList<>())
                            .add(c));
            return byCost.entrySet().stream()
                    .map(e -> container(e.getKey(), e.getValue(), most))
                    .toList();
        }

        private Line container(double perMonth, List<OfContainer> of, double most) {
            String forms = Wording.list(
                    of.stream().map(c -> Escape.line(view.label(c.variant()))).toList());
            int instances = of.getFirst().instances();
            return new Line(
                    names.indexOf(of.getFirst().variant()),
                    Kind.CONTAINER,
                    forms + ", " + (instances == 1 ? "container" : instances + " containers"),
                    List.of(List.of(0.0, perMonth, perMonth, perMonth), List.of(most, perMonth, perMonth, perMonth)));
        }
    }
}
