package dev.coldstart.service.dashboard;

import dev.coldstart.core.presentation.Words;
import dev.coldstart.core.report.Verdict;
import dev.coldstart.service.comparison.query.ComparisonList;
import dev.coldstart.service.comparison.query.Quarters;
import dev.coldstart.service.comparison.query.Quarters.Answer;
import dev.coldstart.service.comparison.query.Quarters.Quarter;
import dev.coldstart.service.comparison.query.WorkersQuery;
import dev.coldstart.service.dashboard.view.Chip;
import dev.coldstart.service.dashboard.view.QuartersPage;
import dev.coldstart.service.dashboard.view.WorkersPage;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** What is of all apps together: their readiness quarter by quarter, and who measures them. */
final class OverviewPages {

    private static final int QUARTERS = 6;
    private static final int SIZE = 50;
    private static final Duration GONE_AFTER = Duration.ofMinutes(2);

    private final Renderer renderer;
    private final Quarters quarters;
    private final WorkersQuery workers;
    private final ComparisonList comparisons;
    private final Supplier<Map<String, Integer>> places;
    private final Rows rows;
    private final Clock clock;

    OverviewPages(
            Renderer renderer,
            Quarters quarters,
            WorkersQuery workers,
            ComparisonList comparisons,
            Supplier<Map<String, Integer>> places,
            Rows rows,
            Clock clock) {
        this.renderer = renderer;
        this.quarters = quarters;
        this.workers = workers;
        this.comparisons = comparisons;
        this.places = places;
        this.rows = rows;
        this.clock = clock;
    }

    void readiness(Context request, Visit visit) {
        String text = Filters.text(request, "q");
        int page = Filters.number(request, "page");
        List<Quarter> last = Quarter.last(QUARTERS, clock.instant());
        List<Answer> all = quarters.answers(last, visit.sight());
        Map<String, List<Answer>> byApp = new LinkedHashMap<>();
        String wanted = text.toLowerCase(Locale.ROOT);
        all.stream()
                .filter(a -> a.app().toLowerCase(Locale.ROOT).contains(wanted)
                        || a.repository().contains(wanted))
                .forEach(a -> byApp.computeIfAbsent(a.repository() + "\n" + a.app(), key -> new ArrayList<>())
                        .add(a));
        Address here = Address.of("/readiness").with("q", text);
        renderer.page(
                request,
                "readiness",
                new QuartersPage(
                        renderer.frame(visit, "Readiness", "readiness"),
                        text,
                        last.stream().map(Quarter::label).toList(),
                        shares(last, all),
                        byApp.values().stream()
                                .skip((long) page * SIZE)
                                .limit(SIZE)
                                .map(OverviewPages::row)
                                .toList(),
                        page == 0
                                ? Optional.empty()
                                : Optional.of(here.with("page", page == 1 ? "" : "" + (page - 1))
                                        .toString()),
                        byApp.size() > (page + 1L) * SIZE
                                ? Optional.of(here.with("page", "" + (page + 1)).toString())
                                : Optional.empty()));
    }

    private static QuartersPage.Row row(List<Answer> answers) {
        List<QuartersPage.Cell> cells = new ArrayList<>();
        for (int i = 0; i < QUARTERS; i++) {
            int quarter = i;
            cells.add(answers.stream()
                    .filter(a -> a.quarter() == quarter)
                    .findFirst()
                    .map(a -> new QuartersPage.Cell(
                            Chip.verdict(a.verdict().orElse("reported")),
                            Address.comparison(a.comparison()).toString()))
                    .orElseGet(() -> new QuartersPage.Cell(new Chip("-", "plain"), "")));
        }
        Answer first = answers.getFirst();
        return new QuartersPage.Row(
                first.repository(),
                Words.line(first.app()),
                Address.app(first.repository(), first.app()).toString(),
                cells);
    }

    private static List<QuartersPage.Share> shares(List<Quarter> quarters, List<Answer> answers) {
        List<QuartersPage.Share> shares = new ArrayList<>();
        for (int i = 0; i < quarters.size(); i++) {
            int quarter = i;
            List<Optional<Verdict.Answer>> verdicts = answers.stream()
                    .filter(a -> a.quarter() == quarter)
                    .map(a -> a.verdict().map(Verdict.Answer::of))
                    .toList();
            if (!verdicts.isEmpty()) {
                int ready = (int) verdicts.stream()
                        .filter(v -> v.filter(Verdict.Answer::adopts).isPresent())
                        .count();
                int blocked = Collections.frequency(verdicts, Optional.of(Verdict.Answer.BLOCKED));
                int stay = verdicts.size() - ready - blocked;
                shares.add(new QuartersPage.Share(
                        quarters.get(i).label(),
                        100 * ready / verdicts.size(),
                        100 * blocked / verdicts.size(),
                        100 * stay / verdicts.size(),
                        verdicts.size(),
                        ready + " could switch, " + stay + " stay or are not decided, " + blocked + " are blocked"));
            }
        }
        return shares;
    }

    void workers(Context request, Visit visit) {
        List<WorkersQuery.Row> known = workers.all();
        Map<String, Integer> before = places.get();
        // Those that are measured first, then as they will be.
        List<ComparisonList.Row> open = comparisons.open(visit.sight()).stream()
                .sorted(Comparator.comparingInt(row -> before.getOrDefault(row.id(), -1)))
                .toList();
        List<WorkersPage.Waiting> queue = new ArrayList<>();
        for (ComparisonList.Row row : open) {
            queue.add(new WorkersPage.Waiting(
                    before.containsKey(row.id()) ? Integer.toString(before.get(row.id()) + 1) : "now",
                    rows.of(row),
                    row.worker().map(Words::line).orElseGet(() -> waitsFor(row, known)),
                    Integer.toString(row.priority())));
        }
        renderer.page(
                request,
                "workers",
                new WorkersPage(
                        renderer.frame(visit, "Workers and queue", "workers"),
                        known.stream().map(this::worker).toList(),
                        queue,
                        comparisons.openInAll() - open.size()));
    }

    /** Why no worker takes it, where it is more than that they are busy. */
    private String waitsFor(ComparisonList.Row row, List<WorkersQuery.Row> known) {
        List<WorkersQuery.Row> there = known.stream()
                .filter(worker -> !gone(worker) && worker.architecture().equals(row.architecture()))
                .toList();
        if (there.isEmpty()) {
            return "none for " + row.architecture() + " is there";
        }
        double allowed = row.noiseAllowed().orElse(Double.MAX_VALUE);
        return there.stream().allMatch(worker -> worker.noise().orElse(0) > allowed)
                ? String.format(
                        Locale.ROOT, "none is quiet enough: its policy needs one that sees %.1f %%", allowed * 100)
                : "-";
    }

    private boolean gone(WorkersQuery.Row row) {
        return Duration.between(row.seen(), clock.instant()).compareTo(GONE_AFTER) > 0;
    }

    private WorkersPage.Worker worker(WorkersQuery.Row row) {
        Chip chip = gone(row)
                ? new Chip("gone", "bad")
                : row.unfit().isPresent()
                        ? new Chip("unfit", "bad")
                        : row.measures().isPresent() ? new Chip("measuring", "busy") : new Chip("waiting", "good");
        return new WorkersPage.Worker(
                Words.line(row.name()),
                row.architecture(),
                Words.line(row.labels().replaceAll("[\\[\\]\"]", "").replace(",", ", ")),
                Words.line(row.version()),
                chip,
                Words.line(row.unfit().orElse("")),
                row.noise().isPresent()
                        ? String.format(Locale.ROOT, "%.1f %%", row.noise().getAsDouble() * 100)
                        : "not measured yet",
                rows.moment(row.seen()));
    }
}
