package dev.coldstart.core.assessment;

import dev.coldstart.core.policy.Preset;
import dev.coldstart.core.policy.Question;
import dev.coldstart.core.policy.TeamPolicy;
import java.util.List;
import java.util.Optional;

/**
 * What the report holds of the policy beside its verdict.
 *
 * @param form the native form that the gate was applied to; empty where there is none
 * @param useCase the title of the preset, or its id where this version does not know it
 * @param workload the five conditions
 * @param against the three counter-conditions
 * @param checks the gate for that form; empty where there is none
 * @param libraries packages that cause warnings in that form's build
 * @param exceptions all that the policy has
 * @param rubric that form's points
 */
public record Assessment(
        Optional<String> form,
        Optional<String> useCase,
        List<Answered> workload,
        List<Answered> against,
        List<CheckResult> checks,
        List<LibraryFinding> libraries,
        List<Acceptance> exceptions,
        Optional<RubricScore> rubric) {

    public Assessment {
        workload = List.copyOf(workload);
        against = List.copyOf(against);
        checks = List.copyOf(checks);
        libraries = List.copyOf(libraries);
        exceptions = List.copyOf(exceptions);
    }

    /** Takes what was judged; the exceptions know by now which of them were needed. */
    public static Assessment of(
            TeamPolicy policy, Optional<Judgement> judgement, Waivers exceptions, Optional<RubricScore> rubric) {
        return new Assessment(
                judgement.map(j -> j.evidence().form()),
                policy.useCase().map(id -> Preset.named(id).map(Preset::title).orElse(id)),
                Answered.all(Question.Group.WORKLOAD, policy),
                Answered.all(Question.Group.AGAINST, policy),
                judgement.map(Judgement::checks).orElse(List.of()),
                judgement.map(Judgement::libraries).orElse(List.of()),
                exceptions.all(),
                rubric);
    }
}
