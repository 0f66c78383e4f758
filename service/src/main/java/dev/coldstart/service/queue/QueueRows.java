package dev.coldstart.service.queue;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** The queue, as far as choosing needs it. */
final class QueueRows {

    private record Row(
            String id,
            String repository,
            int priority,
            Instant queuedAt,
            Instant servedAt,
            String architecture,
            String labels) {
        FairChoice.Waiting waiting() {
            return new FairChoice.Waiting(id, repository, priority, queuedAt, servedAt);
        }
    }

    private QueueRows() {}

    /** All that wait, in the queues of their architectures. */
    static List<List<FairChoice.Waiting>> byArchitecture(Handle handle) {
        return List.copyOf(rows(handle).stream()
                .collect(Collectors.groupingBy(
                        Row::architecture, TreeMap::new, Collectors.mapping(Row::waiting, Collectors.toList())))
                .values());
    }

    /** Those that a worker of this architecture with these labels can take. */
    static List<FairChoice.Waiting> waiting(Handle handle, String architecture, Set<String> labels) {
        return rows(handle).stream()
                .filter(row -> row.architecture().equals(architecture))
                .filter(row -> labels.containsAll(ComparisonRow.labels(row.labels())))
                .map(Row::waiting)
                .toList();
    }

    private static List<Row> rows(Handle handle) {
        return handle.createQuery(
                        "select c.id, c.repository, c.priority, c.queued_at, r.served_at, c.architecture, c.labels"
                                + " from comparison c join repository r on r.name = c.repository"
                                + " where c.state = 'queued' order by c.priority, c.queued_at, c.id")
                .mapTo(Row.class)
                .list();
    }

    /** Remembers that it was this repository's turn: later than every other turn, whatever the clock says. */
    static void served(Handle handle, String repository, Instant now) {
        long last = handle.createQuery("select coalesce(max(served_at), 0) from repository")
                .mapTo(long.class)
                .one();
        handle.createUpdate("update repository set served_at = :at where name = :name")
                .bind("at", Math.max(now.toEpochMilli(), last + 1))
                .bind("name", repository)
                .execute();
    }
}
