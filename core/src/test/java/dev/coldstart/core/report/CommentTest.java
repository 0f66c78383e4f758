package dev.coldstart.core.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldstart.core.comment.Comment;
import dev.coldstart.core.comment.CommentPart;
import dev.coldstart.core.comment.Links;
import dev.coldstart.core.comment.Told;
import dev.coldstart.core.plan.Architecture;
import dev.coldstart.core.presentation.Offer;
import dev.coldstart.core.presentation.View;
import dev.coldstart.core.render.comment.CommentParts;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CommentTest {

    private static final String LINK = "https://github.example/octocat/users-api/actions/runs/7";
    private static final Links LINKS =
            new Links(Optional.empty(), Optional.of("https://github.example/octocat/users-api"), Optional.of(LINK));
    private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

    private static final Set<String> OUR_TAGS = Set.of("<br>", "</details>", "<sub>", "</sub>");
    private static final Pattern OUR_BLOCK = Pattern.compile("<details>\n<summary>[A-Za-z0-9', ]+</summary>|</details>"
            + "|<!-- coldstart-app [0-9a-f]{32} -->|<!-- coldstart-parts [A-Za-z0-9_=-]+ -->");

    static Stream<String> hostile() {
        return Hostile.texts();
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void nothingFromOutsideIsMarkup(String text) {
        CommentPart part = CommentParts.of(Situations.saying(text).report());
        String both = new Comment(List.of(part, on(Architecture.ARM64, part)), LINKS).markdown();

        HarmlessMarkdown.check(HarmlessMarkdown.GITHUB.parse(both), OUR_TAGS, OUR_BLOCK, Set.of(LINK));
        assertThat(both).contains(Comment.marker(text));
    }

    @ParameterizedTest
    @MethodSource("firstLines")
    void theFirstLineSaysWhatTheChangeDoesToTheAppAsItShips(Situations.Situation situation, String line) {
        assertThat(comment(situation).lines().findFirst().orElseThrow()).matches(line);
    }

    static Stream<Arguments> firstLines() {
        return Stream.of(
                Arguments.of(
                        Situations.sinceBase(),
                        "\\*\\*No change seen in app as JIT \\(coldstart.yml does not say which form ships\\)\\. Native"
                                + " AOT starts slower with this change: first response 23.1 ms, 19.1 ms at base: \\+22 %"
                                + " \\(.*\\)\\.\\*\\*"),
                Arguments.of(
                        Situations.shippedRegression(),
                        "\\*\\*users-api as it ships \\(Native AOT\\) starts slower with this change: first response"
                                + " 7.* ms, .* ms at base: 3\\..x slower \\(.*\\)\\.\\*\\*"),
                Arguments.of(
                        Situations.breaksNative(),
                        "\\*\\*No change seen in users-api as it ships \\(JIT\\)\\. This change breaks Native AOT: it"
                                + " answers with another status than expected\\.\\*\\*"),
                Arguments.of(
                        Situations.improvement(),
                        "\\*\\*users-api as it ships \\(Native AOT\\) starts faster with this change: first response"
                                + " .*"),
                Arguments.of(
                        Situations.noBase(),
                        "\\*\\*users-api as it ships \\(JIT\\) answers first after 198 ms\\. What this change does to"
                                + " it is not known: base has no coldstart.yml in this folder\\.\\*\\*"),
                Arguments.of(
                        Situations.baseMissing(),
                        "\\*\\*What this change does to app as JIT \\(.* which form ships\\) is not known: base could"
                                + " not be built \\(.*"),
                Arguments.of(
                        Situations.noisy(),
                        "\\*\\*Whether users-api as it ships \\(JIT\\) starts slower with this change is not known"
                                + " yet: first response [^,]*, [^,]*: inconclusive \\([^,]*\\)\\.\\*\\*"));
    }

    /** Nobody reads a variant's name in it. */
    @ParameterizedTest
    @MethodSource("everySituation")
    void formsAreCalledAsPeopleCallThem(Situations.Situation situation) {
        assertThat(comment(situation)).doesNotContainPattern("\\b(jit|aot|r2r)[a-z-]*@(head|base)");
    }

    static Stream<Situations.Situation> everySituation() {
        return Situations.all().stream();
    }

    @Test
    void twoArchitecturesStandInOneTable() {
        CommentPart x64 = CommentParts.of(Situations.allWell().report());
        String both = new Comment(List.of(on(Architecture.ARM64, x64), x64), Links.NONE).markdown();

        List<String> header = both.lines()
                .filter(line -> line.contains("<br>x64"))
                .flatMap(line -> Stream.of(line.split("\\|")))
                .map(String::strip)
                .filter(cell -> cell.endsWith("64"))
                .toList();
        int wide = x64.forms().columns().size();
        assertThat(header).hasSize(2 * wide);
        assertThat(header.subList(0, wide)).allMatch(cell -> cell.endsWith("<br>x64"));
        assertThat(header.subList(wide, header.size())).allMatch(cell -> cell.endsWith("<br>arm64"));
        assertThat(both.lines().filter(line -> line.startsWith("| First response | 2")))
                .hasSize(1);
    }

    @Test
    void whatArchitecturesSayAlikeStandsOnceAndTheRestApart() {
        CommentPart same = CommentParts.of(Situations.unchanged().report());

        assertThat(new Comment(List.of(same, on(Architecture.ARM64, same)), Links.NONE).markdown())
                .startsWith("**No change seen in users-api as it ships (JIT).**\n");
    }

    /** What is bad on one architecture is not weighed against what is good on another: it is the headline. */
    @Test
    void whatIsBadStandsAloneInTheHeadline() {
        CommentPart better = CommentParts.of(Situations.improvement().report());
        CommentPart worse = CommentParts.of(Situations.shippedRegression().report());
        List<String> lines = new Comment(List.of(better, on(Architecture.ARM64, worse)), Links.NONE)
                .markdown()
                .lines()
                .filter(line -> !line.isEmpty())
                .toList();

        assertThat(lines.getFirst())
                .startsWith("**arm64: users-api")
                .contains("starts slower")
                .doesNotContain("x64");
        assertThat(lines.get(1)).startsWith("**What to do:** Look first at");
        assertThat(lines.get(3)).startsWith("x64: users-api").contains("starts faster");
    }

    static Stream<Arguments> nextSteps() {
        return Stream.of(
                Arguments.of(
                        Situations.shippedRegression(),
                        "Look first at what runs between the port's opening and the first answer: [0-9.]+ ms of the"
                                + " [0-9.]+ ms more, spent computing\\. The commands at the end measure .* accept it for a"
                                + " while: an entry `metric: first-response, form: aot` under `policy.exceptions` in"
                                + " coldstart.yml\\."),
                Arguments.of(
                        Situations.sinceBase(),
                        "The whole start takes longer, by [0-9.]+ ms, spent computing\\. If .*"),
                Arguments.of(
                        Situations.breaksNative(),
                        "Mend it as it says right below\\. .* an entry `check: operational-risk, form: aot` under .*"),
                Arguments.of(
                        Situations.noisy(),
                        "Measure again with more blocks \\(one start of each form in each\\), about 30 would settle it:"
                                + " set `blocks` \\(the action's input, or `sampling.blocks` in coldstart.yml\\) to 30\\."),
                Arguments.of(Situations.baseMissing(), "It is base that does not build, .* input `base`\\."),
                Arguments.of(Situations.aotFails(), "Mend it.* right below\\."),
                Arguments.of(Situations.nothingMeasured(), "The log of the job ends with the reason\\. .*"),
                Arguments.of(Situations.unchanged(), ""),
                Arguments.of(Situations.improvement(), ""),
                Arguments.of(Situations.noBase(), "Nothing: the app is measured here for the first time\\. .*"));
    }

    @ParameterizedTest
    @MethodSource("nextSteps")
    void whoHasToDoSomethingIsToldWhat(Situations.Situation situation, String next) {
        assertThat(CommentParts.of(situation.report()).next().orElse("**What to do:** "))
                .matches("\\*\\*What to do:\\*\\* " + next);
    }

    @Test
    void onlyWhatTheChangeDidIsBold() {
        for (Situations.Situation situation : Situations.all()) {
            assertThat(CommentParts.of(situation.report()).forms().rows())
                    .as(situation.name())
                    .flatMap(CommentPart.Row::cells)
                    .noneMatch(cell -> cell.contains("**"));
        }
    }

    /** Two questions, two tables: what this change did, and what another form would buy. */
    @Test
    void aCellHoldsAFigureAndOneChange() {
        CommentPart part = CommentParts.of(Situations.sinceBase().report());

        assertThat(part.changes().columns()).containsExactly("JIT", "Native AOT");
        assertThat(part.forms().columns()).containsExactly("JIT<br>(baseline)", "Native AOT");
        assertThat(part.changes().rows().getFirst().cells())
                .satisfiesExactly(
                        jit -> assertThat(jit).matches("[0-9.]+ ms<br>no change seen"),
                        aot -> assertThat(aot).matches("[0-9.]+ ms<br>\\*\\*\\+[0-9]+ %\\*\\*<br>\\(\\+.*\\)"));
        assertThat(part.forms().rows().getFirst().cells().getLast()).matches("[0-9.]+ ms<br>[^*]*faster<br>.*");
    }

    @Test
    void whatIsWithinTheToleranceOrMeasuredOnceIsNotBold() {
        CommentPart part = CommentParts.of(Situations.sinceBase().report());
        CommentPart all = CommentParts.of(Situations.allWell().report());

        assertThat(row(part.changes(), "Published size").getFirst())
                .contains("+1.5 %")
                .doesNotContain("**");
        assertThat(row(all.forms(), "Build, measured once"))
                .anyMatch(cell -> cell.contains("slower"))
                .noneMatch(cell -> cell.contains("**"));
    }

    private static List<String> row(CommentPart.Table table, String title) {
        return table.rows().stream()
                .filter(row -> row.title().equals(title))
                .findFirst()
                .orElseThrow()
                .cells();
    }

    /** What another form would buy is said until the team has decided. */
    @Test
    void theOfferStopsOnceTheTeamHasDecided() {
        String open = comment(Situations.unchanged());
        String ships = comment(Situations.improvement());
        String answered = comment(Situations.stayForACounterCondition());
        String fold = "<summary>The forms against one another</summary>";

        assertThat(open).contains("Native AOT would answer first").contains(fold);
        assertThat(ships).doesNotContain("would answer first").contains(fold);
        assertThat(Offer.of(View.inProse(Situations.answered().report()))).isEmpty();
        assertThat(answered).contains("No other form is worth switching to");
        assertThat(open.split("Processes are short-lived or often started", -1)).hasSize(2);
    }

    /** Jobs end one after the other, in any order. */
    @Test
    void anotherJobsPartIsKept() {
        CommentPart x64 = CommentParts.of(Situations.allWell().report()).at(COMMIT);
        CommentPart arm64 = on(Architecture.ARM64, x64);
        String first = new Comment(List.of(arm64), LINKS).markdown();

        Comment second = new Comment(List.of(x64), LINKS).after(first);

        assertThat(second.markdown()).isEqualTo(new Comment(List.of(x64, arm64), LINKS).markdown());
        assertThat(second.after(second.markdown())).isEqualTo(second);
    }

    @Test
    void whatIsOfAnotherCommitOrAppIsNotKept() {
        CommentPart x64 = CommentParts.of(Situations.allWell().report()).at(COMMIT);
        CommentPart older = on(Architecture.ARM64, x64).at(COMMIT.replace('0', 'f'));
        CommentPart other = on(
                        Architecture.ARM64,
                        CommentParts.of(Situations.inconclusive().report()))
                .at(COMMIT);

        Comment comment = new Comment(List.of(x64), Links.NONE);

        for (CommentPart earlier : List.of(older, other)) {
            assertThat(comment.after(new Comment(List.of(earlier), Links.NONE).markdown())
                            .parts())
                    .isEqualTo(comment.parts());
        }
    }

    /** A reader who was told once is not told again of the same; of an architecture whose part is gone meanwhile neither. */
    @Test
    void onlyWhatReadersDoNotKnowYetMakesItWorse() {
        CommentPart good = saying(CommentParts.of(Situations.allWell().report()).at(COMMIT));
        CommentPart slow = saying(good, "aot first-response");
        CommentPart slowAndLarge = saying(good, "aot first-response", "aot published-size");
        String wasGood = new Comment(List.of(good), LINKS).markdown();
        String wasSlow = new Comment(List.of(slow), LINKS).markdown();

        assertThat(new Comment(List.of(slow), LINKS).isWorseThan(wasGood)).isTrue();
        assertThat(new Comment(List.of(slow), LINKS).isWorseThan(wasSlow)).isFalse();
        assertThat(new Comment(List.of(slowAndLarge), LINKS).isWorseThan(wasSlow))
                .isTrue();
        assertThat(new Comment(List.of(good), LINKS).isWorseThan(wasSlow)).isFalse();
        assertThat(new Comment(List.of(on(Architecture.ARM64, slow)), LINKS).isWorseThan(wasSlow))
                .isTrue();

        Comment next = new Comment(List.of(on(Architecture.ARM64, good).at("f".repeat(40))), LINKS).after(wasSlow);
        assertThat(next.told()).containsExactly(new Told(Architecture.X64, List.of("aot first-response")));
        assertThat(new Comment(List.of(slow.at("f".repeat(40))), LINKS).isWorseThan(next.markdown()))
                .isFalse();
    }

    @Test
    void aFoldedCommentIsNobodysToEdit() {
        CommentPart part = CommentParts.of(Situations.allWell().report());
        String folded = Comment.folded(new Comment(List.of(part), LINKS).markdown(), LINK);

        assertThat(folded).startsWith("<details>").contains("| First response |", LINK);
        assertThat(folded).doesNotContain(new Comment(List.of(part), LINKS).marker(), "coldstart-parts");
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
        String body = new Comment(List.of(part, on(Architecture.ARM64, part)), LINKS).markdown();

        assertThat(body.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(Comment.LIMIT);
        assertThat(body).startsWith("**").contains(Comment.marker(report.app()), LINK);
    }

    @Test
    void whatIsLeastNeededGoesFirst() {
        CommentPart part = CommentParts.of(Situations.newWarnings().report()).at(COMMIT);
        CommentPart padded = padded(part, 60_000, CommentPart.Kind.PHASES);
        CommentPart crammed = padded(part, 60_000, CommentPart.Kind.FAILURES);

        assertThat(new Comment(List.of(padded), LINKS).markdown())
                .doesNotContain("p p p")
                .contains("How the starts are distributed", "new build warning", "the phases stand only in");
        assertThat(new Comment(List.of(crammed), LINKS).markdown())
                .contains("p p p", "| First response |")
                .doesNotContain("How the starts are distributed");
    }

    private static String comment(Situations.Situation situation) {
        return new Comment(List.of(CommentParts.of(situation.report())), LINKS).markdown();
    }

    private static CommentPart padded(CommentPart part, int characters, CommentPart.Kind kind) {
        List<CommentPart.Block> blocks = Stream.concat(
                        part.blocks().stream(), Stream.of(new CommentPart.Block(kind, "p ".repeat(characters / 2))))
                .toList();
        return with(part, part.architecture(), part.bad(), blocks);
    }

    static CommentPart on(Architecture architecture, CommentPart part) {
        return with(part, architecture, part.bad(), part.blocks());
    }

    private static CommentPart saying(CommentPart part, String... bad) {
        return with(part, part.architecture(), List.of(bad), part.blocks());
    }

    private static CommentPart with(
            CommentPart part, Architecture architecture, List<String> bad, List<CommentPart.Block> blocks) {
        return new CommentPart(
                part.source(),
                part.title(),
                architecture,
                part.head(),
                part.base(),
                part.headline(),
                part.alarming(),
                part.next(),
                part.others(),
                part.offer(),
                part.moved(),
                bad,
                part.changes(),
                part.forms(),
                part.notes(),
                blocks);
    }
}
