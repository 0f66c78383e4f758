package dev.coldstart.core.wording;

import dev.coldstart.core.artifact.BuildRecord;
import dev.coldstart.core.estimate.Contrast;
import dev.coldstart.core.estimate.Metric;
import dev.coldstart.core.plan.Scenario;
import dev.coldstart.core.report.VariantReport;
import dev.coldstart.core.sample.Outcome;
import dev.coldstart.core.statistics.SignedRank;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Sentences that both the verdict and the notes say of variants. */
public final class VariantSentences {

    public static final int MIN_PAIRS = SignedRank.MIN_FOR_INTERVAL;

    private final Terms terms;
    private final Map<String, VariantReport> byName;

    public VariantSentences(Scenario scenario, List<VariantReport> variants) {
        this.terms = Terms.of(scenario);
        this.byName = variants.stream()
                .collect(Collectors.toMap(VariantReport::name, Function.identity(), (a, b) -> a, LinkedHashMap::new));
    }

    public VariantReport variant(String name) {
        return Objects.requireNonNull(byName.get(name));
    }

    /** Such as "aot@head answers first after 19.1 ms, jit@head after 201 ms: 10.5x faster (9.4x to 11.2x)". */
    public String contrast(Contrast contrast) {
        return contrast.of() + " " + terms.isDoneAfter() + " " + median(contrast.of()) + ", " + contrast.against()
                + " after " + median(contrast.against()) + ": " + Wording.change(contrast);
    }

    private String median(String name) {
        return Format.milliseconds(
                Objects.requireNonNull(variant(name).metrics().get(Metric.FIRST_RESPONSE))
                        .median());
    }

    /** Why a variant can't be adopted, whatever its figures. */
    public String notStarted(VariantReport variant) {
        return switch (variant.outcome()) {
            case NOT_BUILT ->
                variant.name() + " was not built: "
                        + oneLine(variant.build().flatMap(BuildRecord::failure).orElse(""));
            case FAILED -> variant.name() + " failed: " + howManyFailed(variant) + why(variant);
            case NOT_MEASURED -> variant.name() + " was not measured";
            case UNEQUAL -> variant.name() + " " + terms.does() + ", but " + unequal(variant);
            case STARTED -> throw new IllegalArgumentException(variant.name() + " started");
        };
    }

    private String unequal(VariantReport variant) {
        return variant.behaviour()
                .map(b -> terms.otherwise(b.unequal(), b.compared(), b.against())
                        + b.first().map(f -> " (" + oneLine(f) + ")").orElse(""))
                .orElse(terms.tells() + " otherwise");
    }

    private static String howManyFailed(VariantReport variant) {
        int starts = variant.starts();
        if (starts == 0) {
            return "its warm-up start failed";
        }
        if (variant.failedStarts() < starts) {
            return variant.failedStarts() + " of " + starts + " starts failed";
        }
        return starts == 1 ? "its only counted start failed" : "all " + starts + " starts failed";
    }

    private static String why(VariantReport variant) {
        String reason = variant.failure().map(Wording::failure).orElse("no reason is known");
        String detail = variant.failure().map(f -> oneLine(f.detail())).orElse("");
        return ", " + reason + (detail.isEmpty() ? "" : " (" + detail + ")");
    }

    /** Such as "exited with code 139", or "2 exited with code 139 and 1 timed out" when they differ. */
    public static String failures(List<Outcome.Failed> failures) {
        Map<String, Long> counts = failures.stream()
                .collect(Collectors.groupingBy(Wording::failure, LinkedHashMap::new, Collectors.counting()));
        if (counts.size() == 1) {
            return counts.keySet().iterator().next();
        }
        return Wording.list(counts.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .map(e -> e.getValue() + " " + e.getKey())
                .toList());
    }

    private static String oneLine(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        return line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
    }
}
