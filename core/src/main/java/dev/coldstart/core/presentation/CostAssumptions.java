package dev.coldstart.core.presentation;

import dev.coldstart.core.cost.Basis;
import dev.coldstart.core.cost.CostReport.OfContainer;
import dev.coldstart.core.cost.CostReport.OfFunction;
import dev.coldstart.core.cost.CostSettings;
import dev.coldstart.core.cost.FunctionPrices;
import dev.coldstart.core.report.VariantReport;
import dev.coldstart.core.verdict.CostReports;
import dev.coldstart.core.wording.Format;
import dev.coldstart.core.wording.Money;
import dev.coldstart.core.wording.Wording;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What a cost rests on, one sentence each: first what a reader may stumble over, then the rest of it. */
final class CostAssumptions {

    /** A smaller difference between the CPU that was measured with and a function's is not worth a sentence. */
    private static final double CPU_TOLERANCE = 0.1;

    private final View view;
    private final CostSettings settings;
    private final List<OfFunction> functions;
    private final List<OfContainer> containers;

    CostAssumptions(View view, CostSettings settings, List<OfFunction> functions, List<OfContainer> containers) {
        this.view = view;
        this.settings = settings;
        this.functions = functions;
        this.containers = containers;
    }

    /** What changes how the figures are to be read. */
    List<String> first() {
        List<String> all = new ArrayList<>();
        if (!functions.isEmpty()) {
            settings.functions().ifPresent(asked -> {
                coldShare(asked).ifPresent(all::add);
                freeTier(asked).ifPresent(all::add);
                warm().ifPresent(all::add);
                underLoad().ifPresent(all::add);
                standIn().ifPresent(all::add);
                proposed(asked).ifPresent(all::add);
                cpu().ifPresent(all::add);
            });
        }
        return all;
    }

    /** How it is worked out. */
    List<String> rest() {
        List<String> all = new ArrayList<>();
        if (!functions.isEmpty()) {
            all.add(
                    "A request to a function costs its own price and that of its GB-seconds: configured memory (a GB has 1024"
                            + " MB) times its duration, rounded up to whole milliseconds. " + prices());
            settings.functions()
                    .ifPresent(asked -> all.add("A cold request is taken to be billed from "
                            + (asked.initBilled()
                                    ? "the launch of the program to its first answer, set-up included."
                                    : "the open port to the first answer: set-up is taken to be free.")));
            all.add("A million cold requests cost " + perMillionCold() + ", the free tier aside.");
            all.add("Durations are medians, and an interval is the one that theirs leads to. What is given has none.");
        }
        if (!containers.isEmpty()) {
            settings.containers().ifPresent(asked -> containers(asked, all));
        }
        all.add("Not in it: gateways and load balancers, storage, traffic, logs, taxes and discounts.");
        return all;
    }

    private static Optional<String> coldShare(CostSettings.Functions asked) {
        return asked.coldShare().isPresent()
                ? Optional.of(percent(asked.coldShare().getAsDouble()) + " of requests are taken to meet a cold start.")
                : Optional.empty();
    }

    private Optional<String> freeTier(CostSettings.Functions asked) {
        return settings.prices()
                .functions()
                .flatMap(FunctionPrices::freeTier)
                .filter(tier -> asked.freeTier())
                .map(tier -> "A month's free tier is taken off: " + Money.requests(tier.requests()) + " requests and "
                        + Money.requests(tier.gbSeconds()) + " GB-seconds.");
    }

    /** Of functions that were measured as such. */
    private Optional<String> warm() {
        List<String> forms = labels(f -> f.warmFrom() == Basis.WARM_EVENT);
        return forms.isEmpty()
                ? Optional.empty()
                : Optional.of("A warm request" + of(forms, functions.size())
                        + " takes the median of the events after the first, as they were measured.");
    }

    private Optional<String> underLoad() {
        List<String> forms = labels(f -> f.warmFrom() == Basis.UNDER_LOAD);
        return forms.isEmpty()
                ? Optional.empty()
                : Optional.of("A warm request takes the median that was measured under load"
                        + of(forms, functions.size()) + ".");
    }

    private Optional<String> standIn() {
        List<String> forms = labels(f -> f.warmFrom() == Basis.SECOND_RESPONSE);
        return forms.isEmpty()
                ? Optional.empty()
                : Optional.of("The second answer of a new process stands in for a warm request"
                        + of(forms, functions.size()) + ", and a warmed-up process may well be faster: give"
                        + " cost.functions.warm.");
    }

    private Optional<String> proposed(CostSettings.Functions asked) {
        List<String> load = labels(f -> f.memoryFrom() == Basis.PEAK_UNDER_LOAD);
        if (!load.isEmpty()) {
            return Optional.of(proposal(load, "the largest peak that was measured under load", asked));
        }
        List<String> peak = labels(f -> f.memoryFrom() == Basis.PEAK);
        List<String> idle = labels(f -> f.memoryFrom() == Basis.IDLE);
        List<String> forms = peak.isEmpty() ? idle : peak;
        return forms.isEmpty()
                ? Optional.empty()
                : Optional.of(proposal(
                        forms,
                        (peak.isEmpty() ? "the largest idle set" : "the largest peak") + " that was measured",
                        asked));
    }

    private String proposal(List<String> forms, String from, CostSettings.Functions asked) {
        return "The configured memory" + of(forms, functions.size()) + " is a proposal: " + from + " and "
                + percent(asked.headroom()) + " more, in steps of 64 MiB, 128 MiB at the least.";
    }

    /** Where CPU follows memory, durations measured with another CPU are not those of the function. */
    private Optional<String> cpu() {
        OptionalDouble mibPerCpu =
                settings.prices().functions().map(FunctionPrices::mibPerCpu).orElse(OptionalDouble.empty());
        double had = view.report().plan().run().cpus();
        boolean measured = functions.stream().anyMatch(f -> f.warmFrom() != Basis.GIVEN)
                || settings.functions().map(f -> f.coldShare().orElse(0) > 0).orElse(false);
        if (mibPerCpu.isEmpty() || !measured) {
            return Optional.empty();
        }
        double[] gets = functions.stream()
                .mapToDouble(f -> f.memoryBytes() / (1 << 20) / mibPerCpu.getAsDouble())
                .sorted()
                .toArray();
        double least = gets[0];
        double most = gets[gets.length - 1];
        if (Math.abs(least / had - 1) <= CPU_TOLERANCE && Math.abs(most / had - 1) <= CPU_TOLERANCE) {
            return Optional.empty();
        }
        String both = share(least).equals(share(most)) ? share(least) : share(least) + " to " + share(most);
        return Optional.of("What was measured had " + Wording.cpus(had) + "; functions with this memory are given "
                + both + " of one. Set run.cpus so to measure what would run.");
    }

    private static String share(double cpus) {
        return Format.bare(Money.threeDigits(Math.round(cpus * 100) / 100.0));
    }

    private String prices() {
        FunctionPrices prices = settings.prices().functions().orElseThrow();
        String currency = settings.prices().currency();
        List<String> each = functions.stream()
                .flatMap(f -> view.variant(f.variant()).stream())
                .map(VariantReport::architecture)
                .distinct()
                .map(a -> exactly(CostReports.on(prices.perGbSecond(), a), currency) + " per GB-second on " + a.id())
                .toList();
        return exactly(prices.perMillionRequests(), currency) + " per million requests, " + Wording.list(each) + ".";
    }

    private static String exactly(double price, String currency) {
        BigDecimal exact = BigDecimal.valueOf(price).stripTrailingZeros();
        String number = exact.setScale(Math.max(2, exact.scale())).toPlainString();
        return currency.equals("USD") ? "$" + number : number + " " + currency;
    }

    private String perMillionCold() {
        return Wording.list(functions.stream()
                .map(f -> Money.amount(f.perMillionCold(), settings.prices().currency()) + " as "
                        + view.label(f.variant()))
                .toList());
    }

    private void containers(CostSettings.Containers asked, List<String> all) {
        all.add("A node holds as many instances as its memory and its CPUs both hold"
                + (asked.reserved() > 0
                        ? "; " + percent(asked.reserved()) + " of it are kept for its own system."
                        : "; nothing of it is kept for its own system."));
        memory(asked).ifPresent(all::add);
        all.add("An instance is given " + Wording.cpus(containers.getFirst().cpus())
                + (containers.getFirst().cpusFrom() == Basis.RUN ? ", as the measured starts were." : "."));
        all.add(
                asked.sharedNodes()
                        ? "Other apps fill what is left of a node: an instance costs its share."
                        : "No other app runs on these nodes: whole nodes are paid.");
        all.add("A month has " + Format.bare(CostSettings.HOURS_PER_MONTH) + " hours.");
        if (asked.bytesPerSecond().isPresent()) {
            all.add("What is pulled is the compressed package at "
                    + Format.size(asked.bytesPerSecond().getAsDouble())
                    + " a second; the base image is taken to be on the node.");
        }
        containers.stream()
                .flatMap(c -> c.scaleOut().stream())
                .findFirst()
                .ifPresent(s -> all.add("Scaling out from nothing, nodes there: "
                        + (s.pullMs().isPresent() ? "each node pulls once, then" : "the image is on the node already,")
                        + " its containers are created and started as this machine's engine did, and all its instances start"
                        + " at once on its CPUs."));
    }

    /** Which figure an instance's memory was taken from. */
    private Optional<String> memory(CostSettings.Containers asked) {
        boolean underLoad = containers.stream()
                .anyMatch(c -> c.memoryFrom() == Basis.CHARGED_UNDER_LOAD || c.memoryFrom() == Basis.PEAK_UNDER_LOAD);
        List<String> from = Stream.of(
                        taken(
                                Basis.CHARGED_UNDER_LOAD,
                                "the most memory charged to its container under a measured load, which is what limits and"
                                        + " requests count"),
                        taken(Basis.PEAK_UNDER_LOAD, "the largest peak of its resident set under a measured load"),
                        taken(
                                Basis.CHARGED,
                                "the most memory charged to its container, which is what limits and requests count"),
                        taken(Basis.PEAK, "the largest peak of its resident set"),
                        taken(Basis.IDLE, "its largest idle resident set"))
                .flatMap(Optional::stream)
                .toList();
        return from.isEmpty()
                ? Optional.empty()
                : Optional.of("An instance is given " + percent(asked.headroom()) + " more than "
                        + String.join("; or than ", from)
                        + (underLoad
                                ? "."
                                : ". It is measured up to a second after the first answer: an app that needs more under load"
                                        + " needs more here."));
    }

    private Optional<String> taken(Basis basis, String what) {
        List<String> forms = containers.stream()
                .filter(c -> c.memoryFrom() == basis)
                .map(c -> view.label(c.variant()))
                .toList();
        long measured =
                containers.stream().filter(c -> c.memoryFrom() != Basis.GIVEN).count();
        return forms.isEmpty()
                ? Optional.empty()
                : Optional.of(what + (forms.size() == measured ? "" : " (" + Wording.list(forms) + ")"));
    }

    private List<String> labels(Predicate<OfFunction> which) {
        return functions.stream()
                .filter(which)
                .map(f -> view.label(f.variant()))
                .toList();
    }

    private static String of(List<String> forms, int all) {
        return forms.size() == all ? "" : " of " + Wording.list(forms);
    }

    private static String percent(double share) {
        return BigDecimal.valueOf(share).movePointRight(2).stripTrailingZeros().toPlainString() + " %";
    }
}
