package dev.coldstart.service.comparison.query;

import dev.coldstart.service.store.Store;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** What one measure of an app was, commit by commit. */
public final class FigureHistory {

    /** Rows, a form of a commit each: about 200 commits of four forms. */
    private static final int MAX_POINTS = 800;

    private final Store store;

    public FigureHistory(Store store) {
        this.store = store;
    }

    public record Asked(String repository, String app, String metric, String architecture, boolean pullRequests) {}

    public record Figure(double median, OptionalDouble low, OptionalDouble high) {}

    /**
     * One comparison.
     *
     * @param release its name where the commit is one
     * @param runtime what it was built with; marks an upgrade where it differs from the one before
     * @param figures by form
     */
    public record Point(
            String comparison,
            String commit,
            Optional<String> release,
            Optional<String> runtime,
            Instant at,
            Map<String, Figure> figures) {}

    /** Which metrics and architectures there is a history of. */
    public record Axes(List<String> metrics, List<String> architectures) {}

    public Axes axes(String repository, String app) {
        Set<String> metrics = new LinkedHashSet<>();
        Set<String> architectures = new LinkedHashSet<>();
        store.read(handle -> handle.createQuery("""
                        select distinct metric, architecture from figure
                        where comparison in (select id from comparison where repository = :repository and app = :app
                          and state = 'reported' order by id desc limit 40)""")
                        .bind("repository", repository)
                        .bind("app", app)
                        .map((row, context) -> Map.entry(row.getString("metric"), row.getString("architecture")))
                        .list())
                .forEach(e -> {
                    metrics.add(e.getKey());
                    architectures.add(e.getValue());
                });
        return new Axes(List.copyOf(metrics), architectures.stream().sorted().toList());
    }

    /** The latest, in the order of time. */
    public List<Point> points(Asked asked) {
        Map<String, Point> points = new LinkedHashMap<>();
        store.read(handle -> handle.createQuery("""
                        select f.comparison, f.form, f.median, f.low, f.high, f.revision, f.release_name, f.runtime, f.at
                        from figure f
                        where f.repository = :repository and f.app = :app and f.metric = :metric
                          and f.architecture = :architecture and f.variant_revision = 'head'
                          and (:pulls or not exists
                            (select 1 from comparison c where c.id = f.comparison and c.cause = 'pull-request'))
                        order by f.at desc, f.comparison desc limit :most""")
                        .bind("repository", asked.repository())
                        .bind("app", asked.app())
                        .bind("metric", asked.metric())
                        .bind("architecture", asked.architecture())
                        .bind("pulls", asked.pullRequests())
                        .bind("most", MAX_POINTS)
                        .map((row, context) -> {
                            double low = row.getDouble("low");
                            boolean interval = !row.wasNull();
                            Point point = new Point(
                                    row.getString("comparison"),
                                    Optional.ofNullable(row.getString("revision"))
                                            .orElse(""),
                                    Optional.ofNullable(row.getString("release_name")),
                                    Optional.ofNullable(row.getString("runtime")),
                                    Instant.ofEpochMilli(row.getLong("at")),
                                    new LinkedHashMap<>());
                            Figure figure = new Figure(
                                    row.getDouble("median"),
                                    interval ? OptionalDouble.of(low) : OptionalDouble.empty(),
                                    interval ? OptionalDouble.of(row.getDouble("high")) : OptionalDouble.empty());
                            return Map.entry(point, Map.entry(row.getString("form"), figure));
                        })
                        .list())
                .forEach(e -> points.computeIfAbsent(e.getKey().comparison(), id -> e.getKey())
                        .figures()
                        .put(e.getValue().getKey(), e.getValue().getValue()));
        List<Point> all = new ArrayList<>(points.values());
        Collections.reverse(all);
        return all;
    }
}
