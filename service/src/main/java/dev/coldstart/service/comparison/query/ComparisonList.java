package dev.coldstart.service.comparison.query;

import dev.coldstart.protocol.Cause;
import dev.coldstart.protocol.State;
import dev.coldstart.service.access.Sight;
import dev.coldstart.service.comparison.ComparisonRow;
import dev.coldstart.service.store.Ids;
import dev.coldstart.service.store.Store;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jdbi.v3.core.statement.Query;

/** Comparisons as lists and one by one. */
public final class ComparisonList {

    private static final String COLUMNS = """
            c.id, c.repository, c.app, c.architecture, c.cause, c.revision, c.ref, c.pull_request, c.fork, c.release_name,
            c.state, c.reason, c.verdict, c.outcome, c.created_at, c.queued_at, c.started_at, c.ended_at, c.next_block,
            c.worker, c.priority, c.created_by, c.attempt, c.noise_allowed
            from comparison c join repository r on r.name = c.repository
            where\s""" + Sight.CONDITION;

    private final Store store;

    public ComparisonList(Store store) {
        this.store = store;
    }

    /**
     * What is asked for; what is empty asks for nothing.
     *
     * @param text part of the app's, the repository's or the branch's name, or the beginning of a commit
     * @param before an id: only older ones
     */
    public record Asked(
            String text, String state, String verdict, String cause, String repository, String app, String before) {}

    public record Row(
            String id,
            String repository,
            String app,
            String architecture,
            Cause cause,
            Optional<String> revision,
            Optional<String> ref,
            Optional<Integer> pullRequest,
            boolean fork,
            Optional<String> release,
            State state,
            Optional<String> reason,
            Optional<String> verdict,
            Optional<String> outcome,
            Instant created,
            Instant queued,
            Optional<Instant> started,
            Optional<Instant> ended,
            int nextBlock,
            Optional<String> worker,
            int priority,
            String createdBy,
            int attempt,
            OptionalDouble noiseAllowed) {

        public boolean open() {
            return !state.ended();
        }
    }

    public List<Row> find(Asked asked, Sight sight, int most) {
        String sql = "select " + COLUMNS
                + (asked.before().isEmpty() ? "" : " and c.id < :before")
                + (asked.state().isEmpty() ? "" : " and c.state = :state")
                + (asked.verdict().isEmpty() ? "" : " and c.verdict = :verdict")
                + (asked.cause().isEmpty() ? "" : " and c.cause = :cause")
                + (asked.repository().isEmpty() ? "" : " and c.repository = :repository")
                + (asked.app().isEmpty() ? "" : " and c.app = :app")
                + (asked.text().isEmpty()
                        ? ""
                        : " and (lower(c.app) like :like escape '!' or c.repository like :like escape '!'"
                                + " or lower(c.ref) like :like escape '!' or c.revision like :begin escape '!')")
                + " order by c.id desc limit :most";
        return store.read(handle -> {
            Query query = sight.bind(handle.createQuery(sql)).bind("most", most);
            bind(query, sql, "before", asked.before());
            bind(query, sql, "state", asked.state());
            bind(query, sql, "verdict", asked.verdict());
            bind(query, sql, "cause", asked.cause());
            bind(query, sql, "repository", asked.repository());
            bind(query, sql, "app", asked.app());
            bind(query, sql, "like", Like.containing(asked.text()));
            bind(query, sql, "begin", Like.containing(asked.text()).substring(1));
            return query.map((row, context) -> row(row)).list();
        });
    }

    private static void bind(Query query, String sql, String name, String value) {
        if (sql.contains(":" + name)) {
            query.bind(name, value);
        }
    }

    public Optional<Row> one(String id, Sight sight) {
        if (!Ids.isId(id)) {
            return Optional.empty();
        }
        return store.read(handle -> sight.bind(handle.createQuery("select " + COLUMNS + " and c.id = :id"))
                .bind("id", id)
                .map((row, context) -> row(row))
                .findOne());
    }

    /** What was asked for, as it was sent. */
    public String request(String id) {
        return store.read(handle -> handle.createQuery("select request from comparison where id = :id")
                .bind("id", id)
                .mapTo(String.class)
                .one());
    }

    /** All that wait or are measured. */
    public List<Row> open(Sight sight) {
        return store.read(handle -> sight.bind(handle.createQuery(
                        "select " + COLUMNS + " and c.state in " + ComparisonRow.OPEN + " order by c.state, c.id"))
                .map((row, context) -> row(row))
                .list());
    }

    /**
     * Those that wait, of one architecture.
     *
     * @param oldest since when the one waits that has waited longest
     */
    public record Waiting(String architecture, boolean fork, long count, Instant oldest) {}

    /** How many wait for which workers, seen or not. */
    public List<Waiting> waiting() {
        return store.read(handle -> handle.createQuery("""
                        select architecture, fork, count(*) as waiting, min(queued_at) as oldest
                        from comparison where state = :state group by architecture, fork""")
                .bind("state", State.QUEUED.id())
                .map((row, context) -> new Waiting(
                        row.getString("architecture"),
                        row.getBoolean("fork"),
                        row.getLong("waiting"),
                        Instant.ofEpochMilli(row.getLong("oldest"))))
                .list());
    }

    /** How many there are in each state that there are any in. */
    public Map<State, Long> byState() {
        return store.read(handle -> handle.createQuery("select state, count(*) as n from comparison group by state")
                .reduceRows(new EnumMap<>(State.class), (counts, row) -> {
                    counts.put(State.of(row.getColumn("state", String.class)), row.getColumn("n", Long.class));
                    return counts;
                }));
    }

    /** How many wait or are measured, seen or not. */
    public int openInAll() {
        return store.read(
                handle -> handle.createQuery("select count(*) from comparison where state in " + ComparisonRow.OPEN)
                        .mapTo(int.class)
                        .one());
    }

    private static Row row(ResultSet row) throws SQLException {
        int pull = row.getInt("pull_request");
        Optional<Integer> pullRequest = row.wasNull() ? Optional.empty() : Optional.of(pull);
        return new Row(
                row.getString("id"),
                row.getString("repository"),
                row.getString("app"),
                row.getString("architecture"),
                Cause.of(row.getString("cause")),
                text(row, "revision"),
                text(row, "ref"),
                pullRequest,
                row.getBoolean("fork"),
                text(row, "release_name"),
                State.of(row.getString("state")),
                text(row, "reason"),
                text(row, "verdict"),
                text(row, "outcome"),
                Instant.ofEpochMilli(row.getLong("created_at")),
                Instant.ofEpochMilli(row.getLong("queued_at")),
                time(row, "started_at"),
                time(row, "ended_at"),
                row.getInt("next_block"),
                text(row, "worker"),
                row.getInt("priority"),
                row.getString("created_by"),
                row.getInt("attempt"),
                fraction(row, "noise_allowed"));
    }

    private static Optional<String> text(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column)).filter(text -> !text.isEmpty());
    }

    private static OptionalDouble fraction(ResultSet row, String column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    private static Optional<Instant> time(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
    }
}
