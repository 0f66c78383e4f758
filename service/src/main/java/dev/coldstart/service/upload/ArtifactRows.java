package dev.coldstart.service.upload;

import java.time.Instant;
import org.jdbi.v3.core.Handle;

/** Artifacts and whose they are, as they are in the database. */
public final class ArtifactRows {

    /** All that are kept. */
    public record Held(long count, long bytes) {}

    private ArtifactRows() {}

    /** Whether the repository itself has sent it. */
    public static boolean has(Handle handle, String repository, String sha256) {
        return handle.createQuery(
                                "select count(*) from artifact_owner where repository = :repository and sha256 = :sha")
                        .bind("repository", repository)
                        .bind("sha", sha256)
                        .mapTo(int.class)
                        .one()
                > 0;
    }

    /** The same; what is used is kept for longer. */
    public static boolean use(Handle handle, String repository, String sha256, Instant now) {
        return handle.createUpdate(
                                "update artifact_owner set used_at = :at where repository = :repository and sha256 = :sha")
                        .bind("at", now)
                        .bind("repository", repository)
                        .bind("sha", sha256)
                        .execute()
                > 0;
    }

    /** How many there are, and of how many bytes. */
    public static Held held(Handle handle) {
        return handle.createQuery("select count(*) as n, coalesce(sum(bytes), 0) as bytes from artifact")
                .map((row, context) -> new Held(row.getLong("n"), row.getLong("bytes")))
                .one();
    }

    /** Whether anybody has sent it. */
    public static boolean known(Handle handle, String sha256) {
        return handle.createQuery("select count(*) from artifact where sha256 = :sha")
                        .bind("sha", sha256)
                        .mapTo(int.class)
                        .one()
                > 0;
    }

    /** Forgets it. Its owners and what is known to be built of it go with it. */
    public static void delete(Handle handle, String sha256) {
        handle.createUpdate("delete from artifact where sha256 = :sha")
                .bind("sha", sha256)
                .execute();
    }
}
