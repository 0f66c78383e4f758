package dev.coldstart.cli.config;

import dev.coldstart.core.plan.AnswerRules;
import dev.coldstart.core.plan.BodyExpectation;
import dev.coldstart.core.plan.Expectation;
import dev.coldstart.core.plan.HttpRequest;
import dev.coldstart.core.plan.ParityRequest;
import dev.coldstart.core.plan.WeightedRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads requests and the answers that are expected of them. */
final class RequestReader {

    private static final List<String> METHODS = List.of("get", "post", "put", "patch", "delete", "head", "options");
    private static final int DEFAULT_STATUS = 200;

    /** A request with the answer that is good, and what of it has to be the same in every form. */
    record Good(HttpRequest request, Expectation expect, AnswerRules compare) {}

    /** Stands in for what could not be read, so that the reading goes on. */
    static final Good NOTHING =
            new Good(HttpRequest.get("/"), Expectation.status(DEFAULT_STATUS), AnswerRules.defaults());

    private RequestReader() {}

    static Good good(YamlSection section) {
        Expectation expect = expectation(section.section("expect"));
        AnswerRules compare = rules(section.section("compare"));
        HttpRequest request = request(section).orElse(NOTHING.request());
        return new Good(request, expect, compare);
    }

    /** A request that every form has to answer alike. */
    static Optional<ParityRequest> parity(Value value) {
        return value.section().flatMap(section -> {
            Optional<Expectation> expect =
                    section.value("expect").flatMap(Value::section).map(RequestReader::expectation);
            AnswerRules compare = rules(section.section("compare"));
            return request(section).map(request -> new ParityRequest(request, expect, compare));
        });
    }

    /** A request of a mix, with what its answers have to be. */
    static Optional<WeightedRequest> weighted(Value value) {
        return value.section().flatMap(section -> {
            int weight = section.value("weight")
                    .flatMap(v -> v.integer(1, 1000))
                    .map(Long::intValue)
                    .orElse(1);
            Expectation expect = expectation(section.section("expect"));
            return request(section).map(request -> new WeightedRequest(request, expect, weight));
        });
    }

    static AnswerRules rules(YamlSection compare) {
        AnswerRules defaults = AnswerRules.defaults();
        List<String> headers = texts(
                compare.value("headers"),
                defaults.headers(),
                header -> new AnswerRules(List.of(header), List.of(), AnswerRules.Order.SAME)
                        .headers()
                        .getFirst());
        List<String> ignore = texts(
                compare.value("ignore"),
                defaults.ignore(),
                entry -> new AnswerRules(List.of(), List.of(entry), AnswerRules.Order.SAME)
                        .ignore()
                        .getFirst());
        AnswerRules.Order order = compare.value("order")
                .flatMap(v -> v.text(RequestReader::order))
                .orElse(defaults.order());
        compare.end();
        return new AnswerRules(headers, ignore, order);
    }

    /** The list's texts, each as the check makes it; what it refuses is reported at its own place. */
    private static List<String> texts(Optional<Value> list, List<String> otherwise, Function<String, String> check) {
        return list.map(Value::list)
                .map(items -> items.stream()
                        .flatMap(item -> item.text(check).stream())
                        .toList())
                .orElse(otherwise);
    }

    private static AnswerRules.Order order(String text) {
        return Arrays.stream(AnswerRules.Order.values())
                .filter(order -> order.id().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "'" + text + "' is no order: same, or any where the order of an array does not matter"));
    }

    /** A request; its section ends here. */
    static Optional<HttpRequest> request(YamlSection section) {
        record Given(String method, Value path) {}
        List<Given> given = new ArrayList<>();
        for (String method : METHODS) {
            section.value(method).ifPresent(path -> given.add(new Given(method, path)));
        }
        Map<String, String> headers = section.value("headers").map(Value::texts).orElse(Map.of());
        Optional<String> body = section.value("body").flatMap(Value::text);
        section.end();
        if (given.size() != 1) {
            section.problem(
                    given.isEmpty()
                            ? "a method with its path is missing, such as get: /health"
                            : "one method is wanted, and these are given: "
                                    + String.join(
                                            ", ",
                                            given.stream().map(Given::method).toList()));
            return Optional.empty();
        }
        Given only = given.getFirst();
        String method = only.method().toUpperCase(Locale.ROOT);
        return only.path().text(path -> new HttpRequest(method, path, headers, body));
    }

    private static Expectation expectation(YamlSection expect) {
        int status = expect.value("status")
                .flatMap(v -> v.integer(100, 599))
                .map(Long::intValue)
                .orElse(DEFAULT_STATUS);
        Map<String, String> headers = expect.value("headers").map(Value::texts).orElse(Map.of());
        return new Expectation(status, headers, body(expect));
    }

    /** The expectation of a body; its section ends here. */
    static BodyExpectation body(YamlSection expect) {
        List<BodyExpectation> bodies = new ArrayList<>();
        expect.value("text").flatMap(Value::text).map(BodyExpectation.Text::new).ifPresent(bodies::add);
        expect.value("json")
                .flatMap(Value::json)
                .map(BodyExpectation.JsonSubset::new)
                .ifPresent(bodies::add);
        expect.value("matches")
                .flatMap(v -> v.text(BodyExpectation.Matches::new))
                .ifPresent(bodies::add);
        expect.end();
        if (bodies.size() > 1) {
            expect.problem("text, json and matches exclude each other: keep one");
        }
        return bodies.isEmpty() ? new BodyExpectation.Any() : bodies.getFirst();
    }
}
