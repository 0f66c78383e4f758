package dev.coldstart.runner;

import static dev.coldstart.runner.RawServer.closing;
import static dev.coldstart.runner.RawServer.staying;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coldstart.core.plan.AnswerRules;
import dev.coldstart.core.plan.Expectation;
import dev.coldstart.core.plan.HttpRequest;
import dev.coldstart.core.plan.ParityRequest;
import dev.coldstart.core.sample.Body;
import dev.coldstart.core.sample.Reply;
import dev.coldstart.core.sample.Reply.Cause;
import java.time.Duration;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Against a real socket: what is kept of answers, and what is made of their absence. */
final class ExchangeTest {

    private static final Duration ENOUGH = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(200);

    @Test
    void keepsStatusBodyAndChosenHeadersOnly() {
        ParityRequest request = new ParityRequest(
                HttpRequest.get("/x"),
                Optional.empty(),
                new AnswerRules(List.of("ETag"), List.of(), AnswerRules.Order.SAME));
        List<Reply> replies = ask(
                staying("HTTP/1.1 201 Created\r\nSet-Cookie: secret\r\netag: 1\r\nEtag: 2\r\nContent-Type: a/b\r\n"
                        + "Content-Length: 2\r\n\r\nhi"),
                ENOUGH,
                () -> true,
                request);
        assertThat(replies)
                .containsExactly(new Reply.Answered(
                        201,
                        Map.of("etag", List.of("1", "2"), "content-type", List.of("a/b")),
                        Body.of(new byte[] {'h', 'i'}),
                        Optional.empty()));
    }

    @Test
    void saysWhereAnExpectationIsNotMet() {
        ParityRequest request =
                new ParityRequest(HttpRequest.get("/x"), Optional.of(Expectation.status(201)), AnswerRules.defaults());
        List<Reply> replies =
                ask(staying("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi"), ENOUGH, () -> true, request);
        assertThat(replies)
                .singleElement()
                .isInstanceOfSatisfying(
                        Reply.Answered.class,
                        a -> assertThat(a.unmet()).contains("it answered 200 where 201 is expected: hi"));
    }

    @Test
    void asksInOrderAndGoesOnAfterAnAnswerThatBreaks() throws InterruptedException {
        try (RawServer server = new RawServer(closing("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhi"))) {
            List<Reply> replies =
                    new Exchange(server.address(), ENOUGH, () -> true).ask(List.of(request("/1"), request("/2")));
            assertThat(replies)
                    .containsExactlyElementsOf(Collections.nCopies(
                            2,
                            new Reply.Missing(
                                    Cause.NO_ANSWER, "it closed the connection before the answer was whole")));
            assertThat(server.requests.take()).startsWith("GET /1 ");
            assertThat(server.requests.take()).startsWith("GET /2 ");
        }
    }

    @Test
    void isNotHeldUpByAnAppThatHangs() {
        List<Reply> replies =
                ask(staying(""), SHORT, () -> true, request("/1"), request("/2"), request("/3"), request("/4"));
        assertThat(replies.subList(0, 3))
                .allSatisfy(r -> assertThat(((Reply.Missing) r).detail()).contains("no whole answer within 200 ms"));
        assertThat(replies.getLast())
                .isEqualTo(new Reply.Missing(
                        Cause.NOT_SENT, "it was not asked, as 3 requests in a row had no answer before it"));
    }

    @Test
    void anAppThatEndsIsAskedNoFurther() {
        List<Reply> replies = ask(closing(""), ENOUGH, () -> false, request("/1"), request("/2"));
        assertThat(replies)
                .containsExactly(
                        new Reply.Missing(Cause.ENDED, "the app's process ended before it had answered"),
                        new Reply.Missing(Cause.NOT_SENT, "it was not asked, as the app's process had ended before"));
    }

    @Test
    void longBodiesAreCutAndOthersThanTextAreKeptAsBytes() {
        String long64 = "\u00e9".repeat(40_000);
        byte[] bytes = long64.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        Body cut = Body.of(bytes);
        assertThat(cut.length()).isEqualTo(80_000);
        assertThat(cut.whole()).isFalse();
        assertThat(cut.kept()).isEqualTo("\u00e9".repeat(Body.MAX_KEPT / 2));
        Body other = Body.of(new byte[] {'a', -1, 0});
        assertThat(other.encoding()).isEqualTo(Body.Encoding.BASE64);
        assertThat(Base64.getDecoder().decode(other.kept())).containsExactly('a', -1, 0);
        assertThat(other.whole()).isTrue();
        assertThat(other.sha256()).isNotEqualTo(cut.sha256()).hasSize(64);
        assertThat(Body.of(("a" + long64).getBytes(java.nio.charset.StandardCharsets.UTF_8))
                        .kept())
                .as("no character is cut in two")
                .endsWith("\u00e9")
                .hasSize(Body.MAX_KEPT / 2);
    }

    private static ParityRequest request(String path) {
        return ParityRequest.of(HttpRequest.get(path));
    }

    private static List<Reply> ask(
            RawServer.Behaviour behaviour, Duration timeout, BooleanSupplier alive, ParityRequest... requests) {
        try (RawServer server = new RawServer(behaviour)) {
            return new Exchange(server.address(), timeout, alive)
                    .ask(Stream.of(requests).toList());
        }
    }
}
