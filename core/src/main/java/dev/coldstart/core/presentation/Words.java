package dev.coldstart.core.presentation;

import dev.coldstart.core.artifact.BuildWarning;
import dev.coldstart.core.estimate.Contrast;
import dev.coldstart.core.estimate.Metric;
import dev.coldstart.core.plan.RunSettings;
import dev.coldstart.core.report.Report;
import dev.coldstart.core.report.Warnings;
import dev.coldstart.core.sample.FailureReason;
import dev.coldstart.core.text.Escape;
import dev.coldstart.core.wording.Change;
import dev.coldstart.core.wording.Format;
import dev.coldstart.core.wording.Wording;
import java.util.List;
import java.util.stream.Collectors;

/** How a report says things, for pages that tell of more than one report. None of it is escaped. */
public final class Words {

    private Words() {}

    /** A report's verdict in one sentence. */
    public static String verdict(Report report) {
        return Sentences.verdict(new View(report));
    }

    /** {@code 19.1 ms}, {@code 60.5 MiB}, {@code 9.9 MB}. */
    public static String value(Metric metric, double value) {
        return Format.value(metric, value);
    }

    /** {@code 10.5x faster than jit (9.9x to 11.2x)}, or that no change was seen. */
    public static String against(Contrast contrast, String baseline) {
        return switch (contrast.decision()) {
            case BETTER, WORSE -> Change.inWords(contrast, baseline);
            case SAME, INCONCLUSIVE -> Change.of(contrast).inFull() + " against " + baseline;
        };
    }

    /** {@code 10.5x faster}, as a table says it: without its interval. */
    public static String change(Contrast contrast) {
        return Change.of(contrast).amount();
    }

    /** {@code -18 %} or {@code 2.1x}. */
    public static String change(double ratio) {
        return Format.change(ratio);
    }

    /** {@code 1 start}, {@code 20 starts}. */
    public static String count(long n, String noun) {
        return Format.count(n, noun);
    }

    /** {@code 0.5 CPUs and 512 MiB}. */
    public static String limits(RunSettings run) {
        return Format.bare(run.cpus()) + (run.cpus() == 1 ? " CPU" : " CPUs") + " and "
                + Format.limit((double) run.memoryBytes());
    }

    /** Text from outside as one clean line: nothing that acts on a screen or turns the direction of reading. */
    public static String line(String text) {
        return Escape.line(text);
    }

    /** {@code a, b and c}. */
    public static String list(List<String> items) {
        return Wording.list(items);
    }

    /** Why a start was none, as the end of "it ...". */
    public static String reason(FailureReason reason) {
        return Sentences.reason(reason);
    }

    /** {@code IL2026 4 times, IL3050 once}. */
    public static String codes(List<BuildWarning> warnings) {
        return Warnings.byCode(warnings).stream()
                .map(g ->
                        g.code() + " " + (g.all().size() == 1 ? "once" : g.all().size() + " times"))
                .collect(Collectors.joining(", "));
    }

    /** A remark that begins with a name, as a sentence: the name keeps its letters. */
    public static String named(String remark) {
        return Sentences.stopped(remark);
    }

    /** A remark as a sentence: a capital at its beginning, a full stop at its end. */
    public static String sentence(String remark) {
        return Sentences.whole(remark);
    }
}
