package dev.coldstart.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldstart.core.http.Answer;
import dev.coldstart.core.json.Json;
import dev.coldstart.core.plan.BodyExpectation;
import dev.coldstart.core.plan.Expectation;
import dev.coldstart.core.sample.FailureReason;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AnswerCheckTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"id":42}            | {"id":42}                          | good
            {"id":42}            | {"name":"x","id":42}               | good
            {"id":42}            | {"id":42.0}                        | good
            {"id":42}            | {"id":4.2e1}                       | good
            {"id":42.5}          | {"id":42}                          | bad
            {"id":42}            | {"id":"42"}                        | bad
            {"id":"42"}          | {"id":42}                          | bad
            {"id":42}            | {"ID":42}                          | bad
            {"id":42}            | {}                                 | bad
            {"id":42}            | [{"id":42}]                        | bad
            {"id":42}            | {"id":42                           | bad
            {"id":42}            | {"id":42} trailing                 | bad
            {"id":42}            | ``                                 | bad
            {}                   | {"anything":1}                     | good
            {}                   | ``                                 | bad
            {}                   | []                                 | bad
            {"a":{"b":{"c":1}}}  | {"a":{"b":{"c":1,"d":2},"e":3}}    | good
            {"a":{"b":{"c":1}}}  | {"a":{"b":{"c":2}}}                | bad
            {"a":{"b":1}}        | {"a":null}                         | bad
            {"a":null}           | {"a":null}                         | good
            {"a":null}           | {}                                 | bad
            {"a":[1,{"b":2}]}    | {"a":[1.0,{"b":2,"c":3}]}          | good
            {"a":[1,2]}          | {"a":[2,1]}                        | bad
            {"a":[1]}            | {"a":[1,2]}                        | bad
            {"a":[]}             | {"a":[1]}                          | bad
            {"a":[]}             | {"a":{}}                           | bad
            {"a":true}           | {"a":true}                         | good
            {"a":true}           | {"a":"true"}                       | bad
            [1,2]                | [1,2]                              | good
            42                   | 42                                 | good
            {"id":42}            | {"id":1e999}                       | bad
            {"id":42}            | {"id":1e-999999999}                | bad
            12345678901234567890 | 12345678901234567890               | good
            12345678901234567890 | 12345678901234567891               | bad
            """)
    void json(String expected, String actual, String verdict) {
        BodyExpectation expectation = new BodyExpectation.JsonSubset(Json.line().readTree(expected));
        assertThat(good(expectation, actual)).isEqualTo(verdict.equals("good"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            hello   | hello         | good
            hello   | `hello\n`     | bad
            hello   | Hello         | bad
            ``      | ``            | good
            """)
    void text(String expected, String actual, String verdict) {
        assertThat(good(new BodyExpectation.Text(expected), actual)).isEqualTo(verdict.equals("good"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            id.:\\s*42   | `{"id": 42}`   | good
            ^ok$         | ok             | good
            ^ok$         | not ok         | bad
            ok           | ``             | bad
            """)
    void regularExpression(String regex, String actual, String verdict) {
        assertThat(good(new BodyExpectation.Matches(regex), actual)).isEqualTo(verdict.equals("good"));
    }

    /** An app's answer may be as long and as deep as it likes: it is wrong, and the prober goes on. */
    @Test
    void noBodyBringsTheCheckDown() {
        assertThat(good(new BodyExpectation.Matches("^(a|b)*c$"), "a".repeat(4 << 20)))
                .isFalse();
        assertThat(good(new BodyExpectation.JsonSubset(Json.line().readTree("[]")), "[".repeat(4 << 20)))
                .isFalse();
    }

    @Test
    void theFirstThingThatDiffersIsNamed() {
        AnswerCheck check =
                new AnswerCheck(new Expectation(201, Map.of("X-Form", "aot"), new BodyExpectation.Text("right")));
        assertThat(mismatch(check, 500, Map.of(), "boom"))
                .isEqualTo(new AnswerCheck.Mismatch(
                        FailureReason.WRONG_STATUS, 500, "it answered 500 where 201 is expected: boom"));
        assertThat(mismatch(check, 500, Map.of(), " \n").detail()).endsWith("the body is empty");
        AnswerCheck.Mismatch header = mismatch(check, 201, Map.of("x-form", List.of("jit", "r2r")), "right");
        assertThat(header.reason()).isEqualTo(FailureReason.WRONG_HEADER);
        assertThat(header.detail()).contains("X-Form", "jit", "r2r", "aot");
        assertThat(mismatch(check, 201, Map.of(), "right").reason()).isEqualTo(FailureReason.WRONG_HEADER);
        AnswerCheck.Mismatch body = mismatch(check, 201, Map.of("x-form", List.of("aot")), "x".repeat(10_000));
        assertThat(body.reason()).isEqualTo(FailureReason.WRONG_BODY);
        assertThat(body.detail()).hasSizeLessThan(500).endsWith("...");
        assertThat(check.mismatch(answer(201, Map.of("x-form", List.of("jit", "aot")), "right")))
                .isEmpty();
    }

    @Test
    void aRedirectSaysWhereToAndWhatToDo() {
        AnswerCheck check = new AnswerCheck(Expectation.status(200));
        assertThat(mismatch(check, 308, Map.of("location", List.of("https://localhost:8443/a")), "")
                        .detail())
                .startsWith(
                        "it answered 308 to https://localhost:8443/a where 200 is expected; the body is empty; there is"
                                + " no TLS here")
                .contains("UseHttpsRedirection");
        assertThat(mismatch(check, 302, Map.of("location", List.of("/login")), "")
                        .detail())
                .contains("to /login", "ask for where it leads to");
        assertThat(mismatch(check, 304, Map.of(), "").detail()).doesNotContain(" to ", "redirect");
    }

    @Test
    void aRefusalSaysWhatToDo() {
        AnswerCheck check = new AnswerCheck(Expectation.status(200));
        assertThat(mismatch(check, 401, Map.of(), "").detail())
                .contains(
                        "it answered 401 where 200 is expected; the body is empty; send what it asks for (request.headers");
        assertThat(mismatch(check, 404, Map.of(), "").detail()).doesNotContain("request.headers");
    }

    @Test
    void aHeaderIsRightEncodedOrAsItWasWritten() {
        AnswerCheck check =
                new AnswerCheck(new Expectation(201, Map.of("Location", "/users/\u65e5"), new BodyExpectation.Any()));
        for (String location : List.of("/users/\u65e5", "/users/%E6%97%A5")) {
            assertThat(check.mismatch(answer(201, Map.of("location", List.of(location)), "")))
                    .isEmpty();
        }
    }

    private static AnswerCheck.Mismatch mismatch(
            AnswerCheck check, int status, Map<String, List<String>> headers, String body) {
        return check.mismatch(answer(status, headers, body)).orElseThrow();
    }

    private static boolean good(BodyExpectation body, String actual) {
        return new AnswerCheck(new Expectation(200, Map.of(), body))
                .mismatch(answer(200, Map.of(), actual))
                .isEmpty();
    }

    private static Answer answer(int status, Map<String, List<String>> headers, String body) {
        return new Answer(status, headers, body, ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)));
    }
}
