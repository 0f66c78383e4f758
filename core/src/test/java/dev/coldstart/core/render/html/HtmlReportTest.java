package dev.coldstart.core.render.html;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldstart.core.json.Json;
import dev.coldstart.core.report.Hostile;
import dev.coldstart.core.report.Situations;
import dev.coldstart.core.report.Situations.Situation;
import dev.coldstart.core.text.Escape;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HtmlReportTest {

    private static final Pattern TAG = Pattern.compile("<(!?/?[a-zA-Z][a-zA-Z0-9]*)((?:[^>\"]|\"[^\"]*\")*)>");
    private static final Pattern ATTRIBUTE_NAME = Pattern.compile("([a-zA-Z-]+)(?:=\"[^\"]*\")?");
    private static final Pattern DATA =
            Pattern.compile("<script type=\"application/json\" id=\"data\">(.*?)</script>", Pattern.DOTALL);
    private static final Pattern SCRIPT = Pattern.compile("<script>(.*?)</script>", Pattern.DOTALL);
    private static final Pattern STYLE = Pattern.compile("<style>(.*?)</style>", Pattern.DOTALL);

    private static final List<String> HARMLESS = tags(page(Situations.saying("harmless")));

    static Stream<Situation> situations() {
        return Situations.all().stream();
    }

    static Stream<String> hostile() {
        return Hostile.texts();
    }

    @ParameterizedTest
    @MethodSource("situations")
    void refersToNothingOutsideItself(Situation situation) {
        String page = page(situation);
        String markup = markup(page);
        assertThat(Pattern.compile("\\b(?:src|href|srcset|action|poster|data|xlink:href|ping)=\"([^\"]*)\"")
                        .matcher(markup)
                        .results()
                        .map(r -> r.group(1)))
                .allMatch(target -> target.startsWith("#") || target.equals("data:,"));
        assertThat(only(STYLE, page)).doesNotContain("url(", "@import", "@font-face");
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void nothingFromOutsideChangesThePage(String text) {
        Situation situation = Situations.saying(text);
        assertThat(tags(page(situation))).isEqualTo(HARMLESS);

        String page = withoutScript(page(situation));
        ChartData data = Json.line().readValue(only(DATA, page), ChartData.class);
        assertThat(data.variants()).hasSize(4);
        assertThat(data.variants().get(1).label())
                .isEqualTo(Escape.line(situation.report().variants().get(1).form()));
        assertThat(page.codePoints())
                .noneMatch(c -> (Character.getType(c) == Character.CONTROL && c != '\n')
                        || (c >= 0x202A && c <= 0x202E)
                        || (c >= 0x2066 && c <= 0x2069));
    }

    /** Otherwise a browser would refuse to draw. */
    @Test
    void thePolicyLetsExactlyItsOwnScriptRun() throws Exception {
        String page = page(Situations.allWell());
        byte[] hash =
                MessageDigest.getInstance("SHA-256").digest(only(SCRIPT, page).getBytes(StandardCharsets.UTF_8));
        assertThat(page).contains("script-src 'sha256-" + Base64.getEncoder().encodeToString(hash) + "'");
    }

    @Test
    void withoutAScriptTheVerdictAndTheTablesAreThere() {
        String markup = markup(page(Situations.allWell()));
        assertThat(markup)
                .contains("Adopt aot: it starts in 19.1\u00a0ms, 10.5x faster than jit (9.9x to 11.2x).")
                .contains("<caption>All figures</caption>", "<caption>Every start</caption>", "<td>60.5\u00a0MiB</td>")
                .contains("role=\"img\" aria-label=\"Dots along a time axis");
    }

    @Test
    void theCostIsAPictureWithItsNumbersWhereItIsAskedFor() {
        assertThat(markup(page(Situations.cost())))
                .contains("<figure id=\"cost\">", "data-chart=\"cost\" role=\"img\" aria-label=\"Lines of cost")
                .contains("jit crosses at 12.1\u00a0M requests a month; aot crosses at 45.2\u00a0M requests a month.")
                .contains("<caption>Cost of a month</caption>", "jit and aot, 3 containers");
        assertThat(markup(page(Situations.allWell()))).doesNotContain("data-chart=\"cost\"");
    }

    @Test
    void aFailureComesWithItsReasonAndLog() {
        assertThat(markup(page(Situations.aotFails())))
                .contains(
                        "24 of 24 starts failed",
                        "JsonTypeInfo metadata for type",
                        "&lt;script&gt;alert(1)&lt;/script&gt;");
    }

    @Test
    void fiftyVariantsInFiftyBlocksStayUnderAMegabyte() {
        byte[] page = page(Situations.crowd(50, 50)).getBytes(StandardCharsets.UTF_8);
        assertThat(page.length).isLessThan(1_000_000);
    }

    private static String page(Situation situation) {
        return HtmlReport.render(situation.report(), situation.samples());
    }

    /** The page without the insides of its scripts and its style. */
    private static String markup(String page) {
        String noData = DATA.matcher(withoutScript(page)).replaceAll("");
        return STYLE.matcher(noData).replaceAll("");
    }

    /** Half a megabyte less to search through. */
    private static String withoutScript(String page) {
        return page.substring(0, page.lastIndexOf("<script>")) + page.substring(page.lastIndexOf("</script>") + 9);
    }

    /** Names of tags and of their attributes, in order. */
    private static List<String> tags(String page) {
        return TAG.matcher(markup(page))
                .results()
                .map(tag -> tag.group(1) + " " + names(tag.group(2)))
                .toList();
    }

    private static List<String> names(String attributes) {
        return ATTRIBUTE_NAME
                .matcher(attributes)
                .results()
                .map((MatchResult r) -> r.group(1))
                .toList();
    }

    private static String only(Pattern pattern, String page) {
        List<String> found =
                pattern.matcher(page).results().map(r -> r.group(1)).toList();
        assertThat(found).hasSize(1);
        return found.getFirst();
    }
}
