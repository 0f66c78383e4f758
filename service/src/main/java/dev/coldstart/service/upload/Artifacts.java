package dev.coldstart.service.upload;

import dev.coldstart.artifact.archive.ArchiveLimits;
import dev.coldstart.service.access.AuditLog;
import dev.coldstart.service.store.Blobs;
import dev.coldstart.service.store.Store;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Artifacts and whose they are. */
public final class Artifacts {

    private final Blobs blobs;
    private final Store store;
    private final Clock clock;
    private final Intake intake;
    private final AuditLog audit;

    public Artifacts(Blobs blobs, Store store, Clock clock, ArchiveLimits limits, AuditLog audit) {
        this.audit = audit;
        this.blobs = blobs;
        this.store = store;
        this.clock = clock;
        this.intake = new Intake(blobs, limits);
    }

    /** Whether this repository has sent it; that another has is not told. It counts as used, and is kept for longer. */
    public boolean has(String repository, String sha256) {
        return blobs.has(sha256)
                && store.write(handle -> ArtifactRows.use(handle, repository, sha256, clock.instant()));
    }

    /**
     * Takes it for this repository, and notes who sent it. All of it has to be sent, even where another repository's lies here already.
     *
     * @param sender {@link dev.coldstart.service.access.Caller#description()}
     * @throws UploadRefusedException when it is not what may be sent
     * @throws IOException when the sender goes away, or the disk does not take it
     */
    public Intake.Received take(String repository, String sha256, OptionalLong length, InputStream body, String sender)
            throws IOException, UploadRefusedException {
        FutureTask<Intake.Received> taking = new FutureTask<>(
                () -> intake.take(sha256, length, body, received -> register(repository, received, sender)));
        // Whoever waits for the disk in a virtual thread keeps all others from running, those that read what comes
        // among them.
        Thread thread = Thread.ofPlatform().name("upload").start(taking);
        try {
            return taking.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case UploadRefusedException refused -> throw refused;
                case RuntimeException mistake -> throw mistake;
                case Error error -> throw error;
                case IOException failed -> throw failed;
                case null, default -> throw new IOException(e);
            }
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted during an upload", e);
        }
    }

    private void register(String repository, Intake.Received received, String sender) {
        String sha256 = received.sha256();
        store.change(handle -> {
            handle.createUpdate("insert into repository (name, created_at) values (:name, :at) on conflict do nothing")
                    .bind("name", repository)
                    .bind("at", clock.instant())
                    .execute();
            handle.createUpdate("insert into artifact (sha256, bytes, unpacked_bytes, entries, created_at)"
                            + " values (:sha, :bytes, :unpacked, :entries, :at) on conflict do nothing")
                    .bind("sha", sha256)
                    .bind("bytes", received.bytes())
                    .bind("unpacked", received.contents().unpackedBytes())
                    .bind("entries", received.contents().entries())
                    .bind("at", clock.instant())
                    .execute();
            handle.createUpdate("insert into artifact_owner (sha256, repository, created_at, used_at)"
                            + " values (:sha, :repository, :at, :at)"
                            + " on conflict (sha256, repository) do update set used_at = excluded.used_at")
                    .bind("sha", sha256)
                    .bind("repository", repository)
                    .bind("at", clock.instant())
                    .execute();
            audit.note(
                    handle,
                    new AuditLog.Note(
                            sender, "artifact.put", Optional.of(repository), sha256, received.bytes() + " bytes"));
        });
    }

    /** Its file, for a worker. */
    public Optional<Path> file(String sha256) {
        return Optional.of(blobs.path(sha256)).filter(path -> blobs.has(sha256));
    }
}
