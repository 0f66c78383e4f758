package dev.coldstart.core.verdict;

import dev.coldstart.core.plan.Study;
import dev.coldstart.core.plan.Variant;
import dev.coldstart.core.report.StudyReport.CatchUp;
import dev.coldstart.core.report.StudyReport.Moment;
import dev.coldstart.core.report.StudyReport.OfSteady;
import dev.coldstart.core.report.StudyReport.Warmed;
import dev.coldstart.core.sample.SampleSet;
import dev.coldstart.core.study.Slice;
import dev.coldstart.core.study.StudyResult;
import dev.coldstart.core.study.StudyResult.WarmBy;
import dev.coldstart.core.study.StudyRun;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.ToDoubleFunction;

/** How forms got warm, and when the baseline's form has made up for its start. */
final class SteadyReports {

    private static final double NANOS = 1e9;
    private static final double NANOS_PER_MILLI = 1e6;

    /** What differs by less is as fast: two medians of a course are never equal. */
    private static final double AS_FAST = 1.02;

    private SteadyReports() {}

    static OfSteady of(Study.Steady asked, SampleSet samples) {
        Map<String, List<StudyResult.Warmed>> good = new LinkedHashMap<>();
        List<Warmed> variants = new ArrayList<>();
        for (Variant variant : samples.plan().variants()) {
            List<StudyRun> all = samples.studies().stream()
                    .filter(r -> r.study().equals(Study.STEADY) && r.variant().equals(variant.name()))
                    .toList();
            if (all.isEmpty()) {
                continue;
            }
            List<StudyResult.Warmed> warmed = StudyReports.results(all, StudyResult.Warmed.class);
            good.put(variant.name(), warmed);
            variants.add(new Warmed(
                    StudyReports.runs(variant.name(), all),
                    warmed.isEmpty()
                            ? OptionalDouble.empty()
                            : OptionalDouble.of(median(warmed, w -> w.warmUpNs() / NANOS)),
                    warmed.isEmpty()
                            ? OptionalLong.empty()
                            : OptionalLong.of(StudyReports.median(warmed, StudyResult.Warmed::warmUpRequests)),
                    (int) warmed.stream()
                            .filter(w -> w.warmBy() == WarmBy.LIMIT)
                            .count(),
                    course(warmed)));
        }
        return new OfSteady(asked, variants, catchUps(samples.plan().baseline(), good));
    }

    /** Slice by slice, as far as every start has one. */
    private static List<Moment> course(List<StudyResult.Warmed> starts) {
        int slices = starts.stream().mapToInt(s -> s.course().size()).min().orElse(0);
        List<Moment> course = new ArrayList<>();
        for (int i = 0; i < slices; i++) {
            int at = i;
            course.add(new Moment(
                    median(starts, s -> s.course().get(at).untilMs() / 1000.0),
                    median(starts, s -> s.course().get(at).p50Ns() / NANOS_PER_MILLI),
                    median(starts, s -> s.course().get(at).p99Ns() / NANOS_PER_MILLI),
                    median(starts, s -> perSecond(s, at)),
                    median(starts, s -> cpu(s.course().get(at)))));
        }
        return course;
    }

    private static double perSecond(StudyResult.Warmed start, int at) {
        long from = at == 0
                ? Math.round(start.firstNs() / NANOS_PER_MILLI)
                : start.course().get(at - 1).untilMs();
        long length = Math.max(1, start.course().get(at).untilMs() - from);
        return start.course().get(at).requests() * 1000.0 / length;
    }

    private static double cpu(Slice slice) {
        return slice.requests() == 0 ? 0 : slice.cpuNs() / NANOS_PER_MILLI / slice.requests();
    }

    private static List<CatchUp> catchUps(String baseline, Map<String, List<StudyResult.Warmed>> good) {
        List<StudyResult.Warmed> own = good.getOrDefault(baseline, List.of());
        List<CatchUp> catchUps = new ArrayList<>();
        good.forEach((variant, other) -> {
            if (!variant.equals(baseline) && !own.isEmpty() && !other.isEmpty()) {
                CatchUp catchUp = catchUp(variant, own, other);
                if (catchUp.latencySeconds().isPresent()
                        || catchUp.cpuRequests().isPresent()) {
                    catchUps.add(catchUp);
                }
            }
        });
        return catchUps;
    }

    private static CatchUp catchUp(String variant, List<StudyResult.Warmed> baseline, List<StudyResult.Warmed> other) {
        OptionalLong cpu = cpuRequests(baseline, other);
        double warm = median(other, w -> w.latencies().quantile(0.5) / NANOS_PER_MILLI);
        double own = median(baseline, w -> w.latencies().quantile(0.5) / NANOS_PER_MILLI);
        if (own >= warm) {
            return new CatchUp(variant, OptionalDouble.empty(), OptionalLong.empty(), cpu);
        }
        List<Moment> course = course(baseline);
        int from = course.size();
        while (from > 0 && course.get(from - 1).p50Ms() <= warm * AS_FAST) {
            from--;
        }
        if (from == course.size()) {
            return new CatchUp(variant, OptionalDouble.empty(), OptionalLong.empty(), cpu);
        }
        int at = from;
        long requests = Math.round(median(
                baseline,
                start -> start.course().subList(0, at + 1).stream()
                        .mapToLong(Slice::requests)
                        .sum()));
        return new CatchUp(variant, OptionalDouble.of(course.get(from).seconds()), OptionalLong.of(requests), cpu);
    }

    /**
     * All CPU time after n requests is what getting warm costs once and what each costs once warm: two straight lines, which
     * cross where the second is less for the baseline and the first is more.
     */
    private static OptionalLong cpuRequests(List<StudyResult.Warmed> baseline, List<StudyResult.Warmed> other) {
        double each = median(other, SteadyReports::warmCpu) - median(baseline, SteadyReports::warmCpu);
        double once = median(baseline, SteadyReports::onceCpu) - median(other, SteadyReports::onceCpu);
        return each > 0 && once > 0 ? OptionalLong.of(Math.round(once / each)) : OptionalLong.empty();
    }

    private static double warmCpu(StudyResult.Warmed start) {
        return (double) start.cpuNs() / start.requests();
    }

    private static double onceCpu(StudyResult.Warmed start) {
        long until = Math.round(start.warmUpNs() / NANOS_PER_MILLI);
        double warmUp = start.firstCpuNs()
                + start.course().stream()
                        .filter(s -> s.untilMs() <= until)
                        .mapToLong(Slice::cpuNs)
                        .sum();
        return warmUp - warmCpu(start) * start.warmUpRequests();
    }

    private static <T> double median(List<T> of, ToDoubleFunction<T> value) {
        List<Double> sorted =
                new ArrayList<>(of.stream().mapToDouble(value).boxed().toList());
        Collections.sort(sorted);
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
