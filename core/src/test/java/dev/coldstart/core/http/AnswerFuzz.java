package dev.coldstart.core.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;

/** Whatever an app says on its port is an answer or an {@link IOException}. The first byte chooses the method. */
public final class AnswerFuzz {

    private static final int LARGEST_BODY = 16 << 20;

    private AnswerFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        String method = input.length > 0 && input[0] == 'H' ? "HEAD" : "GET";
        ByteArrayInputStream said = new ByteArrayInputStream(input, 1, Math.max(0, input.length - 1));
        try {
            Answer answer = new AnswerReader(method, said).answer();
            assertThat(answer.status()).isBetween(200, 599);
            assertThat(answer.bytes().length).isLessThanOrEqualTo(LARGEST_BODY);
        } catch (IOException e) {
            // Declared.
        }
    }
}
