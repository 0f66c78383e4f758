package dev.coldstart.core.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldstart.core.comment.Comment;
import dev.coldstart.core.comment.CommentPart;
import dev.coldstart.core.plan.Architecture;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CommentTest {

    private static final String LINK = "https://github.example/octocat/users-api/actions/runs/7";
    private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

    private static final Set<String> OUR_TAGS = Set.of("<br>", "</details>", "<sub>", "</sub>");
    private static final Pattern OUR_BLOCK = Pattern.compile("<details>\n<summary>[A-Za-z', ]+</summary>|</details>"
            + "|<!-- coldstart-app [0-9a-f]{32} -->|<!-- coldstart-parts [A-Za-z0-9_=-]+ -->");

    static Stream<String> hostile() {
        return Hostile.texts();
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void nothingFromOutsideIsMarkup(String text) {
        CommentPart part = CommentParts.of(Situations.saying(text).report());
        String both = new Comment(List.of(part, on(Architecture.ARM64, part)), Optional.of(LINK)).markdown();

        HarmlessMarkdown.check(HarmlessMarkdown.GITHUB.parse(both), OUR_TAGS, OUR_BLOCK, Set.of(LINK));
        assertThat(both).contains(Comment.marker(text));
    }

    @Test
    void theFirstLineIsTheVerdictWithItsInterval() {
        assertThat(comment(Situations.allWell()).lines().findFirst().orElseThrow())
                .startsWith("**Adopt aot")
                .matches(".*faster than jit \\(.*x to .*x\\)\\.\\*\\*");
    }

    @Test
    void twoArchitecturesStandInOneTable() {
        CommentPart x64 = CommentParts.of(Situations.allWell().report());
        String both = new Comment(List.of(on(Architecture.ARM64, x64), x64), Optional.empty()).markdown();

        assertThat(both.lines().findFirst().orElseThrow())
                .startsWith("**Adopt aot")
                .contains("on x64 it starts in", "on arm64 it starts in");
        List<String> header = both.lines()
                .filter(line -> line.contains("<br>x64"))
                .flatMap(line -> Stream.of(line.split("\\|")))
                .map(String::strip)
                .filter(cell -> cell.endsWith("64"))
                .toList();
        assertThat(header).hasSize(2 * x64.columns().size());
        assertThat(header.subList(0, x64.columns().size())).allMatch(cell -> cell.endsWith("<br>x64"));
        assertThat(header.subList(x64.columns().size(), header.size())).allMatch(cell -> cell.endsWith("<br>arm64"));
        assertThat(both.lines().filter(line -> line.startsWith("| First response | 2")))
                .hasSize(1);
    }

    @Test
    void differentAnswersAreToldApart() {
        CommentPart adopt = CommentParts.of(Situations.allWell().report());
        CommentPart fails =
                on(Architecture.ARM64, CommentParts.of(Situations.aotFails().report()));

        assertThat(new Comment(List.of(adopt, fails), Optional.empty())
                        .markdown()
                        .lines()
                        .findFirst()
                        .orElseThrow())
                .startsWith("**x64: Adopt aot")
                .contains("<br>**arm64: ");
    }

    /** Jobs end one after the other, in any order. */
    @Test
    void anotherJobsPartIsKept() {
        CommentPart x64 = CommentParts.of(Situations.allWell().report()).at(COMMIT);
        CommentPart arm64 = on(Architecture.ARM64, x64);
        String first = new Comment(List.of(arm64), Optional.of(LINK)).markdown();

        Comment second = new Comment(List.of(x64), Optional.of(LINK)).and(Comment.partsOf(first));

        assertThat(second.markdown()).isEqualTo(new Comment(List.of(x64, arm64), Optional.of(LINK)).markdown());
        assertThat(second.and(Comment.partsOf(second.markdown()))).isEqualTo(second);
    }

    @Test
    void whatIsOfAnotherCommitOrAppIsNotKept() {
        CommentPart x64 = CommentParts.of(Situations.allWell().report()).at(COMMIT);
        CommentPart older = on(Architecture.ARM64, x64).at(COMMIT.replace('0', 'f'));
        CommentPart other = on(
                        Architecture.ARM64,
                        CommentParts.of(Situations.inconclusive().report()))
                .at(COMMIT);

        Comment comment = new Comment(List.of(x64), Optional.empty());

        assertThat(comment.and(List.of(older, other))).isEqualTo(comment);
    }

    static Stream<String> bodies() {
        return Stream.of(
                "",
                "somebody's words",
                "<!-- coldstart-parts  -->",
                "<!-- coldstart-parts AAAA -->",
                "<!-- coldstart-parts H4sIAAAAAAAA_wMAAAAAAAAAAAA= -->");
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void whatCantBeReadHoldsNoPart(String body) {
        assertThat(Comment.partsOf(body)).isEmpty();
    }

    static Stream<Report> large() {
        String wide = "表\uD83D\uDE80".repeat(4000);
        return Stream.of(
                Situations.crowd(50, 50).report(),
                Situations.saying("x".repeat(70_000)).report(),
                Situations.saying(wide).report(),
                Situations.saying("a|b`@c ".repeat(3000)).report());
    }

    @ParameterizedTest
    @MethodSource("large")
    void itNeverExceedsWhatGitHubTakes(Report report) {
        CommentPart part = CommentParts.of(report);
        String body = new Comment(List.of(part, on(Architecture.ARM64, part)), Optional.of(LINK)).markdown();

        assertThat(body.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(Comment.LIMIT);
        assertThat(body).startsWith("**").contains(Comment.marker(report.app()), LINK);
    }

    @Test
    void whatIsLeastNeededGoesFirst() {
        CommentPart part = CommentParts.of(Situations.newWarnings().report()).at(COMMIT);
        CommentPart padded = padded(part, 60_000, CommentPart.Kind.PHASES);
        CommentPart crammed = padded(part, 60_000, CommentPart.Kind.FAILURES);

        assertThat(new Comment(List.of(padded), Optional.of(LINK)).markdown())
                .doesNotContain("p p p")
                .contains("How the starts are distributed", "new build warning", "the phases stand only in");
        assertThat(new Comment(List.of(crammed), Optional.of(LINK)).markdown())
                .contains("p p p", "| First response |")
                .doesNotContain("How the starts are distributed");
    }

    private static String comment(Situations.Situation situation) {
        return new Comment(List.of(CommentParts.of(situation.report())), Optional.of(LINK)).markdown();
    }

    private static CommentPart padded(CommentPart part, int characters, CommentPart.Kind kind) {
        List<CommentPart.Block> blocks = Stream.concat(
                        part.blocks().stream(), Stream.of(new CommentPart.Block(kind, "p ".repeat(characters / 2))))
                .toList();
        return new CommentPart(
                part.source(),
                part.title(),
                part.architecture(),
                part.head(),
                part.answer(),
                part.because(),
                part.change(),
                part.reasons(),
                part.columns(),
                part.rows(),
                part.notes(),
                blocks);
    }

    static CommentPart on(Architecture architecture, CommentPart part) {
        return new CommentPart(
                part.source(),
                part.title(),
                architecture,
                part.head(),
                part.answer(),
                part.because(),
                part.change(),
                part.reasons(),
                part.columns(),
                part.rows(),
                part.notes(),
                part.blocks());
    }
}
