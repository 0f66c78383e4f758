package dev.coldstart.cli.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * One mapping of the file. The keys that the reader asks for are the keys that exist: {@link #end} reports all others. A
 * section that the file leaves out reads like an empty one.
 */
final class YamlSection {

    private final ConfigProblems problems;
    private final String path;
    private final Optional<Mark> mark;
    private final Map<String, Value> values = new LinkedHashMap<>();
    private final Map<String, Node> keys = new LinkedHashMap<>();
    private final List<String> known = new ArrayList<>();

    private YamlSection(ConfigProblems problems, String path, Optional<Mark> mark) {
        this.problems = problems;
        this.path = path;
        this.mark = mark;
    }

    static YamlSection empty(ConfigProblems problems, String path) {
        return new YamlSection(problems, path, Optional.empty());
    }

    static YamlSection of(ConfigProblems problems, String path, MappingNode node) {
        YamlSection section = new YamlSection(problems, path, node.getStartMark());
        for (NodeTuple tuple : node.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode keyNode)) {
                problems.add(tuple.getKeyNode(), path, "a key has to be a plain word");
                continue;
            }
            String key = keyNode.getValue();
            Node earlier = section.keys.putIfAbsent(key, keyNode);
            if (earlier != null) {
                problems.add(
                        keyNode,
                        ConfigProblems.join(path, key),
                        "given twice; the first is in line "
                                + earlier.getStartMark()
                                        .map(m -> m.getLine() + 1)
                                        .orElse(0));
                continue;
            }
            section.values.put(key, new Value(problems, ConfigProblems.join(path, key), tuple.getValueNode()));
        }
        return section;
    }

    /** The value of a key. A key without a value, as in {@code run:}, reads as left out. */
    Optional<Value> value(String key) {
        known.add(key);
        problems.known(path, key);
        return Optional.ofNullable(values.get(key))
                .filter(v -> !v.node().getTag().equals(Tag.NULL));
    }

    /** The section under a key; an empty one when it is left out or is no section. */
    YamlSection section(String key) {
        return value(key).flatMap(Value::section).orElseGet(() -> empty(problems, ConfigProblems.join(path, key)));
    }

    /** Every key and value, for sections whose keys are the caller's own. */
    Map<String, Value> all() {
        known.addAll(values.keySet());
        return Collections.unmodifiableMap(values);
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    /** Reports a problem with the section as a whole. */
    void problem(String message) {
        problems.add(mark, path, message);
    }

    /** Reports the keys that were not asked for. */
    void end() {
        keys.forEach((key, node) -> {
            if (!known.contains(key)) {
                problems.unknown(node, path, key, known);
            }
        });
    }
}
