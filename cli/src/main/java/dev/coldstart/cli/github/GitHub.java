package dev.coldstart.cli.github;

import dev.coldstart.cli.Version;
import dev.coldstart.core.json.Json;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * GitHub's REST API for one repository. Waits where GitHub asks for it, within reason, and says in plain words what it
 * refuses.
 */
final class GitHub implements AutoCloseable {

    private static final MediaType JSON = MediaType.get("application/json");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final int TRIES = 4;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

    /** A job costs money while it waits; who asks for more gets no comment this time. */
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private static final int PER_PAGE = 100;

    /** Ten thousand comments. */
    private static final int MAX_PAGES = 100;

    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int GONE = 410;
    private static final int UNPROCESSABLE = 422;
    private static final int TOO_MANY = 429;
    private static final int SERVER = 500;

    private final String root;
    private final String graph;
    private final String repository;
    private final String token;
    private final Pause pause;
    private Optional<OkHttpClient> http = Optional.empty();

    /** @param repository {@code owner/name} */
    GitHub(URI api, String repository, String token, Pause pause) {
        this.root = api.toString().replaceFirst("/+$", "");
        // An enterprise's own server has the one at /api/v3 and the other at /api/graphql.
        this.graph = root.replaceFirst("/api/v3$", "/api") + "/graphql";
        this.repository = root + "/repos/" + repository;
        this.token = token;
        this.pause = pause;
    }

    /** Made when it is first asked: most jobs find their base in the clone, and loading it takes a third of that step. */
    private OkHttpClient http() {
        OkHttpClient made = http.orElseGet(() -> new OkHttpClient.Builder()
                .connectTimeout(PATIENCE)
                .readTimeout(PATIENCE)
                .writeTimeout(PATIENCE)
                .build());
        http = Optional.of(made);
        return made;
    }

    /** The login that the token stands for; empty for a token of an app's, which can't ask. */
    Optional<String> login() throws GitHubException {
        try {
            return Optional.of(call("GET", root + "/user", Optional.empty())
                            .path("login")
                            .asString(""))
                    .filter(login -> !login.isEmpty());
        } catch (GitHubException e) {
            if (e.status() == FORBIDDEN || e.status() == NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** @param path below the repository, such as {@code /pulls/7} */
    JsonNode get(String path) throws GitHubException {
        return call("GET", repository + path, Optional.empty());
    }

    /** All pages of a list. */
    List<JsonNode> list(String path) throws GitHubException {
        List<JsonNode> all = new ArrayList<>();
        String separator = path.contains("?") ? "&" : "?";
        for (int page = 1; page <= MAX_PAGES; page++) {
            JsonNode some = get(path + separator + "per_page=" + PER_PAGE + "&page=" + page);
            some.valueStream().forEach(all::add);
            if (some.size() < PER_PAGE) {
                break;
            }
        }
        return all;
    }

    JsonNode post(String path, Map<String, ?> body) throws GitHubException {
        return call("POST", repository + path, Optional.of(body));
    }

    JsonNode patch(String path, Map<String, ?> body) throws GitHubException {
        return call("PATCH", repository + path, Optional.of(body));
    }

    /**
     * Asks the GraphQL API, for what the other has not.
     *
     * @throws GitHubException also where it answers that it could not
     */
    JsonNode graph(String query, Map<String, ?> variables) throws GitHubException {
        JsonNode answer = call("POST", graph, Optional.of(Map.of("query", query, "variables", variables)));
        JsonNode errors = answer.path("errors");
        if (!errors.isEmpty()) {
            throw new GitHubException(0, errors.path(0).path("message").asString("it could not be done"));
        }
        return answer.path("data");
    }

    /** Deletes it; what is gone already is as good. */
    void delete(String path) throws GitHubException {
        try {
            call("DELETE", repository + path, Optional.empty());
        } catch (GitHubException e) {
            if (e.status() != NOT_FOUND && e.status() != GONE) {
                throw e;
            }
        }
    }

    private JsonNode call(String method, String url, Optional<Map<String, ?>> body) throws GitHubException {
        Duration wait = FIRST_PAUSE;
        for (int attempt = 1; ; attempt++) {
            Answer answer = once(method, url, body);
            if (answer.isGood()) {
                return answer.body();
            }
            Optional<Duration> asked = answer.pause(wait);
            if (attempt == TRIES || asked.isEmpty() || asked.get().compareTo(LONGEST_PAUSE) > 0) {
                throw new GitHubException(answer.status(), answer.inWords(asked));
            }
            pause.of(asked.get());
            wait = wait.multipliedBy(2);
        }
    }

    private Answer once(String method, String url, Optional<Map<String, ?>> body) {
        Request request = new Request.Builder()
                .url(url)
                .method(
                        method,
                        body.map(b -> RequestBody.create(Json.line().writeValueAsBytes(b), JSON))
                                .orElse(null))
                .header("Authorization", "Bearer " + token)
                .header("Accept", "application/vnd.github+json")
                .header("X-GitHub-Api-Version", "2022-11-28")
                .header("User-Agent", "coldstart/" + Version.text())
                .build();
        try (Response response = http().newCall(request).execute()) {
            String text = response.body().string();
            return new Answer(
                    response.code(),
                    json(text),
                    Optional.ofNullable(response.header("Retry-After")),
                    "0".equals(response.header("x-ratelimit-remaining")));
        } catch (IOException e) {
            return new Answer(
                    0, Json.line().createObjectNode().put("message", e.getMessage()), Optional.empty(), false);
        }
    }

    private static JsonNode json(String text) {
        try {
            return Json.line().readTree(text.isEmpty() ? "{}" : text);
        } catch (JacksonException e) {
            return Json.line().createObjectNode().put("message", "an answer that is not JSON");
        }
    }

    /** @param exhausted whether no request is left in this hour */
    private record Answer(int status, JsonNode body, Optional<String> retryAfter, boolean exhausted) {

        boolean isGood() {
            return status >= 200 && status < 300;
        }

        private String message() {
            return body.path("message").asString("");
        }

        /** GitHub answers a limit with either of two statuses, and tells a secondary one by its words alone. */
        private boolean isLimit() {
            return status == TOO_MANY
                    || (status == FORBIDDEN
                            && (retryAfter.isPresent()
                                    || exhausted
                                    || message().toLowerCase(Locale.ROOT).contains("rate limit")));
        }

        /** How long to wait before another try; empty where none would help. */
        Optional<Duration> pause(Duration unasked) {
            if (!isLimit() && status != 0 && status < SERVER) {
                return Optional.empty();
            }
            if (exhausted && retryAfter.isEmpty()) {
                return Optional.of(Duration.ofHours(1));
            }
            return Optional.of(retryAfter
                    .filter(seconds -> seconds.matches("\\d{1,6}"))
                    .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
                    .orElse(unasked));
        }

        String inWords(Optional<Duration> asked) {
            String said = " (" + (status == 0 ? "" : status + " ") + message() + ")";
            if (isLimit()) {
                return "GitHub takes no more requests of this token for now"
                        + asked.map(a -> ", and asks to wait " + a.toSeconds() + " s")
                                .orElse("") + said;
            }
            if (status == 0) {
                return "GitHub can't be reached" + said;
            }
            if (status >= SERVER) {
                return "GitHub has a problem of its own" + said;
            }
            return switch (status) {
                case UNAUTHORIZED -> "the token is not valid, or no longer" + said;
                case FORBIDDEN -> forbidden() + said;
                case NOT_FOUND, GONE -> "it is not there, or the token may not see it" + said;
                case UNPROCESSABLE -> "GitHub does not take it as it is" + said;
                default -> "GitHub refuses" + said;
            };
        }

        private String forbidden() {
            String words = message().toLowerCase(Locale.ROOT);
            if (words.contains("locked")) {
                return "the conversation is locked";
            }
            if (words.contains("archived")) {
                return "the repository is archived";
            }
            return "the token may not do that: see the permissions of the workflow's job";
        }
    }

    @Override
    public void close() {
        http.ifPresent(made -> {
            made.dispatcher().executorService().shutdown();
            made.connectionPool().evictAll();
        });
    }
}
