package dev.coldstart.core.verdict;

import dev.coldstart.core.assessment.CheckResult;
import dev.coldstart.core.assessment.Evidence;
import dev.coldstart.core.assessment.Judgement;
import dev.coldstart.core.assessment.Reason;
import dev.coldstart.core.assessment.Rubric;
import dev.coldstart.core.assessment.RubricScore;
import dev.coldstart.core.assessment.RubricScore.Scored;
import dev.coldstart.core.assessment.Status;
import dev.coldstart.core.estimate.Contrast;
import dev.coldstart.core.estimate.Metric;
import dev.coldstart.core.policy.Check;
import dev.coldstart.core.policy.Question;
import dev.coldstart.core.policy.TeamPolicy;
import dev.coldstart.core.wording.Format;
import java.util.List;
import java.util.Optional;

/** Scores a form by the rubric. */
final class Rubrics {

    private final List<Contrast> contrasts;
    private final TeamPolicy policy;
    private final Judgement judgement;

    private Rubrics(List<Contrast> contrasts, TeamPolicy policy, Judgement judgement) {
        this.contrasts = contrasts;
        this.policy = policy;
        this.judgement = judgement;
    }

    /** @param contrasts the report's; those of the form against the baseline's form are looked for among them */
    static RubricScore score(List<Contrast> contrasts, String reference, TeamPolicy policy, Judgement judgement) {
        List<Contrast> own = contrasts.stream()
                .filter(c -> c.of().equals(judgement.evidence().variant())
                        && c.against().equals(reference))
                .toList();
        Rubrics rubrics = new Rubrics(own, policy, judgement);
        return RubricScore.of(
                Rubric.standard().criteria().stream().map(rubrics::score).toList());
    }

    private Scored score(Rubric.Criterion criterion) {
        return switch (criterion.measure()) {
            case GAIN -> gain(criterion);
            case WARNINGS -> warnings(criterion);
            case BEHAVIOUR -> behaviour(criterion);
            case CONDITIONS -> conditions(criterion);
        };
    }

    private Scored gain(Rubric.Criterion criterion) {
        Optional<Contrast> found = contrasts.stream()
                .filter(c -> Optional.of(c.metric().id()).equals(criterion.metric()))
                .findFirst();
        if (found.isEmpty()) {
            return unknown(criterion, Reason.of("not measured"));
        }
        Contrast contrast = found.get();
        // Sizes are exact; what has a spread and no interval could be anything.
        boolean exact = contrast.metric() == Metric.PUBLISHED_SIZE;
        if (contrast.high().isEmpty() && !exact) {
            return unknown(criterion, Candidates.reason("no interval", contrast));
        }
        double gain = 1 - contrast.high().orElse(contrast.ratio());
        String said = gain > 0
                ? (exact ? "" : "at least ") + Format.percent(gain) + " less"
                : exact && gain < 0 ? Format.percent(-gain) + " more" : "no gain is certain";
        return known(criterion, criterion.pointsFor(gain), Candidates.reason(said, contrast));
    }

    private Scored warnings(Rubric.Criterion criterion) {
        Optional<Evidence.Build> build = judgement.evidence().build();
        String variant = judgement.evidence().variant();
        if (build.isEmpty()) {
            return unknown(criterion, Reason.of("nobody saw the build"));
        }
        if (build.get().extent() == Evidence.Extent.STOPPED) {
            return unknown(criterion, Reason.of("the build failed before all of its warnings were known"));
        }
        if (build.get().extent() == Evidence.Extent.UNHEARD) {
            return unknown(criterion, Reason.of("it is not known what the build warned of"));
        }
        int all = build.get().warnings();
        return known(
                criterion,
                criterion.pointsFor(all),
                Reason.figure(
                        all == 0 ? "no trim or AOT warning" : Format.count(all, "trim or AOT warning"),
                        Metric.BUILD_WARNINGS.id(),
                        variant));
    }

    private Scored behaviour(Rubric.Criterion criterion) {
        CheckResult check = judgement.check(Check.OPERATIONAL_RISK);
        return check.status() == Status.UNANSWERED
                ? unknown(criterion, check.reasons().getFirst())
                : known(
                        criterion,
                        criterion.pointsFor(check.status()),
                        check.reasons().getFirst());
    }

    private Scored conditions(Rubric.Criterion criterion) {
        List<Question> all = Question.Group.WORKLOAD.questions();
        long yes = all.stream().filter(policy::isYes).count();
        long open = all.stream().filter(policy::isUnanswered).count();
        Reason reason = Reason.answer(
                yes + " of " + all.size() + " conditions hold" + (open == 0 ? "" : ", " + open + " unanswered"),
                Question.Group.WORKLOAD.key());
        return open == all.size()
                ? unknown(criterion, reason)
                : known(criterion, criterion.pointsFor((double) yes), reason);
    }

    private static Scored known(Rubric.Criterion criterion, int points, Reason reason) {
        return new Scored(criterion.id(), criterion.title(), points, criterion.points(), true, reason);
    }

    private static Scored unknown(Rubric.Criterion criterion, Reason reason) {
        return new Scored(criterion.id(), criterion.title(), 0, criterion.points(), false, reason);
    }
}
