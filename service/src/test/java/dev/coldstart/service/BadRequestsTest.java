package dev.coldstart.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldstart.artifact.archive.HostileArchives;
import dev.coldstart.artifact.archive.Tar;
import dev.coldstart.core.json.Json;
import dev.coldstart.protocol.Cause;
import dev.coldstart.protocol.Submission;
import dev.coldstart.service.access.Tokens;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each kind of bad request has its own problem, and leaves nothing. */
final class BadRequestsTest {

    private static final String GOOD =
            Json.line().writeValueAsString(TestService.submission("users", Cause.PUSH, Submission.Revision.UNKNOWN, 6));

    @TempDir
    Path dir;

    @SuppressWarnings("NullAway.Init")
    private TestService service;

    @SuppressWarnings("NullAway.Init")
    private String token;

    @BeforeEach
    void start() {
        service = new TestService(
                dir,
                Clock.systemUTC(),
                Duration.ofSeconds(60),
                Map.of("limits.upload", "4MiB", "limits.unpacked", "8MiB", "limits.entries", "100"));
        token = service.token(Tokens.Kind.REPOSITORY, "acme/users");
    }

    @AfterEach
    void stop() {
        service.close();
    }

    private List<Path> kept() throws IOException {
        try (Stream<Path> blobs = Files.walk(dir.resolve("blobs"));
                Stream<Path> drafts = Files.walk(dir.resolve("tmp"));
                Stream<Path> comparisons = Files.walk(dir.resolve("comparisons"))) {
            return Stream.of(blobs, drafts, comparisons)
                    .flatMap(all -> all)
                    .filter(Files::isRegularFile)
                    .toList();
        }
    }

    private static String problem(HttpResponse<String> answer) {
        return TestService.field(answer, "type").replace("urn:coldstart:problem:", "");
    }

    @Test
    void hostileArchives() throws Exception {
        for (Tar.Hostile archive : HostileArchives.all().toList()) {
            HttpResponse<String> answer =
                    service.send(service.request("/api/v1/artifacts/" + Tar.sha256(archive.bytes()), token)
                            .PUT(BodyPublishers.ofByteArray(archive.bytes()))
                            .build());
            assertThat(answer.statusCode()).as(archive.toString()).isEqualTo(422);
            assertThat(problem(answer))
                    .as(archive.toString())
                    .isEqualTo("archive-" + archive.problem().id());
        }
        assertThat(kept()).isEmpty();
    }

    /** Each would have cost a worker, or its time. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "deadline | \"deadline\":\"PT1M\" | \"deadline\":\"PT9000000000000000S\"",
                "patience | \"patience\":\"PT5S\" | \"patience\":\"PT9000H\"",
                "poll interval | \"poll-interval\":\"PT0.0001S\" | \"poll-interval\":\"PT0.000000001S\"",
                "memory | \"memory-bytes\":536870912 | \"memory-bytes\":1152921504606846976",
                "variable | \"API_KEY\" | \"API\\\\nKEY\"",
                "expression | \"body\":{\"kind\":\"any\"} | \"body\":{\"kind\":\"matches\",\"regex\":\"(a)\\\\\\\\1\"}",
                "expression | \"body\":{\"kind\":\"any\"} | \"body\":{\"kind\":\"matches\",\"regex\":\"(a{90}){90}\"}",
                "image | \"cold-disk\":false | \"base-image\":\"a\\\\nb\",\"cold-disk\":false",
            })
    void aPlanThatNoWorkerCouldRun(String says, String good, String bad) throws Exception {
        String body = GOOD.replace(good, bad.replace("\\\\", "\\"));
        assertThat(body).isNotEqualTo(GOOD);
        HttpResponse<String> answer = service.send(service.request("/api/v1/comparisons", token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
        assertThat(TestService.field(answer, "detail")).contains(says);
    }

    /** How a connection ends before what was announced has come. */
    enum Cut {
        AFTER_THE_HEAD,
        IN_THE_MIDDLE,
        A_BYTE_SHORT,
        IN_A_CHUNK,
        BETWEEN_CHUNKS,
        AFTER_A_DRIP,
        BY_A_RESET
    }

    @ParameterizedTest
    @EnumSource
    void aCutUploadLeavesNothingAndTheRetrySucceeds(Cut cut) throws Exception {
        byte[] noise = new byte[200_000];
        new Random(1).nextBytes(noise);
        byte[] good = new Tar()
                .file("app", new String(noise, StandardCharsets.ISO_8859_1))
                .packed();
        boolean chunked = cut == Cut.IN_A_CHUNK || cut == Cut.BETWEEN_CHUNKS;
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), service.address().getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(("PUT /api/v1/artifacts/" + Tar.sha256(good) + " HTTP/1.1\r\nHost: here\r\nAuthorization: Bearer "
                            + token + "\r\n"
                            + (chunked ? "Transfer-Encoding: chunked" : "Content-Length: " + good.length) + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            int half = good.length / 2;
            switch (cut) {
                case AFTER_THE_HEAD -> out.flush();
                case IN_THE_MIDDLE, BY_A_RESET -> out.write(good, 0, half);
                case A_BYTE_SHORT -> out.write(good, 0, good.length - 1);
                case IN_A_CHUNK -> {
                    out.write((Integer.toHexString(good.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
                    out.write(good, 0, half);
                }
                case BETWEEN_CHUNKS -> {
                    out.write((Integer.toHexString(half) + "\r\n").getBytes(StandardCharsets.US_ASCII));
                    out.write(good, 0, half);
                    out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
                }
                case AFTER_A_DRIP -> {
                    for (int i = 0; i < 300; i++) {
                        out.write(good, i, 1);
                        out.flush();
                    }
                }
            }
            if (cut == Cut.BY_A_RESET) {
                // It has begun to be written down; then there is nobody to answer to.
                Waiting.until(() -> !kept().isEmpty());
                socket.setSoLinger(true, 0);
            } else {
                socket.shutdownOutput();
                try (InputStream in = socket.getInputStream()) {
                    assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                            .doesNotContain("HTTP/1.1 2");
                }
            }
        }
        Waiting.until(() -> kept().isEmpty());
        HttpResponse<String> again = service.send(service.request("/api/v1/artifacts/" + Tar.sha256(good), token)
                .PUT(BodyPublishers.ofByteArray(good))
                .build());
        assertThat(again.statusCode()).isEqualTo(201);
    }

    record Bad(String what, String body, int status, String problem) {
        @Override
        public String toString() {
            return what;
        }
    }

    static Stream<Bad> json() {
        return Stream.of(
                new Bad("nothing", "", 422, "invalid-body"),
                new Bad("a truth for a name", GOOD.replace("\"app\":\"users\"", "\"app\":false"), 422, "invalid-body"),
                new Bad("no JSON", "{", 400, "malformed-json"),
                new Bad("something behind it", GOOD + "{}", 422, "invalid-body"),
                new Bad("a name twice", GOOD.replaceFirst("\\{", "{\"trigger\":\"push\","), 400, "json-duplicate"),
                new Bad(
                        "too deep",
                        GOOD.replaceFirst(
                                "\"expect\":\\{",
                                "\"expect\":{\"body\":{\"kind\":\"json\",\"json\":" + "[".repeat(100_000)),
                        400,
                        "json-too-deep"),
                new Bad("too large", " ".repeat(17 << 20), 413, "body-too-large"),
                new Bad("another type", "[]", 422, "invalid-body"),
                new Bad("null", "null", 422, "invalid-body"),
                new Bad("a number as a text", GOOD.replace("\"fork\":false", "\"fork\":\"no\""), 422, "invalid-body"),
                new Bad("an unknown name", GOOD.replaceFirst("\\{", "{\"x\":1,"), 422, "invalid-body"),
                new Bad(
                        "another repository's",
                        GOOD.replaceFirst("\\{", "{\"repository\":\"b/c\","),
                        422,
                        "invalid-body"),
                new Bad(
                        "no variants",
                        GOOD.replaceFirst("\"variants\":\\[\\{\"variant\".*]", "\"variants\":[]"),
                        422,
                        "invalid-comparison"),
                new Bad(
                        "a commit that is none",
                        GOOD.replace("\"fork\":false", "\"fork\":false,\"commit\":\"../x\""),
                        422,
                        "invalid-comparison"),
                new Bad(
                        "an unknown trigger",
                        GOOD.replace("\"trigger\":\"push\"", "\"trigger\":\"whim\""),
                        422,
                        "invalid-body"),
                new Bad(
                        "a path as an artifact",
                        GOOD.replace(TestService.SHA256, "../../etc/passwd"),
                        422,
                        "invalid-comparison"),
                new Bad("an artifact that was not sent", GOOD, 422, "artifact-missing"));
    }

    @ParameterizedTest
    @MethodSource
    void json(Bad bad) throws Exception {
        HttpResponse<String> answer = service.send(service.request("/api/v1/comparisons", token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(bad.body()))
                .build());
        assertThat(problem(answer)).as(answer.body()).isEqualTo(bad.problem());
        assertThat(answer.statusCode()).isEqualTo(bad.status());
        assertThat(kept()).isEmpty();
    }

    @Test
    void whoMayNotIsTold() throws Exception {
        service.upload(token);
        String id = TestService.id(service.submit(token, Json.line().readValue(GOOD, Submission.class)));
        String other = service.token(Tokens.Kind.REPOSITORY, "evil/corp");
        String worker = service.token(Tokens.Kind.WORKER, "");
        String path = "/api/v1/comparisons/" + id;
        assertThat(service.get(path, token).statusCode()).isEqualTo(200);
        assertThat(service.get(path, "").statusCode()).as("nobody").isEqualTo(401);
        assertThat(service.get(path, other).statusCode())
                .as("another repository")
                .isEqualTo(404);
        assertThat(service.get(path + "/samples.jsonl", other).statusCode()).isEqualTo(404);
        assertThat(service.get(path + "/samples.jsonl", token).statusCode())
                .as("it has not ended")
                .isEqualTo(409);
        assertThat(service.get(path, "cst_" + "x".repeat(43)).statusCode()).isEqualTo(401);
        assertThat(problem(service.get(path, "x"))).isEqualTo("token-malformed");
        assertThat(service.get("/api/v1/artifacts/" + TestService.SHA256, token).statusCode())
                .as("artifacts are workers'")
                .isEqualTo(403);
        assertThat(service.get("/api/v1/artifacts/" + TestService.SHA256, worker)
                        .statusCode())
                .isEqualTo(200);
        HttpResponse<String> head = service.send(service.request("/api/v1/artifacts/" + TestService.SHA256, other)
                .HEAD()
                .build());
        assertThat(head.statusCode()).as("that another has sent it is not told").isEqualTo(404);
        HttpResponse<String> stolen = service.submit(other, Json.line().readValue(GOOD, Submission.class));
        assertThat(problem(stolen)).isEqualTo("artifact-missing");
        HttpResponse<String> claim = service.send(service.request("/api/v1/worker/claim", token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{}"))
                .build());
        assertThat(claim.statusCode()).isEqualTo(403);
        assertThat(service.get("/api/v1/nothing", token).statusCode()).isEqualTo(404);
        assertThat(service.get("/openapi.yaml", "").body()).startsWith("openapi: 3.1");
    }
}
