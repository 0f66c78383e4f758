package dev.coldstart.core.behaviour;

import static dev.coldstart.core.behaviour.Asking.RULES;
import static dev.coldstart.core.behaviour.Asking.answer;
import static dev.coldstart.core.behaviour.Asking.json;
import static dev.coldstart.core.behaviour.Asking.text;
import static dev.coldstart.core.behaviour.Asking.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coldstart.core.behaviour.BehaviourFinding.Result;
import dev.coldstart.core.plan.AnswerRules;
import dev.coldstart.core.sample.Reply;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** One answer of each of two forms: what counts as the same, and what is shown where it is not. */
final class ComparisonTest {

    private static final String DIGITS = "1234567890".repeat(40);

    static Stream<Arguments> alike() {
        return Stream.of(
                Arguments.of(
                        "the order of members",
                        json("{\"a\":1,\"b\":[{\"c\":2,\"d\":3}]}"),
                        json("{\"b\":[{\"d\":3,\"c\":2}],\"a\":1}")),
                Arguments.of("blanks", json("{\"a\": [1, 2]}"), json("{\n \"a\" : [1,2]\n}\n")),
                Arguments.of("one value of a number, in an object", json("{\"a\":1}"), json("{\"a\":1.0}")),
                Arguments.of("one value with an exponent", json("[100]"), json("[1e2]")),
                Arguments.of("one value alone", json("1"), json("1.0")),
                Arguments.of("400 digits", json("[" + DIGITS + "]"), json("[" + DIGITS + ".0]")),
                Arguments.of("zeros", json("[0,-0,0.0]"), json("[-0.0,0,0e9]")),
                Arguments.of("exponents beyond what can be written out", json("[1e99999]"), json("[10e99998]")),
                Arguments.of("escapes", json("{\"a\":\"\\u00e9\\/\"}"), json("{\"a\":\"\u00e9/\"}")),
                Arguments.of("text", text("hello"), text("hello")),
                Arguments.of("nothing", text(""), text("")),
                Arguments.of("bytes", answer(200, "x/y", new byte[] {1, -1}), answer(200, "x/y", new byte[] {1, -1})),
                Arguments.of("a member twice, as it stands", json("{\"a\":1,\"a\":2}"), json("{\"a\":1,\"a\":2}")),
                Arguments.of("deeper than is read", json("[".repeat(9000)), json("[".repeat(9000))),
                Arguments.of("larger than is kept", text("x".repeat(100_000)), text("x".repeat(100_000))),
                Arguments.of(
                        "a header that is not compared", with(text("a"), "etag", "1"), with(text("a"), "etag", "2")),
                Arguments.of(
                        "a media type's letters",
                        answer(200, "text/html; charset=UTF-8", new byte[0]),
                        answer(200, "text/html;charset=utf-8", new byte[0])));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("alike")
    void isAlike(String name, Reply.Answered jit, Reply.Answered aot) {
        assertThat(new Asking(RULES)
                        .of("jit", jit)
                        .of("aot", aot)
                        .finding("aot")
                        .result())
                .isEqualTo(Result.EQUAL);
    }

    static Stream<Arguments> otherwise() {
        String big = "x".repeat(100_000);
        return Stream.of(
                other(
                        "a value",
                        "/name is null in place of \"Ada\"",
                        json("{\"name\":\"Ada\"}"),
                        json("{\"name\":null}")),
                other(
                        "a number's value",
                        "/a is 1.0000000000000000001 in place of 1",
                        json("{\"a\":1}"),
                        json("{\"a\":1.0000000000000000001}")),
                other("a number beyond doubles", "/0 is 2E+400 in place of 1E+400", json("[1e400]"), json("[2e400]")),
                other("a number and its text", "/a is \"1\" in place of 1", json("{\"a\":1}"), json("{\"a\":\"1\"}")),
                other("a member less", "/b is (absent) in place of 2", json("{\"a\":1,\"b\":2}"), json("{\"a\":1}")),
                other("a member more", "/b is 2 in place of (absent)", json("{\"a\":1}"), json("{\"a\":1,\"b\":2}")),
                other("null is not absent", "/a is (absent) in place of null", json("{\"a\":null}"), json("{}")),
                other("letters of a name", "/id is (absent) in place of 1", json("{\"id\":1}"), json("{\"Id\":1}")),
                other("an array's order", "/0 is 2 in place of 1", json("[1,2]"), json("[2,1]")),
                other("an array's length", "/a is [1] in place of [1,2]", json("{\"a\":[1,2]}"), json("{\"a\":[1]}")),
                other("a name with a slash", "/a~1b~0 is 2 in place of 1", json("{\"a/b~\":1}"), json("{\"a/b~\":2}")),
                other("a whole value", "its body differs", json("\"a\""), json("\"b\"")),
                other("text", "its body differs at line 2", text("a\nb\nc"), text("a\nB\nc")),
                other("numbers as text", "its body differs at line 1", text("1"), text("1.0")),
                other("JSON and text", "its body differs at line 1", json("{}"), json("oops")),
                other(
                        "a member twice",
                        "its body differs at line 1",
                        json("{\"a\":1,\"a\":2}"),
                        json("{\"a\":1,\"a\":3}")),
                other("a line end", "its body differs at line 1", text("a\n"), text("a\r\n")),
                other(
                        "bytes",
                        "its body differs at byte 2",
                        answer(200, "x/y", new byte[] {1, -1}),
                        answer(200, "x/y", new byte[] {1, -2})),
                other("text and bytes", "its body differs at byte 1", text("a"), answer(200, "text/plain", new byte[] {
                    -1
                })),
                other(
                        "beyond what is kept",
                        "its body differs at beyond what is kept of it (64 KiB)",
                        text(big),
                        text(big + "y")),
                other(
                        "the status",
                        "status 500 in place of 200",
                        text("ok"),
                        Asking.status(500, "no metadata\nfor User")),
                other(
                        "the type",
                        "header content-type is text/html in place of text/plain",
                        text(""),
                        answer(200, "text/html", new byte[0])));
    }

    private static Arguments other(String name, String said, Reply.Answered jit, Reply.Answered aot) {
        return Arguments.of(name, said, jit, aot);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("otherwise")
    void isOtherwise(String name, String said, Reply.Answered jit, Reply.Answered aot) {
        BehaviourFinding finding =
                new Asking(RULES).of("jit", jit, jit).of("aot", aot, aot).finding("aot");
        assertThat(finding.result()).isEqualTo(Result.UNEQUAL);
        assertThat(finding.difference().orElseThrow().inShort()).isEqualTo(said);
        assertThat(finding.difference().orElseThrow().runs()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            id          | {"id":1,"a":[{"id":2}]}        | {"id":3,"a":[{"id":4}]}        | EQUAL
            id          | {"id":1}                       | {}                             | EQUAL
            id          | {"ID":1}                       | {"ID":2}                       | UNEQUAL
            /id         | {"id":1,"a":[{"id":2}]}        | {"id":3,"a":[{"id":4}]}        | UNEQUAL
            /a/*/at     | {"a":[{"at":1},{"at":2}]}      | {"a":[{"at":3},{"at":4}]}      | EQUAL
            /a/*/at     | {"a":[{"at":1},{"at":2}]}      | {"a":[{"at":3}]}               | UNEQUAL
            /a/1        | {"a":[1,2]}                    | {"a":[1,3]}                    | EQUAL
            /a/1        | {"a":[1,2]}                    | {"a":[2,2]}                    | UNEQUAL
            /*/x        | {"k":{"x":1}}                  | {"k":{"x":2}}                  | EQUAL
            /a~1b       | {"a/b":1}                      | {"a/b":2}                      | EQUAL
            /a          | {"a":{"deep":[1]}}             | {"a":7}                        | EQUAL
            *           | {"a":1}                        | oops                           | EQUAL
            """)
    void whatIsIgnoredMayDiffer(String entry, String jit, String aot, Result result) {
        AnswerRules rules = new AnswerRules(List.of(), List.of(entry), AnswerRules.Order.SAME);
        assertThat(new Asking(rules)
                        .of("jit", json(jit), json(jit))
                        .of("aot", json(aot))
                        .finding("aot")
                        .result())
                .isEqualTo(result);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            [1,2,3]                         | [3,1,2]                         | EQUAL
            [1,1,2]                         | [1,2,2]                         | UNEQUAL
            [{"a":[1,2]},{"a":[]}]          | [{"a":[]},{"a":[2,1]}]          | EQUAL
            [{"id":1,"n":1},{"id":2,"n":2}] | [{"id":8,"n":2},{"id":9,"n":1}] | EQUAL
            [{"n":1},{"n":2}]               | [{"n":2},{"n":3}]               | UNEQUAL
            [1.0,"1"]                       | ["1",1]                         | EQUAL
            """)
    void arraysMayBeMultisets(String jit, String aot, Result result) {
        AnswerRules rules = new AnswerRules(List.of(), List.of("id"), AnswerRules.Order.ANY);
        assertThat(new Asking(rules)
                        .of("jit", json(jit), json(jit))
                        .of("aot", json(aot))
                        .finding("aot")
                        .result())
                .isEqualTo(result);
    }

    @Test
    void chosenHeadersAreCompared() {
        AnswerRules rules = new AnswerRules(List.of("ETag", "x-none"), List.of(), AnswerRules.Order.SAME);
        Asking asking = new Asking(rules)
                .of("jit", with(text("a"), "etag", "1"), with(text("a"), "etag", "1"))
                .of("aot", text("a"))
                .of("r2r", with(answer(200, "other/type", new byte[] {'a'}), "etag", "1"));
        assertThat(asking.finding("aot").difference().orElseThrow().inShort())
                .isEqualTo("header etag is (none) in place of 1");
        assertThat(asking.finding("r2r").result()).isEqualTo(Result.EQUAL);
    }

    /** What a reader sees has to differ, or the diff tells nothing. */
    @ParameterizedTest
    @CsvSource({
        "'a','a '",
        "'a','a\u200b'",
        "'\u00e9','e\u0301'",
        "'a b','a\u00a0b'",
        "'a','a\u202e'",
        "'a','a\t'",
        "'K','\u212a'"
    })
    void whatLooksAlikeIsSpelledOut(String jit, String aot) {
        Difference difference = new Asking(RULES)
                .of("jit", text(jit))
                .of("aot", text(aot))
                .finding("aot")
                .difference()
                .orElseThrow();
        String one = difference.baseline().getFirst();
        String other = difference.own().getFirst();
        assertThat(one).isNotEqualTo(other);
        assertThat(one + other).containsPattern("\\\\[ut]");
    }

    @Test
    void longValuesAreCutAroundThePlaceWhereTheyPart() {
        String same = "\ud83d\ude80".repeat(500);
        Difference difference = new Asking(RULES)
                .of("jit", json("{\"a\":\"" + same + "1" + same + "\"}"))
                .of("aot", json("{\"a\":\"" + same + "2" + same + "\"}"))
                .finding("aot")
                .difference()
                .orElseThrow();
        assertThat(difference.baseline().getFirst()).contains("1").hasSizeLessThan(110);
        assertThat(difference.own().getFirst()).contains("2").hasSizeLessThan(110);
        assertThat(StandardCharsets.UTF_8
                        .newEncoder()
                        .canEncode(difference.own().getFirst()))
                .as("no character is cut in two")
                .isTrue();
    }

    /** JSON may escape half a character; a report has to be written in UTF-8 all the same. */
    @Test
    void halfACharacterCanBeShown() {
        Difference difference = new Asking(RULES)
                .of("jit", json("{\"a\":\"\\ud800\"}"))
                .of("aot", json("{\"a\":\"\\udc00\"}"))
                .finding("aot")
                .difference()
                .orElseThrow();
        assertThat(difference.inShort()).isEqualTo("/a is \"\\udc00\" in place of \"\\ud800\"");
    }

    @Test
    void textShowsTheLinesThatDifferAndTheOneBefore() {
        Difference difference = new Asking(RULES)
                .of("jit", text("1\n2\n3\n4\n5\n6\n7\n8\n9"))
                .of("aot", text("1\n2\nx\n9"))
                .finding("aot")
                .difference()
                .orElseThrow();
        assertThat(difference.where()).isEqualTo("body, line 3");
        assertThat(difference.before()).containsExactly("2");
        assertThat(difference.baseline()).containsExactly("3", "4", "5", "… and 3 more lines");
        assertThat(difference.own()).containsExactly("x");
    }

    /** Every two of many bodies, each with itself too. */
    @Test
    void noBodyIsTooStrange() {
        List<String> bodies = List.of(
                "",
                " ",
                "null",
                "{}",
                "[]",
                "[[]]",
                "{\"\":{}}",
                "\"\\ud800\"",
                "1e999999999",
                "-1e-999999999",
                "1e9999999999",
                DIGITS,
                "[" + DIGITS + "e5]",
                "[".repeat(400) + "]".repeat(400),
                "[".repeat(60_000),
                "{\"a\":1,\"a\":1}",
                "\ufeff{}",
                "{} {}",
                "NaN",
                "\u0000",
                "\n\n\n",
                "\r",
                "<html>",
                "'",
                "\\u0041");
        for (String one : bodies) {
            for (String other : bodies) {
                BehaviourFinding finding = new Asking(RULES)
                        .of("jit", json(one), json(other))
                        .of("aot", json(other), json(one))
                        .finding("aot");
                assertThat(finding.result()).as("%s against %s", one, other).isEqualTo(Result.EQUAL);
                BehaviourFinding alone = new Asking(RULES)
                        .of("jit", json(one), json(one))
                        .of("aot", json(other))
                        .finding("aot");
                if (one.equals(other)) {
                    assertThat(alone.result()).as("%s against itself", one).isEqualTo(Result.EQUAL);
                }
            }
        }
    }
}
