package dev.coldstart.service.comparison.query;

import dev.coldstart.protocol.State;
import dev.coldstart.service.store.Store;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** The workers that have ever come. */
public final class WorkersQuery {

    private final Store store;

    public WorkersQuery(Store store) {
        this.store = store;
    }

    public record Row(
            String name,
            String architecture,
            String labels,
            String version,
            Instant seen,
            OptionalDouble noise,
            Optional<String> unfit,
            Optional<String> measures) {}

    public List<Row> all() {
        return store.read(handle -> handle.createQuery("""
                        select w.name, w.architecture, w.labels, w.version, w.seen_at, w.noise_floor, w.unfit,
                          (select min(c.id) from comparison c where c.state = :measuring and c.worker = w.name) as measures
                        from worker w order by w.name""")
                .bind("measuring", State.MEASURING.id())
                .map((row, context) -> {
                    double noise = row.getDouble("noise_floor");
                    OptionalDouble floor = row.wasNull() ? OptionalDouble.empty() : OptionalDouble.of(noise);
                    return new Row(
                            row.getString("name"),
                            row.getString("architecture"),
                            row.getString("labels"),
                            row.getString("version"),
                            Instant.ofEpochMilli(row.getLong("seen_at")),
                            floor,
                            Optional.ofNullable(row.getString("unfit")),
                            Optional.ofNullable(row.getString("measures")));
                })
                .list());
    }
}
