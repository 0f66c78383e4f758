package dev.coldstart.core.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Emphasis;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.LinkReferenceDefinition;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;

/** Markdown in which nothing acts on its reader but what we put there. */
public final class HarmlessMarkdown {

    public static final Parser GITHUB = Parser.builder()
            .extensions(List.of(TablesExtension.create(), AutolinkExtension.create()))
            .build();

    /** What GitHub would link or replace in plain text; a formula's end has no digit behind its sign. */
    private static final Pattern MAGIC = Pattern.compile(
            "@[A-Za-z]|#\\d|GH-\\d|https?://|www\\.|:tada:|\\$(?!\\d)|\\b(?=[0-9a-f]*\\d)[0-9a-f]{7,40}\\b",
            Pattern.CASE_INSENSITIVE);

    private HarmlessMarkdown() {}

    public static void check(Node page, Set<String> ourTags, Pattern ourBlock, Set<String> ourLinks) {
        page.accept(new AbstractVisitor() {
            @Override
            public void visit(HtmlInline html) {
                assertThat(ourTags).contains(html.getLiteral());
            }

            @Override
            public void visit(HtmlBlock html) {
                assertThat(html.getLiteral()).matches(ourBlock);
            }

            @Override
            public void visit(Link link) {
                assertThat(ourLinks).contains(link.getDestination());
            }

            @Override
            public void visit(Image image) {
                throw new AssertionError("an image from " + image.getDestination());
            }

            @Override
            public void visit(LinkReferenceDefinition definition) {
                throw new AssertionError("a link's definition");
            }

            @Override
            public void visit(Emphasis emphasis) {
                throw new AssertionError("emphasis: we have none of our own");
            }

            @Override
            public void visit(Text plain) {
                assertThat(plain.getLiteral()).doesNotContainPattern(MAGIC);
            }
        });
    }
}
