package dev.coldstart.core.verdict;

import dev.coldstart.core.assessment.Waivers;
import dev.coldstart.core.estimate.Contrast;
import dev.coldstart.core.estimate.Decision;
import dev.coldstart.core.estimate.Metric;
import dev.coldstart.core.estimate.Pairing;
import dev.coldstart.core.plan.Plan;
import dev.coldstart.core.policy.Check;
import dev.coldstart.core.policy.Waiver;
import dev.coldstart.core.report.ChangeAnswer;
import dev.coldstart.core.report.ChangeAnswer.Answer;
import dev.coldstart.core.report.VariantReport;
import dev.coldstart.core.wording.Change;
import dev.coldstart.core.wording.Format;
import dev.coldstart.core.wording.Terms;
import dev.coldstart.core.wording.VariantSentences;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Answers "did this change cost something?", form by form, from the figures that decide. */
public final class ChangeRule {

    private final Plan plan;
    private final VariantSentences sentences;
    private final List<Contrast> contrasts;
    private final List<Pairing> asked;
    private final Waivers waivers;

    /** Takes the report's contrasts; those of another question are left aside. */
    public ChangeRule(Plan plan, List<VariantReport> variants, List<Contrast> contrasts, Waivers waivers) {
        this.plan = plan;
        this.waivers = waivers;
        this.sentences = new VariantSentences(plan.scenario(), variants);
        this.asked = Pairing.of(plan).stream()
                .filter(p -> p.question() == Pairing.Question.CHANGE)
                .toList();
        this.contrasts = contrasts.stream()
                .filter(c -> plan.policy().metrics().contains(c.metric().id()))
                .filter(c -> asked.stream()
                        .anyMatch(p -> p.of().equals(c.of()) && p.against().equals(c.against())))
                .toList();
    }

    /** Empty where nobody asked: no variant is of base. */
    Optional<ChangeAnswer> answer() {
        if (asked.isEmpty()) {
            return Optional.empty();
        }
        List<String> broken = asked.stream()
                .filter(p -> starts(p.against()) && !starts(p.of()))
                .filter(p -> accepting(p).isEmpty())
                .map(this::broken)
                .toList();
        if (!broken.isEmpty()) {
            return Optional.of(reasoned(Answer.BROKEN, broken));
        }
        for (Answer answer : List.of(Answer.COSTS, Answer.INCONCLUSIVE, Answer.TOLERATED, Answer.GAINS)) {
            List<String> deciding = contrasts.stream()
                    .filter(c -> answer(c) == answer)
                    .map(c -> answer == Answer.INCONCLUSIVE ? open(c) : said(c))
                    .toList();
            if (!deciding.isEmpty()) {
                return Optional.of(reasoned(answer, deciding));
            }
        }
        return Optional.of(reasoned(contrasts.isEmpty() ? Answer.NOT_MEASURED : Answer.NONE_SEEN, List.of()));
    }

    /** What the change did to each form that was asked for at both revisions, in the plan's order. */
    public List<FormChange> forms() {
        return asked.stream().map(this::form).toList();
    }

    private FormChange form(Pairing pairing) {
        List<Contrast> own =
                contrasts.stream().filter(c -> c.of().equals(pairing.of())).toList();
        if (!starts(pairing.of()) && starts(pairing.against())) {
            return accepting(pairing).isPresent()
                    ? FormChange.of(pairing, Answer.TOLERATED)
                    : FormChange.of(pairing, Answer.BROKEN);
        }
        for (Answer answer : List.of(Answer.COSTS, Answer.INCONCLUSIVE, Answer.TOLERATED, Answer.GAINS)) {
            List<Contrast> deciding =
                    own.stream().filter(c -> answer(c) == answer).toList();
            if (!deciding.isEmpty()) {
                return new FormChange(pairing, answer, deciding, accepted(deciding));
            }
        }
        return FormChange.of(pairing, own.isEmpty() ? Answer.NOT_MEASURED : Answer.NONE_SEEN);
    }

    private String accepted(List<Contrast> deciding) {
        return deciding.stream()
                .filter(c -> !tolerable(c))
                .map(c -> accepted(accepting(c)))
                .findFirst()
                .orElse("");
    }

    private String broken(Pairing pairing) {
        String now = sentences.notStarted(sentences.variant(pairing.of()));
        return switch (sentences.variant(pairing.of()).outcome()) {
            case UNEQUAL -> now + "; " + pairing.against() + " had no such difference";
            case STARTED, NOT_BUILT, FAILED, NOT_MEASURED -> pairing.against() + " starts, and " + now;
        };
    }

    private Answer answer(Contrast contrast) {
        double cautious = contrast.low().orElse(contrast.ratio());
        double worst = contrast.high().orElse(contrast.ratio());
        double most = 1 + plan.policy().regressionTolerance();
        return switch (contrast.decision()) {
            case WORSE -> {
                if (worst <= most || accepting(contrast).isPresent()) {
                    yield Answer.TOLERATED;
                }
                yield cautious > most ? Answer.COSTS : Answer.INCONCLUSIVE;
            }
            case INCONCLUSIVE -> Answer.INCONCLUSIVE;
            case BETTER -> Answer.GAINS;
            case SAME -> Answer.NONE_SEEN;
        };
    }

    private ChangeAnswer reasoned(Answer answer, List<String> deciding) {
        List<String> reasons = new ArrayList<>(deciding);
        asked.stream()
                .flatMap(p -> Stream.of(p.of(), p.against()))
                .filter(name -> !starts(name))
                .map(name -> sentences.notStarted(sentences.variant(name)))
                .forEach(reasons::add);
        // What is as it was stands in the table; the first response is always said.
        contrasts.stream()
                .filter(c -> c.metric() == Metric.FIRST_RESPONSE || c.decision() != Decision.SAME)
                .map(this::said)
                .forEach(reasons::add);
        return new ChangeAnswer(answer, reasons.stream().distinct().toList());
    }

    private String open(Contrast contrast) {
        String tolerance = Format.percent(plan.policy().regressionTolerance());
        return contrast.decision() == Decision.WORSE
                ? said(contrast) + ", and the tolerance of " + tolerance + " lies inside that interval"
                : said(contrast);
    }

    /** Such as "first response of aot@head 19.9 ms, of aot@base 19.1 ms: +4.2 % (+1 % to +7 %)". */
    private String said(Contrast contrast) {
        return lower(Terms.of(plan.scenario()).title(contrast.metric())) + " of " + contrast.of() + " "
                + median(contrast.of(), contrast.metric())
                + ", of " + contrast.against() + " " + median(contrast.against(), contrast.metric()) + ": "
                + Change.of(contrast).inFull() + (tolerable(contrast) ? "" : accepted(accepting(contrast)));
    }

    private boolean tolerable(Contrast contrast) {
        return contrast.decision() != Decision.WORSE
                || contrast.high().orElse(contrast.ratio()) <= 1 + plan.policy().regressionTolerance();
    }

    private Optional<Waiver> accepting(Contrast contrast) {
        return waivers.acceptingMetric(contrast.metric().id(), form(contrast.of()));
    }

    /** A form that does not start any more is the failure of a check, which can be accepted too. */
    private Optional<Waiver> accepting(Pairing pairing) {
        return waivers.accepting(Check.OPERATIONAL_RISK, form(pairing.of()));
    }

    private String form(String variant) {
        return sentences.variant(variant).form();
    }

    private static String accepted(Optional<Waiver> exception) {
        return exception
                .map(e -> ", accepted by " + e.by().strip() + " until " + e.until())
                .orElse("");
    }

    private static String lower(String title) {
        return title.substring(0, 1).toLowerCase(java.util.Locale.ROOT) + title.substring(1);
    }

    private String median(String variant, Metric metric) {
        return Format.value(
                metric,
                Objects.requireNonNull(sentences.variant(variant).metrics().get(metric))
                        .median());
    }

    private boolean starts(String variant) {
        return sentences.variant(variant).started();
    }
}
