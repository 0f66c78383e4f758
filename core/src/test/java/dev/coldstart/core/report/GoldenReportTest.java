package dev.coldstart.core.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldstart.core.comment.Comment;
import dev.coldstart.core.comment.CommentPart;
import dev.coldstart.core.comment.Links;
import dev.coldstart.core.plan.Architecture;
import dev.coldstart.core.render.comment.CommentParts;
import dev.coldstart.core.render.html.HtmlReport;
import dev.coldstart.core.render.markdown.MarkdownReport;
import dev.coldstart.core.render.terminal.Style;
import dev.coldstart.core.render.terminal.TerminalReport;
import dev.coldstart.core.report.Situations.Situation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What people see, file by file. After a wanted change, run with {@code -Dgolden.write=true} and read the difference before it
 * is committed.
 */
class GoldenReportTest {

    private static final Path FOLDER = Path.of("src/test/resources/dev/coldstart/core/report");

    private static final Links LINKS = new Links(
            Optional.of("https://github.example/octocat/coldstart"),
            Optional.of("https://github.example/octocat/users-api"),
            Optional.of("https://github.example/octocat/users-api/actions/runs/7#summary-42"));

    static Stream<Situation> situations() {
        return Situations.all().stream();
    }

    @ParameterizedTest
    @MethodSource("situations")
    void terminal(Situation situation) throws IOException {
        compare(situation.name() + ".txt", TerminalReport.render(situation.report(), Style.PLAIN));
    }

    @ParameterizedTest
    @MethodSource("situations")
    void markdown(Situation situation) throws IOException {
        compare(situation.name() + ".md", MarkdownReport.render(situation.report()));
    }

    @ParameterizedTest
    @MethodSource("situations")
    void comment(Situation situation) throws IOException {
        Comment comment = new Comment(List.of(CommentParts.of(situation.report())), LINKS);
        compare(situation.name() + ".comment.md", withoutData(comment.markdown()));
    }

    /** What names, logs and answers may say to act on their reader, in every medium. */
    @Test
    void hostile() throws IOException {
        Situation situation = Situations.saying(Hostile.all());
        compare("hostile.txt", TerminalReport.render(situation.report(), Style.PLAIN));
        compare("hostile.md", MarkdownReport.render(situation.report()));
        compare(
                "hostile.comment.md",
                withoutData(new Comment(List.of(CommentParts.of(situation.report())), Links.NONE).markdown()));
        compare("hostile.html", withoutStyle(HtmlReport.render(situation.report(), situation.samples())));
    }

    /** Style and script are ours, and the same in every page. */
    private static String withoutStyle(String page) {
        return page.replaceAll("(?s)<style>.*?</style>", "<style></style>")
                .replaceAll("(?s)<script>.*?</script>", "<script></script>");
    }

    /** The native form gains on one, and does not start on the other. */
    @Test
    void commentOfTwoArchitectures() throws IOException {
        CommentPart x64 = CommentParts.of(Situations.allWell().report());
        CommentPart arm64 = CommentTest.on(
                Architecture.ARM64, CommentParts.of(Situations.aotFails().report()));
        compare("two-architectures.comment.md", withoutData(new Comment(List.of(arm64, x64), Links.NONE).markdown()));
    }

    /** What is hidden in it is compressed, and differs between versions of the compressor. */
    private static String withoutData(String comment) {
        return comment.replaceFirst("<!-- coldstart-parts .* -->", "<!-- coldstart-parts -->");
    }

    private static void compare(String name, String actual) throws IOException {
        Path golden = FOLDER.resolve(name);
        if (Boolean.getBoolean("golden.write")) {
            Files.writeString(golden, actual);
        }
        assertThat(actual).isEqualTo(Files.readString(golden));
    }
}
