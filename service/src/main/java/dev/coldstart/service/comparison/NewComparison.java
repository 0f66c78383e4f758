package dev.coldstart.service.comparison;

import dev.coldstart.core.artifact.BuildRecord;
import dev.coldstart.core.json.Json;
import dev.coldstart.core.plan.Variant;
import dev.coldstart.protocol.Cause;
import dev.coldstart.protocol.State;
import dev.coldstart.protocol.Submission;
import dev.coldstart.service.submission.Digests;
import dev.coldstart.service.submission.NoiseAllowed;
import dev.coldstart.service.submission.Priority;
import dev.coldstart.service.upload.ArtifactRows;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Writes down what was asked for: the comparison, its variants, the key, and what was built for later. */
record NewComparison(
        String id,
        Comparisons.Request request,
        Submission submission,
        Standing.Kept kept,
        Instant now,
        Instant deadline) {

    void insert(Handle handle) {
        comparison(handle);
        for (int i = 0; i < submission.variants().size(); i++) {
            Submission.SubmittedVariant variant = submission.variants().get(i);
            handle.createUpdate("insert into comparison_variant (comparison, position, name, artifact)"
                            + " values (:comparison, :position, :name, :artifact)")
                    .bind("comparison", id)
                    .bind("position", i)
                    .bind("name", variant.variant())
                    .bind("artifact", variant.artifact().map(Submission.SubmittedArtifact::sha256))
                    .execute();
            Variant planned = submission.plan().variants().get(i);
            variant.artifact().ifPresent(artifact -> {
                var _ = ArtifactRows.use(handle, request.repository(), artifact.sha256(), now);
                knownBuild(handle, planned, artifact);
            });
        }
        request.key()
                .ifPresent(key -> handle.createUpdate(
                                "insert into idempotency (repository, idempotency_key, request, comparison, created_at)"
                                        + " values (:repository, :key, :request, :comparison, :at)")
                        .bind("repository", request.repository())
                        .bind("key", key)
                        .bind("request", Digests.sha256(request.body()))
                        .bind("comparison", id)
                        .bind("at", now)
                        .execute());
    }

    private void comparison(Handle handle) {
        Submission.Revision revision = submission.revision();
        boolean fork = request.fork() || revision.fork();
        handle.createUpdate("insert into comparison (id, repository, app, architecture, labels, cause, revision,"
                        + " base_revision, pull_request, ref, fork, release_name, committed_at, request, state, priority,"
                        + " created_by, created_at, queued_at, deadline_at, attempt, lost, next_block, kept_lines,"
                        + " kept_bytes, last_event, kept, noise_allowed, baseline) values (:id, :repository, :app, :architecture, :labels, :cause,"
                        + " :revision, :base, :pull, :ref, :fork, :release, :committed, :request, :state, :priority,"
                        + " :caller, :now, :now, :deadline, 0, 0, :block, :lines, :bytes, 1, :kept, :noise, :baseline)")
                .bind("id", id)
                .bind("repository", request.repository())
                .bind("app", submission.plan().app())
                .bind("architecture", submission.architecture().id())
                .bind("labels", String.join(" ", submission.labels()))
                .bind("cause", submission.trigger().id())
                .bind("revision", revision.commit())
                .bind("base", revision.baseCommit())
                .bind(
                        "pull",
                        revision.pullRequest().isPresent()
                                ? Optional.of(revision.pullRequest().getAsInt())
                                : Optional.<Integer>empty())
                .bind("ref", revision.ref())
                .bind("fork", fork)
                .bind("release", revision.release())
                .bind("committed", revision.at().map(Instant::parse))
                .bind("request", Json.line().writeValueAsString(submission))
                .bind("state", State.QUEUED.id())
                .bind("priority", fork ? Priority.ofFork(submission.trigger()) : Priority.of(submission.trigger()))
                .bind("caller", request.caller())
                .bind("now", now)
                .bind("deadline", deadline)
                .bind("baseline", submission.plan().baseline())
                .bind("noise", NoiseAllowed.by(submission.plan()))
                .bind("block", kept.nextBlock())
                .bind("lines", kept.lines())
                .bind("bytes", kept.bytes())
                // What a release was like is asked for as long as there is the app.
                .bind("kept", submission.trigger() == Cause.RELEASE)
                .execute();
    }

    /** What a fork has built is never taken for the repository's own. */
    private void knownBuild(Handle handle, Variant planned, Submission.SubmittedArtifact artifact) {
        Optional<String> commit = planned.revision().equals(Variant.BASE)
                ? submission.revision().baseCommit()
                : submission.revision().commit();
        Optional<BuildRecord> build = submission.builds().stream()
                .filter(b -> b.variant().equals(planned.name()))
                .findFirst();
        boolean fork = request.fork() || submission.revision().fork();
        if (commit.isEmpty() || artifact.configuration().isEmpty() || build.isEmpty() || fork) {
            return;
        }
        handle.createUpdate(
                        "insert into known_build (repository, revision, form, architecture, configuration, artifact,"
                                + " command, native_architecture, digest, sizes, build, created_at) values (:repository,"
                                + " :revision, :form, :architecture, :configuration, :artifact, :command, :native, :digest,"
                                + " :sizes, :build, :at) on conflict do nothing")
                .bind("repository", request.repository())
                .bind("revision", commit.get())
                .bind("form", planned.form())
                .bind("architecture", planned.architecture().id())
                .bind("configuration", artifact.configuration().get())
                .bind("artifact", artifact.sha256())
                .bind("command", Json.line().writeValueAsString(artifact.command()))
                .bind("native", artifact.nativeArchitecture().map(a -> a.id()))
                .bind("digest", artifact.digest())
                .bind("sizes", Json.line().writeValueAsString(artifact.sizes()))
                .bind("build", Json.line().writeValueAsString(build.get()))
                .bind("at", now)
                .execute();
    }
}
