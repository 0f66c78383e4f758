package dev.coldstart.cli.shipped;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.coldstart.cli.github.FakeGitHub;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * GitHub's API by the emulator {@code emulate}, with the repository octo/app and its pull request 1. What the emulator does
 * not have (comparing commits, the pull requests of a commit, a commit by its name) is answered by {@link FakeGitHub}. Both
 * are behind one address. The emulator makes up the names of commits, so that they are exchanged on the way.
 */
final class Emulator implements AutoCloseable {

    private static final String REPO = "/repos/" + AppRepository.NAME;
    private static final Pattern LACKING = Pattern.compile(REPO + "/(compare/.*|commits/[^/]+(/pulls)?)");
    private static final String FORKER = "token-of-ann";
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final List<String> PASSED_ON = List.of("Authorization", "Accept", "User-Agent", "Content-Type");

    private final HttpClient client = HttpClient.newHttpClient();
    private final FakeGitHub fake = FakeGitHub.with(AppRepository.NAME);
    private final List<String> writes = new CopyOnWriteArrayList<>();
    private final String token;
    private final URI emulated;
    private final Process process;
    private final HttpServer front;
    private volatile String theirHead = "";
    private volatile String theirBase = "";

    private final AppRepository repository;

    /** Starts one, and opens the pull request from a branch of the repository's. */
    static Emulator of(AppRepository repository, Path dir) throws IOException {
        return ofFork(repository, dir, AppRepository.NAME);
    }

    /** The same with a pull request from a fork, such as {@code ann/app}. */
    static Emulator ofFork(AppRepository repository, Path dir, String fork) throws IOException {
        Emulator emulator = new Emulator(repository, dir);
        try {
            emulator.open(fork);
            return emulator;
        } catch (AssertionError e) {
            emulator.close();
            throw e;
        }
    }

    private Emulator(AppRepository repository, Path dir) throws IOException {
        this.repository = repository;
        token = fake.token(
                "github-actions[bot]", "Bot", "contents:read", "pull-requests:write", "issues:write", "checks:write");
        int port = freePort();
        emulated = URI.create("http://127.0.0.1:" + port);
        front = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        front.createContext("/", this::pass);
        front.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        Path seed = dir.resolve("seed.json");
        Files.writeString(seed, """
                {"tokens": {"%s": {"login": "github-actions[bot]", "scopes": ["repo"]},
                            "%s": {"login": "ann", "scopes": ["repo"]}},
                 "github": {"users": [{"login": "github-actions[bot]"}, {"login": "octo"}, {"login": "ann"}],
                            "repos": [{"owner": "octo", "name": "app", "auto_init": true}]}}
                """.formatted(token, FORKER));
        process = new ProcessBuilder(
                        "node",
                        Act.emulator().orElseThrow().toString(),
                        "--service",
                        "github",
                        "--port",
                        Integer.toString(port),
                        "--base-url",
                        api().toString(),
                        "--seed",
                        seed.toString())
                .redirectErrorStream(true)
                .redirectOutput(dir.resolve("emulator.log").toFile())
                .start();
        front.start();
    }

    /** What {@code GITHUB_API_URL} says. */
    URI api() {
        return URI.create("http://127.0.0.1:" + front.getAddress().getPort());
    }

    /** A token that may do all that a workflow could. */
    String token() {
        return token;
    }

    /** The comments in the pull request. */
    List<JsonNode> comments() {
        return ask("GET", REPO + "/issues/1/comments", "").valueStream().toList();
    }

    List<JsonNode> issues() {
        return ask("GET", REPO + "/issues?state=all", "")
                .valueStream()
                .filter(issue -> !issue.has("pull_request"))
                .toList();
    }

    List<JsonNode> checkRuns(String commit) {
        return ask("GET", REPO + "/commits/" + commit + "/check-runs", "")
                .path("check_runs")
                .valueStream()
                .toList();
    }

    /** What the workflows changed or tried to, such as {@code POST /repos/octo/app/issues/1/comments 201}. */
    List<String> writes() {
        return List.copyOf(writes);
    }

    private void open(String from) {
        Waiting.until(this::answers, PATIENCE);
        boolean fork = !from.equals(AppRepository.NAME);
        String owner = from.substring(0, from.indexOf('/'));
        if (fork) {
            ask(FORKER, "POST", REPO + "/forks", "{}");
        }
        String who = fork ? FORKER : token;
        JsonNode tree = ask(who, "POST", "/repos/" + from + "/git/trees", """
                {"tree": [{"path": "change.txt", "mode": "100644", "type": "blob", "content": "x"}]}
                """);
        JsonNode commit = ask(who, "POST", "/repos/" + from + "/git/commits", """
                {"message": "head", "tree": "%s", "parents": []}
                """.formatted(
                        tree.path("sha").asString()));
        JsonNode branch = ask(who, "POST", "/repos/" + from + "/git/refs", """
                {"ref": "refs/heads/change", "sha": "%s"}
                """.formatted(
                        commit.path("sha").asString()));
        JsonNode pull = ask(who, "POST", REPO + "/pulls", """
                {"title": "Slower", "head": "%s", "base": "main"}
                """.formatted(fork ? owner + ":change" : "change"));
        assertThat(pull.path("number").asInt()).as("%s after %s", pull, branch).isEqualTo(1);
        theirHead = pull.path("head").path("sha").asString();
        theirBase = pull.path("base").path("sha").asString();
        assertThat(theirHead).isNotEqualTo(theirBase);
        writes.clear();
        fake.repository().opens(1, repository.base(), repository.head(), from, "change");
        for (String base : List.of("main", repository.base())) {
            fake.repository().parts(base, repository.head(), repository.base());
        }
        fake.repository().commits(repository.head(), repository.base());
        fake.repository().commits(repository.base());
    }

    private boolean answers() {
        try {
            return send("GET", emulated, REPO, new byte[0], List.of()).statusCode() < 500;
        } catch (IOException e) {
            return false;
        }
    }

    private JsonNode ask(String method, String path, String body) {
        return ask(token, method, path, body);
    }

    private JsonNode ask(String who, String method, String path, String body) {
        try {
            HttpRequest request = HttpRequest.newBuilder(api().resolve(path))
                    .header("Authorization", "Bearer " + who)
                    .method(method, BodyPublishers.ofString(body))
                    .build();
            return JsonMapper.shared()
                    .readTree(client.send(request, BodyHandlers.ofString()).body());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private void pass(HttpExchange exchange) throws IOException {
        try (exchange) {
            String method = exchange.getRequestMethod();
            URI asked = exchange.getRequestURI();
            boolean lacking =
                    method.equals("GET") && LACKING.matcher(asked.getPath()).matches();
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            HttpResponse<String> answer = lacking
                    ? send(
                            method,
                            fake.api(),
                            asked.toString(),
                            body.getBytes(StandardCharsets.UTF_8),
                            headers(exchange))
                    : send(
                            method,
                            emulated,
                            theirs(asked.toString()),
                            theirs(body).getBytes(StandardCharsets.UTF_8),
                            headers(exchange));
            if (!method.equals("GET")) {
                writes.add(method + " " + asked.getPath() + " " + answer.statusCode());
            }
            byte[] bytes = (lacking ? answer.body() : ours(answer.body())).getBytes(StandardCharsets.UTF_8);
            for (String name : List.of("Content-Type", "Link", "Retry-After")) {
                answer.headers()
                        .firstValue(name)
                        .ifPresent(v -> exchange.getResponseHeaders().set(name, v));
            }
            exchange.sendResponseHeaders(answer.statusCode(), bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private HttpResponse<String> send(String method, URI where, String path, byte[] body, List<String> headers)
            throws IOException {
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(where.resolve(path))
                    .method(method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
            if (!headers.isEmpty()) {
                request.headers(headers.toArray(String[]::new));
            }
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private static List<String> headers(HttpExchange exchange) {
        List<String> headers = new ArrayList<>();
        for (String name : PASSED_ON) {
            Optional.ofNullable(exchange.getRequestHeaders().getFirst(name))
                    .ifPresent(value -> headers.addAll(List.of(name, value)));
        }
        return headers;
    }

    private String theirs(String text) {
        return theirHead.isEmpty()
                ? text
                : text.replace(repository.head(), theirHead).replace(repository.base(), theirBase);
    }

    private String ours(String text) {
        return theirHead.isEmpty()
                ? text
                : text.replace(theirHead, repository.head()).replace(theirBase, repository.base());
    }

    /** A port on this machine that nobody listens on. */
    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        process.destroy();
        front.stop(0);
        fake.close();
    }
}
