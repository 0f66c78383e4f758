package dev.coldstart.cli.client;

import dev.coldstart.cli.ExitCode;
import dev.coldstart.cli.UserError;
import dev.coldstart.cli.measure.Traces;
import dev.coldstart.core.json.Json;
import dev.coldstart.core.plan.Architecture;
import dev.coldstart.protocol.KnownBuild;
import dev.coldstart.protocol.Submission;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import okhttp3.Call;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** A measurement service, spoken to over HTTP on behalf of a repository. */
final class RemoteService implements AutoCloseable {

    private static final MediaType JSON = MediaType.get("application/json");
    private static final MediaType ZSTD = MediaType.get("application/zstd");
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int TIMED_OUT = 408;
    private static final int CONFLICT = 409;
    private static final int TOO_MANY = 429;
    private static final int SERVER = 500;

    private final String address;
    private final String token;
    private final OkHttpClient http;

    RemoteService(URI service, String token, Duration patience) {
        this.address = service.toString().replaceFirst("/+$", "") + "/api/v1/";
        this.token = token;
        this.http = new OkHttpClient.Builder()
                .connectTimeout(patience)
                .readTimeout(patience)
                .writeTimeout(patience)
                .build();
    }

    /** Whether this repository has sent it before. */
    boolean has(String sha256) throws ServiceException {
        try (Response response = call(request("artifacts/" + sha256).head().build())) {
            return switch (response.code()) {
                case OK -> true;
                case NOT_FOUND -> false;
                default -> throw refused(response);
            };
        }
    }

    /** What was built of a commit with the same configuration, if the service has that. */
    Optional<KnownBuild> known(String commit, String form, Architecture architecture, String configuration)
            throws ServiceException {
        HttpUrl url = HttpUrl.get(address + "builds")
                .newBuilder()
                .addQueryParameter("commit", commit)
                .addQueryParameter("form", form)
                .addQueryParameter("architecture", architecture.id())
                .addQueryParameter("configuration", configuration)
                .build();
        try (Response response = call(request("builds").url(url).build())) {
            return switch (response.code()) {
                case OK -> Optional.of(Json.line().readValue(response.body().string(), KnownBuild.class));
                case NOT_FOUND -> Optional.empty();
                default -> throw refused(response);
            };
        } catch (IOException | JacksonException e) {
            throw new ServiceException("the service's answer can't be read: " + e.getMessage(), e);
        }
    }

    /** The commits in an app's history, the oldest first; none where it has none. */
    List<String> measuredCommits(String app) throws ServiceException {
        HttpUrl url = HttpUrl.get(address + "apps")
                .newBuilder()
                .addPathSegment(app)
                .addPathSegment("history")
                .build();
        try (Response response = call(request("apps").url(url).build())) {
            if (response.code() == NOT_FOUND) {
                return List.of();
            }
            expectSuccess(response);
            return json(response)
                    .path("points")
                    .valueStream()
                    .map(point -> point.path("commit").asString(""))
                    .filter(commit -> !commit.isEmpty())
                    .toList();
        }
    }

    void upload(PackedFolder packed) throws ServiceException {
        RequestBody body = RequestBody.create(packed.file().toFile(), ZSTD);
        try (Response response =
                call(request("artifacts/" + packed.sha256()).put(body).build())) {
            expectSuccess(response);
        }
    }

    /**
     * Asks for a comparison; its id.
     *
     * @param key with which asking twice is asking once
     */
    String submit(Submission submission, String key) throws ServiceException {
        RequestBody body = RequestBody.create(Json.line().writeValueAsBytes(submission), JSON);
        Request request =
                request("comparisons").header("Idempotency-Key", key).post(body).build();
        try (Response response = call(request)) {
            expectSuccess(response);
            return json(response).path("id").asString();
        }
    }

    /** Says where lines of its stack traces are in the sources. */
    void frames(String id, Traces traces) throws ServiceException {
        RequestBody body = RequestBody.create(
                Json.line().writeValueAsBytes(new Submission.Frames(traces.frames(), traces.notes())), JSON);
        try (Response response =
                call(request("comparisons/" + id + "/frames").post(body).build())) {
            expectSuccess(response);
        }
    }

    /** Cancels it; one that has ended stays as it is. */
    void cancel(String id) throws ServiceException {
        try (Response response = call(request("comparisons/" + id).delete().build())) {
            if (response.code() != CONFLICT) {
                expectSuccess(response);
            }
        }
    }

    /** Brings a file of it here. */
    void download(String id, String name, Path file) throws ServiceException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try (Response response =
                call(request("comparisons/" + id + "/" + name).get().build())) {
            expectSuccess(response);
            try {
                try (var out = Files.newOutputStream(part)) {
                    response.body().byteStream().transferTo(out);
                }
                Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw new ServiceException(name + " could not be brought here: " + e.getMessage(), e);
        }
    }

    /** An event as it came. */
    record Received(Optional<Long> id, String kind, String data) {}

    /** Events, one after another. */
    interface Events extends AutoCloseable {
        /** The next; empty when there are no more on this line. */
        Optional<Received> next() throws ServiceException;

        @Override
        void close();
    }

    /** What happens to a comparison after the event of that number. */
    Events events(String id, long after) throws ServiceException {
        Request request = request("comparisons/" + id + "/events")
                .header("Last-Event-ID", Long.toString(after))
                .build();
        Response response = call(request);
        boolean open = false;
        try {
            expectSuccess(response);
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
            public Optional<Received> next() throws ServiceException {
                try {
                    return read(lines);
                } catch (IOException e) {
                    throw new ServiceException("the line to the service broke: " + e.getMessage(), e);
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

    private Request.Builder request(String path) {
        return new Request.Builder().url(address + path).header("Authorization", "Bearer " + token);
    }

    private Response call(Request request) throws ServiceException {
        Call call = http.newCall(request);
        try {
            return call.execute();
        } catch (IOException e) {
            throw new ServiceException("the service can't be reached at " + address + ": " + e.getMessage(), e);
        }
    }

    private void expectSuccess(Response response) throws ServiceException {
        if (!response.isSuccessful()) {
            throw refused(response);
        }
    }

    /** Now and for ever where it is about what was sent; worth another try where it is about the service. */
    private ServiceException refused(Response response) throws ServiceException {
        int status = response.code();
        JsonNode problem = json(response);
        String said = problem.path("title").asString("HTTP status " + status) + ": "
                + problem.path("detail").asString("no more is known");
        if (status < SERVER && status != TOO_MANY && status != TIMED_OUT) {
            throw new UserError(ExitCode.USAGE, "the service at " + address + " says: " + said);
        }
        return new ServiceException("the service at " + address + " says: " + said);
    }

    private static JsonNode json(Response response) throws ServiceException {
        try {
            String body = response.body().string();
            return Json.line().readTree(body.isEmpty() ? "{}" : body);
        } catch (IOException | JacksonException e) {
            throw new ServiceException("the service's answer can't be read: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }
}
