package dev.coldstart.core.presentation;

import dev.coldstart.core.estimate.Contrast;
import dev.coldstart.core.estimate.Metric;
import dev.coldstart.core.estimate.Pairing;
import dev.coldstart.core.plan.Variant;
import dev.coldstart.core.report.Report;
import dev.coldstart.core.report.VariantReport;
import dev.coldstart.core.wording.Change;
import dev.coldstart.core.wording.FormNames;
import dev.coldstart.core.wording.Format;
import dev.coldstart.core.wording.Terms;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A report as the renderings look at it: who is the baseline, what stands against it, and what each is called. */
public final class View {

    /** The rows that every rendering shows, in order. */
    static final List<Metric> ROWS = List.of(
            Metric.FIRST_RESPONSE,
            Metric.INIT,
            Metric.FIRST_EVENT,
            Metric.WARM_EVENT,
            Metric.BETWEEN_EVENTS,
            Metric.CPU_TO_FIRST_RESPONSE,
            Metric.USER_CPU,
            Metric.SYSTEM_CPU,
            Metric.IDLE_RSS,
            Metric.CHARGED_MEMORY,
            Metric.EVENTS_CHARGED,
            Metric.PEAK_RSS,
            Metric.PEAK_UNDER_LOAD,
            Metric.LOAD_P99,
            Metric.THROUGHPUT,
            Metric.WARM_CPU,
            Metric.PUBLISHED_SIZE,
            Metric.PACKED_SIZE,
            Metric.IMAGE_SIZE,
            Metric.BUILD_TIME);

    private final Report report;
    private final boolean oneRevision;
    private final Naming naming;

    /** What variants are called. */
    private enum Naming {
        /** As in every file and option: {@code aot@head}. */
        IDS,
        /** As people say it: {@code Native AOT}, {@code Native AOT at base}. */
        PROSE
    }

    /** Every cell of every table asks for one. */
    private final Map<Asked, Contrast> contrasts = new HashMap<>();

    private record Asked(Metric metric, String of, String against) {}

    public View(Report report) {
        this(report, Naming.IDS);
    }

    /** Calls variants as people do: for what is read by who knows nothing of the configuration. */
    public static View inProse(Report report) {
        return new View(report, Naming.PROSE);
    }

    private View(Report report, Naming naming) {
        this.report = report;
        this.naming = naming;
        report.comparisons().forEach(c -> contrasts.putIfAbsent(new Asked(c.metric(), c.of(), c.against()), c));
        this.oneRevision = report.variants().stream()
                        .map(VariantReport::revision)
                        .distinct()
                        .count()
                <= 1;
    }

    public Report report() {
        return report;
    }

    /** What is said of an app of this shape. */
    public Terms terms() {
        return Terms.of(report.plan().scenario());
    }

    /** What to call a variant: its form alone where that says all. Not trusted. */
    public String label(VariantReport variant) {
        return switch (naming) {
            case IDS -> oneRevision ? variant.form() : variant.name();
            case PROSE ->
                FormNames.of(variant.form())
                        + (oneRevision || variant.revision().equals(Variant.HEAD) ? "" : " at " + variant.revision());
        };
    }

    /** The same by the variant's name. */
    public String label(String name) {
        return variant(name).map(this::label).orElse(name);
    }

    public String baselineLabel() {
        return label(report.baseline());
    }

    public boolean isBaseline(VariantReport variant) {
        return variant.name().equals(report.baseline());
    }

    /** Those that have a column of their own, the baseline aside: base stands below head where a form has both. */
    public List<VariantReport> others() {
        return report.variants().stream()
                .filter(v -> !isBaseline(v) && after(v).isEmpty())
                .toList();
    }

    /** The same form at base. */
    public Optional<VariantReport> before(VariantReport variant) {
        return variant.revision().equals(Variant.HEAD) ? sibling(variant, Variant.BASE) : Optional.empty();
    }

    private Optional<VariantReport> after(VariantReport variant) {
        return variant.revision().equals(Variant.BASE) ? sibling(variant, Variant.HEAD) : Optional.empty();
    }

    /** Whether it has a column of its own: base stands below head where a form has both. */
    boolean standsAlone(VariantReport variant) {
        return after(variant).isEmpty();
    }

    private Optional<VariantReport> sibling(VariantReport variant, String revision) {
        return report.variants().stream()
                .filter(v -> v.revision().equals(revision)
                        && v.form().equals(variant.form())
                        && v.architecture() == variant.architecture())
                .findFirst();
    }

    /** The baseline first, the others in the report's order. */
    public List<VariantReport> baselineFirst() {
        return Stream.concat(report.variants().stream().filter(this::isBaseline), others().stream())
                .toList();
    }

    /** Every variant, the baseline first: for pictures, in which base has a row of its own. */
    public List<VariantReport> all() {
        return Stream.concat(
                        report.variants().stream().filter(this::isBaseline),
                        report.variants().stream().filter(v -> !isBaseline(v)))
                .toList();
    }

    public Optional<VariantReport> variant(String name) {
        return report.variants().stream().filter(v -> v.name().equals(name)).findFirst();
    }

    public Optional<Contrast> contrast(VariantReport of, Metric metric) {
        return contrast(metric, of.name(), report.baseline());
    }

    private Optional<Contrast> contrast(Metric metric, String of, String against) {
        return Optional.ofNullable(contrasts.get(new Asked(metric, of, against)));
    }

    /** A metric at head against the same form at base. */
    public Optional<Contrast> since(VariantReport of, Metric metric) {
        return before(of).flatMap(base -> contrast(metric, of.name(), base.name()));
    }

    /** A form that answers otherwise has figures, and no praise for them. */
    public Optional<Change> change(VariantReport of, Metric metric) {
        return contrast(of, metric).map(c -> change(of, c));
    }

    /** One of its contrasts in words. */
    public Change change(VariantReport of, Contrast contrast) {
        Change change = Change.of(contrast);
        return of.outcome() == VariantReport.State.UNEQUAL ? change.withoutPraise() : change;
    }

    public Optional<String> median(VariantReport of, Metric metric) {
        return Optional.ofNullable(of.metrics().get(metric)).map(f -> Format.value(metric, f.median()));
    }

    /** A row of the table that every rendering shows: a metric at head, or what became of it since base. */
    public record Row(Metric metric, Pairing.Question question) {}

    /** What stands where a row and a variant meet. */
    public record Cell(String value, Optional<Change> change) {}

    /** Rows for which at least one variant has a figure; what became of it since base right below. */
    public List<Row> rows() {
        return ROWS.stream()
                .filter(m ->
                        report.variants().stream().anyMatch(v -> v.metrics().containsKey(m)))
                .flatMap(m -> Stream.of(new Row(m, Pairing.Question.SWITCH), new Row(m, Pairing.Question.CHANGE)))
                .filter(row -> row.question() == Pairing.Question.SWITCH
                        || baselineFirst().stream().anyMatch(v -> before(v).isPresent()))
                .toList();
    }

    public Cell cell(VariantReport variant, Row row) {
        Metric metric = row.metric();
        String none = metric == Metric.FIRST_RESPONSE ? Sentences.instead(variant) : "-";
        return switch (row.question()) {
            case SWITCH -> new Cell(median(variant, metric).orElse(none), change(variant, metric));
            case CHANGE ->
                before(variant)
                        .map(base -> since(base, variant, metric))
                        .orElse(new Cell(metric == Metric.FIRST_RESPONSE ? "not at base" : "-", Optional.empty()));
        };
    }

    private Cell since(VariantReport base, VariantReport head, Metric metric) {
        String none = metric == Metric.FIRST_RESPONSE ? Sentences.instead(base) : "-";
        return new Cell(
                median(base, metric).map(m -> "was " + m).orElse(none.equals("-") ? none : "was " + none),
                since(head, metric).map(c -> change(head, c)));
    }

    /**
     * The form that is in production, at head: the one that the plan names, or else the baseline's. Empty where it was not
     * asked for.
     */
    Optional<VariantReport> shipped() {
        String form = report.plan()
                .ships()
                .orElseGet(() ->
                        variant(report.baseline()).map(VariantReport::form).orElse(""));
        return report.variants().stream()
                .filter(v -> v.form().equals(form) && v.revision().equals(Variant.HEAD))
                .findFirst();
    }

    /** The forms at head, the one that ships first, then the baseline. */
    public List<VariantReport> shippedFirst() {
        List<VariantReport> first = shipped().stream().toList();
        return Stream.concat(first.stream(), baselineFirst().stream().filter(v -> !first.contains(v)))
                .filter(v -> v.revision().equals(Variant.HEAD))
                .toList();
    }

    /** What a reader looks at first: the verdict's form, or else the other variant that answers soonest. */
    public Optional<VariantReport> subject() {
        Optional<VariantReport> named = others().stream()
                .filter(v -> v.form().equals(report.verdict().form()))
                // a form that answers otherwise is adopted only where somebody accepted that
                .filter(v -> isStarted(v) || (report.verdict().adopts() && hasFigures(v)))
                .findFirst();
        return named.or(() -> others().stream()
                .filter(v -> isStarted(v) && contrast(v, Metric.FIRST_RESPONSE).isPresent())
                .min(Comparator.comparingDouble(
                        v -> contrast(v, Metric.FIRST_RESPONSE).orElseThrow().ratio())));
    }

    static boolean isStarted(VariantReport variant) {
        return variant.outcome() == VariantReport.State.STARTED;
    }

    /** Whether its starts have figures. */
    public static boolean hasFigures(VariantReport variant) {
        return variant.measured();
    }

    /** What stands beside its name where it is not just one among others. */
    public Optional<String> standing(VariantReport variant) {
        if (isBaseline(variant)) {
            return Optional.of("baseline");
        }
        return variant.outcome() == VariantReport.State.UNEQUAL ? Optional.of("unequal") : Optional.empty();
    }

    public List<VariantReport> withOutcome(VariantReport.State state) {
        return report.variants().stream().filter(v -> v.outcome() == state).toList();
    }

    /** Variants of which at least one start failed, those that count as started included. */
    public List<VariantReport> withFailures() {
        return report.variants().stream()
                .filter(v ->
                        v.outcome() == VariantReport.State.FAILED || v.failure().isPresent())
                .toList();
    }

    /** A sentence of the report's with variants called as elsewhere. */
    public String shortNames(String sentence) {
        String text = sentence;
        for (VariantReport variant : report.variants()) {
            text = text.replace(variant.name(), label(variant));
        }
        return text;
    }
}
