package dev.coldstart.runner.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FramingTest {

    private static final String FIXED = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";
    private static final String CHUNKED =
            "HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\n3;x=y\r\nhel\r\n2\r\nlo\r\n0\r\nTrailer: t\r\n\r\n";
    private static final String INFORMED = "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n" + FIXED;
    private static final String EMPTY = "HTTP/1.1 204 No Content\r\n\r\n";

    private static Framing of(String text, int length, boolean closed) throws IOException {
        return Framing.of(text.getBytes(StandardCharsets.ISO_8859_1), length, false, closed);
    }

    @ParameterizedTest
    @ValueSource(strings = {FIXED, CHUNKED, INFORMED, EMPTY})
    void anAnswerIsWholeWithItsLastByteAndNotBefore(String answer) throws IOException {
        for (int length = 0; length < answer.length(); length++) {
            assertThat(of(answer, length, false).isWhole())
                    .as("%s bytes", length)
                    .isFalse();
        }
        Framing whole = of(answer, answer.length(), false);
        assertThat(whole.end()).isEqualTo(answer.length());
        assertThat(whole.stays()).isTrue();
        assertThat(of(answer + "HTTP/1.1", answer.length() + 8, false).end()).isEqualTo(answer.length());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.0 200 OK\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
            })
    void aConnectionThatEndsIsKnown(String answer) throws IOException {
        assertThat(of(answer, answer.length(), false).stays()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 200 OK\r\n\r\nall that comes"})
    void withoutALengthItEndsWithItsConnection(String answer) throws IOException {
        assertThat(of(answer, answer.length(), false).isWhole()).isFalse();
        assertThat(of(answer, answer.length(), true).end()).isEqualTo(answer.length());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SSH-2.0-OpenSSH\r\n\r\n",
                "HTTP/1.1 2x0 OK\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: ffffff\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n7fffffff\r\n"
            })
    void whatIsNoAnswerIsRefused(String answer) {
        assertThatThrownBy(() -> of(answer, answer.length(), false)).isInstanceOf(IOException.class);
    }
}
