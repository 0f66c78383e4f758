package dev.coldstart.protocol;

import dev.coldstart.core.json.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The service's API as both of its callers need it: who calls, what an answer means, what is worth another try. */
final class ServiceHttp implements AutoCloseable {

    static final int OK = 200;
    static final int NO_CONTENT = 204;
    static final int NOT_FOUND = 404;
    static final int CONFLICT = 409;
    private static final int TIMED_OUT = 408;
    private static final int TOO_MANY = 429;
    private static final int REDIRECTS = 300;
    private static final int BAD_REQUEST = 400;
    private static final int SERVER = 500;
    private static final MediaType JSON = MediaType.get("application/json");

    private final String service;
    private final String token;
    private final OkHttpClient http;

    /** @param service where it answers */
    ServiceHttp(URI service, String token, Duration patience) {
        this(
                service,
                token,
                new OkHttpClient.Builder()
                        .connectTimeout(patience)
                        .readTimeout(patience)
                        .writeTimeout(patience)
                        // What is sent again by GET, or to somebody else with a token, is not what was meant.
                        .followRedirects(false)
                        .build());
    }

    /** The same over this client, which it closes. */
    ServiceHttp(URI service, String token, OkHttpClient http) {
        this.service = service.toString().replaceFirst("/+$", "");
        this.token = token;
        this.http = http;
    }

    /** The address of what the API has at a path. */
    HttpUrl url(String path) {
        return HttpUrl.get(service + "/api/v1/" + path);
    }

    Request.Builder request(HttpUrl url) {
        return new Request.Builder().url(url).header("Authorization", "Bearer " + token);
    }

    Request.Builder request(String path) {
        return request(url(path));
    }

    static RequestBody json(Object message) {
        return RequestBody.create(Json.line().writeValueAsBytes(message), JSON);
    }

    Response call(Request request) throws ServiceUnavailableException {
        try {
            return http.newCall(request).execute();
        } catch (IOException e) {
            throw new ServiceUnavailableException(
                    "the service can't be reached at " + service + ": " + e.getMessage(), e);
        }
    }

    void expectSuccess(Response response) throws ServiceUnavailableException {
        if (!response.isSuccessful()) {
            throw failed(response);
        }
    }

    /**
     * What an answer that is no success means.
     *
     * @return where it is about the service now, and another try may go better
     * @throws RefusedException where it is about what was sent
     */
    ServiceUnavailableException failed(Response response) throws ServiceUnavailableException {
        int status = response.code();
        if (status >= REDIRECTS && status < BAD_REQUEST) {
            throw new RefusedException("the service at " + service + " is elsewhere: it answers with status " + status
                    + " and " + Optional.ofNullable(response.header("Location")).orElse("no address")
                    + "; give the address that it has now");
        }
        Optional<JsonNode> problem = problem(response);
        String said = "the service at " + service + " says: "
                + problem.map(p -> p.path("title").asString(""))
                        .filter(t -> !t.isEmpty())
                        .orElse("HTTP status " + status)
                + ": " + detail(problem);
        if (status < SERVER && status != TOO_MANY && status != TIMED_OUT) {
            throw new RefusedException(said);
        }
        return new ServiceUnavailableException(said);
    }

    /** What the service says about an answer that is no success. */
    String detail(Response response) throws ServiceUnavailableException {
        return detail(problem(response));
    }

    private static String detail(Optional<JsonNode> problem) {
        return problem.map(p -> p.path("detail").asString(""))
                .filter(d -> !d.isEmpty())
                .orElse("no more is known");
    }

    /** Empty where something in between answered in its own words. */
    private Optional<JsonNode> problem(Response response) throws ServiceUnavailableException {
        try {
            return Optional.of(Json.line().readTree(text(response)));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    String text(Response response) throws ServiceUnavailableException {
        try {
            return response.body().string();
        } catch (IOException e) {
            throw new ServiceUnavailableException("the service's answer broke off: " + e.getMessage(), e);
        }
    }

    <T> T read(String answer, Class<T> type) throws ServiceUnavailableException {
        try {
            return Json.line().readValue(answer, type);
        } catch (JacksonException e) {
            throw unreadable(e);
        }
    }

    JsonNode tree(String answer) throws ServiceUnavailableException {
        try {
            return Json.line().readTree(answer);
        } catch (JacksonException e) {
            throw unreadable(e);
        }
    }

    private ServiceUnavailableException unreadable(JacksonException e) {
        return new ServiceUnavailableException(
                "the answer of the service at " + service + " can't be read: " + e.getOriginalMessage(), e);
    }

    /** Writes what is at a path to a file, the whole of it or nothing. */
    void download(String path, Path file) throws ServiceUnavailableException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try (Response response = call(request(path).build())) {
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
            throw new ServiceUnavailableException(path + " could not be brought here: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }
}
