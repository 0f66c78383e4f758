package dev.coldstart.service.queue;

import java.time.Instant;
import org.jdbi.v3.core.Handle;

/** Whose artifacts are whose. */
final class ArtifactRows {

    private ArtifactRows() {}

    /** Whether the repository itself has sent it. */
    static boolean has(Handle handle, String repository, String sha256) {
        return handle.createQuery(
                                "select count(*) from artifact_owner where repository = :repository and sha256 = :sha")
                        .bind("repository", repository)
                        .bind("sha", sha256)
                        .mapTo(int.class)
                        .one()
                > 0;
    }

    /** What is used is kept for longer. */
    static void use(Handle handle, String repository, String sha256, Instant now) {
        handle.createUpdate("update artifact_owner set used_at = :at where repository = :repository and sha256 = :sha")
                .bind("at", now)
                .bind("repository", repository)
                .bind("sha", sha256)
                .execute();
    }
}
