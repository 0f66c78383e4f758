package dev.coldstart.core.behaviour;

import static dev.coldstart.core.behaviour.Asking.RULES;
import static dev.coldstart.core.behaviour.Asking.gone;
import static dev.coldstart.core.behaviour.Asking.json;
import static dev.coldstart.core.behaviour.Asking.status;
import static dev.coldstart.core.behaviour.Asking.text;
import static dev.coldstart.core.behaviour.Asking.times;
import static dev.coldstart.core.behaviour.Asking.unmet;
import static dev.coldstart.core.behaviour.Asking.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.coldstart.core.behaviour.BehaviourFinding.Result;
import dev.coldstart.core.plan.AnswerRules;
import dev.coldstart.core.sample.Reply;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Several answers of each form: what differs from start to start, what was not answered, and whose fault that is. */
final class VariationTest {

    /** The baseline's two answers, then the form's two; what is left out, and what comes of the rest. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"at":1}             | {"at":2}             | {"at":3}                 | {"at":4}             | /at     | EQUAL
            {"at":1,"n":1}       | {"at":2,"n":1}       | {"at":3,"n":2}           | {"at":4,"n":2}       | /at     | UNEQUAL
            {"at":1}             | {"at":2}             | {}                       | {}                   | /at     | EQUAL
            [{"at":1},{"at":1}]  | [{"at":2},{"at":1}]  | [{"at":3},{"at":4}]      | [{"at":5},{"at":6}]  | /*/at   | EQUAL
            [{"at":1},{"at":1}]  | [{"at":2},{"at":3}]  | [{"at":3}]               | [{"at":5}]           | /*/at   | UNEQUAL
            {"l":[1]}            | {"l":[1,2]}          | {"l":[1,2,3]}            | {"l":[]}             | /l      | EQUAL
            {"m":{"a1":0}}       | {"m":{"b2":0}}       | {"m":{"c3":0,"d4":0}}    | {"m":{}}             | /m      | EQUAL
            {"a1":0}             | {"b2":0}             | {"c3":0}                 | {"d4":0}             | *       | EQUAL
            {"next":1,"n":1}     | {"n":1}              | {"n":1}                  | {"next":2,"n":1}     | /next   | EQUAL
            id 1                 | id 2                 | id 3                     | {}                   | *       | EQUAL
            """)
    void whatVariesInTheBaselineIsNotBlamedOnAForm(
            String jit1, String jit2, String aot1, String aot2, String ignore, Result result) {
        Asking asking = new Asking(RULES).of("jit", json(jit1), json(jit2)).of("aot", json(aot1), json(aot2));
        assertThat(asking.finding("aot").result()).isEqualTo(result);
        assertThat(asking.asked().varying())
                .filteredOn(Varying::excluded)
                .extracting(Varying::variant, Varying::ignore)
                .containsExactly(tuple("jit@head", Optional.of(ignore)));
    }

    /** What is proposed silences it. */
    @Test
    void theProposalIsWhatLeavesItOut() {
        Reply.Answered[] jit = {json("{\"l\":[{\"id\":1}],\"a~/b\":1}"), json("{\"l\":[{\"id\":2}],\"a~/b\":2}")};
        Reply.Answered aot = json("{\"l\":[{\"id\":3}],\"a~/b\":3}");
        List<String> proposed = new Asking(RULES)
                .of("jit", jit).of("aot", aot).asked().varying().stream()
                        .flatMap(v -> v.ignore().stream())
                        .toList();
        assertThat(proposed).containsExactly("/l/*/id", "/a~0~1b");
        RequestFindings asked = new Asking(new AnswerRules(List.of(), proposed, AnswerRules.Order.SAME))
                .of("jit", jit)
                .of("aot", aot)
                .asked();
        assertThat(asked.varying()).isEmpty();
        assertThat(asked.findings())
                .extracting(BehaviourFinding::result)
                .containsExactly(Result.BASELINE, Result.EQUAL);
    }

    @Test
    void linesOfATextVaryOneByOne() {
        Asking asking = new Asking(RULES)
                .of("jit", text("a\ntime 1\nc"), text("a\ntime 2\nc"))
                .of("aot", text("a\ntime 3\nc"))
                .of("r2r", text("a\ntime 3\nd"))
                .of("own", text("a\nc"));
        assertThat(asking.asked().varying())
                .extracting(Varying::place, Varying::first, Varying::second)
                .containsExactly(tuple("line 2", "time 1", "time 2"));
        assertThat(asking.finding("aot").result()).isEqualTo(Result.EQUAL);
        assertThat(asking.finding("r2r").difference().orElseThrow().place()).isEqualTo("line 3");
        assertThat(asking.finding("own").difference().orElseThrow().place()).isEqualTo("line 2");
    }

    @Test
    void aHeaderThatVariesIsLeftOutAlone() {
        AnswerRules rules = new AnswerRules(List.of("etag"), List.of(), AnswerRules.Order.SAME);
        Asking asking = new Asking(rules)
                .of("jit", with(text("a"), "etag", "1"), with(text("a"), "etag", "2"))
                .of("aot", with(text("a"), "etag", "3"))
                .of("r2r", with(text("b"), "etag", "1"));
        assertThat(asking.asked().varying())
                .extracting(Varying::place, Varying::ignore)
                .containsExactly(tuple("header etag", Optional.empty()));
        assertThat(asking.finding("aot").result()).isEqualTo(Result.EQUAL);
        assertThat(asking.finding("r2r").result()).isEqualTo(Result.UNEQUAL);
    }

    @Test
    void aFormThatDiffersFromItselfAloneIsUnequalAndThatIsSaid() {
        Asking asking = new Asking(RULES)
                .of("jit", times(3, json("{\"a\":1}")))
                .of("aot", json("{\"a\":1}"), json("{\"a\":7}"), json("{\"a\":1}"));
        Difference difference = asking.finding("aot").difference().orElseThrow();
        assertThat(difference.runs()).isEqualTo(1);
        assertThat(difference.of()).isEqualTo(3);
        assertThat(asking.asked().varying())
                .containsExactly(new Varying("aot@head", "/a", "1", "7", false, Optional.of("/a")));
    }

    /** With one answer of the baseline's nobody knows whether it would vary too. */
    @Test
    void whereTheBaselineWasSeenOnceAFormsOwnVariationIsLeftOut() {
        Asking asking = new Asking(RULES)
                .of("jit", json("{\"at\":1,\"n\":1}"))
                .of("aot", json("{\"at\":2,\"n\":1}"), json("{\"at\":3,\"n\":1}"))
                .of("r2r", json("{\"at\":2,\"n\":2}"), json("{\"at\":3,\"n\":2}"));
        assertThat(asking.finding("aot").result()).isEqualTo(Result.EQUAL);
        assertThat(asking.finding("r2r").difference().orElseThrow().place()).isEqualTo("/n");
        assertThat(asking.asked().varying()).extracting(Varying::excluded).containsExactly(true, true);
    }

    @Test
    void aBaselineThatCantBeReliedOnIsNoYardstick() {
        Reply fine = text("ok");
        record Case(String why, List<Reply> jit) {}
        for (Case one : List.of(
                new Case(
                        "jit@head gave no answer itself",
                        List.of(gone(Reply.Cause.NO_ANSWER), gone(Reply.Cause.ENDED))),
                new Case("jit@head itself answers only now and then", List.of(fine, gone(Reply.Cause.NO_ANSWER))),
                new Case("jit@head itself answers with one status and with another", List.of(fine, status(500, ""))),
                new Case("jit@head gave no answers to compare with", List.of()))) {
            Reply[] jit = one.jit().toArray(Reply[]::new);
            BehaviourFinding finding =
                    new Asking(RULES).of("jit", jit).of("aot", fine, fine).finding("aot");
            assertThat(finding.result()).isEqualTo(Result.NOT_COMPARED);
            assertThat(finding.remark()).contains(one.why());
        }
    }

    @Test
    void aMissingAnswerIsADifferenceAndAnUnsentRequestIsNot() {
        Asking asking = new Asking(RULES)
                .of("jit", times(2, text("ok")))
                .of("silent", times(2, gone(Reply.Cause.NO_ANSWER)))
                .of("dead", text("ok"), gone(Reply.Cause.ENDED))
                .of("unsent", times(2, gone(Reply.Cause.NOT_SENT)));
        assertThat(asking.finding("silent").difference().orElseThrow().inShort())
                .isEqualTo("no answer (because)");
        assertThat(asking.finding("silent").log()).containsExactly("log of silent");
        Difference dead = asking.finding("dead").difference().orElseThrow();
        assertThat(List.of(dead.runs(), dead.of())).containsExactly(1, 2);
        assertThat(asking.finding("unsent").result()).isEqualTo(Result.NOT_COMPARED);
        assertThat(asking.finding("unsent").remark()).contains("because");
        assertThat(asking.finding("unsent").log()).isEmpty();
    }

    @Test
    void anExpectationThatTheBaselineDoesNotMeetIsItsOwnFault() {
        Reply bad = unmet(text("ok"), "it answered 200 where 201 is expected");
        Asking asking = new Asking(RULES).of("jit", bad, bad).of("aot", bad, bad);
        assertThat(asking.finding("aot").result()).isEqualTo(Result.EQUAL);
        assertThat(asking.finding("jit").remark())
                .contains("it does not meet what is expected itself: it answered 200 where 201 is expected");
    }

    @Test
    void anExpectationThatAFormAloneMissesMakesItUnequal() {
        AnswerRules rules = new AnswerRules(List.of(), List.of("id"), AnswerRules.Order.SAME);
        BehaviourFinding finding = new Asking(rules)
                .of("jit", times(2, json("{\"id\":1}")))
                .of("aot", times(2, unmet(json("{\"id\":2}"), "another body")))
                .finding("aot");
        assertThat(finding.difference().orElseThrow().part()).isEqualTo(Difference.Part.EXPECTATION);
        assertThat(finding.difference().orElseThrow().inShort()).isEqualTo("another body");
    }

    @Test
    void aBaselinesOwnErrorIsNamed() {
        Asking asking = new Asking(RULES).of("jit", times(2, status(500, "x"))).of("aot", times(2, status(500, "x")));
        assertThat(asking.finding("aot").result()).isEqualTo(Result.EQUAL);
        assertThat(asking.finding("jit").remark()).contains("it answers with an error itself, status 500");
    }

    /** A change may well change answers: head is not held against base. */
    @Test
    void eachRevisionHasItsOwnYardstick() {
        Asking asking = new Asking(RULES)
                .of("jit", times(2, text("new")))
                .of("aot", times(2, text("new")))
                .of("jit@base", times(2, text("old")))
                .of("aot@base", times(2, text("other")))
                .of("r2r@third", times(2, text("nobody's")));
        assertThat(asking.asked().findings())
                .extracting(BehaviourFinding::variant, BehaviourFinding::against, BehaviourFinding::result)
                .containsExactly(
                        tuple("jit@head", "jit@head", Result.BASELINE),
                        tuple("aot@head", "jit@head", Result.EQUAL),
                        tuple("jit@base", "jit@base", Result.BASELINE),
                        tuple("aot@base", "jit@base", Result.UNEQUAL));
        Behaviour behaviour = Behaviour.of(asking.samples());
        assertThat(behaviour.summary("aot@base"))
                .contains(new Behaviour.Summary("jit@base", 1, 1, Optional.of("GET /x: its body differs at line 1")));
        assertThat(behaviour.summary("jit@head")).isEmpty();
        assertThat(behaviour.summary("aot@head").orElseThrow().unequal()).isZero();
    }

    @Test
    void aBodyThatIsLongerThanWhatIsKeptVariesAsAWhole() {
        String big = "[" + "1,".repeat(50_000) + "%d]";
        Asking asking = new Asking(RULES)
                .of("jit", json(big.formatted(1)), json(big.formatted(2)))
                .of("aot", json(big.formatted(3)));
        assertThat(asking.finding("aot").result()).isEqualTo(Result.EQUAL);
        assertThat(asking.asked().varying()).extracting(Varying::place).containsExactly("the body");
    }
}
