package dev.coldstart.core.report;

import dev.coldstart.core.artifact.BuildWarning;
import dev.coldstart.core.comment.CommentPart;
import dev.coldstart.core.comment.CommentPart.Kind;
import dev.coldstart.core.comment.CommentSource;
import dev.coldstart.core.estimate.Figure;
import dev.coldstart.core.estimate.Metric;
import dev.coldstart.core.estimate.Pairing;
import dev.coldstart.core.plan.Architecture;
import dev.coldstart.core.plan.Origin;
import dev.coldstart.core.plan.Variant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a report gives to a pull request's comment: less than the whole report, and what a reviewer asks first comes first. */
public final class CommentParts {

    private static final List<Metric> ROWS = List.of(
            Metric.FIRST_RESPONSE, Metric.IDLE_RSS, Metric.PUBLISHED_SIZE, Metric.IMAGE_SIZE, Metric.BUILD_TIME);

    private static final List<Metric> PHASES =
            List.of(Metric.EXEC, Metric.PORT_OPEN, Metric.FIRST_RESPONSE, Metric.SECOND_RESPONSE);

    /** What a configuration is called, in the folder of the app. */
    private static final String USUAL = "coldstart.yml";

    private static final int LONGEST_NAME = 100;
    private static final int COLUMNS = 6;
    private static final int REASONS = 8;
    private static final int WARNINGS = 10;
    private static final int LONGEST_WARNING = 300;

    private final Report report;
    private final View view;
    private final List<VariantReport> columns;

    private CommentParts(Report report) {
        this.report = report;
        this.view = new View(report);
        this.columns = view.baselineFirst().stream().limit(COLUMNS).toList();
    }

    /** The report's part of the comment. */
    public static CommentPart of(Report report) {
        return new CommentParts(report).part();
    }

    private CommentPart part() {
        String sentence = Sentences.verdict(view).replaceFirst("\\.$", "");
        int colon = sentence.indexOf(": ");
        // With its colon: behind a name's end, one of ours could make a picture's name of it.
        String answer = colon < 0 ? sentence + "." : sentence.substring(0, colon + 1);
        String because = colon < 0 ? "" : sentence.substring(colon + 2);
        return new CommentPart(
                source(report),
                Escape.markdown(Escape.cut(name(report), LONGEST_NAME)),
                architecture(),
                report.plan().origin().flatMap(Origin::head),
                Escape.markdown(answer),
                Escape.markdown(because),
                Sentences.change(view).map(c -> "**" + Escape.markdown(c) + "**"),
                reasons(),
                view.rows().isEmpty()
                        ? List.of()
                        : columns.stream()
                                .map(v -> MarkdownReport.heading(view, v))
                                .toList(),
                rows(),
                notes(),
                blocks());
    }

    /**
     * Whose comment it is: that of a place in the repository, and of its label where one place is measured several times. An
     * app's name alone is not enough, as two apps of one repository may have the same.
     */
    private static CommentSource source(Report report) {
        Optional<Origin> origin = report.plan().origin();
        String label = origin.flatMap(Origin::label).map(l -> "\n" + l).orElse("");
        String key = origin.flatMap(Origin::place).map(place -> "\n" + place).orElse(report.app()) + label;
        String measurement =
                report.plan().created() + " " + report.plan().sampling().seed();
        return new CommentSource(key, measurement, origin.flatMap(Origin::run));
    }

    /**
     * The app's name for people; with its folder, its configuration and its label where they are not the usual ones:
     * {@code orders (services/orders, net10.0)}.
     */
    public static String name(Report report) {
        Optional<Origin> origin = report.plan().origin();
        String place = origin.flatMap(Origin::place).orElse("");
        String where = place.equals(USUAL)
                ? ""
                : place.endsWith("/" + USUAL) ? place.substring(0, place.length() - USUAL.length() - 1) : place;
        String more = Stream.of(where, origin.flatMap(Origin::label).orElse(""))
                .filter(s -> !s.isEmpty() && !s.equals(report.app()))
                .collect(Collectors.joining(", "));
        return report.app() + (more.isEmpty() ? "" : " (" + more + ")");
    }

    private Architecture architecture() {
        return report.machine()
                .map(m -> m.architecture())
                .or(() -> report.variants().stream()
                        .map(VariantReport::architecture)
                        .findFirst())
                .orElse(Architecture.X64);
    }

    /** What the change cost, figure by figure, where anything moved. */
    private List<String> reasons() {
        boolean moved = report.change()
                .filter(change -> change.answer() != ChangeAnswer.Answer.NONE_SEEN)
                .isPresent();
        List<String> all = moved ? Sentences.changeReasons(view) : List.of();
        return Stream.concat(
                        all.stream().limit(REASONS).map(Escape::markdown),
                        all.size() <= REASONS
                                ? Stream.of()
                                : Stream.of("And " + Format.count(all.size() - REASONS, "more figure")
                                        + ", in the whole report."))
                .toList();
    }

    private List<CommentPart.Row> rows() {
        return view.rows().stream()
                .filter(row -> row.question() == Pairing.Question.SWITCH && ROWS.contains(row.metric()))
                .map(row -> new CommentPart.Row(
                        row.metric().title(),
                        columns.stream().map(v -> cell(v, row)).toList()))
                .toList();
    }

    /** {@code 40.5 ms<br>9.1x faster<br>(4.4x to 12.2x)<br>since base: no change seen (smaller than 3 %)}. */
    private String cell(VariantReport variant, View.Row row) {
        List<String> lines = new ArrayList<>();
        View.Cell cell = view.cell(variant, row);
        boolean instead = row.metric() == Metric.FIRST_RESPONSE && !View.hasFigures(variant);
        lines.add(instead ? "**" + cell.value() + "**" : cell.value());
        cell.change().map(MarkdownReport::changed).ifPresent(lines::add);
        if (view.before(variant).isPresent()) {
            View.Cell since = view.cell(variant, new View.Row(row.metric(), Pairing.Question.CHANGE));
            lines.add("*since base:* "
                    + since.change().map(c -> since(row.metric(), c)).orElse(since.value()));
        }
        return String.join("<br>", lines);
    }

    /** What did not change is told in full of the first response alone. */
    private static String since(Metric metric, Change change) {
        return change.tone() == Change.Tone.NEUTRAL && metric != Metric.FIRST_RESPONSE
                ? change.amount()
                : MarkdownReport.changed(change);
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (!view.rows().isEmpty()) {
            String against = view.others().isEmpty()
                    ? "Medians"
                    : "Medians; changes against " + Escape.markdown(view.baselineLabel()) + " block by block";
            notes.add(against + Sentences.sinceBase(view) + ", with 95 % intervals."
                    + (report.outcome() == Report.State.PARTIAL ? " It was stopped before its end." : ""));
        }
        if (view.baselineFirst().size() > columns.size()) {
            notes.add("Further forms stand in the whole report.");
        }
        Sentences.smallestVisible(view).map(Escape::markdown).ifPresent(notes::add);
        withoutBase().ifPresent(notes::add);
        return notes;
    }

    /** Why there is no comparison with base, where the caller said. */
    private Optional<String> withoutBase() {
        return report.change().isPresent()
                ? Optional.empty()
                : report.notes().stream()
                        .filter(note -> note.startsWith(Origin.NO_BASE))
                        .findFirst()
                        .map(Sentences::whole)
                        .map(Escape::markdown);
    }

    private List<CommentPart.Block> blocks() {
        List<CommentPart.Block> blocks = new ArrayList<>();
        block(blocks, Kind.FAILURES, out -> {
            BehaviourSections.of(view)
                    .filter(s -> s.tone() == Section.Tone.PROBLEM)
                    .ifPresent(out::section);
            DiagnosisSections.of(view).forEach(out::section);
            if (!view.withFailures().isEmpty()
                    || !view.withOutcome(VariantReport.State.NOT_BUILT).isEmpty()) {
                out.fold("What failed, and the last lines of its output", () -> MarkdownFailures.of(view, out));
            }
        });
        block(blocks, Kind.NEW_WARNINGS, this::newWarnings);
        block(blocks, Kind.DECISION, out -> {
            List<String> reasons = Sentences.reasons(view);
            List<Section> decision = PolicySections.of(view);
            if (!reasons.isEmpty() || !decision.isEmpty()) {
                out.fold("Why, and what is still to be settled", () -> {
                    out.bullets(reasons);
                    decision.forEach(out::section);
                });
            }
        });
        block(blocks, Kind.DISTRIBUTION, this::distribution);
        block(blocks, Kind.PHASES, this::phases);
        block(blocks, Kind.METHOD, this::method);
        block(blocks, Kind.REPRODUCE, this::reproduce);
        return blocks;
    }

    private static void block(List<CommentPart.Block> blocks, Kind kind, Consumer<MarkdownText> content) {
        MarkdownText out = new MarkdownText();
        content.accept(out);
        String markdown = out.text();
        if (!markdown.isBlank()) {
            blocks.add(new CommentPart.Block(kind, markdown));
        }
    }

    private void newWarnings(MarkdownText out) {
        Set<String> fresh = new LinkedHashSet<>();
        report.warnings().stream()
                .filter(w -> view.variant(w.variant())
                        .filter(v -> v.revision().equals(Variant.HEAD))
                        .isPresent())
                .flatMap(w -> w.newOnes().stream())
                .map(CommentParts::warning)
                .forEach(fresh::add);
        if (fresh.isEmpty()) {
            return;
        }
        out.heading(Format.count(fresh.size(), "new build warning") + " since base");
        out.bullets(fresh.stream().limit(WARNINGS).toList());
        if (fresh.size() > WARNINGS) {
            out.paragraph("And " + (fresh.size() - WARNINGS) + " more, in the whole report.");
        }
    }

    private static String warning(BuildWarning warning) {
        return Escape.cut(warning.code() + ", " + Warnings.place(warning) + ": " + warning.message(), LONGEST_WARNING);
    }

    private void distribution(MarkdownText out) {
        List<List<String>> rows = new ArrayList<>();
        for (VariantReport variant : view.all()) {
            Optional.ofNullable(variant.metrics().get(Metric.FIRST_RESPONSE))
                    .ifPresent(figure -> rows.add(distribution(variant, figure)));
        }
        table(
                out,
                "How the starts are distributed",
                List.of("First response", "Starts", "Fastest", "25 %", "Median", "75 %", "Slowest", "Far out"),
                rows);
    }

    private List<String> distribution(VariantReport variant, Figure figure) {
        List<String> row =
                new ArrayList<>(List.of(Escape.markdownCode(view.label(variant)), Integer.toString(figure.n())));
        String median = Format.milliseconds(figure.median());
        row.addAll(figure.spread()
                .map(s -> List.of(
                        Format.milliseconds(s.least()),
                        Format.milliseconds(s.lowerQuartile()),
                        median,
                        Format.milliseconds(s.upperQuartile()),
                        Format.milliseconds(s.most())))
                .orElse(List.of("-", "-", median, "-", "-")));
        row.add(Integer.toString(figure.outliers()));
        return row;
    }

    private void phases(MarkdownText out) {
        List<String> header = new ArrayList<>(List.of("Medians"));
        PHASES.forEach(m -> header.add(m.title()));
        List<List<String>> rows = view.all().stream()
                .filter(View::hasFigures)
                .map(v -> Stream.concat(
                                Stream.of(Escape.markdownCode(view.label(v))),
                                PHASES.stream().map(m -> view.median(v, m).orElse("-")))
                        .toList())
                .toList();
        table(out, "Where a start's time goes", header, rows);
    }

    private static void table(MarkdownText out, String title, List<String> header, List<List<String>> rows) {
        if (!rows.isEmpty()) {
            List<List<String>> grid = new ArrayList<>(List.of(header));
            grid.addAll(rows);
            out.fold(title, () -> out.grid(grid, "---:"));
        }
    }

    private void method(MarkdownText out) {
        MarkdownMethod.of(view, out);
    }

    /** One command in a clone; forms and limits are in its {@code coldstart.yml}. */
    private void reproduce(MarkdownText out) {
        Optional<Origin> origin = report.plan().origin();
        Optional<String> head = origin.flatMap(Origin::head);
        if (head.isEmpty()) {
            return;
        }
        String base = origin.flatMap(Origin::base)
                .filter(b -> report.change().isPresent())
                .map(b -> " --base " + b)
                .orElse("");
        out.fold(
                "How to run it on your machine",
                () -> out.paragraph("```sh\ngit checkout " + head.get() + " && coldstart measure" + base + "\n```"));
    }
}
