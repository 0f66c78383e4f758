package dev.coldstart.core.verdict;

import dev.coldstart.core.estimate.Contrast;
import dev.coldstart.core.estimate.Contrasts;
import dev.coldstart.core.estimate.DecisionRule;
import dev.coldstart.core.estimate.Metric;
import dev.coldstart.core.estimate.Pairing;
import dev.coldstart.core.estimate.StartTable;
import dev.coldstart.core.plan.Plan;
import dev.coldstart.core.plan.Variant;
import dev.coldstart.core.policy.FormKind;
import dev.coldstart.core.report.VariantReport;
import dev.coldstart.core.wording.Format;
import dev.coldstart.core.wording.VariantSentences;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Which of forms pays that are compiled alike and laid out or set otherwise, such as {@code jit} and {@code jit-extracted}, or
 * an AOT cache of two packagings: held against each other, as against the baseline alone that is not seen.
 */
final class Layouts {

    private final Plan plan;
    private final StartTable table;
    private final VariantSentences sentences;

    Layouts(Plan plan, StartTable table, VariantSentences sentences) {
        this.plan = plan;
        this.table = table;
        this.sentences = sentences;
    }

    /** A sentence of the quickest of each kind and every other one of it. */
    List<String> notes() {
        Map<String, List<VariantReport>> kinds = new LinkedHashMap<>();
        for (Variant variant : plan.variants()) {
            VariantReport report = sentences.variant(variant.name());
            if (variant.revision().equals(Variant.HEAD) && report.started()) {
                kind(variant)
                        .ifPresent(kind -> kinds.computeIfAbsent(kind, k -> new ArrayList<>())
                                .add(report));
            }
        }
        return kinds.values().stream()
                .filter(alike -> alike.size() > 1)
                .flatMap(alike -> notes(alike).stream())
                .toList();
    }

    /** How it is compiled; nothing where its name does not say that. */
    private static Optional<String> kind(Variant variant) {
        FormKind kind = FormKind.of(variant.form());
        boolean plain = kind == FormKind.OTHER && variant.form().matches("jit(-.*)?");
        return plain || kind == FormKind.CACHED
                ? Optional.of(kind + "/" + variant.architecture().id())
                : Optional.empty();
    }

    private List<String> notes(List<VariantReport> alike) {
        List<VariantReport> byMedian = alike.stream()
                .sorted(Comparator.comparingDouble(v -> median(v, Metric.FIRST_RESPONSE)))
                .toList();
        VariantReport first = byMedian.getFirst();
        DecisionRule rule = DecisionRule.of(plan.policy(), Pairing.Question.SWITCH);
        return byMedian.stream()
                .skip(1)
                .flatMap(other -> Contrasts.ofStarts(table, Metric.FIRST_RESPONSE, first.name(), other.name(), rule)
                        .map(contrast -> note(first, other, contrast))
                        .stream())
                .toList();
    }

    private String note(VariantReport first, VariantReport other, Contrast contrast) {
        String both = first.name() + " and " + other.name()
                + " are compiled alike and differ in how they are laid out or set";
        String seen = sentences.contrast(contrast) + cpu(first, other);
        if (contrast.high().isEmpty()) {
            return both + "; which of them pays is not settled: " + seen;
        }
        return contrast.high().getAsDouble() < 1
                ? both + ", and " + first.name() + " pays: " + seen
                : both + ", and neither is seen to pay: " + seen;
    }

    private static String cpu(VariantReport first, VariantReport other) {
        boolean both = first.metrics().containsKey(Metric.CPU_TO_FIRST_RESPONSE)
                && other.metrics().containsKey(Metric.CPU_TO_FIRST_RESPONSE);
        return both
                ? "; CPU time to it " + Format.milliseconds(median(first, Metric.CPU_TO_FIRST_RESPONSE)) + " and "
                        + Format.milliseconds(median(other, Metric.CPU_TO_FIRST_RESPONSE))
                : "";
    }

    private static double median(VariantReport variant, Metric metric) {
        return Objects.requireNonNull(variant.metrics().get(metric)).median();
    }
}
