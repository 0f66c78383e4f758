package dev.coldstart.service.comparison.query;

import dev.coldstart.service.comparison.ComparisonRow;
import dev.coldstart.service.store.Store;
import dev.coldstart.service.upload.ArtifactRows;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** What no open comparison needs: for retention, which says how old is too old. */
public final class Unneeded {

    /** Where {@code a} is the table of artifacts. */
    private static final String NEEDED =
            "exists (select 1 from comparison_variant v join comparison c on c.id = v.comparison"
                    + " where v.artifact = a.sha256 and c.state in " + ComparisonRow.OPEN + ")";

    /** A comparison that has ended. */
    public record Old(String id, String repository, String app) {}

    /** An artifact that no open comparison needs. */
    public record Unused(String sha256, long bytes, Instant used) {}

    private final Store store;

    public Unneeded(Store store) {
        this.store = store;
    }

    /** Comparisons that ended before that and are not to be kept, the oldest first. */
    public List<Old> comparisons(Instant before, int most) {
        return store.read(handle -> handle.createQuery("select id, repository, app from comparison where ended_at <"
                        + " :before and state not in " + ComparisonRow.OPEN + " and not kept order by id limit :most")
                .bind("before", before)
                .bind("most", most)
                .mapTo(Old.class)
                .list());
    }

    /** Forgets a comparison, and all that hangs on it. */
    public static void delete(Handle handle, Old old) {
        handle.createUpdate("delete from comparison where id = :id")
                .bind("id", old.id())
                .execute();
    }

    /** Artifacts that were last used before that, the longest ago first. */
    public List<Unused> artifacts(Instant since) {
        return store.read(
                handle -> handle.createQuery("select a.sha256, a.bytes, coalesce(max(o.used_at), a.created_at) as used"
                                + " from artifact a left join artifact_owner o on o.sha256 = a.sha256 where not "
                                + NEEDED
                                + " group by a.sha256, a.bytes, a.created_at"
                                + " having coalesce(max(o.used_at), a.created_at) < :since order by used, a.sha256")
                        .bind("since", since)
                        .mapTo(Unused.class)
                        .list());
    }

    /** Forgets an artifact, unless somebody has come to need it meanwhile. Whether it did. */
    public static boolean delete(Handle handle, Unused unused, Instant since) {
        boolean needed = handle.createQuery("select count(*) from artifact a where a.sha256 = :sha and (" + NEEDED
                                + " or exists (select 1 from artifact_owner o where o.sha256 = a.sha256"
                                + " and o.used_at >= :since))")
                        .bind("sha", unused.sha256())
                        .bind("since", since)
                        .mapTo(int.class)
                        .one()
                > 0;
        if (!needed) {
            handle.createUpdate("update comparison_variant set artifact = null where artifact = :sha")
                    .bind("sha", unused.sha256())
                    .execute();
            ArtifactRows.delete(handle, unused.sha256());
        }
        return !needed;
    }

    /** The ids of all comparisons. */
    public Set<String> known() {
        return new HashSet<>(store.read(handle -> handle.createQuery("select id from comparison")
                .mapTo(String.class)
                .list()));
    }
}
