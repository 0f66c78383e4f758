package dev.coldstart.cli.config;

import dev.coldstart.core.json.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.snakeyaml.engine.v2.nodes.CollectionNode;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** One value of the file, with where it stands. A method that can't read it reports why and is empty. */
record Value(ConfigProblems problems, String path, Node node) {

    private static final int MAX_DEPTH = 50;

    Optional<String> text() {
        return node instanceof ScalarNode scalar
                ? Optional.of(scalar.getValue())
                : wrong("a text is wanted, and this is " + kind());
    }

    /** A text that a function makes something of; what it throws is reported here. */
    <T> Optional<T> text(Function<String, T> read) {
        return text().flatMap(text -> checked(() -> read.apply(text)));
    }

    /** What the supplier makes; when it refuses, that is reported here. */
    <T> Optional<T> checked(java.util.function.Supplier<T> make) {
        try {
            return Optional.of(make.get());
        } catch (IllegalArgumentException e) {
            return wrong(String.valueOf(e.getMessage()));
        }
    }

    Optional<Long> integer(long least, long most) {
        if (!node.getTag().equals(Tag.INT)) {
            return wrong("a whole number is wanted, and this is " + kind());
        }
        return text(text -> {
            if (!text.matches("[-+]?[0-9]+")) {
                throw new IllegalArgumentException("a plain number is wanted, and this is '" + text + "'");
            }
            BigDecimal number = new BigDecimal(text);
            if (number.compareTo(BigDecimal.valueOf(least)) < 0 || number.compareTo(BigDecimal.valueOf(most)) > 0) {
                throw new IllegalArgumentException(text + " is not between " + least + " and " + most);
            }
            return number.longValueExact();
        });
    }

    Optional<Double> number(double least, double most) {
        if (!node.getTag().equals(Tag.INT) && !node.getTag().equals(Tag.FLOAT)) {
            return wrong("a number is wanted, and this is " + kind());
        }
        return text(text -> {
            // YAML has .inf and .nan, and hexadecimal integers, which are no amounts.
            if (!text.matches("[-+]?[0-9].*") || text.startsWith("0x") || text.startsWith("0o")) {
                throw new IllegalArgumentException("a plain number is wanted, and this is '" + text + "'");
            }
            double number = Double.parseDouble(text);
            if (!(number >= least && number <= most)) {
                throw new IllegalArgumentException(text + " is not between " + least + " and " + most);
            }
            return number;
        });
    }

    Optional<Boolean> yesOrNo() {
        return node.getTag().equals(Tag.BOOL)
                ? text().map(text -> text.equalsIgnoreCase("true"))
                : wrong("true or false is wanted, and this is " + kind());
    }

    Optional<YamlSection> section() {
        return node instanceof MappingNode mapping
                ? Optional.of(YamlSection.of(problems, path, mapping))
                : wrong("keys with values are wanted, and this is " + kind());
    }

    List<Value> list() {
        if (!(node instanceof SequenceNode sequence)) {
            wrong("a list is wanted, and this is " + kind());
            return List.of();
        }
        List<Value> values = new ArrayList<>();
        for (Node item : sequence.getValue()) {
            values.add(new Value(problems, ConfigProblems.join(path, "[" + values.size() + "]"), item));
        }
        return values;
    }

    /** Names and texts; a number or a truth value counts as the text it is written as. */
    Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        section()
                .ifPresent(section -> section.all().forEach((key, value) -> {
                    if (value.node.getTag().equals(Tag.NULL)) {
                        value.wrong("a text is wanted, and there is none; an empty one is written \"\"");
                    } else {
                        value.text().ifPresent(text -> texts.put(key, text));
                    }
                }));
        return texts;
    }

    Optional<JsonNode> json() {
        return checked(() -> json(node, 0));
    }

    <T> Optional<T> wrong(String message) {
        problems.add(node, path, message);
        return Optional.empty();
    }

    boolean isList() {
        return node instanceof SequenceNode;
    }

    boolean isSection() {
        return node instanceof MappingNode;
    }

    private String kind() {
        return switch (node) {
            case MappingNode mapping -> "keys with values";
            case SequenceNode sequence -> "a list";
            case ScalarNode scalar when scalar.getTag().equals(Tag.NULL) -> "nothing";
            default -> "'" + ((ScalarNode) node).getValue() + "'";
        };
    }

    private static JsonNode json(Node node, int depth) {
        if (depth > MAX_DEPTH || node.isRecursive()) {
            throw new IllegalArgumentException("nested deeper than " + MAX_DEPTH + " levels");
        }
        return switch (node) {
            case MappingNode mapping -> {
                ObjectNode object = JsonNodeFactory.instance.objectNode();
                for (NodeTuple tuple : mapping.getValue()) {
                    if (tuple.getKeyNode() instanceof ScalarNode key) {
                        object.set(key.getValue(), json(tuple.getValueNode(), depth + 1));
                    }
                }
                yield object;
            }
            case SequenceNode sequence -> {
                ArrayNode array = JsonNodeFactory.instance.arrayNode();
                sequence.getValue().forEach(item -> array.add(json(item, depth + 1)));
                yield array;
            }
            case CollectionNode<?> other -> throw new IllegalArgumentException("not JSON");
            default -> scalar((ScalarNode) node);
        };
    }

    private static JsonNode scalar(ScalarNode scalar) {
        Tag tag = scalar.getTag();
        if (tag.equals(Tag.INT) || tag.equals(Tag.FLOAT)) {
            // A number's text is JSON but for .inf, .nan, 0x and 0o, which JSON has not.
            if (!scalar.getValue().matches("-?[0-9].*") || scalar.getValue().matches("0[xo].*")) {
                throw new IllegalArgumentException("JSON has no number " + scalar.getValue());
            }
            return Json.line().readTree(new BigDecimal(scalar.getValue()).toString());
        }
        if (tag.equals(Tag.BOOL)) {
            return JsonNodeFactory.instance.booleanNode(scalar.getValue().equalsIgnoreCase("true"));
        }
        return tag.equals(Tag.NULL)
                ? JsonNodeFactory.instance.nullNode()
                : JsonNodeFactory.instance.stringNode(scalar.getValue());
    }
}
