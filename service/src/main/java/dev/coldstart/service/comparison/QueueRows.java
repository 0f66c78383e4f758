package dev.coldstart.service.comparison;

import dev.coldstart.protocol.State;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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
            String labels,
            Optional<Double> noiseAllowed) {
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

    /** Those that this worker can take. One that has not measured its noise is taken for quiet. */
    static List<FairChoice.Waiting> waiting(Handle handle, Leases.Offer offer) {
        return rows(handle).stream()
                .filter(row -> row.architecture().equals(offer.architecture().id()))
                .filter(row -> offer.labels().containsAll(ComparisonRow.labels(row.labels())))
                .filter(row -> row.noiseAllowed().isEmpty()
                        || offer.noiseFloor().orElse(0) <= row.noiseAllowed().get())
                .map(Row::waiting)
                .toList();
    }

    private static List<Row> rows(Handle handle) {
        return handle.createQuery(
                        "select c.id, c.repository, c.priority, c.queued_at, r.served_at, c.architecture, c.labels, c.noise_allowed"
                                + " from comparison c join repository r on r.name = c.repository"
                                + " where c.state = :state order by c.priority, c.queued_at, c.id")
                .bind("state", State.QUEUED.id())
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
