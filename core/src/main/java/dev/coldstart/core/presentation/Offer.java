package dev.coldstart.core.presentation;

import dev.coldstart.core.assessment.Answered;
import dev.coldstart.core.estimate.Contrast;
import dev.coldstart.core.estimate.Decision;
import dev.coldstart.core.estimate.Metric;
import dev.coldstart.core.report.Report;
import dev.coldstart.core.report.VariantReport;
import dev.coldstart.core.report.Verdict;
import dev.coldstart.core.wording.Change;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What another form than the one that ships would buy, in one sentence, as long as the team has not decided on it. */
public final class Offer {

    private final View view;
    private final Verdict verdict;

    private Offer(View view) {
        this.view = view;
        this.verdict = view.report().verdict();
    }

    /** Empty where the team has decided, or there is nothing to say. Holds names from outside. */
    public static Optional<String> of(View view) {
        return new Offer(view).sentence();
    }

    private Optional<String> sentence() {
        boolean alone = view.others().isEmpty();
        if (alone || isDecided() || view.report().outcome() == Report.State.NOT_MEASURED) {
            return Optional.empty();
        }
        return switch (verdict.answer()) {
            case ADOPT, ADOPT_R2R -> bought();
            case STAY -> Optional.of("No other form is worth switching to: " + because());
            case INCONCLUSIVE ->
                Optional.of("Whether another form is worth switching to is not known yet: " + because());
            // What does not work is said of the form itself.
            case BLOCKED -> Optional.empty();
        };
    }

    /** It ships already, or every question of the policy has its answer. */
    private boolean isDecided() {
        boolean ships = view.shipped()
                .map(VariantReport::form)
                .filter(verdict.form()::equals)
                .isPresent();
        List<Answered> questions = Stream.concat(
                        view.report().assessment().workload().stream(), view.report().assessment().against().stream())
                .toList();
        return ships
                || (!questions.isEmpty() && questions.stream().noneMatch(q -> q.state() == Answered.State.UNANSWERED));
    }

    private String because() {
        return verdict.reasons().stream()
                .findFirst()
                .map(reason -> Sentences.stopped(view.shortNames(reason.text())))
                .orElse("see below.");
    }

    /** {@code Native AOT would answer first after 23.1 ms, 8.5x faster than JIT (8.3x to 8.7x); published size -91 %.} */
    private Optional<String> bought() {
        return view.subject()
                .flatMap(v -> view.median(v, Metric.FIRST_RESPONSE)
                        .flatMap(median -> view.contrast(v, Metric.FIRST_RESPONSE)
                                .map(c -> view.label(v) + " " + view.terms().wouldBeDoneAfter() + " " + median + ", "
                                        + Change.inWords(c, view.baselineLabel())
                                        + also(v, view.terms().memory()) + also(v, Metric.PUBLISHED_SIZE)
                                        + (verdict.provided().isEmpty()
                                                ? "."
                                                : ", if the team's answers to the questions below allow it."))));
    }

    private String also(VariantReport variant, Metric metric) {
        return view.contrast(variant, metric)
                .filter(c -> c.decision() == Decision.BETTER || c.decision() == Decision.WORSE)
                .map(Offer::inShort)
                .orElse("");
    }

    private static String inShort(Contrast contrast) {
        String what = switch (contrast.metric()) {
            case IDLE_RSS -> "idle memory";
            case PEAK_RSS -> "maximum memory";
            default -> "published size";
        };
        return ", " + what + " " + Change.of(contrast).amount();
    }
}
