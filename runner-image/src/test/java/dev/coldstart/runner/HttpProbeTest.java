package dev.coldstart.runner;

import static dev.coldstart.runner.RawServer.closing;
import static dev.coldstart.runner.RawServer.endless;
import static dev.coldstart.runner.RawServer.staying;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coldstart.core.plan.HttpRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Against a real socket, byte by byte, as RFC 9112 frames answers and as broken servers don't. */
final class HttpProbeTest {

    /** Longer than any answer here takes on a busy machine. */
    private static final Duration ENOUGH = Duration.ofSeconds(20);

    private static final Duration SHORT = Duration.ofMillis(300);
    private static final String OK = "HTTP/1.1 200 OK\r\n";

    static Stream<Arguments> whole() {
        return Stream.of(
                whole("by length", 200, "hello", staying(OK + "Content-Length: 5\r\n\r\nhello")),
                whole("by length, more follows", 200, "hello", staying(OK + "content-length:5\r\n\r\nhellohello")),
                whole("no body", 200, "", staying(OK + "Content-Length: 0\r\n\r\n")),
                whole("by the end", 200, "hello", closing(OK + "\r\nhello")),
                whole("HTTP/1.0, no reason", 404, "no", closing("HTTP/1.0 404\r\n\r\nno")),
                whole("newlines alone", 200, "hi", staying("HTTP/1.1 200 OK\nContent-Length: 2\n\nhi")),
                whole(
                        "in chunks",
                        200,
                        "hello world, hello",
                        staying(OK
                                + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\nD\r\n world, hello\r\n0\r\n\r\n")),
                whole(
                        "in chunks with extension and trailer",
                        200,
                        "hello",
                        staying(OK + "transfer-encoding: CHUNKED\r\n\r\n5;a=b\r\nhello\r\n0\r\nX-Sum: 1\r\n\r\n")),
                whole(
                        "in chunks before a length",
                        200,
                        "hi",
                        staying(OK + "Content-Length: 99\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\n\r\n")),
                whole(
                        "after 100 and 103",
                        200,
                        "hi",
                        staying("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" + OK
                                + "Content-Length: 2\r\n\r\nhi")),
                whole("204", 204, "", staying("HTTP/1.1 204 No Content\r\n\r\n")),
                whole("304", 304, "", staying("HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n")),
                whole("UTF-8", 200, "\u00e9", staying(OK + "Content-Length: 2\r\n\r\n\u00c3\u00a9")));
    }

    private static Arguments whole(String name, int status, String body, RawServer.Behaviour behaviour) {
        return Arguments.of(name, status, body, behaviour);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("whole")
    void readsAWholeAnswer(String name, int status, String body, RawServer.Behaviour behaviour) {
        Attempt attempt = get(behaviour, ENOUGH);
        assertThat(attempt).isInstanceOfSatisfying(Attempt.Answered.class, answered -> {
            assertThat(answered.answer().status()).isEqualTo(status);
            assertThat(answered.answer().body()).isEqualTo(body);
            assertThat(answered.answeredAt()).isGreaterThan(answered.connectedAt());
        });
    }

    static Stream<Arguments> broken() {
        String closed = "closed the connection before";
        String late = "no whole answer within 300 ms";
        String chunked = OK + "Transfer-Encoding: chunked\r\n\r\n";
        return Stream.of(
                broken("nothing at all", closed, closing("")),
                broken("half a head", closed, closing("HTTP/1.1 200 OK\r\nContent-")),
                broken("half a body", closed, closing(OK + "Content-Length: 10\r\n\r\nhello")),
                broken("half a chunk", closed, closing(chunked + "5\r\nhel")),
                broken("no last chunk", closed, closing(chunked + "5\r\nhello\r\n")),
                broken("garbage", "not an HTTP answer", closing("SSH-2.0-OpenSSH_9\r\n")),
                broken("a status of four digits", "not an HTTP answer", closing("HTTP/1.1 2000 OK\r\n\r\n")),
                broken("a header without a colon", "not an HTTP header", closing(OK + "Content-Length 5\r\n\r\n")),
                broken("a length below zero", "not a length: -1", closing(OK + "Content-Length: -1\r\n\r\n")),
                broken("a length with a sign", "not a length: +5", closing(OK + "Content-Length: +5\r\n\r\nhello")),
                broken("a length that is none", "not a length: five", closing(OK + "Content-Length: five\r\n\r\n")),
                broken(
                        "a length beyond 64 bits",
                        "not a length",
                        closing(OK + "Content-Length: 99999999999999999999\r\n\r\n")),
                broken("a huge length", "larger than 16 MiB", closing(OK + "Content-Length: 9999999999\r\n\r\n")),
                broken("a huge chunk", "larger than 16 MiB", closing(chunked + "7fffffffffffffff\r\n")),
                broken(
                        "a huge chunk after another",
                        "larger than 16 MiB",
                        closing(chunked + "1\r\na\r\n7fffffffffffffff\r\n")),
                broken("a chunk's length that is none", "not a length: zz", closing(chunked + "zz\r\n")),
                broken("an endless body", "larger than 16 MiB", endless(OK + "\r\n", "x".repeat(1 << 16), 0), ENOUGH),
                broken("an endless line", "longer than 64 KiB", endless(OK + "X: ", "x".repeat(1 << 12), 0), ENOUGH),
                broken("endless headers", "not an HTTP header", endless(OK, "X: y\r\n", 0), ENOUGH),
                broken("silence", late, staying(""), SHORT),
                broken("a body that is late", late, staying(OK + "Content-Length: 5\r\n\r\nhell"), SHORT),
                broken("a trickle", late, endless(OK + "Content-Length: 100000\r\n\r\n", "x", 20), SHORT),
                broken("a trickling head", late, endless(OK + "X: ", "x", 20), SHORT),
                broken("100 for ever", late, endless("", "HTTP/1.1 100 Continue\r\n\r\n", 20), SHORT));
    }

    private static Arguments broken(String name, String what, RawServer.Behaviour behaviour) {
        return broken(name, what, behaviour, ENOUGH);
    }

    private static Arguments broken(String name, String what, RawServer.Behaviour behaviour, Duration timeout) {
        return Arguments.of(name, what, behaviour, timeout);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("broken")
    void refusesWhatIsNoAnswer(String name, String what, RawServer.Behaviour behaviour, Duration timeout) {
        assertThat(get(behaviour, timeout))
                .isInstanceOfSatisfying(
                        Attempt.Broken.class,
                        broken -> assertThat(broken.what()).contains(what));
    }

    @Test
    void aClosedPortIsRefused() {
        InetSocketAddress closed;
        try (RawServer server = new RawServer(closing(""))) {
            closed = server.address();
        }
        assertThat(new HttpProbe(HttpRequest.get("/")).attempt(closed, ENOUGH)).isEqualTo(new Attempt.Refused());
    }

    @Test
    void aBodyThatIsCompressedUnaskedIsRead() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write("hello".getBytes(StandardCharsets.US_ASCII));
        }
        String head = OK + "Content-Encoding: gzip\r\nContent-Length: ";
        String answer = head + packed.size() + "\r\n\r\n" + packed.toString(StandardCharsets.ISO_8859_1);
        assertThat(get(staying(answer), ENOUGH))
                .isInstanceOfSatisfying(
                        Attempt.Answered.class,
                        answered -> assertThat(answered.answer().body()).isEqualTo("hello"));
        assertThat(get(staying(head + "5\r\n\r\nhello"), ENOUGH))
                .isInstanceOfSatisfying(
                        Attempt.Broken.class,
                        broken -> assertThat(broken.what()).contains("compressed by gzip and is not"));
    }

    @Test
    void aHeaderBeyondAsciiIsReadAsItsServerWroteIt() {
        String utf8 = new String("\u65e5".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        Attempt attempt = get(staying(OK + "A: " + utf8 + "\r\nB: \u00e9\r\nContent-Length: 0\r\n\r\n"), ENOUGH);
        assertThat(attempt).isInstanceOfSatisfying(Attempt.Answered.class, answered -> {
            assertThat(answered.answer().header("A")).containsExactly("\u65e5");
            assertThat(answered.answer().header("B")).containsExactly("\u00e9");
        });
    }

    @Test
    void headersAreHadByAnyCaseAndInOrder() {
        Attempt attempt = get(staying(OK + "x-Two: a\r\nX-TWO:  b \r\nContent-Length: 0\r\n\r\n"), ENOUGH);
        assertThat(attempt)
                .isInstanceOfSatisfying(
                        Attempt.Answered.class,
                        answered ->
                                assertThat(answered.answer().header("X-two")).containsExactly("a", "b"));
    }

    /** The length is that of the body which a GET would have had. */
    @Test
    void anAnswerToHeadHasNoBody() {
        try (RawServer server = new RawServer(staying(OK + "Content-Length: 5\r\n\r\n"))) {
            HttpRequest head = new HttpRequest("HEAD", "/", Map.of(), Optional.empty());
            assertThat(new HttpProbe(head).attempt(server.address(), ENOUGH))
                    .isInstanceOfSatisfying(
                            Attempt.Answered.class,
                            answered -> assertThat(answered.answer().body()).isEmpty());
        }
    }

    @Test
    void theRequestIsWhatWasAskedFor() throws InterruptedException {
        try (RawServer server = new RawServer(staying(OK + "Content-Length: 0\r\n\r\n"))) {
            HttpRequest post = new HttpRequest(
                    "POST",
                    "/users?x=1",
                    Map.of("host", "app.example", "Connection", "keep-alive", "X-Own", "yes"),
                    Optional.of("{\"name\":\"\u00e9\"}"));
            new HttpProbe(post).attempt(server.address(), ENOUGH);
            new HttpProbe(HttpRequest.get("/")).attempt(server.address(), ENOUGH);
            String body =
                    new String("{\"name\":\"\u00e9\"}".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
            String sent = server.requests.take();
            assertThat(sent).startsWith("POST /users?x=1 HTTP/1.1\r\n").endsWith("\r\n\r\n" + body);
            assertThat(headers(sent))
                    .containsExactlyInAnyOrder(
                            "Host: app.example",
                            "User-Agent: coldstart",
                            "Accept: */*",
                            "Content-Type: application/json",
                            "X-Own: yes",
                            "Connection: close",
                            "Content-Length: " + body.length());
            assertThat(headers(server.requests.take()))
                    .containsExactlyInAnyOrder(
                            "Host: localhost", "User-Agent: coldstart", "Accept: */*", "Connection: close");
        }
    }

    private static List<String> headers(String request) {
        return request.lines()
                .skip(1)
                .takeWhile(line -> !line.isEmpty())
                .map(line -> line.replaceFirst("^host:", "Host:"))
                .toList();
    }

    private static Attempt get(RawServer.Behaviour behaviour, Duration timeout) {
        try (RawServer server = new RawServer(behaviour)) {
            return new HttpProbe(HttpRequest.get("/")).attempt(server.address(), timeout);
        }
    }
}
