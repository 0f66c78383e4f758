package dev.coldstart.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldstart.core.report.HarmlessMarkdown;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** No text from outside is markup in a medium: HTML, a script, Markdown or a terminal. */
public final class EscapeFuzz {

    private static final Pattern NOTHING = Pattern.compile("(?!)");

    private EscapeFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        assertThat(Escape.html(text)).doesNotContain("<", ">", "\"", "'");
        assertThat(Escape.jsonInScript(text)).doesNotContain("<", ">", "&", "\u2028", "\u2029");
        calm(Escape.line(text), false);
        calm(Escape.terminal(text), false);
        Escape.terminalLines(List.of(text)).forEach(line -> calm(line, true));
        harmless(Escape.markdown(text));
        harmless("x " + Escape.markdownCode(text));
        harmless("| a | b |\n| --- | --- |\n| " + Escape.markdown(text) + " | " + Escape.markdownCode(text) + " |\n");
        harmless(Escape.markdownFence(Escape.lines(List.of(text))));
    }

    /** Nothing in it acts on a terminal, or turns round what follows. */
    private static void calm(String line, boolean blanks) {
        assertThat(line.codePoints())
                .noneMatch(c -> Character.isISOControl(c)
                        || Character.getType(c) == Character.FORMAT
                        || Character.getType(c) == Character.SURROGATE
                        || c == 0x2028
                        || c == 0x2029);
        assertThat(blanks || line.equals(line.strip())).isTrue();
    }

    private static void harmless(String markdown) {
        HarmlessMarkdown.check(HarmlessMarkdown.GITHUB.parse(markdown), Set.of(), NOTHING, Set.of());
    }
}
