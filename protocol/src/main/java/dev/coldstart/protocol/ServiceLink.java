package dev.coldstart.protocol;

import dev.coldstart.core.json.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.ValueInstantiationException;

/** The worker's end of the line to the service. */
public final class ServiceLink implements AutoCloseable {

    private static final MediaType JSON = MediaType.get("application/json");
    private static final int OK = 200;
    private static final int NO_CONTENT = 204;
    private static final int CONFLICT = 409;
    private static final int TOO_MANY = 429;
    private static final int SERVER = 500;

    private final String address;
    private final String token;
    private final OkHttpClient http;

    /** @param service where it answers */
    public ServiceLink(URI service, String token, Duration patience) {
        this(
                service,
                token,
                new OkHttpClient.Builder()
                        .connectTimeout(patience)
                        .readTimeout(patience)
                        .writeTimeout(patience)
                        .followRedirects(false)
                        .build());
    }

    /** The same over this client, which it closes. */
    public ServiceLink(URI service, String token, OkHttpClient http) {
        this.address = service.toString().replaceFirst("/+$", "") + "/api/v1/";
        this.token = token;
        this.http = http;
    }

    /** Asks for work. What can't be read as work is handed back at once: to keep it would look like a worker that was lost. */
    public Optional<Wire.Assignment> claim(Wire.Hello hello) throws LinkException {
        try {
            Optional<String> answer = post("worker/claim", hello);
            return answer.isEmpty() ? Optional.empty() : Optional.of(read(answer.get()));
        } catch (LeaseLostException e) {
            throw new LinkException(String.valueOf(e.getMessage()), e);
        }
    }

    private Wire.Assignment read(String answer) throws LinkException, LeaseLostException {
        try {
            return Json.line().readValue(answer, Wire.Assignment.class);
        } catch (JacksonException e) {
            JsonNode work = tree(answer);
            String why = "a worker can't read it: " + e.getOriginalMessage();
            String lease = work.path("lease").asString("");
            // What a record refuses every worker refuses; what is not known here another version may know.
            handBack(
                    work.path("comparison").asString(""),
                    e instanceof ValueInstantiationException
                            ? Wire.HandBack.refused(lease, why)
                            : Wire.HandBack.broken(lease, why));
            throw new LinkException("what the service gave could not be read and was handed back: " + why, e);
        }
    }

    private JsonNode tree(String answer) throws LinkException {
        try {
            return Json.line().readTree(answer);
        } catch (JacksonException e) {
            throw new LinkException("the service at " + address + " answers what is no JSON: " + e.getMessage(), e);
        }
    }

    public OptionalInt lines(String comparison, Wire.Lines lines) throws LinkException, LeaseLostException {
        return post("worker/comparisons/" + comparison + "/lines", lines, Wire.Taken.class)
                .map(Wire.Taken::expected)
                .orElse(OptionalInt.empty());
    }

    public OptionalInt done(String comparison, Wire.Done done) throws LinkException, LeaseLostException {
        return post("worker/comparisons/" + comparison + "/done", done, Wire.Taken.class)
                .map(Wire.Taken::expected)
                .orElse(OptionalInt.empty());
    }

    public void handBack(String comparison, Wire.HandBack back) throws LinkException, LeaseLostException {
        var _ = post("worker/comparisons/" + comparison + "/hand-back", back, Wire.Taken.class);
    }

    /** Fetches an artifact to a file. */
    public void fetch(String sha256, Path file) throws LinkException {
        Request request = request("artifacts/" + sha256).get().build();
        try (Response response = http.newCall(request).execute()) {
            if (response.code() != OK) {
                throw failed(response);
            }
            try (var out = Files.newOutputStream(file)) {
                response.body().byteStream().transferTo(out);
            }
        } catch (IOException e) {
            throw new LinkException("the artifact could not be fetched: " + e.getMessage(), e);
        }
    }

    private <T> Optional<T> post(String path, Object message, Class<T> type) throws LinkException, LeaseLostException {
        Optional<String> answer = post(path, message);
        try {
            return answer.map(text -> Json.line().readValue(text, type));
        } catch (JacksonException e) {
            throw new LinkException("the service's answer can't be read: " + e.getMessage(), e);
        }
    }

    private Optional<String> post(String path, Object message) throws LinkException, LeaseLostException {
        RequestBody body = RequestBody.create(Json.line().writeValueAsBytes(message), JSON);
        try (Response response = http.newCall(request(path).post(body).build()).execute()) {
            return switch (response.code()) {
                case OK -> Optional.of(response.body().string());
                case NO_CONTENT -> Optional.empty();
                case CONFLICT -> throw new LeaseLostException(detail(response));
                default -> throw failed(response);
            };
        } catch (IOException e) {
            throw new LinkException("the service can't be reached at " + address + ": " + e.getMessage(), e);
        }
    }

    private Request.Builder request(String path) {
        return new Request.Builder().url(address + path).header("Authorization", "Bearer " + token);
    }

    private static LinkException failed(Response response) throws IOException {
        int status = response.code();
        String said = "the service says " + status + ": " + detail(response);
        if (status < SERVER && status != TOO_MANY) {
            throw new RefusedException(said);
        }
        return new LinkException(said);
    }

    private static String detail(Response response) throws IOException {
        String body = response.body().string();
        try {
            JsonNode problem = Json.line().readTree(body);
            return problem.path("detail").asString(body);
        } catch (JacksonException e) {
            return body;
        }
    }

    @Override
    public void close() {
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }
}
