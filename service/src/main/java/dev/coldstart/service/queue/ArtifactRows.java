package dev.coldstart.service.queue;

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
}
