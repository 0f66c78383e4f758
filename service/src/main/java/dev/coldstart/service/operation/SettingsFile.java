package dev.coldstart.service.operation;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** The service's YAML file as flat keys: {@code limits: { upload: 1GB }} is {@code limits.upload}. */
final class SettingsFile {

    private static final int MAX_BYTES = 256 << 10;

    private final Path path;
    private final List<String> problems;
    private final Map<String, Given> given = new LinkedHashMap<>();

    private SettingsFile(Path path, List<String> problems) {
        this.path = path;
        this.problems = problems;
    }

    /** Reads it; what is wrong with the file itself is added to the problems. */
    static Map<String, Given> read(Path path, List<String> problems) {
        SettingsFile file = new SettingsFile(path, problems);
        file.content().flatMap(file::composed).ifPresent(root -> {
            if (root instanceof MappingNode mapping) {
                file.flatten("", mapping, 0);
            } else if (!root.getTag().equals(Tag.NULL)) {
                problems.add(
                        file.at(root) + ": keys with values are wanted at the top level, such as listen: 0.0.0.0:8080");
            }
        });
        return file.given;
    }

    private Optional<String> content() {
        try {
            if (Files.size(path) > MAX_BYTES) {
                problems.add(path + ": it is larger than " + MAX_BYTES + " bytes: this is not a file of settings");
                return Optional.empty();
            }
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Files.readAllBytes(path)))
                    .toString());
        } catch (NoSuchFileException e) {
            problems.add(
                    path + ": there is no such file; leave --config out to start with what is set in the environment");
        } catch (AccessDeniedException e) {
            problems.add(path + ": no permission to read it");
        } catch (CharacterCodingException e) {
            problems.add(path + ": it is not UTF-8: save it in that encoding");
        } catch (IOException e) {
            problems.add(path + ": can't read it: " + e.getMessage());
        }
        return Optional.empty();
    }

    private Optional<Node> composed(String text) {
        LoadSettings settings = LoadSettings.builder()
                .setSchema(new CoreSchema())
                .setMaxAliasesForCollections(0)
                .setCodePointLimit(MAX_BYTES)
                .build();
        try {
            return new Compose(settings).composeString(text);
        } catch (MarkedYamlEngineException e) {
            String place = e.getProblemMark().map(m -> ":" + (m.getLine() + 1)).orElse("");
            problems.add(path + place + ": not valid YAML: " + e.getProblem());
        } catch (YamlEngineException e) {
            problems.add(path + ": not valid YAML: " + e.getMessage());
        }
        return Optional.empty();
    }

    private void flatten(String prefix, MappingNode mapping, int depth) {
        for (NodeTuple tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode name)) {
                problems.add(at(tuple.getKeyNode()) + ": a key has to be a plain word");
                continue;
            }
            String key = prefix + name.getValue();
            switch (tuple.getValueNode()) {
                case MappingNode inner when depth < 4 -> flatten(key + ".", inner, depth + 1);
                case SequenceNode list
                when list.getValue().stream().allMatch(ScalarNode.class::isInstance) ->
                    put(
                            key,
                            name,
                            list.getValue().stream()
                                    .map(item -> ((ScalarNode) item).getValue())
                                    .collect(Collectors.joining(",")));
                case ScalarNode value when value.getTag().equals(Tag.NULL) -> {}
                case ScalarNode value -> put(key, name, value.getValue());
                default -> problems.add(at(name) + ": " + key + ": a plain value or a list of them is wanted");
            }
        }
    }

    private void put(String key, Node name, String text) {
        Given earlier = given.putIfAbsent(key, new Given(text, at(name)));
        if (earlier != null) {
            problems.add(at(name) + ": " + key + ": given twice; the first is at " + earlier.where());
        }
    }

    private String at(Node node) {
        return path + node.getStartMark().map(m -> ":" + (m.getLine() + 1)).orElse("");
    }
}
