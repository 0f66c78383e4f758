package dev.coldstart.core.verdict;

import dev.coldstart.core.estimate.Contrast;
import dev.coldstart.core.estimate.Metric;
import dev.coldstart.core.estimate.Pairing;
import dev.coldstart.core.estimate.StartTable;
import dev.coldstart.core.plan.Policy;
import dev.coldstart.core.report.VariantReport;
import dev.coldstart.core.sample.End;
import dev.coldstart.core.sample.FunctionPhases;
import dev.coldstart.core.sample.Machine;
import dev.coldstart.core.sample.Outcome;
import dev.coldstart.core.sample.ProgramPhases;
import dev.coldstart.core.sample.SampleSet;
import dev.coldstart.core.sample.Start;
import dev.coldstart.core.statistics.Outliers;
import dev.coldstart.core.statistics.TwoSpeeds;
import dev.coldstart.core.wording.Format;
import dev.coldstart.core.wording.VariantSentences;
import dev.coldstart.core.wording.Wording;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;

/** What a reader should know before believing the report, one sentence each. */
final class Notes {

    private static final double NANOS_PER_MILLI = 1e6;

    private final SampleSet samples;
    private final StartTable table;
    private final List<VariantReport> variants;
    private final List<Contrast> contrasts;
    private final Set<String> notes = new LinkedHashSet<>();

    Notes(SampleSet samples, StartTable table, List<VariantReport> variants, List<Contrast> contrasts) {
        this.samples = samples;
        this.table = table;
        this.variants = variants;
        this.contrasts = contrasts;
    }

    /** The caller's notes, what was assumed, found out and said by the machine of itself, then what the samples show; each once. */
    List<String> all(List<String> extra) {
        notes.addAll(extra);
        notes.addAll(samples.plan().assumptions());
        notes.addAll(samples.notes());
        notes.addAll(samples.machine().map(Machine::notes).orElse(List.of()));
        end();
        baseline();
        variants.forEach(this::failures);
        notes.addAll(new Layouts(
                        samples.plan(),
                        table,
                        new VariantSentences(samples.plan().scenario(), variants))
                .notes());
        Pairing.of(samples.plan()).forEach(this::reach);
        variants.stream().filter(VariantReport::measured).forEach(this::shape);
        variants.stream().filter(VariantReport::measured).forEach(this::client);
        variants.stream().filter(VariantReport::measured).forEach(this::left);
        machine();
        return List.copyOf(notes);
    }

    /** What a function called itself as it asked for events. */
    private void client(VariantReport variant) {
        table.counted(variant.name()).stream()
                .map(Start::outcome)
                .filter(Outcome.Started.class::isInstance)
                .map(outcome -> ((Outcome.Started) outcome).phases())
                .filter(FunctionPhases.class::isInstance)
                .findFirst()
                .ifPresent(phases -> notes.add(variant.name() + " asked for its events "
                        + ((FunctionPhases) phases)
                                .client()
                                .map(name -> "as " + name)
                                .orElse("without saying what client it is")));
    }

    private void end() {
        String after = " after " + Format.count(table.blocks(), "counted block");
        if (samples.end().isEmpty()) {
            notes.add("the comparison was cut off" + after + " and its samples have no end");
            return;
        }
        End end = samples.end().get();
        String detail = end.detail().isBlank() ? "" : ": " + end.detail().strip();
        switch (end.reason()) {
            case CANCELLED -> notes.add("the comparison was cancelled" + after + detail);
            case BROKEN -> notes.add("the comparison broke off" + after + detail);
            case NOTHING_LEFT -> notes.add("the comparison ended early" + after + detail);
            case PRECISE, BLOCKS -> {}
        }
    }

    private void baseline() {
        VariantReport baseline = new VariantSentences(samples.plan().scenario(), variants)
                .variant(samples.plan().baseline());
        boolean some = variants.stream().anyMatch(VariantReport::measured);
        if (some && !baseline.started()) {
            notes.add("nothing is compared, as " + baseline.name() + " is the baseline and has no figures");
        }
    }

    private void failures(VariantReport variant) {
        String name = variant.name();
        List<Outcome.Failed> failures = table.failures(name);
        boolean inOneWay = failures.stream().map(Wording::failure).distinct().count() == 1;
        boolean all = failures.size() == variant.starts();
        // Where all fail alike the verdict has said it.
        if (!failures.isEmpty() && !(all && inOneWay)) {
            notes.add(failures.size() + " of " + Format.count(variant.starts(), "start") + " of " + name + " failed: "
                    + VariantSentences.failures(failures)
                    + (variant.outcome() == VariantReport.State.FAILED && !all
                            ? "; " + name + " counts as failed"
                            : ""));
        }
        if (variant.measured()) {
            table.warmUpFailure(name)
                    .ifPresent(f -> notes.add(
                            "the warm-up start of " + name + ", which is not counted, failed: " + Wording.failure(f)));
        }
    }

    /** Whether the comparison could see what it was made to see. */
    private void reach(Pairing pairing) {
        contrasts.stream()
                .filter(c -> c.metric() == Metric.FIRST_RESPONSE
                        && c.of().equals(pairing.of())
                        && c.against().equals(pairing.against()))
                .forEach(c -> reach(c, pairing.question()));
    }

    private void reach(Contrast contrast, Pairing.Question question) {
        String both = contrast.of() + " and " + contrast.against();
        if (contrast.low().isEmpty()) {
            notes.add(
                    contrast.pairs() == 1
                            ? "only 1 block has a good start of both " + both + ": an interval needs "
                                    + VariantSentences.MIN_PAIRS
                            : "only " + contrast.pairs() + " blocks have a good start of both " + both
                                    + ": an interval needs " + VariantSentences.MIN_PAIRS);
        }
        Policy policy = samples.plan().policy();
        contrast.smallestVisible().ifPresent(visible -> {
            switch (question) {
                case SWITCH -> {
                    if (policy.minimumGain() > 0 && visible > policy.minimumGain()) {
                        notes.add("the smallest gain that this comparison of " + both + " would have found is "
                                + Format.percent(visible) + ", above the policy's minimum of "
                                + Format.percent(policy.minimumGain()));
                    }
                }
                case CHANGE -> {
                    if (policy.regressionTolerance() > 0 && visible > policy.regressionTolerance()) {
                        notes.add("the smallest change that this comparison of " + both + " would have found is "
                                + Format.percent(visible) + ", above the policy's tolerance of "
                                + Format.percent(policy.regressionTolerance()));
                    }
                }
            }
        });
    }

    /** Of a program: what it does not wait for. */
    private void left(VariantReport variant) {
        List<Start> counted = table.counted(variant.name());
        long leaving = counted.stream()
                .filter(start -> start.outcome() instanceof Outcome.Started started
                        && started.phases() instanceof ProgramPhases program
                        && program.left() > 0)
                .count();
        if (leaving > 0) {
            notes.add(variant.name() + " leaves processes running when it ends, in " + leaving + " of "
                    + Format.count(counted.size(), "run") + "; no figure is of them");
        }
    }

    private void shape(VariantReport variant) {
        NavigableMap<Integer, Double> byBlock = table.values(variant.name(), Metric.FIRST_RESPONSE);
        double[] values = byBlock.values().stream().mapToDouble(v -> v).toArray();
        if (values.length == 0 || byBlock.values().stream().anyMatch(v -> v <= 0)) {
            return;
        }
        Optional<TwoSpeeds> two = TwoSpeeds.find(values);
        if (two.isPresent()) {
            notes.add(twoSpeeds(variant.name(), two.get(), byBlock));
        } else {
            outliers(variant.name(), values);
        }
    }

    private static String twoSpeeds(String name, TwoSpeeds two, NavigableMap<Integer, Double> byBlock) {
        List<Integer> changes = new ArrayList<>();
        boolean wasSlow = byBlock.firstEntry().getValue() > two.bound();
        for (var start : byBlock.entrySet()) {
            boolean slow = start.getValue() > two.bound();
            if (slow != wasSlow) {
                changes.add(start.getKey());
            }
            wasSlow = slow;
        }
        String lower = Format.milliseconds(two.lowerMedian());
        String upper = Format.milliseconds(two.upperMedian());
        if (changes.size() == 1) {
            return name + " changed its speed once, in block " + changes.getFirst() + ", from "
                    + (wasSlow ? lower + " to " + upper : upper + " to " + lower) + ": its median alone misleads";
        }
        return name + " starts in one of two speeds, " + Format.count(two.lower(), "start") + " around " + lower
                + " and " + two.upper() + " around " + upper + ": its median alone misleads";
    }

    private void outliers(String name, double[] values) {
        double[] logs = Arrays.stream(values).map(Math::log).toArray();
        boolean[] flags = Outliers.flags(logs);
        List<String> far = new ArrayList<>();
        for (int i = 0; i < flags.length; i++) {
            if (flags[i]) {
                far.add(Format.milliseconds(values[i]));
            }
        }
        if (far.size() == 1) {
            notes.add("1 of " + values.length + " good starts of " + name + " lies far from the rest, at "
                    + far.getFirst() + "; it is counted");
        } else if (!far.isEmpty()) {
            String some = far.size() <= 3 ? ", at " + Wording.list(far) : "";
            notes.add(far.size() + " of " + values.length + " good starts of " + name + " lie far from the rest" + some
                    + "; they are counted");
        }
    }

    private void machine() {
        List<Start> counted = samples.starts().stream().filter(Start::counted).toList();
        long stolen = counted.stream().filter(s -> s.host().stealMs() > 0).count();
        if (stolen > 0) {
            long most =
                    counted.stream().mapToLong(s -> s.host().stealMs()).max().orElse(0);
            notes.add("the host gave CPU time to others (steal) during " + stolen + " of "
                    + Format.count(counted.size(), "counted start") + ", " + most + " ms at the most");
        }
        double[] throttled = counted.stream()
                .mapToDouble(s -> s.host().throttledNs().orElse(0) / NANOS_PER_MILLI)
                .filter(t -> t > 0)
                .toArray();
        if (throttled.length > 0) {
            notes.add("the app was held back by its CPU limit of " + cpus() + " during " + throttled.length + " of "
                    + Format.count(counted.size(), "counted start") + ", "
                    + Format.milliseconds(Arrays.stream(throttled).max().orElseThrow())
                    + " at the most: the limit is part of the figure");
        }
    }

    private String cpus() {
        double cpus = samples.plan().run().cpus();
        return Format.bare(cpus) + (cpus == 1 ? " CPU" : " CPUs");
    }
}
