package dev.coldstart.core.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coldstart.core.plan.HttpRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people write as a path, and what then goes over the wire. */
final class RequestBytesTest {

    @ParameterizedTest
    @CsvSource(delimiterString = " -> ", textBlock = """
                    /users/42?a=b&c=d/e?f -> /users/42?a=b&c=d/e?f
                    /users/日本 -> /users/%E6%97%A5%E6%9C%AC
                    /caf\u00e9 -> /caf%C3%A9
                    /\uD83D\uDE00 -> /%F0%9F%98%80
                    /users/%E6%97%A5?x=%7b -> /users/%E6%97%A5?x=%7b
                    /% -> /%25
                    /100%?a=%zz&b=%4 -> /100%25?a=%25zz&b=%254
                    /%%41 -> /%25%41
                    /?filter={a}[0]|b^c` -> /?filter=%7Ba%7D%5B0%5D%7Cb%5Ec%60
                    /a"<b>\\c#d -> /a%22%3Cb%3E%5Cc%23d
                    /~-._!$&'()*+,;=:@ -> /~-._!$&'()*+,;=:@
                    """, quoteCharacter = '§')
    void aTargetIsWhatARequestLineCanHold(String path, String target) {
        assertThat(firstLine(path)).isEqualTo("GET " + target + " HTTP/1.1");
        assertThat(PercentEncoding.target(target)).as("encoded again").isEqualTo(target);
        assertThat(URI.create("http://localhost" + target).getRawSchemeSpecificPart())
                .endsWith(target);
    }

    @Test
    void blanksAreEncoded() {
        assertThat(firstLine("/a b?q=c  d")).isEqualTo("GET /a%20b?q=c%20%20d HTTP/1.1");
    }

    @Test
    void aHeaderIsAsciiAndKeepsWhatWasEncoded() {
        assertThat(head("GET", Map.of("X-Name", "Jos\u00e9 50% {a} %C3%A9"), Optional.empty()))
                .contains("X-Name: Jos%C3%A9 50% {a} %C3%A9");
    }

    @Test
    void framingAndTheConnectionsEndAreNotTheUsers() {
        Map<String, String> meddling = Map.of(
                "connection", "keep-alive", "content-LENGTH", "99", "Transfer-Encoding", "chunked", "HOST", "a.b");
        assertThat(head("POST", meddling, Optional.of("h\u00e9")))
                .containsExactlyInAnyOrder(
                        "POST / HTTP/1.1",
                        "Host: a.b",
                        "User-Agent: coldstart",
                        "Accept: */*",
                        "Content-Type: application/json",
                        "Connection: close",
                        "Content-Length: 3");
        assertThat(head("GET", meddling, Optional.empty())).noneMatch(line -> line.startsWith("Content-Length"));
        assertThat(head("POST", Map.of(), Optional.empty())).contains("Content-Length: 0");
    }

    @Test
    void aBodysTypeIsTheUsersOrJson() {
        assertThat(head("PUT", Map.of("content-type", "text/plain"), Optional.of("x")))
                .contains("Content-Type: text/plain")
                .noneMatch(line -> line.contains("json"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"users", "", "/a\tb", "/a\nb", "/a\u007fb", "/\ud800"})
    void aPathThatCantBeMeantIsRefusedInWords(String path) {
        assertThatThrownBy(() -> HttpRequest.get(path))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("a request path ");
    }

    private static String firstLine(String path) {
        return new String(RequestBytes.of(HttpRequest.get(path)), StandardCharsets.ISO_8859_1)
                .lines()
                .findFirst()
                .orElseThrow();
    }

    /** The lines, header names as we write them. */
    private static List<String> head(String method, Map<String, String> headers, Optional<String> body) {
        return new String(RequestBytes.of(new HttpRequest(method, "/", headers, body)), StandardCharsets.ISO_8859_1)
                .lines()
                .takeWhile(line -> !line.isEmpty())
                .map(line ->
                        line.replaceFirst("^(?i)host:", "Host:").replaceFirst("^(?i)content-type:", "Content-Type:"))
                .toList();
    }
}
