package dev.coldstart.service.comparison.query;

import dev.coldstart.protocol.Cause;
import dev.coldstart.protocol.State;
import dev.coldstart.service.access.Sight;
import dev.coldstart.service.store.Store;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Apps with the comparison that counts for each: the last that has a report and is no pull request's, else the last. */
public final class Apps {

    private final Store store;

    public Apps(Store store) {
        this.store = store;
    }

    /**
     * What is asked for.
     *
     * @param text part of an app's or a repository's name; empty: all
     * @param verdict empty: all
     * @param recentFirst by time; otherwise by name
     */
    public record Asked(String text, String verdict, boolean recentFirst, int page) {}

    public record App(
            String repository,
            String app,
            String comparison,
            State state,
            Optional<String> verdict,
            Instant at,
            long comparisons,
            List<Median> medians) {}

    public record Median(String form, double milliseconds) {}

    public record Found(List<App> apps, long total) {}

    /** Ids are of one length: what follows the one that counts is its verdict. */
    private static final int ID = 26;

    static final String REPORTED = "c.state = '" + State.REPORTED.id() + "'";
    static final String NO_PULL_REQUEST = "c.cause <> '" + Cause.PULL_REQUEST.id() + "'";

    /** The newest that is so, with its verdict. Ids are in the order of time. */
    private static String newest(String condition) {
        return "(select c.id || ' ' || coalesce(c.verdict, '') from comparison c where c.repository = a.repository"
                + " and c.app = a.app and " + condition + " order by c.id desc limit 1)";
    }

    /**
     * Found in an index alone. A comparison's row has its request in it, which is long, and stands before the verdict: to read
     * two hundred rows for their verdicts would be to read two hundred requests.
     *
     * @param which condition on the comparisons {@code c} that are looked at
     */
    private static String latest(String which) {
        return "with a as (select c.repository, c.app, count(*) as comparisons from comparison c where " + which
                + " group by c.repository, c.app), latest as materialized (select a.repository, a.app, a.comparisons, coalesce("
                + newest(REPORTED + " and " + NO_PULL_REQUEST) + ", " + newest(REPORTED)
                + ", " + newest("true") + ") as last from a join repository r on r.name = a.repository where "
                + Sight.CONDITION + ")";
    }

    public Found find(Asked asked, Sight sight, int size) {
        String order = asked.recentFirst() ? "last desc" : "app, repository";
        return store.read(handle -> {
            List<Row> rows = sight.bind(handle.createQuery(latest(
                                    "(:text = '' or lower(c.app) like :like escape '!' or c.repository like :like escape '!')")
                            + """
                            , page as (
                              select repository, app, comparisons, last, count(*) over () as total from latest
                              where (:verdict = '' or substr(last, %2$d) = :verdict)
                              order by %1$s limit :size offset :from)
                            select page.repository, page.app, c.id, c.state, c.verdict, c.created_at as at, c.baseline,
                              page.comparisons, page.total
                            from page join comparison c on c.id = substr(page.last, 1, %3$d)
                            order by %4$s""".formatted(order, ID + 2, ID, "page." + order.replace(", ", ", page."))))
                    .bind("text", asked.text())
                    .bind("like", Like.containing(asked.text()))
                    .bind("verdict", asked.verdict())
                    .bind("size", size)
                    .bind("from", asked.page() * size)
                    .map((row, context) -> new Row(
                            row.getString("repository"),
                            row.getString("app"),
                            row.getString("id"),
                            State.of(row.getString("state")),
                            Optional.ofNullable(row.getString("verdict")),
                            Optional.ofNullable(row.getString("baseline")),
                            Instant.ofEpochMilli(row.getLong("at")),
                            row.getLong("comparisons"),
                            row.getLong("total")))
                    .list();
            Map<String, List<Median>> medians =
                    medians(handle, rows.stream().map(Row::id).toList());
            return new Found(
                    rows.stream()
                            .map(r -> r.app(medians.getOrDefault(r.id(), List.of())))
                            .toList(),
                    rows.isEmpty() ? 0 : rows.getFirst().total());
        });
    }

    /** One app; empty where there is none that may be seen. */
    public Optional<App> one(String repository, String app, Sight sight) {
        return store.read(handle -> sight.bind(
                        handle.createQuery(latest("c.repository = :repository and c.app = :app") + """
                         select c.repository, c.app, c.id, c.state, c.verdict, c.created_at as at, c.baseline, latest.comparisons
                        from latest join comparison c on c.id = substr(latest.last, 1, %d)""".formatted(ID)))
                .bind("repository", repository)
                .bind("app", app)
                .map((row, context) -> new Row(
                        row.getString("repository"),
                        row.getString("app"),
                        row.getString("id"),
                        State.of(row.getString("state")),
                        Optional.ofNullable(row.getString("verdict")),
                        Optional.ofNullable(row.getString("baseline")),
                        Instant.ofEpochMilli(row.getLong("at")),
                        row.getLong("comparisons"),
                        1))
                .findOne()
                .map(row -> row.app(medians(handle, List.of(row.id())).getOrDefault(row.id(), List.of()))));
    }

    private record Row(
            String repository,
            String app,
            String id,
            State state,
            Optional<String> verdict,
            Optional<String> baseline,
            Instant at,
            long comparisons,
            long total) {

        /** @param medians the slowest first; the baseline's goes before them, as it is what the others are held against */
        App app(List<Median> medians) {
            String first = baseline.orElse("@").replaceFirst("@[^@]*$", "");
            List<Median> ordered = medians.stream()
                    .sorted(Comparator.comparing((Median m) -> !m.form().equals(first)))
                    .toList();
            return new App(repository, app, id, state, verdict, at, comparisons, ordered);
        }
    }

    private static Map<String, List<Median>> medians(Handle handle, List<String> comparisons) {
        Map<String, List<Median>> found = new HashMap<>();
        if (!comparisons.isEmpty()) {
            handle.createQuery("""
                            select comparison, form, median from figure
                            where comparison in (<ids>) and metric = 'first-response' and variant_revision = 'head'
                            order by median desc""")
                    .bindList("ids", comparisons)
                    .map((row, context) -> Map.entry(
                            row.getString("comparison"), new Median(row.getString("form"), row.getDouble("median"))))
                    .forEach(e -> found.computeIfAbsent(e.getKey(), id -> new ArrayList<>())
                            .add(e.getValue()));
        }
        return found;
    }
}
