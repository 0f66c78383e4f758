package dev.coldstart.protocol;

import dev.coldstart.core.plan.Architecture;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** The service as a repository speaks to it. What it refuses is a {@link RefusedException}. */
public final class ServiceClient implements AutoCloseable {

    private static final MediaType ZSTD = MediaType.get("application/zstd");

    private final ServiceHttp service;

    /** @param service where it answers */
    public ServiceClient(URI service, String token, Duration patience) {
        this.service = new ServiceHttp(service, token, patience);
    }

    /** Whether this repository has sent it before. */
    public boolean has(String sha256) throws ServiceUnavailableException {
        try (Response response =
                service.call(service.request("artifacts/" + sha256).head().build())) {
            return switch (response.code()) {
                case ServiceHttp.OK -> true;
                case ServiceHttp.NOT_FOUND -> false;
                default -> throw service.failed(response);
            };
        }
    }

    /** What was built of a commit with the same configuration, if the service has that. */
    public Optional<KnownBuild> known(String commit, String form, Architecture architecture, String configuration)
            throws ServiceUnavailableException {
        HttpUrl url = service.url("builds")
                .newBuilder()
                .addQueryParameter("commit", commit)
                .addQueryParameter("form", form)
                .addQueryParameter("architecture", architecture.id())
                .addQueryParameter("configuration", configuration)
                .build();
        try (Response response = service.call(service.request(url).build())) {
            return switch (response.code()) {
                case ServiceHttp.OK -> Optional.of(service.read(service.text(response), KnownBuild.class));
                case ServiceHttp.NOT_FOUND -> Optional.empty();
                default -> throw service.failed(response);
            };
        }
    }

    /** The commits in an app's history, the oldest first; none where it has none. */
    public List<String> measuredCommits(String app) throws ServiceUnavailableException {
        HttpUrl url = service.url("apps")
                .newBuilder()
                .addPathSegment(app)
                .addPathSegment("history")
                .build();
        try (Response response = service.call(service.request(url).build())) {
            if (response.code() == ServiceHttp.NOT_FOUND) {
                return List.of();
            }
            service.expectSuccess(response);
            return service.tree(service.text(response))
                    .path("points")
                    .valueStream()
                    .map(point -> point.path("commit").asString(""))
                    .filter(commit -> !commit.isEmpty())
                    .toList();
        }
    }

    /** Sends an archive of that digest. */
    public void upload(String sha256, Path archive) throws ServiceUnavailableException {
        RequestBody body = RequestBody.create(archive.toFile(), ZSTD);
        try (Response response =
                service.call(service.request("artifacts/" + sha256).put(body).build())) {
            service.expectSuccess(response);
        }
    }

    /**
     * Asks for a comparison; its id.
     *
     * @param key with which asking twice is asking once
     */
    public String submit(Submission submission, String key) throws ServiceUnavailableException {
        Request request = service.request("comparisons")
                .header("Idempotency-Key", key)
                .post(ServiceHttp.json(submission))
                .build();
        try (Response response = service.call(request)) {
            service.expectSuccess(response);
            return service.tree(service.text(response)).path("id").asString();
        }
    }

    /** Says where lines of its stack traces are in the sources. */
    public void frames(String id, Submission.Frames frames) throws ServiceUnavailableException {
        try (Response response = service.call(service.request("comparisons/" + id + "/frames")
                .post(ServiceHttp.json(frames))
                .build())) {
            service.expectSuccess(response);
        }
    }

    /** Cancels it; one that has ended stays as it is. */
    public void cancel(String id) throws ServiceUnavailableException {
        try (Response response =
                service.call(service.request("comparisons/" + id).delete().build())) {
            if (response.code() != ServiceHttp.CONFLICT) {
                service.expectSuccess(response);
            }
        }
    }

    /** Brings a file of it here. */
    public void download(String id, String name, Path file) throws ServiceUnavailableException {
        service.download("comparisons/" + id + "/" + name, file);
    }

    /** An event as it came. */
    public record Received(Optional<Long> id, String kind, String data) {}

    /** Events, one after another. */
    public interface Events extends AutoCloseable {
        /** The next; empty when there are no more on this line. */
        Optional<Received> next() throws ServiceUnavailableException;

        @Override
        void close();
    }

    /** What happens to a comparison after the event of that number. */
    public Events events(String id, long after) throws ServiceUnavailableException {
        Request request = service.request("comparisons/" + id + "/events")
                .header("Last-Event-ID", Long.toString(after))
                .build();
        Response response = service.call(request);
        boolean open = false;
        try {
            service.expectSuccess(response);
            open = true;
        } finally {
            if (!open) {
                response.close();
            }
        }
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(response.body().byteStream(), StandardCharsets.UTF_8));
        return new Events() {
            @Override
            public Optional<Received> next() throws ServiceUnavailableException {
                try {
                    return read(lines);
                } catch (IOException e) {
                    throw new ServiceUnavailableException("the line to the service broke: " + e.getMessage(), e);
                }
            }

            @Override
            public void close() {
                response.close();
            }
        };
    }

    private static Optional<Received> read(BufferedReader lines) throws IOException {
        Optional<Long> id = Optional.empty();
        String kind = "";
        String data = "";
        String line;
        while ((line = lines.readLine()) != null) {
            if (line.isEmpty() && !kind.isEmpty()) {
                return Optional.of(new Received(id, kind, data));
            } else if (line.startsWith("id: ")) {
                id = Optional.of(Long.parseLong(line.substring("id: ".length())));
            } else if (line.startsWith("event: ")) {
                kind = line.substring("event: ".length());
            } else if (line.startsWith("data: ")) {
                data = line.substring("data: ".length());
            }
        }
        return Optional.empty();
    }

    @Override
    public void close() {
        service.close();
    }
}
