package dev.coldstart.cli.config;

import dev.coldstart.core.plan.Secrets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** The text of a YAML file as it was written, comments and all, but for the values of keys that look like secrets. */
final class HiddenSecrets {

    /** An anchor or a tag before a value stays, as others may refer to it. */
    private static final Pattern PROPERTIES = Pattern.compile("(?:[&!]\\S*\\s+)*");

    private final Set<Node> secrets = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    private HiddenSecrets() {}

    static String in(String text, Node root) {
        HiddenSecrets hidden = new HiddenSecrets();
        hidden.find(root, "");
        return hidden.replaced(text);
    }

    private void find(Node node, String under) {
        if (!seen.add(node)) {
            return;
        }
        switch (node) {
            case MappingNode mapping -> {
                for (NodeTuple tuple : mapping.getValue()) {
                    String key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
                    if (under.equals("headers") ? Secrets.isHeader(key) : Secrets.isName(key)) {
                        hide(tuple.getValueNode());
                    }
                    find(tuple.getValueNode(), key);
                }
            }
            case SequenceNode sequence -> sequence.getValue().forEach(item -> find(item, under));
            default -> {}
        }
    }

    private void hide(Node node) {
        if (!secrets.add(node)) {
            return;
        }
        switch (node) {
            case MappingNode mapping -> mapping.getValue().forEach(tuple -> hide(tuple.getValueNode()));
            case SequenceNode sequence -> sequence.getValue().forEach(this::hide);
            default -> {}
        }
    }

    /** From the end to the beginning, so that what is left to replace stays where it is. Marks count code points. */
    private String replaced(String text) {
        String shown = text;
        List<Node> scalars = new ArrayList<>(
                secrets.stream().filter(ScalarNode.class::isInstance).toList());
        scalars.sort(Comparator.comparingInt((Node node) -> from(node)).reversed());
        for (Node scalar : scalars) {
            int from = shown.offsetByCodePoints(0, from(scalar));
            int to = shown.offsetByCodePoints(
                    0, scalar.getEndMark().map(Mark::getIndex).orElseThrow());
            String value = shown.substring(from, to);
            Matcher properties = PROPERTIES.matcher(value);
            String kept = properties.lookingAt() ? properties.group() : "";
            // A block of lines ends where the next key begins.
            String end = value.endsWith("\n") ? "\n" : "";
            shown = shown.substring(0, from) + kept + Secrets.HIDDEN + end + shown.substring(to);
        }
        return shown;
    }

    private static int from(Node node) {
        return node.getStartMark().map(Mark::getIndex).orElseThrow();
    }
}
