package dev.coldstart.service.comparison.query;

import dev.coldstart.service.store.Store;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What an app's reports said over time. */
public final class History {

    /** One figure of one form of one comparison, of head. */
    public record Point(
            String comparison,
            String form,
            String architecture,
            String unit,
            int n,
            double median,
            Optional<Double> low,
            Optional<Double> high,
            Optional<String> commit,
            Optional<String> release,
            Optional<String> runtime,
            String at) {}

    private record Row(
            String comparison,
            String form,
            String architecture,
            String unit,
            int n,
            double median,
            Optional<Double> low,
            Optional<Double> high,
            Optional<String> revision,
            Optional<String> releaseName,
            Optional<String> runtime,
            Instant at) {
        Point point() {
            return new Point(
                    comparison,
                    form,
                    architecture,
                    unit,
                    n,
                    median,
                    low,
                    high,
                    revision,
                    releaseName,
                    runtime,
                    at.toString());
        }
    }

    private final Store store;

    public History(Store store) {
        this.store = store;
    }

    /** The newest so many, the oldest of them first. */
    public List<Point> of(String repository, String app, String metric, int most) {
        List<Row> rows =
                store.read(handle -> handle.createQuery("select comparison, form, architecture, unit, n, median,"
                                + " low, high, revision, release_name, runtime, at from figure where repository = :repository"
                                + " and app = :app and metric = :metric and variant_revision = 'head'"
                                + " order by at desc, comparison desc, form limit :most")
                        .bind("repository", repository)
                        .bind("app", app)
                        .bind("metric", metric)
                        .bind("most", most)
                        .mapTo(Row.class)
                        .list());
        return rows.reversed().stream().map(Row::point).toList();
    }
}
