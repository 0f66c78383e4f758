package dev.coldstart.core.verdict;

import dev.coldstart.core.estimate.Contrasts;
import dev.coldstart.core.estimate.DecisionRule;
import dev.coldstart.core.estimate.Figure;
import dev.coldstart.core.estimate.Figures;
import dev.coldstart.core.estimate.Metric;
import dev.coldstart.core.estimate.Pairing;
import dev.coldstart.core.estimate.StartTable;
import dev.coldstart.core.plan.Size;
import dev.coldstart.core.plan.Study;
import dev.coldstart.core.plan.Variant;
import dev.coldstart.core.report.StudyReport.AtSize;
import dev.coldstart.core.report.StudyReport.OfSweep;
import dev.coldstart.core.sample.SampleSet;
import dev.coldstart.core.study.StudyRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A sweep, size by size: each is a comparison of its own, estimated as any other. */
final class SweepReports {

    private SweepReports() {}

    static OfSweep of(Study.Sweep asked, SampleSet samples) {
        List<AtSize> points = new ArrayList<>();
        DecisionRule rule = DecisionRule.of(samples.plan().policy(), Pairing.Question.SWITCH);
        for (Size size : asked.sizes()) {
            List<StudyRun> here = samples.studies().stream()
                    .filter(run -> run.study().equals(Study.SWEEP)
                            && run.size().filter(size::equals).isPresent())
                    .toList();
            StartTable table = StartTable.ofSweep(here);
            for (Variant variant : samples.plan().variants()) {
                List<StudyRun> own = here.stream()
                        .filter(run -> run.variant().equals(variant.name()))
                        .toList();
                if (own.isEmpty()) {
                    continue;
                }
                Map<Metric, Figure> figures = Figures.ofStarts(table, variant.name());
                String baseline = samples.plan().baseline();
                points.add(new AtSize(
                        size,
                        StudyReports.runs(variant.name(), own),
                        Optional.ofNullable(figures.get(Metric.FIRST_RESPONSE)),
                        Optional.ofNullable(figures.get(Metric.CPU_TO_FIRST_RESPONSE)),
                        variant.name().equals(baseline)
                                ? Optional.empty()
                                : Contrasts.ofStarts(table, Metric.FIRST_RESPONSE, variant.name(), baseline, rule)));
            }
        }
        return new OfSweep(asked, points);
    }
}
