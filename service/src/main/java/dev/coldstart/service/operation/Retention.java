package dev.coldstart.service.operation;

import dev.coldstart.artifact.folder.FileTree;
import dev.coldstart.service.access.AuditLog;
import dev.coldstart.service.comparison.query.Unneeded;
import dev.coldstart.service.store.Blobs;
import dev.coldstart.service.store.DataFolder;
import dev.coldstart.service.store.Ids;
import dev.coldstart.service.store.Store;
import dev.coldstart.service.upload.ArtifactRows;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes reports that are older than they are to be, and artifacts that are too old or too many, those that were used longest
 * ago first. Never what an open comparison needs, a release's report, or an artifact that was used within a day: somebody who
 * was told that it is here may be about to name it. A report does not need its artifacts: it is made of samples.
 */
public final class Retention {

    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
    private static final Duration BETWEEN = Duration.ofDays(1);
    private static final Duration AFTER_TROUBLE = Duration.ofMinutes(10);
    private static final Duration IN_USE = Duration.ofDays(1);

    /** Others write between two batches. */
    private static final int BATCH = 50;

    private static final String WHO = "retention";

    private final ServiceSettings.Retention settings;
    private final DataFolder data;
    private final Store store;
    private final Unneeded unneeded;
    private final AuditLog audit;
    private final Metrics metrics;
    private final Clock clock;
    private Instant due = Instant.MIN;

    public Retention(
            ServiceSettings.Retention settings,
            DataFolder data,
            Store store,
            AuditLog audit,
            Metrics metrics,
            Clock clock) {
        this.settings = settings;
        this.data = data;
        this.store = store;
        this.unneeded = new Unneeded(store);
        this.audit = audit;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** What was removed. */
    record Removed(int comparisons, int artifacts, long bytes, int leftovers) {
        boolean isNothing() {
            return comparisons + artifacts + leftovers == 0;
        }
    }

    /** Removes what there is to remove, if a day has gone by since it last did; at the first call in any case. */
    public synchronized void whenDue() {
        Instant now = clock.instant();
        if (now.isBefore(due)) {
            return;
        }
        due = now.plus(AFTER_TROUBLE);
        Removed removed = remove(now);
        due = now.plus(BETWEEN);
        metrics.removed(removed.bytes());
        if (!removed.isNothing()) {
            LOG.info(
                    "retention removed {} comparisons, {} artifacts of {} bytes, and {} files that nothing refers to",
                    removed.comparisons(),
                    removed.artifacts(),
                    removed.bytes(),
                    removed.leftovers());
        }
    }

    private Removed remove(Instant now) {
        try {
            int comparisons = comparisons(now.minus(settings.age()));
            int artifacts = 0;
            long bytes = 0;
            long held = store.read(ArtifactRows::held).bytes();
            for (Unneeded.Unused unused : unneeded.artifacts(now.minus(IN_USE))) {
                boolean old = unused.used().isBefore(now.minus(settings.age()));
                if ((old || held - bytes > settings.bytes()) && artifact(unused, now.minus(IN_USE))) {
                    artifacts++;
                    bytes += unused.bytes();
                }
            }
            if (held - bytes > settings.bytes()) {
                LOG.warn(
                        "artifacts take {} bytes, {} are to be kept: all the others are needed, or were used within a day",
                        held - bytes,
                        settings.bytes());
            }
            return new Removed(comparisons, artifacts, bytes, leftovers(now));
        } catch (IOException e) {
            throw new UncheckedIOException("retention could not remove a file: " + FileTree.why(e), e);
        }
    }

    private int comparisons(Instant before) throws IOException {
        int removed = 0;
        List<Unneeded.Old> batch = unneeded.comparisons(before, BATCH);
        while (!batch.isEmpty()) {
            List<Unneeded.Old> some = batch;
            store.change(handle -> {
                for (Unneeded.Old old : some) {
                    Unneeded.delete(handle, old);
                    audit.note(
                            handle,
                            new AuditLog.Note(
                                    WHO, "comparison.remove", Optional.of(old.repository()), old.id(), old.app()));
                }
            });
            // If it ends here, the folders are leftovers.
            for (Unneeded.Old old : some) {
                FileTree.delete(data.comparison(old.id()));
                LOG.info("retention removed the comparison {} of {}", old.id(), old.repository());
            }
            removed += some.size();
            batch = unneeded.comparisons(before, BATCH);
        }
        return removed;
    }

    /** Whether it is removed: meanwhile somebody may have come to need it. */
    private boolean artifact(Unneeded.Unused unused, Instant since) throws IOException {
        boolean removed = data.blobs()
                .removing(() -> store.write(handle -> {
                    boolean forgotten = Unneeded.delete(handle, unused, since);
                    if (forgotten) {
                        remove(handle, unused);
                    }
                    return forgotten;
                }));
        if (removed) {
            LOG.info("retention removed the artifact {} of {} bytes", unused.sha256(), unused.bytes());
        }
        return removed;
    }

    private void remove(Handle handle, Unneeded.Unused unused) {
        audit.note(
                handle,
                new AuditLog.Note(
                        WHO, "artifact.remove", Optional.empty(), unused.sha256(), unused.bytes() + " bytes"));
        try {
            data.blobs().delete(unused.sha256());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a service that was killed has left: files of what it did not come to write down, or had just removed. */
    private int leftovers(Instant now) throws IOException {
        int removed = 0;
        Set<String> comparisons = unneeded.known();
        for (String id : data.comparisons()) {
            // One that is new may be about to be written down.
            if (!comparisons.contains(id) && Ids.time(id).isBefore(now.minus(IN_USE))) {
                FileTree.delete(data.comparison(id));
                removed++;
            }
        }
        Blobs blobs = data.blobs();
        for (String sha256 : blobs.all()) {
            boolean gone = blobs.removing(() -> {
                boolean known = store.read(handle -> ArtifactRows.known(handle, sha256));
                if (!known) {
                    blobs.delete(sha256);
                }
                return !known;
            });
            removed += gone ? 1 : 0;
        }
        return removed;
    }
}
