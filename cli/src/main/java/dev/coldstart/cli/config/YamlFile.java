package dev.coldstart.cli.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** Reads a YAML file into nodes that know their places. */
final class YamlFile {

    static final int MAX_BYTES = 256 << 10;
    /** Ten aliases can't blow a file up; they are enough to share a block of settings. */
    private static final int MAX_ALIASES = 10;

    private static final String SMALLEST =
            "the smallest useful file is\n  build: { dotnet: src/App/App.csproj }\n  request: { get: /health }";

    private YamlFile() {}

    /**
     * The file's top level.
     *
     * @throws ConfigException when there is nothing to read on with
     */
    static YamlSection read(Path file, ConfigProblems problems) {
        return parsed(content(file, problems), problems, SMALLEST);
    }

    /**
     * The top level of a text.
     *
     * @param hint what to say of one that holds nothing useful
     * @throws ConfigException when there is nothing to read on with
     */
    static YamlSection parsed(Optional<String> content, ConfigProblems problems, String hint) {
        Optional<Node> root = content.flatMap(text -> compose(text, problems, hint));
        if (root.isPresent() && !(root.get() instanceof MappingNode)) {
            problems.add(
                    root.get(),
                    "",
                    root.get().getTag().equals(Tag.NULL)
                            ? "the file is empty; " + hint
                            : "keys with values are wanted at the top level; " + hint);
        }
        problems.throwIfAny();
        return YamlSection.of(problems, "", (MappingNode) root.orElseThrow());
    }

    /**
     * The file's text with the values of keys that look like secrets hidden.
     *
     * @throws ConfigException when it can't be read (any more)
     */
    static String withoutSecrets(Path file) {
        ConfigProblems problems = new ConfigProblems(file.toString());
        Optional<String> text = content(file, problems);
        Optional<Node> root = text.flatMap(t -> compose(t, problems, SMALLEST));
        problems.throwIfAny();
        return HiddenSecrets.in(text.orElseThrow(), root.orElseThrow());
    }

    /** The text of a file; empty when that can't be read, which is reported. */
    static Optional<String> content(Path file, ConfigProblems problems) {
        try {
            if (!Files.exists(file)) {
                problems.add("", "there is no such file: coldstart init writes one");
            } else if (!Files.isRegularFile(file)) {
                problems.add("", "it is not a file");
            } else if (Files.size(file) > MAX_BYTES) {
                problems.add("", "it has " + Files.size(file) + " bytes, and " + MAX_BYTES + " is the most");
            } else {
                return Optional.of(StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                        .toString());
            }
        } catch (CharacterCodingException e) {
            problems.add("", "it is not UTF-8: save it in that encoding");
        } catch (AccessDeniedException e) {
            problems.add("", "no permission to read it");
        } catch (IOException e) {
            problems.add("", "can't read it: " + e.getMessage());
        }
        return Optional.empty();
    }

    private static Optional<Node> compose(String text, ConfigProblems problems, String hint) {
        LoadSettings settings = LoadSettings.builder()
                .setSchema(new CoreSchema())
                .setMaxAliasesForCollections(MAX_ALIASES)
                .setCodePointLimit(MAX_BYTES)
                .build();
        try {
            Optional<Node> root = new Compose(settings).composeString(text);
            if (root.isEmpty()) {
                problems.add("", "the file is empty; " + hint);
            }
            return root;
        } catch (MarkedYamlEngineException e) {
            String context = e.getContext() == null || e.getContext().isBlank() ? "" : " (" + e.getContext() + ")";
            problems.add(e.getProblemMark(), "", "not valid YAML: " + e.getProblem() + context);
        } catch (YamlEngineException e) {
            problems.add("", "not valid YAML: " + e.getMessage());
        }
        return Optional.empty();
    }
}
