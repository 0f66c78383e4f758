package dev.coldstart.core.presentation;

import dev.coldstart.core.cost.CostReport;
import dev.coldstart.core.cost.CostReport.BreakEven;
import dev.coldstart.core.cost.CostReport.OfContainer;
import dev.coldstart.core.cost.CostReport.OfFunction;
import dev.coldstart.core.cost.CostSettings;
import dev.coldstart.core.cost.NodeType;
import dev.coldstart.core.cost.Prices;
import dev.coldstart.core.cost.Range;
import dev.coldstart.core.cost.ScaleOut;
import dev.coldstart.core.presentation.Section.Align;
import dev.coldstart.core.presentation.Section.Block;
import dev.coldstart.core.wording.Format;
import dev.coldstart.core.wording.Money;
import dev.coldstart.core.wording.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What the forms cost, in words: a table each for functions and containers, where they cross, and what was assumed. */
final class CostSections {

    private static final int BREAK_EVENS_SHOWN = 6;
    private static final double SECONDS_PER_MONTH = CostSettings.HOURS_PER_MONTH * 3600;

    private final View view;
    private final CostSettings settings;
    private final CostReport cost;
    private final String currency;

    private CostSections(View view, CostSettings settings, CostReport cost) {
        this.view = view;
        this.settings = settings;
        this.cost = cost;
        this.currency = settings.prices().currency();
    }

    static List<Section> of(View view) {
        Optional<CostSettings> settings = view.report().plan().cost();
        Optional<CostReport> cost = view.report().cost();
        return settings.isEmpty() || cost.isEmpty()
                ? List.of()
                : List.of(new CostSections(view, settings.get(), cost.get()).section());
    }

    /** What is shown of a list: head's forms in the table's order. Base stands below head elsewhere; its cost is in the JSON. */
    static <T> List<T> shown(View view, List<T> all, Function<T, String> variant) {
        return view.baselineFirst().stream()
                .flatMap(v -> all.stream().filter(each -> variant.apply(each).equals(v.name())))
                .toList();
    }

    private Section section() {
        List<OfFunction> functions = shown(view, cost.functions(), OfFunction::variant);
        List<OfContainer> containers = shown(view, cost.containers(), OfContainer::variant);
        List<Block> blocks = new ArrayList<>();
        if (!functions.isEmpty()) {
            Prices prices = settings.prices();
            blocks.add(new Section.Paragraph(
                    "As a function, at the prices of " + prices.region() + " of " + prices.date() + ":"));
            blocks.add(functions(functions));
        }
        if (!containers.isEmpty()) {
            blocks.add(new Section.Paragraph(asContainers()));
            blocks.add(containers(containers));
        }
        CostAssumptions assumptions = new CostAssumptions(view, settings, functions, containers);
        List<String> points = new ArrayList<>(breakEvens());
        points.addAll(assumptions.first());
        cost.missing().forEach(m -> points.add(Sentences.whole(view.shortNames(m))));
        if (!points.isEmpty()) {
            blocks.add(new Section.Bullets(points));
        }
        if (!functions.isEmpty() || !containers.isEmpty()) {
            blocks.add(
                    new Section.Folded("How the cost is worked out", List.of(new Section.Bullets(assumptions.rest()))));
        }
        return Section.of("costs", "Cost", blocks);
    }

    private Section.Table functions(List<OfFunction> functions) {
        Optional<String> monthly = settings.functions().stream()
                .filter(f -> f.requests().isPresent())
                .map(f -> Money.requests((double) f.requests().getAsLong()) + " a month")
                .findFirst();
        List<String> header = new ArrayList<>(List.of("", "Memory", "Warm request", "Cold request", "10 M requests"));
        monthly.ifPresent(header::add);
        List<List<String>> rows = new ArrayList<>();
        for (OfFunction f : functions) {
            List<String> row = new ArrayList<>(List.of(
                    view.label(f.variant()),
                    Format.limit(f.memoryBytes()),
                    Format.milliseconds(f.warmMs().value()),
                    Format.milliseconds(f.coldMs().value()),
                    Money.amount(f.perTenMillion(), currency)));
            f.monthly().ifPresent(m -> row.add(Money.amount(m, currency)));
            rows.add(row);
        }
        return new Section.Table(Align.NUMBERS, header, rows);
    }

    private String asContainers() {
        CostSettings.Containers asked = settings.containers().orElseThrow();
        NodeType node = settings.prices().node(asked.node()).orElseThrow();
        return "As containers that always run, on nodes of type " + node.name() + " ("
                + Wording.cpus(node.cpus()) + ", " + Format.bare(node.memoryGib()) + " GiB, "
                + Money.amount(node.perHour() * CostSettings.HOURS_PER_MONTH, currency) + " a month in "
                + settings.prices().region() + " on " + settings.prices().date() + "):";
    }

    private Section.Table containers(List<OfContainer> containers) {
        boolean pulled = containers.stream().anyMatch(c -> c.pullMs().isPresent());
        boolean scaled = containers.stream().anyMatch(c -> c.scaleOut().isPresent());
        int instances = containers.getFirst().instances();
        List<String> header =
                new ArrayList<>(List.of("", "Memory each", "Per node", "Bound by", instances + " for a month"));
        if (pulled) {
            header.add("Pull");
        }
        if (scaled) {
            header.add(instances == 1 ? "Until it answers" : "Until all answer");
        }
        List<List<String>> rows = new ArrayList<>();
        for (OfContainer c : containers) {
            List<String> row = new ArrayList<>(List.of(
                    view.label(c.variant()),
                    Format.limit(c.memoryBytes()),
                    c.perNode() == 0 ? "does not fit" : String.valueOf(c.perNode()),
                    switch (c.binding()) {
                        case MEMORY -> "memory";
                        case CPU -> "CPU";
                        case BOTH -> "both";
                    },
                    c.perMonth().isPresent() ? Money.amount(c.perMonth().getAsDouble(), currency) : "-"));
            if (pulled) {
                row.add(c.pullMs().isPresent() ? Format.milliseconds(c.pullMs().getAsDouble()) : "-");
            }
            if (scaled) {
                row.add(c.scaleOut()
                        .map(ScaleOut::totalMs)
                        .map(Format::milliseconds)
                        .orElse("-"));
            }
            rows.add(row);
        }
        return new Section.Table(Align.NUMBERS, header, rows);
    }

    private List<String> breakEvens() {
        List<BreakEven> all = shown(view, cost.breakEvens(), BreakEven::variant);
        List<String> sentences = new ArrayList<>(all.stream()
                .limit(BREAK_EVENS_SHOWN)
                .map(b -> view.label(b.variant()) + ": " + breakEven(b) + ".")
                .toList());
        if (all.size() > BREAK_EVENS_SHOWN) {
            sentences.add("Where " + Format.count(all.size() - BREAK_EVENS_SHOWN, "more form")
                    + (all.size() - BREAK_EVENS_SHOWN == 1 ? " crosses" : " cross") + " stands in report.json.");
        }
        return sentences;
    }

    private String breakEven(BreakEven b) {
        int instances = settings.containers().map(c -> c.instances().orElse(1)).orElse(1);
        String always = (instances == 1 ? "one container that always runs" : instances + " containers that always run")
                + " (" + Money.amount(b.perMonth(), currency) + " a month)";
        return switch (b.cheaper()) {
            case BY_REQUESTS -> {
                Range requests = b.requests().orElseThrow();
                yield "a function is cheaper than " + always + " up to " + Money.requests(requests)
                        + " requests a month, " + rate(requests.value() / SECONDS_PER_MONTH) + " on average";
            }
            case FUNCTION -> "a function costs nothing at any number of requests, and never more than " + always;
            case CONTAINER -> "a function is never cheaper than " + always;
        };
    }

    private static String rate(double perSecond) {
        return perSecond >= 0.095
                ? Format.bare(Money.threeDigits(perSecond)) + " a second"
                : Format.bare(Money.threeDigits(perSecond * 3600)) + " an hour";
    }
}
