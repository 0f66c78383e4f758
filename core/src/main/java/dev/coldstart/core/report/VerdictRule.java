package dev.coldstart.core.report;

import dev.coldstart.core.estimate.Contrast;
import dev.coldstart.core.estimate.Contrasts;
import dev.coldstart.core.estimate.DecisionRule;
import dev.coldstart.core.estimate.Metric;
import dev.coldstart.core.estimate.StartTable;
import dev.coldstart.core.plan.Plan;
import dev.coldstart.core.plan.Variant;
import dev.coldstart.core.report.Verdict.Answer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Answers "should we switch from the baseline's form?" among the forms of the revision {@code head}, by the first response.
 *
 * <p>The first rule that fits: the reference did not start: inconclusive. A form gains at least the minimum even at the
 * cautious end of its interval: adopt the fastest such, or ReadyToRun when it is the fastest or takes
 * {@value #MOST_OF_THE_GAIN} of a native form's gain on a logarithmic scale. A native form that was wanted was not built or
 * failed: blocked. No form can reach the minimum even at the hopeful end of its interval: stay. Else inconclusive.
 */
final class VerdictRule {

    static final double MOST_OF_THE_GAIN = 0.8;

    private static final Set<String> NATIVE = Set.of("aot", "aot-cache");
    private static final Set<String> READY_TO_RUN = Set.of("r2r", "r2r-composite");

    private final DecisionRule rule;
    private final VariantSentences sentences;
    private final VariantReport reference;
    private final List<VariantReport> candidates;
    private final List<Contrast> contrasts;

    VerdictRule(Plan plan, List<VariantReport> variants, StartTable table, DecisionRule rule) {
        this.rule = rule;
        this.sentences = new VariantSentences(variants);
        VariantReport baseline = sentences.variant(plan.baseline());
        // Forms are compared at one revision: where the baseline is of another, its form at head stands in for it.
        this.reference = variants.stream()
                .filter(v -> v.form().equals(baseline.form()) && atHead(v))
                .findFirst()
                .orElse(baseline);
        this.candidates = variants.stream()
                .filter(v -> atHead(v) && !v.form().equals(baseline.form()))
                .toList();
        this.contrasts = ReportBuilder.started(reference)
                ? candidates.stream()
                        .filter(ReportBuilder::started)
                        .flatMap(v ->
                                Contrasts.ofStarts(table, Metric.FIRST_RESPONSE, v.name(), reference.name(), rule)
                                        .stream())
                        .toList()
                : List.of();
    }

    Verdict verdict() {
        if (candidates.isEmpty()) {
            return new Verdict(
                    Answer.INCONCLUSIVE,
                    "",
                    List.of("nothing to compare with: only the form " + reference.form() + " was asked for"));
        }
        if (!ReportBuilder.started(reference)) {
            return new Verdict(
                    Answer.INCONCLUSIVE,
                    "",
                    reasons(Stream.of("nothing to compare with: " + sentences.notStarted(reference)), List.of()));
        }
        Optional<Contrast> fastest =
                contrasts.stream().filter(rule::gains).min(Comparator.comparingDouble(Contrast::ratio));
        if (fastest.isPresent()) {
            return adopt(fastest.get());
        }
        Optional<VariantReport> missing = candidates.stream()
                .filter(this::wanted)
                .filter(v -> v.outcome() == VariantReport.State.NOT_BUILT || v.outcome() == VariantReport.State.FAILED)
                .findFirst();
        if (missing.isPresent()) {
            return new Verdict(
                    Answer.BLOCKED,
                    missing.get().form(),
                    reasons(Stream.of(sentences.notStarted(missing.get())), contrasts));
        }
        boolean allKnown = candidates.stream().noneMatch(v -> v.outcome() == VariantReport.State.NOT_MEASURED)
                && !contrasts.isEmpty()
                && contrasts.stream().allMatch(rule::fallsShort);
        if (allKnown) {
            return new Verdict(
                    Answer.STAY,
                    "",
                    reasons(Stream.of("no form that starts reaches the minimum gain of " + minimumGain()), contrasts));
        }
        Stream<String> open =
                contrasts.stream().filter(c -> !rule.fallsShort(c)).map(this::whatWouldSettle);
        return new Verdict(Answer.INCONCLUSIVE, "", reasons(open, contrasts));
    }

    private Verdict adopt(Contrast fastest) {
        String form = sentences.variant(fastest.of()).form();
        if (READY_TO_RUN.contains(form)) {
            return new Verdict(Answer.ADOPT_R2R, form, reasons(Stream.of(gain(fastest)), contrasts));
        }
        Optional<Contrast> middle = contrasts.stream()
                .filter(rule::gains)
                .filter(c -> READY_TO_RUN.contains(sentences.variant(c.of()).form()))
                .min(Comparator.comparingDouble(Contrast::ratio));
        if (NATIVE.contains(form) && middle.isPresent()) {
            double share = Math.log(middle.get().ratio()) / Math.log(fastest.ratio());
            if (share >= MOST_OF_THE_GAIN) {
                return new Verdict(
                        Answer.ADOPT_R2R,
                        sentences.variant(middle.get().of()).form(),
                        reasons(
                                Stream.of(
                                        middle.get().of() + " takes " + Format.percent(share) + " of the gain of "
                                                + fastest.of() + ", on a logarithmic scale, and keeps the JIT",
                                        gain(middle.get())),
                                contrasts));
            }
        }
        return new Verdict(Answer.ADOPT, form, reasons(Stream.of(gain(fastest)), contrasts));
    }

    private String gain(Contrast contrast) {
        return contrast.of() + " gains at least "
                + Format.percent(1 - contrast.high().orElseThrow())
                + " at the cautious end of its interval, the policy asks for " + minimumGain();
    }

    private String whatWouldSettle(Contrast contrast) {
        if (contrast.low().isEmpty()) {
            return "no interval can be had from "
                    + Format.count(contrast.pairs(), "block") + " with a good start of both " + contrast.of() + " and "
                    + contrast.against() + ": " + VariantSentences.LEAST_PAIRS + " are the least";
        }
        String open = "the interval of " + contrast.of() + " contains the minimum gain of " + minimumGain() + ": ";
        var blocks = rule.gainSettledBy(contrast);
        return blocks.isPresent()
                ? open + "about " + Format.count(blocks.getAsInt(), "block") + " would settle it"
                : open + "a quieter machine might settle it, 1,000 blocks would not";
    }

    /** First what decided, then every candidate's figure, then what is missing; nothing twice. */
    private List<String> reasons(Stream<String> first, List<Contrast> measured) {
        List<String> reasons = new ArrayList<>(first.toList());
        measured.stream().map(sentences::contrast).forEach(reasons::add);
        candidates.stream()
                .filter(v -> !ReportBuilder.started(v))
                .map(sentences::notStarted)
                .forEach(reasons::add);
        return reasons.stream().distinct().toList();
    }

    private boolean wanted(VariantReport variant) {
        return NATIVE.contains(variant.form()) || candidates.size() == 1;
    }

    private String minimumGain() {
        return Format.percent(rule.minimumGain());
    }

    private static boolean atHead(VariantReport variant) {
        return variant.revision().equals(Variant.HEAD);
    }
}
