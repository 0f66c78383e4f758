package dev.coldstart.service;

import dev.coldstart.artifact.archive.Tar;
import dev.coldstart.core.artifact.BuildRecord;
import dev.coldstart.core.artifact.Sizes;
import dev.coldstart.core.json.Json;
import dev.coldstart.core.plan.Architecture;
import dev.coldstart.core.plan.Expectation;
import dev.coldstart.core.plan.HttpRequest;
import dev.coldstart.core.plan.HttpScenario;
import dev.coldstart.core.plan.Plan;
import dev.coldstart.core.plan.Policy;
import dev.coldstart.core.plan.RunSettings;
import dev.coldstart.core.plan.Sampling;
import dev.coldstart.core.plan.Variant;
import dev.coldstart.core.sample.Versions;
import dev.coldstart.measure.engine.Engine;
import dev.coldstart.protocol.Cause;
import dev.coldstart.protocol.Submission;
import dev.coldstart.service.access.Tokens;
import dev.coldstart.service.operation.ServiceSettings;
import dev.coldstart.service.store.DataFolder;
import dev.coldstart.service.store.DatabaseAddress;
import dev.coldstart.service.store.Store;
import dev.coldstart.worker.WorkerProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.net.ssl.SSLSession;

/** A service on a free port, spoken to over HTTP, with everything that asking it takes. */
public final class TestService implements AutoCloseable {

    /** An ELF program is not needed where no engine starts it. */
    public static final byte[] ARCHIVE = new Tar().file("app", "#!/bin/sh\n").packed();

    public static final String SHA256 = Tar.sha256(ARCHIVE);

    private final Path dir;
    private final Clock clock;
    private final Duration lease;
    private final Map<String, String> settings;
    private final HttpClient http = HttpClient.newHttpClient();
    private final CheckedLink links = new CheckedLink();
    private volatile Service service;
    private volatile URI address;

    /** @param options settings that differ from the usual */
    public TestService(Path dir, Clock clock, Duration lease, Map<String, String> options) {
        this.dir = dir;
        this.clock = clock;
        this.lease = lease;
        this.settings = new HashMap<>(Map.of(
                "listen",
                "127.0.0.1:0",
                "data",
                dir.toString(),
                "rates.requests-per-minute",
                "1000000",
                "rates.comparisons-per-hour",
                "100000"));
        settings.putAll(options);
        this.service = start();
        this.address = service.address();
    }

    private Service start() {
        return Service.start(ServiceSettings.read(Optional.empty(), Map.of(), settings), clock, lease);
    }

    /** Ends it and starts it again on the same data; it answers at another port. */
    public void restart() {
        service.close();
        service = start();
        address = service.address();
    }

    public URI address() {
        return address;
    }

    public Set<String> routes() {
        return service.routes();
    }

    public String workerToken() {
        return service.workerToken();
    }

    /** As {@code coldstart token create} makes one, beside the running service. */
    public String token(Tokens.Kind kind, String repository) {
        DatabaseAddress address = Optional.ofNullable(settings.get("database"))
                .map(DatabaseAddress::postgresql)
                .orElseGet(() -> DataFolder.database(dir));
        try (Store store = Store.open(address, Store.Use.COMMAND)) {
            return new Tokens(store, clock)
                    .create(
                            kind,
                            kind == Tokens.Kind.REPOSITORY ? Optional.of(repository) : Optional.empty(),
                            "test",
                            Optional.empty());
        }
    }

    /** A worker that has this engine; to be run by the caller. */
    public WorkerProcess worker(String name, Supplier<Engine> engine) {
        return worker(name, workerToken(), engine);
    }

    /** The same with a token that outlives the service. */
    public WorkerProcess worker(String name, String token, Supplier<Engine> engine) {
        return new WorkerProcess(
                links.to(address(), token),
                engine,
                new WorkerProcess.Identity(name, List.of(), "test"),
                dir.resolve("../work-" + name),
                clock,
                new WorkerProcess.Pauses(Duration.ofMillis(10), Duration.ofMillis(10)));
    }

    /** A request, with a token if it is not empty. */
    public java.net.http.HttpRequest.Builder request(String path, String token) {
        java.net.http.HttpRequest.Builder request =
                java.net.http.HttpRequest.newBuilder(address().resolve(path));
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    public HttpResponse<String> send(java.net.http.HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
        Description.check(answer);
        return answer;
    }

    /** The same, not waited for. */
    public CompletableFuture<HttpResponse<String>> sendAsync(java.net.http.HttpRequest request) {
        return http.sendAsync(request, BodyHandlers.ofString());
    }

    /** A page's answer: pages are for people and are not described. */
    public HttpResponse<String> browse(java.net.http.HttpRequest request) throws IOException, InterruptedException {
        return http.send(request, BodyHandlers.ofString());
    }

    /** The lines of an answer that does not end. */
    public HttpResponse<Stream<String>> follow(java.net.http.HttpRequest request)
            throws IOException, InterruptedException {
        HttpResponse<Stream<String>> answer = http.send(request, BodyHandlers.ofLines());
        return new Followed(answer, answer.body().peek(new EventCheck()));
    }

    /** The same answer, whose events are held to their description as they are read. */
    private record Followed(HttpResponse<Stream<String>> answer, Stream<String> body)
            implements HttpResponse<Stream<String>> {

        @Override
        public int statusCode() {
            return answer.statusCode();
        }

        @Override
        public java.net.http.HttpRequest request() {
            return answer.request();
        }

        @Override
        public Optional<HttpResponse<Stream<String>>> previousResponse() {
            return answer.previousResponse();
        }

        @Override
        public HttpHeaders headers() {
            return answer.headers();
        }

        @Override
        public Optional<SSLSession> sslSession() {
            return answer.sslSession();
        }

        @Override
        public URI uri() {
            return answer.uri();
        }

        @Override
        public HttpClient.Version version() {
            return answer.version();
        }
    }

    /** Sees the lines of a stream of events, one after another. */
    private static final class EventCheck implements Consumer<String> {

        private String kind = "";

        @Override
        public void accept(String line) {
            if (line.startsWith("event: ")) {
                kind = line.substring("event: ".length());
            } else if (line.startsWith("data: ")) {
                Description.checkEvent(kind, line.substring("data: ".length()));
            }
        }
    }

    public HttpResponse<String> get(String path, String token) throws IOException, InterruptedException {
        return send(request(path, token).build());
    }

    public HttpResponse<String> upload(String token) throws IOException, InterruptedException {
        return send(request("/api/v1/artifacts/" + SHA256, token)
                .PUT(BodyPublishers.ofByteArray(ARCHIVE))
                .build());
    }

    public HttpResponse<String> submit(String token, Submission submission) throws IOException, InterruptedException {
        return submit(token, submission, "");
    }

    public HttpResponse<String> submit(String token, Submission submission, String key)
            throws IOException, InterruptedException {
        String body = Json.line().writeValueAsString(submission);
        Description.checkRequest("POST", "/api/v1/comparisons", body);
        java.net.http.HttpRequest.Builder request = request("/api/v1/comparisons", token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
        if (!key.isEmpty()) {
            request.header("Idempotency-Key", key);
        }
        return send(request.build());
    }

    /** Sends another archive. */
    public HttpResponse<String> upload(String token, byte[] archive) throws IOException, InterruptedException {
        return send(request("/api/v1/artifacts/" + Tar.sha256(archive), token)
                .PUT(BodyPublishers.ofByteArray(archive))
                .build());
    }

    /** The same of another archive. */
    public static Submission of(byte[] archive, Submission submission) {
        return new Submission(
                submission.trigger(),
                submission.architecture(),
                submission.labels(),
                submission.revision(),
                submission.plan(),
                submission.versions(),
                submission.builds(),
                submission.variants().stream()
                        .map(v -> new Submission.SubmittedVariant(
                                v.variant(),
                                v.artifact()
                                        .map(a -> new Submission.SubmittedArtifact(
                                                Tar.sha256(archive),
                                                a.digest(),
                                                a.command(),
                                                a.nativeArchitecture(),
                                                a.sizes(),
                                                a.configuration()))))
                        .toList());
    }

    /** The id in an answer. */
    public static String id(HttpResponse<String> answer) {
        return Json.line().readTree(answer.body()).path("id").asString();
    }

    /** The field of that name in an answer. */
    public static String field(HttpResponse<String> answer, String name) {
        return Json.line().readTree(answer.body()).path(name).asString();
    }

    /** Two forms of an app, each of the same archive. */
    public static Submission submission(String app, Cause cause, Submission.Revision revision, int blocks) {
        List<Variant> variants = List.of(Variant.head("jit", Architecture.X64), Variant.head("aot", Architecture.X64));
        Plan plan = new Plan(
                app,
                "2026-01-01T00:00:00Z",
                variants,
                "jit@head",
                HttpScenario.of(HttpRequest.get("/"), Expectation.status(200), OptionalInt.of(8080)),
                new RunSettings(
                        1, RunSettings.DEFAULT_MEMORY_BYTES, Map.of("API_KEY", "hush"), Optional.empty(), false),
                new Sampling(blocks, blocks, 0, 0.05, 1),
                Policy.defaults(),
                List.of());
        return new Submission(
                cause,
                Architecture.X64,
                List.of(),
                revision,
                plan,
                new Versions("test", "25", Map.of("dotnet", "10.0.1")),
                variants.stream()
                        .map(v -> new BuildRecord(v.name(), "make", 1, List.of(), Optional.empty(), List.of()))
                        .toList(),
                variants.stream()
                        .map(v -> new Submission.SubmittedVariant(
                                v.name(),
                                Optional.of(new Submission.SubmittedArtifact(
                                        SHA256,
                                        "sha256:" + "0".repeat(64),
                                        List.of("./app"),
                                        Optional.empty(),
                                        new Sizes(1, 2, 3, 0),
                                        Optional.of("c".repeat(64))))))
                        .toList());
    }

    @Override
    public void close() {
        service.close();
        http.close();
        links.verify();
    }
}
