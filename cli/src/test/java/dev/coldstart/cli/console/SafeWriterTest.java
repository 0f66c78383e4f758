package dev.coldstart.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SafeWriterTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "plain, é 日本 \uD83D\uDE00|plain, é 日本 \uD83D\uDE00",
                "a\u001b[31;1mred\u001b[0m|a\u001b[31;1mred\u001b[0m",
                "title\u001b]0;owned\u0007|title?]0;owned?",
                "up\u001b[2Aand over|up?[2Aand over",
                "c1\u009b31m|c1?31m",
                "back\b|back?",
                "tab\t|tab\t",
                "turned\u202etxt|turned?txt",
                "\u001b\u001b[1m|?\u001b[1m",
                "unfinished\u001b[3|unfinished?[3",
            })
    void letsColoursThroughAndNothingElse(String text, String shown) {
        StringWriter terminal = new StringWriter();
        try (PrintWriter out = new PrintWriter(new SafeWriter(terminal))) {
            out.print(text);
        }
        assertThat(terminal.toString()).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "7"})
    void inPieces(int size) throws IOException {
        String text = "\u001b[38;5;12mblue\u001b[0m and \u001b[2J";
        StringWriter terminal = new StringWriter();
        try (SafeWriter out = new SafeWriter(terminal)) {
            for (int i = 0; i < text.length(); i += size) {
                out.write(text, i, Math.min(size, text.length() - i));
            }
            out.flush();
        }
        assertThat(terminal.toString()).isEqualTo("\u001b[38;5;12mblue\u001b[0m and ?[2J");
    }
}
