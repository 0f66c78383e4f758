package dev.coldstart.core.behaviour;

import dev.coldstart.core.plan.AnswerRules;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/** Bodies read as JSON, numbers kept to the last digit. */
final class JsonBody {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private JsonBody() {}

    /**
     * Empty for what is no JSON, or none that two readers would agree on: a member twice, a number beyond what can be
     * computed with, deeper than 500 levels. Such a body is compared as text.
     */
    static Optional<JsonNode> read(String text) {
        if (text.isBlank()) {
            return Optional.empty();
        }
        try {
            return Optional.of(MAPPER.readTree(text));
        } catch (JacksonException | ArithmeticException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Equal by value: {@code 1}, {@code 1.0} and {@code 1e0} are; anything else as it stands. */
    static boolean equalScalars(JsonNode a, JsonNode b) {
        if (a.isNumber() && b.isNumber()) {
            return a.decimalValue().compareTo(b.decimalValue()) == 0;
        }
        return a.equals(b);
    }

    /** A text that is the same for equal values: members sorted, numbers in one form, ignored places left out. */
    static String canonical(JsonNode node, Path path, Ignores ignores, AnswerRules.Order order) {
        if (ignores.covers(path)) {
            return "";
        }
        if (node.isObject()) {
            return node.properties().stream()
                    .filter(m -> !ignores.covers(path.member(m.getKey())))
                    .map(m -> MAPPER.writeValueAsString(m.getKey()) + ":"
                            + canonical(m.getValue(), path.member(m.getKey()), ignores, order))
                    .sorted()
                    .collect(Collectors.joining(",", "{", "}"));
        }
        if (node.isArray()) {
            var elements = java.util.stream.IntStream.range(0, node.size())
                    .mapToObj(i -> canonical(node.get(i), path.element(i), ignores, order));
            return (order == AnswerRules.Order.ANY ? elements.sorted() : elements)
                    .collect(Collectors.joining(",", "[", "]"));
        }
        return node.isNumber() ? number(node.decimalValue()) : node.toString();
    }

    private static String number(BigDecimal value) {
        if (value.signum() == 0) {
            return "0";
        }
        try {
            return value.stripTrailingZeros().toString();
        } catch (ArithmeticException e) {
            return value.toString(); // its exponent is the largest that there is
        }
    }
}
