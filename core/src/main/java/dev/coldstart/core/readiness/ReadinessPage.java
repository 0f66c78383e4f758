package dev.coldstart.core.readiness;

import dev.coldstart.core.estimate.Contrast;
import dev.coldstart.core.estimate.Figure;
import dev.coldstart.core.estimate.Metric;
import dev.coldstart.core.presentation.Section;
import dev.coldstart.core.presentation.Words;
import dev.coldstart.core.render.Page;
import dev.coldstart.core.report.VariantReport;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One page, one verdict, one list of what still stands in the way. */
public final class ReadinessPage {

    private static final int OBSTACLES_SHOWN = 8;

    private final Readiness readiness;

    private ReadinessPage(Readiness readiness) {
        this.readiness = readiness;
    }

    public static Page of(Readiness readiness) {
        ReadinessPage page = new ReadinessPage(readiness);
        List<Section> sections = new ArrayList<>();
        sections.add(page.frameworks());
        page.obstacles().ifPresent(sections::add);
        readiness.since().ifPresent(since -> sections.add(page.since(since)));
        return new Page(
                readiness.app() + ": readiness for " + Target.FORM,
                readiness.app() + ": " + page.headline(),
                readiness.frameworks().stream()
                        .map(f -> f.framework() + ": " + f.sentence())
                        .toList(),
                sections);
    }

    private String headline() {
        List<String> ready = readiness.frameworks().stream()
                .filter(f -> f.ready())
                .map(Readiness.Framework::framework)
                .toList();
        boolean open = readiness.frameworks().stream()
                .filter(Readiness.Framework::ready)
                .noneMatch(f -> f.provided().isEmpty());
        return switch (readiness.answer()) {
            case READY ->
                "ready for " + Target.FORM + " on " + Words.list(ready)
                        + (open ? ", if what is still unanswered allows it." : ".");
            case NOT_YET -> "not ready for " + Target.FORM + " yet.";
            case NOT_KNOWN -> "whether it is ready for " + Target.FORM + " is not known yet.";
            case NO_GAIN -> Target.FORM + " builds and starts, and does not gain enough.";
        };
    }

    private Section frameworks() {
        List<List<String>> rows = readiness.frameworks().stream()
                .map(f -> List.of(
                        f.framework(),
                        state(f.outcome()),
                        figure(f, Metric.FIRST_RESPONSE),
                        change(f),
                        figure(f, Metric.IDLE_RSS),
                        figure(f, Metric.PUBLISHED_SIZE),
                        // A build that failed did not come to all of them.
                        f.outcome() == VariantReport.State.NOT_BUILT && f.warnings() == 0
                                ? "-"
                                : Integer.toString(f.warnings())))
                .toList();
        return Section.of(
                "frameworks",
                "Target frameworks, " + Target.FORM + " against "
                        + readiness.frameworks().getFirst().baseline(),
                List.of(new Section.Table(
                        Section.Align.NUMBERS,
                        List.of("Framework", Target.FORM, "Start", "Change", "Memory", "Published", "Warnings"),
                        rows)));
    }

    private static String change(Readiness.Framework framework) {
        return framework.comparisons().stream()
                .filter(c -> c.metric() == Metric.FIRST_RESPONSE)
                .findFirst()
                .map((Contrast c) ->
                        framework.outcome() == VariantReport.State.UNEQUAL ? "not counted" : Words.change(c))
                .orElse("-");
    }

    private static String state(VariantReport.State state) {
        return switch (state) {
            case STARTED -> "starts";
            case UNEQUAL -> "unequal";
            case NOT_BUILT -> "not built";
            case FAILED -> "does not start";
            case NOT_MEASURED -> "not measured";
        };
    }

    private static String figure(Readiness.Framework framework, Metric metric) {
        Figure figure = framework.figures().get(metric);
        return figure == null ? "-" : Words.value(metric, figure.median());
    }

    private Optional<Section> obstacles() {
        List<String> told = new ArrayList<>();
        Set<String> fixes = new HashSet<>();
        readiness.obstacles().forEach(obstacle -> told.add(told(obstacle, fixes)));
        if (told.isEmpty()) {
            return Optional.empty();
        }
        List<Section.Block> blocks = new ArrayList<>();
        int shown = Math.min(OBSTACLES_SHOWN, told.size());
        blocks.add(new Section.Paragraph("The most valuable to mend first."));
        blocks.add(new Section.Bullets(told.subList(0, shown)));
        if (told.size() > shown) {
            blocks.add(new Section.Folded(
                    "And " + (told.size() - shown) + " more",
                    List.of(new Section.Bullets(told.subList(shown, told.size())))));
        }
        return Optional.of(new Section(
                "obstacles",
                "What still stands in the way",
                readiness.answer() == Readiness.Answer.READY ? Section.Tone.PLAIN : Section.Tone.PROBLEM,
                blocks));
    }

    private String told(Obstacle obstacle, Set<String> fixes) {
        String where = obstacle.frameworks().size() == readiness.frameworks().size()
                        && obstacle.frameworks().size() > 1
                ? "everywhere"
                : Words.list(obstacle.frameworks());
        String fix = obstacle.fix().isBlank()
                ? ""
                : fixes.add(obstacle.fix()) ? " " + Words.sentence(obstacle.fix()) : " The same helps.";
        return Words.named(where + ": " + obstacle.what()) + fix;
    }

    private Section since(Readiness.Since since) {
        List<Section.Block> blocks = new ArrayList<>();
        if (since.moved().isEmpty()) {
            blocks.add(new Section.Paragraph("Nothing has changed by as much as both runs could have seen."));
        }
        blocks.addAll(group(since, Moved.Direction.BETTER, "Better:"));
        blocks.addAll(group(since, Moved.Direction.WORSE, "Worse:"));
        blocks.addAll(group(since, Moved.Direction.OTHER, "Other:"));
        if (!since.notes().isEmpty()) {
            blocks.add(new Section.Paragraph("What was different besides:"));
            blocks.add(new Section.Bullets(
                    since.notes().stream().map(Words::sentence).toList()));
        }
        return Section.of("since", "Since " + since.created().replaceFirst("T.*", ""), blocks);
    }

    private static String sentence(Moved moved) {
        boolean named =
                moved.what().startsWith(moved.framework()) || moved.what().matches("\\S+ on .*");
        return named ? Words.named(moved.what()) : Words.sentence(moved.what());
    }

    private static List<Section.Block> group(Readiness.Since since, Moved.Direction direction, String title) {
        List<String> moved = since.moved().stream()
                .filter(m -> m.direction() == direction)
                .map(ReadinessPage::sentence)
                .toList();
        return moved.isEmpty() ? List.of() : List.of(new Section.Paragraph(title), new Section.Bullets(moved));
    }
}
