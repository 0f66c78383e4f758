package dev.coldstart.core.render.comment;

import dev.coldstart.core.artifact.BuildWarning;
import dev.coldstart.core.comment.CommentPart;
import dev.coldstart.core.comment.CommentPart.Kind;
import dev.coldstart.core.comment.CommentSource;
import dev.coldstart.core.estimate.Figure;
import dev.coldstart.core.estimate.Metric;
import dev.coldstart.core.plan.Architecture;
import dev.coldstart.core.plan.Origin;
import dev.coldstart.core.plan.Variant;
import dev.coldstart.core.presentation.AppName;
import dev.coldstart.core.presentation.BehaviourSections;
import dev.coldstart.core.presentation.ChangeHeadline;
import dev.coldstart.core.presentation.ChangeSummary;
import dev.coldstart.core.presentation.DiagnosisSections;
import dev.coldstart.core.presentation.NextStep;
import dev.coldstart.core.presentation.Offer;
import dev.coldstart.core.presentation.PolicySections;
import dev.coldstart.core.presentation.Reproduction;
import dev.coldstart.core.presentation.Section;
import dev.coldstart.core.presentation.Sentences;
import dev.coldstart.core.presentation.View;
import dev.coldstart.core.render.markdown.MarkdownFailures;
import dev.coldstart.core.render.markdown.MarkdownMethod;
import dev.coldstart.core.render.markdown.MarkdownText;
import dev.coldstart.core.report.ChangeAnswer;
import dev.coldstart.core.report.Report;
import dev.coldstart.core.report.VariantReport;
import dev.coldstart.core.report.Warnings;
import dev.coldstart.core.text.Escape;
import dev.coldstart.core.wording.Format;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What a report gives to a pull request's comment: less than the whole report, and what a reviewer asks first comes first. */
public final class CommentParts {

    private static final List<Metric> PHASES = List.of(
            Metric.EXEC,
            Metric.PORT_OPEN,
            Metric.INIT,
            Metric.FIRST_EVENT,
            Metric.FIRST_RESPONSE,
            Metric.SECOND_RESPONSE,
            Metric.WARM_EVENT);

    private static final int WARNINGS = 10;
    private static final int LONGEST_WARNING = 300;

    private final Report report;
    private final View view;

    private CommentParts(Report report) {
        this.report = report;
        this.view = View.inProse(report);
    }

    /** The report's part of the comment. */
    public static CommentPart of(Report report) {
        return new CommentParts(report).part();
    }

    private CommentPart part() {
        ChangeHeadline headline = new ChangeHeadline(view);
        CommentTables tables = new CommentTables(view);
        Optional<Origin> origin = report.plan().origin();
        return new CommentPart(
                source(report),
                Escape.markdown(AppName.shown(AppName.of(report))),
                architecture(),
                origin.flatMap(Origin::head),
                origin.flatMap(Origin::base).filter(base -> report.change().isPresent()),
                Escape.markdown(headline.sentence()),
                headline.isAlarming(),
                NextStep.of(view, headline.foremost()),
                headline.others().stream().map(Escape::markdown).toList(),
                Offer.of(view).map(Escape::markdown),
                ChangeSummary.of(report).isMoved() || !freshWarnings().isEmpty(),
                headline.bad(),
                tables.changes(),
                tables.forms(),
                tables.notes().stream().map(Escape::markdown).toList(),
                blocks());
    }

    /**
     * Whose comment it is: that of a place in the repository, and of its label where one place is measured several times. An
     * app's name alone is not enough, as two apps of one repository may have the same.
     */
    private static CommentSource source(Report report) {
        Optional<Origin> origin = report.plan().origin();
        String measurement =
                report.plan().created() + " " + report.plan().sampling().seed();
        return new CommentSource(
                key(report.app(), origin.flatMap(Origin::place), origin.flatMap(Origin::label)),
                measurement,
                origin.flatMap(Origin::run));
    }

    /** What tells the subject of a comment from every other of its repository. */
    public static String key(String app, Optional<String> place, Optional<String> label) {
        return place.map(p -> "\n" + p).orElse(app) + label.map(l -> "\n" + l).orElse("");
    }

    /**
     * The part of a measurement that left no report, which readers of the one before have to know.
     *
     * @param name as of {@link AppName}
     * @param why a clause
     */
    public static CommentPart ofNothing(
            String key,
            String name,
            Architecture architecture,
            Optional<String> head,
            Optional<String> run,
            String why) {
        return new CommentPart(
                new CommentSource(key, "none", run),
                Escape.markdown(AppName.shown(name)),
                architecture,
                head,
                Optional.empty(),
                Escape.markdown("Nothing was measured: " + why + "."),
                true,
                Optional.of(NextStep.NOTHING),
                List.of(),
                Optional.empty(),
                true,
                List.of("nothing measured"),
                CommentPart.Table.EMPTY,
                CommentPart.Table.EMPTY,
                List.of(),
                List.of());
    }

    private Architecture architecture() {
        return report.machine()
                .map(m -> m.architecture())
                .or(() -> report.variants().stream()
                        .map(VariantReport::architecture)
                        .findFirst())
                .orElse(Architecture.X64);
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
        block(blocks, Kind.CHANGES, this::changes);
        block(blocks, Kind.DECISION, out -> {
            List<String> reasons = Sentences.settledReasons(view);
            List<Section> decision = PolicySections.withoutQuestions(view);
            boolean alone = view.others().isEmpty();
            if (!alone && (!reasons.isEmpty() || !decision.isEmpty())) {
                out.fold("Whether to switch to another form, and why", () -> {
                    out.bullets(reasons);
                    decision.forEach(out::section);
                });
            }
        });
        block(
                blocks,
                Kind.QUESTIONS,
                out -> PolicySections.questions(view)
                        .ifPresent(questions -> out.fold(
                                "What the team is asked before it switches", () -> questions.forEach(out::block))));
        block(blocks, Kind.DISTRIBUTION, this::distribution);
        block(blocks, Kind.PHASES, this::phases);
        block(blocks, Kind.METHOD, this::method);
        block(blocks, Kind.REPRODUCE, this::reproduce);
        return blocks;
    }

    /** Each figure that decides, with base's: what the table has no room for. */
    private void changes(MarkdownText out) {
        List<String> reasons = report.change().map(ChangeAnswer::reasons).orElse(List.of()).stream()
                .map(reason -> Sentences.whole(view.shortNames(reason)))
                .toList();
        if (!reasons.isEmpty()) {
            out.fold("This change, figure by figure", () -> out.bullets(reasons));
        }
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
        Set<String> fresh = freshWarnings();
        if (fresh.isEmpty()) {
            return;
        }
        out.heading(Format.count(fresh.size(), "new build warning") + " since base");
        out.bullets(fresh.stream().limit(WARNINGS).toList());
        if (fresh.size() > WARNINGS) {
            out.paragraph("And " + (fresh.size() - WARNINGS) + " more, in the whole report.");
        }
    }

    private Set<String> freshWarnings() {
        Set<String> fresh = new LinkedHashSet<>();
        report.warnings().stream()
                .filter(w -> view.variant(w.variant())
                        .filter(v -> v.revision().equals(Variant.HEAD))
                        .isPresent())
                .flatMap(w -> w.newOnes().stream())
                .map(CommentParts::warning)
                .forEach(fresh::add);
        return fresh;
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
                List.of(
                        view.terms().title(Metric.FIRST_RESPONSE),
                        "Starts",
                        "Fastest",
                        "25 %",
                        "Median",
                        "75 %",
                        "Slowest",
                        "Far out"),
                rows);
    }

    private List<String> distribution(VariantReport variant, Figure figure) {
        List<String> row = new ArrayList<>(List.of(Escape.markdown(view.label(variant)), Integer.toString(figure.n())));
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
        List<Metric> parts = PHASES.stream()
                .filter(m -> view.all().stream().anyMatch(v -> view.median(v, m).isPresent()))
                .toList();
        parts.forEach(m -> header.add(view.terms().title(m)));
        List<List<String>> rows = view.all().stream()
                .filter(View::hasFigures)
                .map(v -> Stream.concat(
                                Stream.of(Escape.markdown(view.label(v))),
                                parts.stream().map(m -> view.median(v, m).orElse("-")))
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

    private void reproduce(MarkdownText out) {
        List<String> commands =
                Reproduction.commands(report.plan(), report.change().isPresent());
        if (!commands.isEmpty()) {
            out.fold("How to run it on your machine", () -> {
                out.paragraph("In a clone of the repository, with the same two commits, forms and blocks:");
                out.paragraph("```sh\n" + String.join("\n", commands) + "\n```");
            });
        }
    }
}
