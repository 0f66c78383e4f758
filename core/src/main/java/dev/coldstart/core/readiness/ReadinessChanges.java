package dev.coldstart.core.readiness;

import dev.coldstart.core.artifact.BuildWarning;
import dev.coldstart.core.estimate.Contrast;
import dev.coldstart.core.estimate.Figure;
import dev.coldstart.core.estimate.Metric;
import dev.coldstart.core.presentation.Words;
import dev.coldstart.core.readiness.Moved.Direction;
import dev.coldstart.core.report.VariantReport;
import dev.coldstart.core.report.Verdict;
import dev.coldstart.core.sample.FailureReason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What is not as it was last time. Runs on two days have no blocks in common, so that two starts can't be paired: what is
 * compared is the native form's ratio to the baseline of its own run, and it has moved where the two 95 % intervals do not
 * overlap. Sizes are exact and have moved by one percent or more.
 */
final class ReadinessChanges {

    private static final List<Metric> AGAINST_BASELINE =
            List.of(Metric.FIRST_RESPONSE, Metric.CPU_TO_FIRST_RESPONSE, Metric.IDLE_RSS);

    private static final double MIN_SIZE_CHANGE = 0.01;

    private final List<Moved> moved = new ArrayList<>();

    private ReadinessChanges() {}

    static Readiness.Since of(List<Target> now, List<Target> before) {
        Map<String, Target> earlier = new LinkedHashMap<>();
        before.forEach(target -> earlier.put(target.framework(), target));
        ReadinessChanges comparison = new ReadinessChanges();
        for (Target target : now) {
            Optional<Target> was = Optional.ofNullable(earlier.remove(target.framework()));
            was.ifPresentOrElse(
                    w -> comparison.both(target, w),
                    () -> comparison.add(
                            Direction.OTHER, target, target.framework() + " is measured for the first time"));
        }
        earlier.values()
                .forEach(gone -> comparison.add(
                        Direction.OTHER, gone, gone.framework() + " was measured then, and is not any more"));
        comparison.moved.sort(Comparator.comparing(Moved::direction));
        return new Readiness.Since(
                before.getFirst().report().plan().created(), comparison.moved, Circumstances.differences(now, before));
    }

    private void add(Direction direction, Target target, String what) {
        moved.add(new Moved(direction, target.framework(), what));
    }

    private void both(Target now, Target was) {
        verdict(now, was);
        Optional<VariantReport> form = now.form();
        Optional<VariantReport> formWas = was.form();
        if (form.isPresent() && formWas.isPresent()) {
            outcome(now, form.get(), formWas.get());
            warnings(now, form.get(), formWas.get());
            for (Metric metric : AGAINST_BASELINE) {
                ratio(now, was, form.get(), formWas.get(), metric);
            }
            size(now, form.get(), formWas.get());
        }
        Optional<VariantReport> baseline = now.baseline();
        Optional<VariantReport> baselineWas = was.baseline();
        if (baseline.isPresent() && baselineWas.isPresent()) {
            outcome(now, baseline.get(), baselineWas.get());
        }
    }

    private void verdict(Target now, Target was) {
        Verdict verdict = now.report().verdict();
        Verdict before = was.report().verdict();
        if (verdict.answer() != before.answer()) {
            Direction direction = verdict.adopts() == before.adopts()
                    ? Direction.OTHER
                    : verdict.adopts() ? Direction.BETTER : Direction.WORSE;
            add(
                    direction,
                    now,
                    "the verdict on " + now.framework() + " is "
                            + verdict.answer().id() + ", it was "
                            + before.answer().id());
        }
    }

    private void outcome(Target target, VariantReport now, VariantReport was) {
        String who = now.form() + " on " + target.framework();
        String failure = now.reason().map(Words::reason).map(r -> ": it " + r).orElse("");
        switch (now.outcome()) {
            case STARTED -> {
                switch (was.outcome()) {
                    case NOT_BUILT -> add(Direction.BETTER, target, who + " now builds and starts");
                    case FAILED -> add(Direction.BETTER, target, who + " now starts");
                    case UNEQUAL -> add(Direction.BETTER, target, who + " now answers as the baseline does");
                    case NOT_MEASURED -> add(Direction.OTHER, target, who + " is measured, and was not the last time");
                    case STARTED -> {
                        // as before
                    }
                }
            }
            case UNEQUAL -> {
                switch (was.outcome()) {
                    case NOT_BUILT, FAILED ->
                        add(Direction.BETTER, target, who + " now starts, and answers otherwise than the baseline");
                    case STARTED -> add(Direction.WORSE, target, who + " now answers otherwise than the baseline");
                    case NOT_MEASURED -> add(Direction.OTHER, target, who + " answers otherwise than the baseline");
                    case UNEQUAL -> {
                        // as before
                    }
                }
            }
            case FAILED -> {
                switch (was.outcome()) {
                    case NOT_BUILT -> add(Direction.BETTER, target, who + " now builds, and does not start" + failure);
                    case STARTED, UNEQUAL -> add(Direction.WORSE, target, who + " no longer starts" + failure);
                    case NOT_MEASURED -> add(Direction.OTHER, target, who + " does not start" + failure);
                    case FAILED -> stillFails(target, who, now.reason(), was.reason(), failure);
                }
            }
            case NOT_BUILT -> {
                if (was.outcome() != VariantReport.State.NOT_BUILT
                        && was.outcome() != VariantReport.State.NOT_MEASURED) {
                    add(Direction.WORSE, target, who + " no longer builds");
                }
            }
            case NOT_MEASURED -> {
                if (was.outcome() != VariantReport.State.NOT_MEASURED) {
                    add(Direction.OTHER, target, who + " was not measured this time");
                }
            }
        }
    }

    private void stillFails(
            Target target, String who, Optional<FailureReason> now, Optional<FailureReason> was, String failure) {
        if (!now.equals(was)) {
            add(
                    Direction.OTHER,
                    target,
                    who + " still does not start, for another reason" + failure
                            + was.map(r -> "; then it " + Words.reason(r)).orElse(""));
        }
    }

    /** A build that failed warned of what it had come to: nothing can be said of the rest. */
    private void warnings(Target target, VariantReport now, VariantReport was) {
        if (!built(now) || !built(was)) {
            return;
        }
        List<BuildWarning> all = now.build().orElseThrow().warnings();
        List<BuildWarning> then = was.build().orElseThrow().warnings();
        List<BuildWarning> gone = without(then, all);
        List<BuildWarning> added = without(all, then);
        String who = now.form() + " on " + target.framework();
        if (!gone.isEmpty()) {
            add(
                    Direction.BETTER,
                    target,
                    Words.count(gone.size(), "build warning") + " of " + who
                            + (gone.size() == 1 ? " is" : " are") + " gone, " + all.size() + " left: "
                            + Words.codes(gone));
        }
        if (!added.isEmpty()) {
            add(
                    Direction.WORSE,
                    target,
                    Words.count(added.size(), "new build warning") + " of " + who + ": " + Words.codes(added));
        }
    }

    private static boolean built(VariantReport variant) {
        return variant.build().isPresent() && variant.outcome() != VariantReport.State.NOT_BUILT;
    }

    /** Lines move when code is edited: a warning is the same when it says the same of the same assembly. */
    private static List<BuildWarning> without(List<BuildWarning> warnings, List<BuildWarning> others) {
        List<List<String>> left =
                new ArrayList<>(others.stream().map(ReadinessChanges::identity).toList());
        return warnings.stream().filter(w -> !left.remove(identity(w))).toList();
    }

    private static List<String> identity(BuildWarning warning) {
        return List.of(warning.code(), warning.assembly(), warning.message());
    }

    private void ratio(Target now, Target was, VariantReport form, VariantReport formWas, Metric metric) {
        Optional<Contrast> contrast = contrast(now, form, metric);
        Optional<Contrast> before = contrast(was, formWas, metric);
        if (contrast.isEmpty() || before.isEmpty() || !apart(contrast.get(), before.get())) {
            return;
        }
        String baseline = now.baseline().map(VariantReport::form).orElse("");
        String title = metric.title().substring(0, 1).toLowerCase(Locale.ROOT)
                + metric.title().substring(1);
        add(
                contrast.get().ratio() < before.get().ratio() ? Direction.BETTER : Direction.WORSE,
                now,
                title + " of " + form.form() + " on " + now.framework() + " is "
                        + Words.against(contrast.get(), baseline) + ", it was "
                        + Words.against(before.get(), baseline) + "; " + medians(form, formWas, metric)
                        + baselines(now, was, metric));
    }

    private static Optional<Contrast> contrast(Target target, VariantReport form, Metric metric) {
        return target.report().comparisons().stream()
                .filter(c -> c.metric() == metric
                        && c.of().equals(form.name())
                        && c.against().equals(target.report().baseline()))
                .findFirst();
    }

    private static boolean apart(Contrast one, Contrast other) {
        return one.low().isPresent()
                && other.low().isPresent()
                && (one.high().orElseThrow() < other.low().orElseThrow()
                        || other.high().orElseThrow() < one.low().orElseThrow());
    }

    private static String baselines(Target now, Target was, Metric metric) {
        return now.baseline()
                .flatMap(b -> was.baseline().map(w -> "; " + medians(b, w, metric)))
                .orElse("");
    }

    /** {@code aot 19.1 ms, it was 24.3 ms}. */
    private static String medians(VariantReport now, VariantReport was, Metric metric) {
        return now.form() + " " + median(now, metric) + ", it was " + median(was, metric);
    }

    private static String median(VariantReport variant, Metric metric) {
        Figure figure = variant.metrics().get(metric);
        return figure == null ? "not measured" : Words.value(metric, figure.median());
    }

    private void size(Target target, VariantReport now, VariantReport was) {
        Figure figure = now.metrics().get(Metric.PUBLISHED_SIZE);
        Figure before = was.metrics().get(Metric.PUBLISHED_SIZE);
        if (figure == null || before == null || before.median() <= 0 || figure.median() <= 0) {
            return;
        }
        double ratio = figure.median() / before.median();
        if (Math.abs(ratio - 1) >= MIN_SIZE_CHANGE) {
            add(
                    ratio < 1 ? Direction.BETTER : Direction.WORSE,
                    target,
                    "published size of " + now.form() + " on " + target.framework() + " is "
                            + Words.value(Metric.PUBLISHED_SIZE, figure.median()) + ", it was "
                            + Words.value(Metric.PUBLISHED_SIZE, before.median()) + " (" + Words.change(ratio) + ")");
        }
    }
}
