package dev.coldstart.cli.github;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A GitHub of the tests: one repository that keeps what is done to it, tokens that may do some things and not others, and
 * faults as data. It answers with the examples that GitHub publishes, changed where its state says otherwise
 * ({@link FakeGitHubTest} holds it to their schemas).
 */
public final class FakeGitHub implements AutoCloseable {

    private static final String ENTERPRISE = "/api/v3";

    private final HttpServer server;
    private final FakeRepository repository;
    private final FakeRoutes routes;
    private final Map<String, Token> tokens = new ConcurrentHashMap<>();
    private final List<Fault> faults = new CopyOnWriteArrayList<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();

    /** A request that came, and the status that it was answered with. The path is without the prefix of an enterprise. */
    public record Request(
            String method, String path, String query, Map<String, List<String>> headers, JsonNode body, int status) {
        @Override
        public String toString() {
            return status + " " + method + " " + path + (query.isEmpty() ? "" : "?" + query);
        }
    }

    /** Who a token stands for, {@code User} or {@code Bot}, and what it may do, such as {@code issues:write}. */
    record Token(String login, String type, List<String> permissions) {
        boolean may(String permission) {
            return permissions.contains(permission)
                    || (permission.endsWith(":read") && permissions.contains(permission.replace(":read", ":write")));
        }
    }

    /** A status, headers and a body. An empty body is a null node. */
    record Answer(int status, Map<String, String> headers, JsonNode body) {
        static Answer of(int status, JsonNode body) {
            return new Answer(status, Map.of(), body);
        }
    }

    private record Fault(String method, Pattern path, AtomicInteger left, Optional<Answer> answer, Runnable first) {
        boolean takes(String askedMethod, String askedPath) {
            return (method.equals("*") || method.equals(askedMethod))
                    && path.matcher(askedPath).find()
                    && left.getAndUpdate(n -> Math.max(0, n - 1)) > 0;
        }
    }

    private FakeGitHub(String name, HttpServer server) {
        this.server = server;
        repository = new FakeRepository(name);
        routes = new FakeRoutes(repository);
    }

    /** Starts one with an empty repository, such as {@code octo/app}. */
    public static FakeGitHub with(String repository) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            FakeGitHub gitHub = new FakeGitHub(repository, server);
            server.createContext("/", gitHub::handle);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.start();
            return gitHub;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What {@code GITHUB_API_URL} says. */
    public URI api() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** What {@code GITHUB_API_URL} says where GitHub is an enterprise's own server. */
    URI enterpriseApi() {
        return api().resolve(ENTERPRISE);
    }

    public FakeRepository repository() {
        return repository;
    }

    /**
     * A token as a workflow's job has it. The permissions are named as in a workflow, such as {@code pull-requests:write}.
     */
    public String workflowToken(String... permissions) {
        return token("github-actions[bot]", "Bot", permissions);
    }

    /** A token of a person ({@code User}) or an app ({@code Bot}). */
    public String token(String login, String type, String... permissions) {
        String token = "ghs_" + login.replaceAll("\\W", "") + tokens.size();
        tokens.put(token, new Token(login, type, List.of(permissions)));
        return token;
    }

    /**
     * Answers the next requests of this kind so, and does nothing else with them.
     *
     * @param method such as {@code POST}, or {@code *}
     * @param path a regular expression that is found in the path
     */
    void fail(String method, String path, int times, int status, Map<String, String> headers, String body) {
        JsonNode json =
                body.startsWith("{") ? JsonMapper.shared().readTree(body) : JsonNodeFactory.instance.stringNode(body);
        faults.add(new Fault(
                method,
                Pattern.compile(path),
                new AtomicInteger(times),
                Optional.of(new Answer(status, headers, json)),
                () -> {}));
    }

    /** Lets something happen just before the next request of this kind is answered: a comment deleted, a push. */
    void before(String method, String path, Runnable happens) {
        faults.add(new Fault(method, Pattern.compile(path), new AtomicInteger(1), Optional.empty(), happens));
    }

    /** Everything that was asked, in order. */
    public List<Request> requests() {
        return List.copyOf(requests);
    }

    /** How often this was asked. */
    long asked(String method, String path) {
        Pattern pattern = Pattern.compile(path);
        return requests.stream()
                .filter(r ->
                        r.method().equals(method) && pattern.matcher(r.path()).find())
                .count();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String method = exchange.getRequestMethod();
            String path = exchange.getRequestURI().getRawPath();
            if (path.startsWith(ENTERPRISE + "/")) {
                path = path.substring(ENTERPRISE.length());
            }
            String query =
                    Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Answer answer;
            JsonNode json = JsonNodeFactory.instance.missingNode();
            try {
                json = body.isEmpty() ? json : JsonMapper.shared().readTree(body);
                answer = answer(exchange, method, path, query, json);
            } catch (JacksonException e) {
                answer = FakeRoutes.refusal(400, "Problems parsing JSON");
            }
            requests.add(
                    new Request(method, path, query, Map.copyOf(exchange.getRequestHeaders()), json, answer.status()));
            send(exchange, answer);
        }
    }

    private Answer answer(HttpExchange exchange, String method, String path, String query, JsonNode body) {
        for (Fault fault : faults) {
            if (fault.takes(method, path)) {
                fault.first().run();
                if (fault.answer().isPresent()) {
                    return fault.answer().get();
                }
            }
        }
        String authorization = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
                .orElse("");
        Token token = tokens.get(authorization.replaceFirst("(?i)^(bearer|token) ", ""));
        if (token == null) {
            return FakeRoutes.refusal(401, authorization.isEmpty() ? "Requires authentication" : "Bad credentials");
        }
        // GitHub refuses a caller that doesn't say who it is.
        if (exchange.getRequestHeaders().getFirst("User-Agent") == null) {
            return FakeRoutes.refusal(403, "Request forbidden by administrative rules.");
        }
        String host = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Host"))
                .orElse("");
        String prefix = exchange.getRequestURI().getRawPath().startsWith(ENTERPRISE + "/") ? ENTERPRISE : "";
        synchronized (repository) {
            return routes.answer(new FakeRoutes.Call(
                    token, method, path, Query.of(URI.create("http://" + host + prefix + path), query), body));
        }
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        answer.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
        if (answer.body().isNull()) {
            exchange.sendResponseHeaders(answer.status(), -1);
            return;
        }
        byte[] bytes = (answer.body().isString()
                        ? answer.body().asString()
                        : answer.body().toString())
                .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
        exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
