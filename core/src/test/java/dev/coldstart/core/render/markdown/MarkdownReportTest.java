package dev.coldstart.core.render.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldstart.core.report.HarmlessMarkdown;
import dev.coldstart.core.report.Hostile;
import dev.coldstart.core.report.Report;
import dev.coldstart.core.report.Situations;
import dev.coldstart.core.text.Escape;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MarkdownReportTest {

    private static final Parser GITHUB = HarmlessMarkdown.GITHUB;

    private static final Set<String> OUR_TAGS = Set.of("<br>", "</details>");
    private static final Pattern OUR_BLOCK = Pattern.compile("<details>\n<summary>[A-Za-z, ]+</summary>|</details>");

    static Stream<String> hostile() {
        return Hostile.texts();
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void nothingFromOutsideIsMarkup(String text) {
        Node page = GITHUB.parse(MarkdownReport.render(Situations.saying(text).report()));
        HarmlessMarkdown.check(page, OUR_TAGS, OUR_BLOCK, Set.of());
    }

    /** Of nothing but blanks there is nothing to show. */
    static Stream<String> visible() {
        return Hostile.texts().filter(text -> !Escape.line(text).isEmpty());
    }

    @ParameterizedTest
    @MethodSource("visible")
    void nothingFromOutsideChangesThePage(String text) {
        assertThat(blocks(Situations.saying(text).report()))
                .isEqualTo(blocks(Situations.saying("harmless").report()));
    }

    @Test
    void aLogStandsInItsFenceAsItWas() {
        List<String> fences = new ArrayList<>();
        GITHUB.parse(MarkdownReport.render(Situations.aotFails().report())).accept(new AbstractVisitor() {
            @Override
            public void visit(FencedCodeBlock fence) {
                fences.add(fence.getLiteral());
            }
        });
        assertThat(fences.getFirst())
                .startsWith("fail: Microsoft.AspNetCore.Server.Kestrel[13]\n      Connection id")
                .contains("\n```\n<script>alert(1)</script> | a | b |\n````\n")
                .contains("表示")
                .endsWith("\nclean\n");
    }

    @Test
    void aPipeInCodeStaysAPipe() {
        List<String> words = new ArrayList<>();
        GITHUB.parse("| a |\n| --- |\n| " + Escape.markdownCode("x|y\\|z") + " |\n")
                .accept(new AbstractVisitor() {
                    @Override
                    public void visit(Code code) {
                        words.add(code.getLiteral());
                    }

                    @Override
                    public void visit(Text plain) {
                        words.add(plain.getLiteral());
                    }
                });
        assertThat(words).containsExactly("a", "x", "|", "y\\", "|", "z");
    }

    @Test
    void anOrdinaryReportFitsIntoAComment() {
        assertThat(MarkdownReport.render(Situations.crowd(50, 50).report())).hasSizeLessThan(65_536);
    }

    /** Kinds of blocks in order, without the paragraphs inside cells and items. */
    private static List<String> blocks(Report report) {
        List<String> kinds = new ArrayList<>();
        collect(GITHUB.parse(MarkdownReport.render(report)), kinds);
        return kinds;
    }

    private static void collect(Node node, List<String> kinds) {
        for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
            String kind = child.getClass().getSimpleName();
            if (!kind.matches("Text|Code|StrongEmphasis|HtmlInline|SoftLineBreak")) {
                kinds.add(kind);
                collect(child, kinds);
            }
        }
    }
}
