package dev.coldstart.core.verdict;

import dev.coldstart.core.plan.Plan;
import dev.coldstart.core.plan.Study;
import dev.coldstart.core.report.StudyReport;
import dev.coldstart.core.report.StudyReport.Failure;
import dev.coldstart.core.report.StudyReport.Least;
import dev.coldstart.core.report.StudyReport.Loaded;
import dev.coldstart.core.report.StudyReport.OfLoad;
import dev.coldstart.core.report.StudyReport.OfMemory;
import dev.coldstart.core.report.StudyReport.Runs;
import dev.coldstart.core.sample.SampleSet;
import dev.coldstart.core.study.MemoryPoint;
import dev.coldstart.core.study.StudyResult;
import dev.coldstart.core.study.StudyRun;
import dev.coldstart.core.study.StudyTrouble;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/** From what studies saw to what is said of it, variant by variant. */
final class StudyReports {

    private final Plan plan;
    private final List<StudyRun> runs;

    private StudyReports(SampleSet samples) {
        this.plan = samples.plan();
        this.runs = samples.studies();
    }

    /** Empty where the plan asks for no study. */
    static Optional<StudyReport> of(SampleSet samples) {
        if (samples.plan().studies().isEmpty()) {
            return Optional.empty();
        }
        StudyReports reports = new StudyReports(samples);
        return Optional.of(new StudyReport(
                reports.asked(Study.Load.class).map(reports::load),
                reports.asked(Study.Steady.class).map(asked -> SteadyReports.of(asked, samples)),
                reports.asked(Study.Sweep.class).map(asked -> SweepReports.of(asked, samples)),
                reports.asked(Study.LeastMemory.class).map(reports::memory)));
    }

    private <T extends Study> Optional<T> asked(Class<T> kind) {
        return plan.studies().orElse(List.of()).stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .findFirst();
    }

    private List<StudyRun> of(String study, String variant) {
        return runs.stream()
                .filter(r -> r.study().equals(study) && r.variant().equals(variant))
                .toList();
    }

    private OfLoad load(Study.Load asked) {
        List<Loaded> loaded = new ArrayList<>();
        plan.variants().forEach(v -> {
            List<StudyRun> all = of(Study.LOAD, v.name());
            List<StudyResult.Loaded> good = results(all, StudyResult.Loaded.class);
            if (!all.isEmpty()) {
                loaded.add(new Loaded(
                        runs(v.name(), all),
                        course(good.stream().map(StudyResult.Loaded::memory).toList()),
                        good.stream().map(StudyResult.Loaded::generator).findFirst()));
            }
        });
        return new OfLoad(asked, loaded);
    }

    static <T extends StudyResult> List<T> results(List<StudyRun> runs, Class<T> kind) {
        return runs.stream()
                .map(StudyRun::result)
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    static Runs runs(String variant, List<StudyRun> all) {
        List<StudyResult.Failed> failed = results(all, StudyResult.Failed.class);
        return new Runs(variant, all.size(), failed.size(), failure(failed));
    }

    private static Optional<Failure> failure(List<StudyResult.Failed> failed) {
        Map<StudyTrouble, Integer> counts = new EnumMap<>(StudyTrouble.class);
        failed.forEach(f -> counts.merge(f.reason(), 1, Integer::sum));
        return counts.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .map(reason -> new Failure(
                        reason,
                        failed.stream()
                                .filter(f -> f.reason() == reason)
                                .reduce((a, b) -> b)
                                .orElseThrow()
                                .detail()));
    }

    /** Point by point, as far as every start has one. */
    private static List<MemoryPoint> course(List<List<MemoryPoint>> starts) {
        int points = starts.stream().mapToInt(List::size).min().orElse(0);
        List<MemoryPoint> course = new ArrayList<>();
        for (int i = 0; i < points; i++) {
            int at = i;
            List<MemoryPoint> now = starts.stream().map(s -> s.get(at)).toList();
            course.add(new MemoryPoint(
                    median(now, MemoryPoint::atMs),
                    median(now, MemoryPoint::rssBytes),
                    median(now, MemoryPoint::pssBytes)));
        }
        return course;
    }

    static <T> long median(List<T> of, ToLongFunction<T> value) {
        List<Long> sorted = new ArrayList<>(of.stream().mapToLong(value).boxed().toList());
        Collections.sort(sorted);
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    private OfMemory memory(Study.LeastMemory asked) {
        return new OfMemory(
                asked,
                plan.variants().stream()
                        .map(v -> v.name())
                        .filter(v -> !of(Study.LEAST_MEMORY, v).isEmpty())
                        .map(v -> least(v, of(Study.LEAST_MEMORY, v)))
                        .toList());
    }

    private static Least least(String variant, List<StudyRun> runs) {
        TreeMap<Long, List<StudyRun>> byLimit = new TreeMap<>();
        runs.forEach(run -> run.size()
                .ifPresent(size -> byLimit.computeIfAbsent(size.memoryBytes(), s -> new ArrayList<>())
                        .add(run)));
        OptionalLong found = OptionalLong.empty();
        // Downwards from the largest, as long as every start was good.
        for (Map.Entry<Long, List<StudyRun>> limit : byLimit.descendingMap().entrySet()) {
            if (!results(limit.getValue(), StudyResult.Failed.class).isEmpty()) {
                break;
            }
            found = OptionalLong.of(limit.getKey());
        }
        List<StudyRun> at = found.isPresent() ? byLimit.getOrDefault(found.getAsLong(), List.of()) : List.of();
        Optional<Long> below = Optional.ofNullable(
                found.isPresent() ? byLimit.lowerKey(found.getAsLong()) : byLimit.isEmpty() ? null : byLimit.lastKey());
        List<StudyRun> failing =
                below.map(b -> byLimit.getOrDefault(b, List.of())).orElse(List.of());
        List<StudyResult.Failed> failed = results(failing, StudyResult.Failed.class);
        return new Least(
                variant,
                found,
                at.size(),
                below.map(OptionalLong::of).orElse(OptionalLong.empty()),
                failing.size(),
                failed.size(),
                failure(failed));
    }
}
