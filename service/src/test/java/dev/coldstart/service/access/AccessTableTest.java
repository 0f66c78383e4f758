package dev.coldstart.service.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldstart.artifact.archive.Tar;
import dev.coldstart.core.json.Json;
import dev.coldstart.core.plan.Architecture;
import dev.coldstart.measure.run.FakeEngine;
import dev.coldstart.protocol.Cause;
import dev.coldstart.protocol.Submission;
import dev.coldstart.protocol.Wire;
import dev.coldstart.service.TestService;
import dev.coldstart.service.Waiting;
import dev.coldstart.worker.WorkerProcess;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every route of a running service, called as everybody, answers as {@code access.md} says; a route that is not in it fails
 * the build, and the manual shows the same table. The artifact and the comparison are of a repository that is not open and
 * takes no forks.
 */
final class AccessTableTest {

    private static final String OURS = "acme/users";
    private static final String THEIRS = "acme/orders";
    private static final Pattern CALL = Pattern.compile("`([A-Z]+) (\\S+)`");
    private static final Pattern CSRF = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"");

    @TempDir
    Path dir;

    @SuppressWarnings("NullAway.Init")
    private Issuer issuer;

    @SuppressWarnings("NullAway.Init")
    private TestService service;

    @SuppressWarnings("NullAway.Init")
    private String owner;

    @SuppressWarnings("NullAway.Init")
    private String done;

    @BeforeEach
    void start() throws Exception {
        issuer = new Issuer();
        service = new TestService(
                dir.resolve("data"),
                Clock.systemUTC(),
                Duration.ofSeconds(60),
                Map.of(
                        "oidc.repositories",
                        "acme/*",
                        "oidc.issuer",
                        Issuer.NAME,
                        "oidc.audience",
                        Issuer.AUDIENCE,
                        "oidc.keys",
                        issuer.settings("acme/*").keySet().toString(),
                        "rates.wrong-tokens-per-minute",
                        "100000",
                        "rates.sign-ins-per-minute",
                        "100000"));
        owner = service.token(Tokens.Kind.REPOSITORY, OURS);
        service.upload(owner);
        done = queued();
        WorkerProcess worker =
                service.worker("within", () -> new FakeEngine((form, number, idle) -> FakeEngine.good(idle)));
        Thread working = Thread.ofPlatform().start(worker::run);
        Waiting.until(() -> !List.of("queued", "measuring")
                .contains(TestService.field(service.get("/api/v1/comparisons/" + done, owner), "state")));
        worker.stop();
        working.join();
    }

    @AfterEach
    void stop() throws Exception {
        service.close();
        issuer.close();
    }

    private String queued() throws Exception {
        return TestService.id(
                service.submit(owner, TestService.submission("users", Cause.PUSH, Submission.Revision.UNKNOWN, 1)));
    }

    private static List<String> table() throws Exception {
        try (var in = AccessTableTest.class.getResourceAsStream("/access.md")) {
            return new String(java.util.Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.startsWith("|"))
                    .toList();
        }
    }

    private List<String> callers() throws Exception {
        String fork = Issuer.signed(
                Issuer.push(Clock.systemUTC().instant())
                        .claim("head_repository", "me/users")
                        .build(),
                Issuer.RSA);
        return List.of(
                "",
                owner,
                service.token(Tokens.Kind.REPOSITORY, THEIRS),
                fork,
                service.token(Tokens.Kind.WORKER, ""),
                service.token(Tokens.Kind.ADMIN, ""));
    }

    @Test
    void everyRouteAnswersAsTheTableSays() throws Exception {
        List<String> said = table();
        List<String> seen = new ArrayList<>(said.subList(0, 2));
        TreeSet<String> routes = new TreeSet<>();
        List<String> callers = callers();
        for (String row : said.subList(2, said.size())) {
            Matcher call = CALL.matcher(row);
            assertThat(call.find()).as(row).isTrue();
            routes.add(call.group(1) + " " + call.group(2).replaceFirst("\\?.*", ""));
            StringBuilder line = new StringBuilder("| `" + call.group(1) + " " + call.group(2) + "` |");
            for (String caller : callers) {
                line.append(' ')
                        .append(status(call.group(1), call.group(2), caller))
                        .append(" |");
            }
            seen.add(line.toString());
        }
        assertThat(routes).as("all that can be called").isEqualTo(service.routes());
        assertThat(seen).isEqualTo(said);
    }

    @Test
    void theManualShowsTheSameTable() throws Exception {
        assertThat(Files.readString(Path.of("../docs/service.md"))).contains(String.join("\n", table()));
    }

    private int status(String method, String route, String token) throws Exception {
        boolean program = route.startsWith("/api/");
        boolean changes = !List.of("GET", "HEAD").contains(method);
        String path = route.replace("{sha256}", method.equals("PUT") ? sent() : TestService.SHA256)
                .replace("{app}", "users")
                .replace("{digest}/{name}", "0/none.css")
                .replace("{id}", changes && !route.endsWith("/frames") ? queued() : done);
        HttpRequest.Builder request = service.request(path, program || route.startsWith("/metrics") ? token : "");
        if (!program && !token.isEmpty()) {
            request.header("Cookie", "coldstart=" + token);
        }
        body(method, route, token, request);
        HttpResponse<String> answer = service.browse(request.build());
        if (program) {
            assertThat(answer.headers().firstValue("Cache-Control")).contains("private, no-store");
        }
        return answer.statusCode();
    }

    private static final byte[] ANOTHER = new Tar().file("app", "another").packed();

    private static String sent() {
        return Tar.sha256(ANOTHER);
    }

    private void body(String method, String route, String token, HttpRequest.Builder request) throws Exception {
        switch (method + " " + route) {
            case "PUT /api/v1/artifacts/{sha256}" -> request.PUT(BodyPublishers.ofByteArray(ANOTHER));
            case "POST /api/v1/comparisons" ->
                json(request, TestService.submission("mine", Cause.PUSH, Submission.Revision.UNKNOWN, 1));
            case "POST /api/v1/comparisons/{id}/frames" -> json(request, new Submission.Frames(List.of(), List.of()));
            case "POST /api/v1/worker/claim" ->
                json(request, new Wire.Hello("w", Architecture.ARM64, List.of(), "test", OptionalDouble.empty()));
            case "POST /api/v1/worker/comparisons/{id}/lines" ->
                json(request, new Wire.Lines("none", 0, List.of(), OptionalInt.empty()));
            case "POST /api/v1/worker/comparisons/{id}/done" -> json(request, new Wire.Done("none", 0));
            case "POST /api/v1/worker/comparisons/{id}/hand-back" ->
                json(request, new Wire.HandBack("none", java.util.Optional.empty(), java.util.Optional.empty()));
            case "POST /comparisons/{id}/cancel", "POST /repositories", "POST /sign-in", "POST /sign-out" -> {
                Matcher csrf = CSRF.matcher(service.browse(service.request("/", "")
                                .header("Cookie", "coldstart=" + token)
                                .build())
                        .body());
                request.header("Origin", service.address().toString())
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString("csrf=" + (csrf.find() ? csrf.group(1) : "none")
                                + "&repository=acme%2Fothers&token=" + token));
            }
            default -> request.method(method, BodyPublishers.noBody());
        }
    }

    private static void json(HttpRequest.Builder request, Object body) {
        request.header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(Json.line().writeValueAsString(body)));
    }
}
