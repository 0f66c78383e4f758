package dev.coldstart.core.render.comment;

import dev.coldstart.core.comment.CommentPart.Row;
import dev.coldstart.core.comment.CommentPart.Table;
import dev.coldstart.core.estimate.Contrast;
import dev.coldstart.core.estimate.DecisionRule;
import dev.coldstart.core.estimate.Metric;
import dev.coldstart.core.estimate.Pairing;
import dev.coldstart.core.plan.Variant;
import dev.coldstart.core.presentation.Sentences;
import dev.coldstart.core.presentation.View;
import dev.coldstart.core.report.Report;
import dev.coldstart.core.report.VariantReport;
import dev.coldstart.core.text.Escape;
import dev.coldstart.core.wording.Change;
import dev.coldstart.core.wording.Format;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A comment's two tables. A cell holds a figure and one change; bold is what the change did beyond what the policy puts up
 * with, and nothing else: what another form would buy is no news.
 */
final class CommentTables {

    private static final List<Metric> ROWS = List.of(
            Metric.FIRST_RESPONSE,
            Metric.IDLE_RSS,
            Metric.PEAK_UNDER_LOAD,
            Metric.THROUGHPUT,
            Metric.PUBLISHED_SIZE,
            Metric.IMAGE_SIZE,
            Metric.BUILD_TIME);

    private static final int COLUMNS = 6;

    private final View view;
    private final List<VariantReport> changed;
    private final List<VariantReport> forms;

    CommentTables(View view) {
        this.view = view;
        this.changed = view.shippedFirst().stream()
                .filter(v -> view.before(v).isPresent())
                .limit(COLUMNS)
                .toList();
        this.forms = view.baselineFirst().stream()
                .filter(v -> v.revision().equals(Variant.HEAD) || view.isBaseline(v))
                .limit(COLUMNS)
                .toList();
    }

    /** What the change did to each form, the one that ships first. */
    Table changes() {
        boolean known = changed.stream()
                .anyMatch(v -> view.before(v)
                        .filter(b -> b.outcome() != VariantReport.State.NOT_BUILT
                                && b.outcome() != VariantReport.State.NOT_MEASURED)
                        .isPresent());
        return known
                ? table("This change", changed, this::shippedHeading, this::changedCell)
                : new Table("", List.of(), List.of());
    }

    /** What each form would buy; empty where the first table has all there is. */
    Table forms() {
        boolean alone = changes().columns().isEmpty();
        return forms.size() > 1 || alone
                ? table(alone ? "Forms" : "Other forms", forms, this::heading, this::formsCell)
                : new Table("", List.of(), List.of());
    }

    private Table table(
            String title,
            List<VariantReport> columns,
            Function<VariantReport, String> heading,
            BiFunction<VariantReport, Metric, String> cell) {
        List<Row> rows = ROWS.stream()
                .map(m -> m == Metric.IDLE_RSS ? view.terms().memory() : m)
                .filter(m -> columns.stream().anyMatch(v -> v.metrics().containsKey(m)))
                .map(m -> new Row(
                        // Its spread is unknown: a reader should not take it for a figure like the others.
                        m == Metric.BUILD_TIME
                                ? "Build, measured once"
                                : view.terms().title(m),
                        columns.stream().map(v -> cell.apply(v, m)).toList()))
                .toList();
        return rows.isEmpty()
                ? new Table("", List.of(), List.of())
                : new Table(title, columns.stream().map(heading).toList(), rows);
    }

    private String shippedHeading(VariantReport variant) {
        boolean ships = view.report().plan().ships().equals(Optional.of(variant.form()));
        return Escape.markdown(view.label(variant)) + (ships ? "<br>(ships)" : "");
    }

    private String heading(VariantReport variant) {
        return Escape.markdown(view.label(variant))
                + view.standing(variant).map(s -> "<br>(" + s + ")").orElse("");
    }

    /** {@code 23.1 ms<br>**+22 %**<br>(+16 % to +25 %)}. */
    private String changedCell(VariantReport variant, Metric metric) {
        return failed(variant, metric).map(CommentTables::bold).orElseGet(() -> {
            Optional<Contrast> contrast = view.since(variant, metric);
            boolean loud = contrast.filter(c -> isLoud(variant, c)).isPresent();
            return cell(variant, metric, contrast, loud ? CommentTables::bold : Function.identity());
        });
    }

    private String formsCell(VariantReport variant, Metric metric) {
        return failed(variant, metric)
                .orElseGet(() -> cell(variant, metric, view.contrast(variant, metric), Function.identity()));
    }

    private static Optional<String> failed(VariantReport variant, Metric metric) {
        return metric == Metric.FIRST_RESPONSE && !View.hasFigures(variant)
                ? Optional.of(Sentences.instead(variant))
                : Optional.empty();
    }

    private String cell(
            VariantReport variant, Metric metric, Optional<Contrast> contrast, Function<String, String> emphasis) {
        List<String> lines =
                new ArrayList<>(List.of(view.median(variant, metric).orElse("-")));
        contrast.ifPresent(c -> {
            Change change = view.change(variant, c);
            lines.add(emphasis.apply(change.amount()));
            if (change.tone() != Change.Tone.NEUTRAL || change.amount().equals("inconclusive")) {
                Optional.of(change.range()).filter(r -> !r.isEmpty()).ifPresent(r -> lines.add("(" + r + ")"));
            }
        });
        return String.join("<br>", lines);
    }

    private static String bold(String text) {
        return "**" + text + "**";
    }

    /** Whether even the cautious end of its interval is beyond what is put up with, and it was measured often enough to say so. */
    private boolean isLoud(VariantReport variant, Contrast contrast) {
        double most = DecisionRule.of(view.report().plan().policy(), Pairing.Question.CHANGE)
                .tolerance();
        return contrast.metric() != Metric.BUILD_TIME
                && switch (contrast.decision()) {
                    case WORSE -> contrast.low().orElse(contrast.ratio()) > 1 + most;
                    case BETTER ->
                        variant.outcome() != VariantReport.State.UNEQUAL
                                && contrast.high().orElse(contrast.ratio()) < 1 - most;
                    case SAME, INCONCLUSIVE -> false;
                };
    }

    /** What a reader should know of the tables. */
    List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (changes().columns().isEmpty() && forms().columns().isEmpty()) {
            return notes;
        }
        notes.add(
                "Medians; changes with their 95 % intervals, block by block: a block is one start of all that is compared, in"
                        + " random order."
                        + (view.report().outcome() == Report.State.PARTIAL ? " It was stopped before its end." : ""));
        smallestVisible().ifPresent(notes::add);
        if (view.baselineFirst().size() > COLUMNS) {
            notes.add("Further forms stand in the whole report.");
        }
        if (view.report().plan().ships().isEmpty() && forms.size() > 1) {
            notes.add("coldstart.yml does not say which form is in production (ships): " + view.label(forms.getFirst())
                    + ", the baseline, comes first.");
        }
        return notes;
    }

    /** Of this change where there is a base, else of another form. */
    private Optional<String> smallestVisible() {
        boolean since = !changes().columns().isEmpty();
        String known = (since ? changed : forms)
                .stream()
                        .flatMap(v -> (since
                                        ? view.since(v, Metric.FIRST_RESPONSE)
                                        : view.contrast(v, Metric.FIRST_RESPONSE))
                                        .filter(c -> c.smallestVisible().isPresent())
                                        .map(c -> Format.percent(
                                                        c.smallestVisible().getAsDouble()) + " for " + view.label(v))
                                        .stream())
                        .collect(Collectors.joining(", "));
        return known.isEmpty()
                ? Optional.empty()
                : Optional.of("Smallest change of the " + view.terms().compared() + " that this run could have seen: "
                        + known + ".");
    }
}
