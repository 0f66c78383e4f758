package dev.coldstart.service.queue;

import dev.coldstart.core.artifact.BuildRecord;
import dev.coldstart.core.artifact.Sizes;
import dev.coldstart.core.json.Json;
import dev.coldstart.core.plan.Architecture;
import dev.coldstart.service.store.Store;
import java.util.List;
import java.util.Optional;

/** What was built and sent before, so that it need not be built or sent again: above all the base of a pull request. */
public final class KnownBuilds {

    /** What names a build. */
    public record Key(String repository, String commit, String form, Architecture architecture, String configuration) {}

    /** A build, as it is submitted again. */
    public record KnownBuild(Submission.SubmittedArtifact artifact, BuildRecord build) {}

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

    public KnownBuilds(Store store) {
        this.store = store;
    }

    /** The build of that name, if its artifact is still here. */
    public Optional<KnownBuild> find(Key key) {
        return store.read(handle -> handle.createQuery("select artifact, command, native_architecture, digest, sizes,"
                        + " build, configuration from known_build where repository = :repository and revision = :commit"
                        + " and form = :form and architecture = :architecture and configuration = :configuration")
                .bind("repository", key.repository())
                .bind("commit", key.commit())
                .bind("form", key.form())
                .bind("architecture", key.architecture().id())
                .bind("configuration", key.configuration())
                .mapTo(Row.class)
                .findOne()
                .map(Row::knownBuild));
    }
}
