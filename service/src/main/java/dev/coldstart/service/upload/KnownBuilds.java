package dev.coldstart.service.upload;

import dev.coldstart.core.artifact.BuildRecord;
import dev.coldstart.core.artifact.Sizes;
import dev.coldstart.core.json.Json;
import dev.coldstart.core.plan.Architecture;
import dev.coldstart.protocol.KnownBuild;
import dev.coldstart.protocol.Submission;
import dev.coldstart.service.store.Blobs;
import dev.coldstart.service.store.Store;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** What was built and sent before, so that it need not be built or sent again: above all the base of a pull request. */
public final class KnownBuilds {

    /** What names a build. */
    public record Key(String repository, String commit, String form, Architecture architecture, String configuration) {}

    private record Row(
            String artifact,
            String command,
            Optional<String> nativeArchitecture,
            String digest,
            String sizes,
            String build,
            String configuration) {
        KnownBuild knownBuild() {
            List<String> words = List.of(Json.line().readValue(command, String[].class));
            return new KnownBuild(
                    new Submission.SubmittedArtifact(
                            artifact,
                            digest,
                            words,
                            nativeArchitecture.map(Architecture::of),
                            Json.line().readValue(sizes, Sizes.class),
                            Optional.of(configuration)),
                    Json.line().readValue(build, BuildRecord.class));
        }
    }

    private final Store store;
    private final Blobs blobs;
    private final Clock clock;

    public KnownBuilds(Store store, Blobs blobs, Clock clock) {
        this.store = store;
        this.blobs = blobs;
        this.clock = clock;
    }

    /** The build of that name, if its artifact is still here. It counts as used, and is kept for longer. */
    public Optional<KnownBuild> find(Key key) {
        return store.read(handle -> find(handle, key))
                // Only where there is one, as it waits for others that write.
                .filter(known -> use(key.repository(), known.artifact().sha256()));
    }

    private boolean use(String repository, String sha256) {
        return store.write(handle -> {
            boolean owned = ArtifactRows.use(handle, repository, sha256, clock.instant());
            return owned && blobs.has(sha256);
        });
    }

    private static Optional<KnownBuild> find(Handle handle, Key key) {
        return handle.createQuery("select artifact, command, native_architecture, digest, sizes,"
                        + " build, configuration from known_build where repository = :repository and revision = :commit"
                        + " and form = :form and architecture = :architecture and configuration = :configuration")
                .bind("repository", key.repository())
                .bind("commit", key.commit())
                .bind("form", key.form())
                .bind("architecture", key.architecture().id())
                .bind("configuration", key.configuration())
                .mapTo(Row.class)
                .findOne()
                .map(Row::knownBuild);
    }
}
