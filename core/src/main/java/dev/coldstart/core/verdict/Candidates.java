package dev.coldstart.core.verdict;

import dev.coldstart.core.assessment.Evidence;
import dev.coldstart.core.assessment.Judge;
import dev.coldstart.core.assessment.Reason;
import dev.coldstart.core.estimate.Contrast;
import dev.coldstart.core.estimate.Contrasts;
import dev.coldstart.core.estimate.Decision;
import dev.coldstart.core.estimate.DecisionRule;
import dev.coldstart.core.estimate.Metric;
import dev.coldstart.core.estimate.StartTable;
import dev.coldstart.core.plan.Plan;
import dev.coldstart.core.plan.Variant;
import dev.coldstart.core.report.VariantReport;
import dev.coldstart.core.wording.Format;
import dev.coldstart.core.wording.OnceWarm;
import dev.coldstart.core.wording.VariantSentences;
import dev.coldstart.core.wording.Wording;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The forms at head that might be switched to, each with what was seen of it and what the gate says to that. */
final class Candidates {

    private final StartTable table;
    private final DecisionRule rule;
    private final VariantSentences sentences;
    private final VariantReport reference;
    private final List<Alternative> all;

    Candidates(Plan plan, List<VariantReport> variants, StartTable table, DecisionRule rule, Judge judge) {
        this.table = table;
        this.rule = rule;
        this.sentences = new VariantSentences(plan.scenario(), variants);
        VariantReport named = sentences.variant(plan.baseline());
        // Forms are compared at one revision: where the baseline is of another, its form at head stands in for it.
        this.reference = variants.stream()
                .filter(v -> v.form().equals(named.form()) && atHead(v))
                .findFirst()
                .orElse(named);
        this.all = variants.stream()
                .filter(v -> atHead(v) && !v.form().equals(named.form()))
                .map(v -> {
                    Optional<Contrast> contrast = contrast(v);
                    return new Alternative(v, contrast, judge.judge(evidence(v, contrast)));
                })
                .toList();
    }

    /** What they are compared with. */
    VariantReport reference() {
        return reference;
    }

    List<Alternative> all() {
        return all;
    }

    private Optional<Contrast> contrast(VariantReport variant) {
        return reference.started() && variant.measured()
                ? Contrasts.ofStarts(table, Metric.FIRST_RESPONSE, variant.name(), reference.name(), rule)
                : Optional.empty();
    }

    private Evidence evidence(VariantReport variant, Optional<Contrast> contrast) {
        Optional<String> fault = switch (variant.outcome()) {
            case NOT_BUILT, FAILED, UNEQUAL -> Optional.of(sentences.notStarted(variant));
            case STARTED, NOT_MEASURED -> Optional.empty();
        };
        return new Evidence(
                variant.name(),
                variant.form(),
                contrast.map(this::gain).orElse(Evidence.Gain.UNKNOWN),
                contrast.map(this::gainSaid).orElseGet(() -> Reason.of(noFigure(variant))),
                fault,
                new Evidence.Starts(
                        variant.starts(), variant.failedStarts(), reference.starts(), reference.failedStarts()),
                slowerOnceWarm(variant),
                variant.build().map(WarnedPackages::of));
    }

    /** By throughput, or else by what a request costs. */
    private Optional<Reason> slowerOnceWarm(VariantReport variant) {
        if (!reference.started() || !variant.measured()) {
            return Optional.empty();
        }
        return Stream.of(Metric.THROUGHPUT, Metric.WARM_CPU)
                .flatMap(m -> Contrasts.ofStarts(table, m, variant.name(), reference.name(), rule).stream())
                .filter(c -> c.decision() == Decision.WORSE)
                .findFirst()
                .map(c -> reason(OnceWarm.said(c, variant.name(), reference.name()), c));
    }

    private Evidence.Gain gain(Contrast contrast) {
        if (rule.gains(contrast)) {
            return Evidence.Gain.ENOUGH;
        }
        return rule.fallsShort(contrast) ? Evidence.Gain.SHORT : Evidence.Gain.OPEN;
    }

    private Reason gainSaid(Contrast contrast) {
        return reason(
                switch (gain(contrast)) {
                    case ENOUGH -> enough(contrast);
                    case OPEN -> whatWouldSettle(contrast);
                    case SHORT, UNKNOWN ->
                        contrast.of() + " does not reach the minimum gain of " + minimumGain() + ": "
                                + Wording.change(contrast);
                },
                contrast);
    }

    private String noFigure(VariantReport variant) {
        if (variant.started()) {
            return reference.started()
                    ? "there is no block in which both " + variant.name() + " and " + reference.name() + " started"
                    : "nothing to compare with: " + sentences.notStarted(reference);
        }
        return "there is no figure of " + variant.name();
    }

    /** Points at the first response of both. */
    static Reason reason(String text, Contrast contrast) {
        return Reason.figure(text, contrast.metric().id(), contrast.of(), contrast.against());
    }

    private String enough(Contrast contrast) {
        return contrast.of() + " gains at least "
                + Format.percent(1 - contrast.high().orElseThrow())
                + " at the cautious end of its interval, the policy asks for " + minimumGain();
    }

    private String whatWouldSettle(Contrast contrast) {
        if (contrast.low().isEmpty()) {
            return "no interval can be had from "
                    + Format.count(contrast.pairs(), "block") + " with a good start of both " + contrast.of() + " and "
                    + contrast.against() + ": " + VariantSentences.MIN_PAIRS + " are the least";
        }
        String open = "the interval of " + contrast.of() + " contains the minimum gain of " + minimumGain() + ": ";
        var blocks = rule.gainSettledBy(contrast);
        return blocks.isPresent()
                ? open + "about " + Format.count(blocks.getAsInt(), "block") + " would settle it"
                : open + "a quieter machine might settle it, 1,000 blocks would not";
    }

    private String minimumGain() {
        return Format.percent(rule.minimumGain());
    }

    private static boolean atHead(VariantReport variant) {
        return variant.revision().equals(Variant.HEAD);
    }
}
