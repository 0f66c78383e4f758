package dev.coldstart.core.verdict;

import dev.coldstart.core.assessment.CheckResult;
import dev.coldstart.core.assessment.Evidence;
import dev.coldstart.core.assessment.Judgement;
import dev.coldstart.core.assessment.Reason;
import dev.coldstart.core.policy.FormKind;
import dev.coldstart.core.report.VariantReport;
import dev.coldstart.core.report.VariantReport.State;
import dev.coldstart.core.report.Verdict;
import dev.coldstart.core.report.Verdict.Answer;
import dev.coldstart.core.wording.Format;
import dev.coldstart.core.wording.VariantSentences;
import dev.coldstart.core.wording.Wording;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Answers "should we switch from the baseline's form?" among the forms of the revision {@code head}, by the first response and
 * the policy.
 *
 * <p>The first rule that fits:
 *
 * <ol>
 *   <li>The reference did not start: inconclusive.
 *   <li>A form gains the minimum even at the cautious end of its interval, the policy does not rule it out and no check blocks
 *       it: adopt the fastest such, or ReadyToRun when it is the fastest or takes {@value #LARGE_PART_OF_GAIN} of a native form's
 *       gain on a logarithmic scale. What nobody has answered is what the answer is subject to.
 *   <li>A form that gains is blocked by a check, or one that was wanted was not built, fails or answers
 *       otherwise: blocked.
 *   <li>No form is left that could be adopted, as each falls short even at the hopeful end or is ruled out: stay.
 *   <li>Else inconclusive.
 * </ol>
 */
final class VerdictRule {

    static final double LARGE_PART_OF_GAIN = 0.8;

    private final VariantSentences sentences;
    private final VariantReport reference;
    private final List<Alternative> candidates;
    private final String minimumGain;

    VerdictRule(Candidates candidates, VariantSentences sentences, double minimumGain) {
        this.sentences = sentences;
        this.reference = candidates.reference();
        this.candidates = candidates.all().stream()
                .sorted(Comparator.comparingDouble(Alternative::ratio))
                .toList();
        this.minimumGain = Format.percent(minimumGain);
    }

    Verdict verdict() {
        if (!reference.started()) {
            return decided(
                    Answer.INCONCLUSIVE,
                    "",
                    Stream.of(Reason.of("nothing to compare with: " + sentences.notStarted(reference))));
        }
        if (candidates.isEmpty()) {
            return Verdict.of(
                    Answer.INCONCLUSIVE,
                    "",
                    List.of(Reason.of(
                            "nothing to compare with: only the form " + reference.form() + " was asked for")));
        }
        Optional<Alternative> free = candidates.stream()
                .filter(c -> c.gains() && !c.isRuledOut() && !c.isBlocked())
                .findFirst();
        if (free.isPresent()) {
            return adopt(free.get());
        }
        Optional<Alternative> held = Stream.concat(
                        candidates.stream().filter(Alternative::gains),
                        candidates.stream().filter(this::isMissed))
                .filter(c -> !c.isRuledOut() && c.isBlocked())
                .findFirst();
        if (held.isPresent()) {
            return decided(Answer.BLOCKED, held.get().variant().form(), blocks(held.get()));
        }
        boolean anyKnown = candidates.stream()
                .anyMatch(c -> c.contrast().isPresent()
                        || c.isRuledOut()
                        || c.acceptedFault().isPresent());
        if (anyKnown && candidates.stream().allMatch(Alternative::isOut)) {
            return decided(Answer.STAY, "", stays());
        }
        return decided(
                Answer.INCONCLUSIVE,
                "",
                candidates.stream()
                        .filter(c -> !c.isOut() && c.variant().started())
                        .map(c -> c.judgement().evidence().gainSaid()));
    }

    /** What the gate says of the form that a reader asks about: the verdict's if it is native, or else the fastest native one. */
    Optional<Judgement> about(Verdict verdict) {
        List<Alternative> natives =
                candidates.stream().filter(c -> c.kind() == FormKind.NATIVE).toList();
        return natives.stream()
                .filter(c -> c.variant().form().equals(verdict.form()))
                .findFirst()
                .or(() -> natives.stream().findFirst())
                .map(Alternative::judgement);
    }

    private Verdict adopt(Alternative fastest) {
        Optional<Alternative> middle = candidates.stream()
                .filter(c -> c.kind() == FormKind.READY_TO_RUN && c.gains() && !c.isRuledOut() && !c.isBlocked())
                .findFirst();
        boolean constrained = fastest.kind() == FormKind.NATIVE || fastest.kind() == FormKind.CACHED;
        if (constrained && middle.isPresent()) {
            double share = Math.log(middle.get().ratio()) / Math.log(fastest.ratio());
            if (share >= LARGE_PART_OF_GAIN) {
                Reason most = Candidates.reason(
                        middle.get().name() + " takes " + Format.percent(share) + " of the gain of " + fastest.name()
                                + ", on a logarithmic scale, and keeps the JIT",
                        middle.get().contrast().orElseThrow());
                return adopt(middle.get(), Stream.of(most));
            }
        }
        return adopt(fastest, Stream.of());
    }

    private Verdict adopt(Alternative chosen, Stream<Reason> why) {
        Answer answer = chosen.kind() == FormKind.READY_TO_RUN ? Answer.ADOPT_R2R : Answer.ADOPT;
        Stream<Reason> passedOver = Stream.concat(
                ruledOut(Alternative::gains),
                candidates.stream()
                        .filter(c -> c.gains() && !c.isRuledOut() && c.isBlocked())
                        .flatMap(c -> blocks(c).map(r -> r.after(c.name() + " is blocked: "))));
        Verdict verdict = decided(
                answer,
                chosen.variant().form(),
                Stream.of(why, Stream.of(chosen.judgement().evidence().gainSaid()), passedOver)
                        .flatMap(s -> s));
        return new Verdict(answer, verdict.form(), chosen.judgement().open(), verdict.reasons());
    }

    /** What the reader wanted and can't have: a native form, a cached one, or the only one that was asked for. */
    private boolean isMissed(Alternative candidate) {
        boolean wanted =
                candidate.kind() == FormKind.NATIVE || candidate.kind() == FormKind.CACHED || candidates.size() == 1;
        State state = candidate.variant().outcome();
        return wanted && (state == State.NOT_BUILT || state == State.FAILED || state == State.UNEQUAL);
    }

    private static Stream<Reason> blocks(Alternative candidate) {
        return candidate.judgement().blocking().stream().flatMap(VerdictRule::failure);
    }

    private static Stream<Reason> failure(CheckResult check) {
        return switch (check.check()) {
            // what a form did speaks for itself
            case OPERATIONAL_RISK -> check.reasons().stream();
            default ->
                check.reasons().stream().map(r -> r.after(lower(check.check().title()) + ": "));
        };
    }

    private Stream<Reason> stays() {
        List<Alternative> measured =
                candidates.stream().filter(c -> c.contrast().isPresent()).toList();
        boolean allShort = !measured.isEmpty()
                && measured.stream().allMatch(c -> c.judgement().evidence().gain() == Evidence.Gain.SHORT);
        Stream<Reason> shortOfIt = allShort
                ? Stream.of(Reason.of("no form that starts reaches the minimum gain of " + minimumGain))
                : Stream.of();
        Stream<Reason> accepted = candidates.stream().flatMap(c -> c.acceptedFault().stream());
        return Stream.of(shortOfIt, ruledOut(c -> true), accepted).flatMap(s -> s);
    }

    /** One sentence for all forms that the same speaks against. */
    private Stream<Reason> ruledOut(Predicate<Alternative> of) {
        Map<Reason, List<String>> names = new LinkedHashMap<>();
        candidates.stream()
                .filter(of)
                .forEach(c -> c.judgement()
                        .ruledOut()
                        .forEach(r ->
                                names.computeIfAbsent(r, x -> new ArrayList<>()).add(c.name())));
        return names.entrySet().stream()
                .map(e -> e.getKey().after("the policy rules " + Wording.list(e.getValue()) + " out: "));
    }

    /** First what decided, then every candidate's figure, then what is missing; nothing twice. */
    private Verdict decided(Answer answer, String form, Stream<Reason> first) {
        Map<String, Reason> reasons = new LinkedHashMap<>();
        Stream<Reason> figures = candidates.stream()
                // what answers otherwise has no speed worth a word, unless somebody accepted that
                .filter(c -> c.variant().started() || c.acceptedFault().isPresent())
                .flatMap(c -> c.contrast().stream())
                .map(c -> Candidates.reason(sentences.contrast(c), c));
        Stream<Reason> missing = candidates.stream()
                .map(Alternative::variant)
                .filter(v -> !v.started())
                .map(v -> Reason.of(sentences.notStarted(v)));
        Stream.of(first, figures, missing).flatMap(s -> s).forEach(r -> reasons.putIfAbsent(r.text(), r));
        return Verdict.of(answer, form, List.copyOf(reasons.values()));
    }

    private static String lower(String title) {
        return title.substring(0, 1).toLowerCase(Locale.ROOT) + title.substring(1);
    }
}
