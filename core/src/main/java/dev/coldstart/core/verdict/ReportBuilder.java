package dev.coldstart.core.verdict;

import dev.coldstart.core.assessment.Assessment;
import dev.coldstart.core.assessment.Judge;
import dev.coldstart.core.assessment.Judgement;
import dev.coldstart.core.assessment.Libraries;
import dev.coldstart.core.assessment.RubricScore;
import dev.coldstart.core.assessment.Waivers;
import dev.coldstart.core.behaviour.Behaviour;
import dev.coldstart.core.estimate.Contrast;
import dev.coldstart.core.estimate.Contrasts;
import dev.coldstart.core.estimate.DecisionRule;
import dev.coldstart.core.estimate.Figure;
import dev.coldstart.core.estimate.Figures;
import dev.coldstart.core.estimate.Metric;
import dev.coldstart.core.estimate.Pairing;
import dev.coldstart.core.estimate.StartTable;
import dev.coldstart.core.fairness.Fairness;
import dev.coldstart.core.plan.Plan;
import dev.coldstart.core.policy.TeamPolicy;
import dev.coldstart.core.report.ChangeAnswer;
import dev.coldstart.core.report.Report;
import dev.coldstart.core.report.VariantReport;
import dev.coldstart.core.report.Verdict;
import dev.coldstart.core.sample.End;
import dev.coldstart.core.sample.SampleSet;
import dev.coldstart.core.wording.VariantSentences;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** From samples to the report: variants, contrasts, verdict, notes. The same samples always give the same report. */
public final class ReportBuilder {

    private static final List<Metric> COMPARED =
            Arrays.stream(Metric.values()).filter(Metric::isCompared).toList();

    private ReportBuilder() {}

    /**
     * Builds the report.
     *
     * @param extraNotes what the caller found that the samples do not hold, such as a line that was cut off; put first
     */
    public static Report build(SampleSet samples, List<String> extraNotes) {
        Plan plan = samples.plan();
        TeamPolicy team = plan.policy().team();
        StartTable table = new StartTable(samples.starts(), samples.studies());
        DecisionRule rule = DecisionRule.of(plan.policy(), Pairing.Question.SWITCH);
        Behaviour behaviour = Behaviour.of(samples.withAnswers(new Frames(samples.frames()).shown(samples.answers())));
        List<VariantReport> variants = new VariantReports(samples, table, behaviour).all();
        List<Contrast> contrasts = contrasts(plan, variants, table);
        Waivers waivers = new Waivers(team.exceptions(), plan.day());
        Judge judge = new Judge(team, waivers, new Libraries(team.libraries(), plan.day()));
        Candidates candidates = new Candidates(plan, variants, table, rule, judge);
        VerdictRule verdictRule = new VerdictRule(
                candidates,
                new VariantSentences(plan.scenario(), variants),
                plan.policy().minimumGain());
        Verdict verdict = verdictRule.verdict();
        Optional<Judgement> judged = verdictRule.about(verdict);
        Optional<RubricScore> rubric =
                judged.map(j -> Rubrics.score(contrasts, candidates.reference().name(), team, j));
        Optional<ChangeAnswer> change = new ChangeRule(plan, variants, contrasts, waivers).answer();
        return new Report(
                Report.SCHEMA,
                plan.app(),
                outcome(variants, samples.end()),
                plan.baseline(),
                variants,
                contrasts,
                verdict,
                change,
                Diagnoses.of(variants, behaviour),
                Assessment.of(team, judged, waivers, rubric),
                WarningReports.of(variants),
                table.blocks(),
                plan,
                samples.machine(),
                samples.end(),
                new Notes(samples, table, variants, contrasts).all(extraNotes),
                CostReports.of(samples.plan(), variants, table),
                Fairness.of(plan, samples.artifacts(), samples.builds()),
                behaviour,
                StudyReports.of(samples));
    }

    private static Report.State outcome(List<VariantReport> variants, Optional<End> end) {
        if (variants.stream().noneMatch(VariantReport::measured)) {
            return Report.State.NOT_MEASURED;
        }
        boolean whole = end.map(End::reason)
                .filter(r -> r != End.Reason.CANCELLED && r != End.Reason.BROKEN)
                .isPresent();
        return whole ? Report.State.MEASURED : Report.State.PARTIAL;
    }

    private static List<Contrast> contrasts(Plan plan, List<VariantReport> variants, StartTable table) {
        Map<String, VariantReport> started = variants.stream()
                .filter(VariantReport::measured)
                .collect(Collectors.toMap(VariantReport::name, Function.identity()));
        List<Contrast> contrasts = new ArrayList<>();
        for (Pairing pairing : Pairing.of(plan)) {
            VariantReport of = started.get(pairing.of());
            VariantReport against = started.get(pairing.against());
            if (of == null || against == null) {
                continue;
            }
            DecisionRule rule = DecisionRule.of(plan.policy(), pairing.question());
            for (Metric metric : COMPARED) {
                Contrasts.ofStarts(table, metric, of.name(), against.name(), rule)
                        .or(() -> Contrasts.ofFigures(
                                metric, of.name(), onceMeasured(of), against.name(), onceMeasured(against), rule))
                        .ifPresent(contrasts::add);
            }
        }
        return contrasts;
    }

    private static Map<Metric, Figure> onceMeasured(VariantReport variant) {
        return Figures.ofBuild(variant.artifact(), variant.build());
    }
}
