package dev.coldstart.core.readiness;

import dev.coldstart.core.artifact.BuildRecord;
import dev.coldstart.core.assessment.Reason;
import dev.coldstart.core.presentation.Words;
import dev.coldstart.core.report.Report;
import dev.coldstart.core.report.VariantReport;
import dev.coldstart.core.report.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** From the reports of all frameworks, and those of an earlier run, to one answer. */
public final class ReadinessBuilder {

    private ReadinessBuilder() {}

    /**
     * Builds it.
     *
     * @param now at least one
     * @param before of an earlier run; empty where there is none
     * @throws IllegalArgumentException without a target
     */
    public static Readiness build(List<Target> now, List<Target> before) {
        if (now.isEmpty()) {
            throw new IllegalArgumentException("a readiness run needs a target framework");
        }
        Report first = now.getFirst().report();
        return new Readiness(
                Readiness.SCHEMA,
                first.app(),
                first.plan().created(),
                answer(now),
                now.stream().map(ReadinessBuilder::framework).toList(),
                Obstacles.of(now),
                before.isEmpty() ? Optional.empty() : Optional.of(ReadinessChanges.of(now, before)));
    }

    private static Readiness.Answer answer(List<Target> targets) {
        if (targets.stream().anyMatch(ReadinessBuilder::ready)) {
            return Readiness.Answer.READY;
        }
        if (targets.stream().anyMatch(ReadinessBuilder::inTheWay)) {
            return Readiness.Answer.NOT_YET;
        }
        boolean known = targets.stream().allMatch(t -> t.report().verdict().answer() == Verdict.Answer.STAY);
        return known ? Readiness.Answer.NO_GAIN : Readiness.Answer.NOT_KNOWN;
    }

    static boolean ready(Target target) {
        return target.report().verdict().adopts()
                && target.form().filter(v -> started(v)).isPresent();
    }

    private static boolean inTheWay(Target target) {
        return target.report().verdict().answer() == Verdict.Answer.BLOCKED
                || target.form()
                        .filter(v -> !started(v) && v.outcome() != VariantReport.State.NOT_MEASURED)
                        .isPresent();
    }

    static boolean started(VariantReport variant) {
        return variant.outcome() == VariantReport.State.STARTED;
    }

    private static Readiness.Framework framework(Target target) {
        Report report = target.report();
        Optional<VariantReport> form = target.form();
        return new Readiness.Framework(
                target.framework(),
                report.verdict().answer(),
                Words.verdict(report),
                ready(target),
                report.verdict().provided().stream().map(Reason::text).toList(),
                form.map(VariantReport::outcome).orElse(VariantReport.State.NOT_MEASURED),
                target.baseline().map(VariantReport::form).orElse(""),
                form.map(VariantReport::metrics).orElse(Map.of()),
                form.map(v -> report.comparisons().stream()
                                .filter(c -> c.of().equals(v.name()))
                                .toList())
                        .orElse(List.of()),
                form.flatMap(VariantReport::build)
                        .map(BuildRecord::warnings)
                        .map(List::size)
                        .orElse(0));
    }
}
