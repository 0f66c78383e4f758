package dev.coldstart.service.api;

import dev.coldstart.artifact.archive.Compression;
import dev.coldstart.service.access.Access;
import dev.coldstart.service.access.Caller;
import dev.coldstart.service.store.Blobs;
import dev.coldstart.service.upload.Artifacts;
import dev.coldstart.service.upload.Intake;
import dev.coldstart.service.upload.PacedInput;
import dev.coldstart.service.upload.UploadRefusedException;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongConsumer;

/** {@code /artifacts/{sha256}}. */
final class ArtifactRoutes {

    private static final Duration BUSY = Duration.ofSeconds(2);

    /** What was sent. */
    record Stored(String sha256, long bytes, long unpackedBytes, int entries) {}

    private final Artifacts artifacts;
    private final Guard guard;
    private final Places places;
    private final PacedInput.Pace pace;
    private final LongConsumer uploaded;

    /**
     * The routes.
     *
     * @param places for uploads that are under way
     * @param pace how fast they have to come
     */
    ArtifactRoutes(Artifacts artifacts, Guard guard, Places places, PacedInput.Pace pace, LongConsumer uploaded) {
        this.artifacts = artifacts;
        this.guard = guard;
        this.places = places;
        this.pace = pace;
        this.uploaded = uploaded;
    }

    /** Is it here, of this repository? */
    void head(Context context) {
        Caller caller = guard.caller(context);
        String sha256 = sha256(context);
        String repository = guard.submit(caller, false).repository().orElseThrow();
        context.status(artifacts.has(repository, sha256) ? 200 : 404);
    }

    void put(Context context) throws IOException, UploadRefusedException {
        Caller caller = guard.caller(context);
        String sha256 = sha256(context);
        Access.Submission allowed = guard.submit(caller, false);
        String repository = allowed.repository().orElseThrow();
        try (InputStream body = begun(new PacedInput(context.req().getInputStream(), pace));
                Places.Held _ = place(context, repository)) {
            long length = context.req().getContentLengthLong();
            Intake.Received received = artifacts.take(
                    repository,
                    sha256,
                    length < 0 ? OptionalLong.empty() : OptionalLong.of(length),
                    body,
                    caller.description());
            uploaded.accept(received.bytes());
            Bodies.answer(
                    context,
                    201,
                    new Stored(
                            sha256,
                            received.bytes(),
                            received.contents().unpackedBytes(),
                            received.contents().entries()));
        }
    }

    /** With its first byte read: who only announces an upload holds nothing that others wait for. */
    private static InputStream begun(InputStream body) throws IOException {
        PushbackInputStream begun = new PushbackInputStream(body);
        int first = begun.read();
        if (first >= 0) {
            begun.unread(first);
        }
        return begun;
    }

    private Places.Held place(Context context, String repository) {
        return places.take(repository, 1).orElseThrow(() -> {
            context.header("Connection", "close");
            return new ProblemException(
                    Problem.of(503, "busy", "Not now", "too many uploads are under way: try again"), Optional.of(BUSY));
        });
    }

    /** For workers, which unpack it; nobody else needs it back. */
    void get(Context context) throws IOException {
        var _ = guard.worker(guard.caller(context));
        Path file = artifacts
                .file(sha256(context))
                .orElseThrow(() -> ProblemException.notFound("there is no such artifact"));
        context.contentType(Compression.of(file).mediaType()).result(Files.newInputStream(file));
    }

    private static String sha256(Context context) {
        String sha256 = context.pathParam("sha256");
        if (!Blobs.isSha256(sha256)) {
            throw new ProblemException(
                    Problem.of(400, "not-a-digest", "That is no SHA-256", "it is 64 lower-case hexadecimal digits"));
        }
        return sha256;
    }
}
