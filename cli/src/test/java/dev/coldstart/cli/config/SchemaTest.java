package dev.coldstart.cli.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The schema that editors complete from and the reader have to agree. */
final class SchemaTest {

    private static final JsonMapper MAPPER = JsonMapper.shared();

    @TempDir
    Path dir;

    @BeforeEach
    void project() throws IOException {
        Files.createDirectories(dir.resolve("src"));
        Files.writeString(dir.resolve("src/App.csproj"), "<Project/>");
    }

    /** For each section: where it is in the schema, and a file with an unknown key in it. */
    @ParameterizedTest(name = "[{0}]")
    @CsvSource(delimiter = '|', textBlock = """
            ''                                                        | zzz: 1
            properties/build                                          | build: { zzz: 1 }
            properties/build/properties/training                      | build: { training: { zzz: 1 } }
            properties/build/properties/commands/additionalProperties | build: { commands: { a: { zzz: 1 } } }
            properties/forms/items/oneOf/1                            | forms: [ { zzz: 1 } ]
            properties/run                                            | run: { zzz: 1 }
            properties/request                                        | request: { zzz: 1 }
            properties/function                                       | { scenario: function, function: { zzz: 1 } }
            properties/function/properties/expect                     | { scenario: function, function: { expect: { zzz: 1 } } }
            properties/program                                        | { scenario: program, program: { zzz: 1 } }
            properties/program/properties/expect                      | { scenario: program, program: { expect: { zzz: 1 } } }
            $defs/expect                                              | request: { expect: { zzz: 1 } }
            $defs/parity                                              | parity: [ { zzz: 1 } ]
            $defs/compare                                             | parity: [ { get: /, compare: { zzz: 1 } } ]
            $defs/compare                                             | request: { compare: { zzz: 1 } }
            $defs/request                                             | build: { maven: x, training: { requests: [ { zzz: 1 } ] } }
            properties/studies                                        | studies: { zzz: 1 }
            properties/studies/properties/load                        | studies: { load: { zzz: 1 } }
            properties/studies/properties/steady                      | studies: { steady: { zzz: 1 } }
            properties/studies/properties/sweep                       | studies: { sweep: { zzz: 1 } }
            properties/studies/properties/least-memory                | studies: { least-memory: { zzz: 1 } }
            properties/sampling                                       | sampling: { zzz: 1 }
            properties/sampling/properties/blocks/oneOf/2             | sampling: { blocks: { zzz: 1 } }
            properties/policy                                         | policy: { zzz: 1 }
            properties/cost                                           | cost: { zzz: 1 }
            properties/cost/properties/functions                      | cost: { functions: { zzz: 1 } }
            properties/cost/properties/containers                     | cost: { containers: { zzz: 1 } }
            properties/policy/properties/workload                     | policy: { workload: { zzz: 1 } }
            properties/policy/properties/against                      | policy: { against: { zzz: 1 } }
            properties/policy/properties/gate                         | policy: { gate: { zzz: 1 } }
            properties/policy/properties/libraries/items              | policy: { libraries: [ { zzz: 1 } ] }
            properties/policy/properties/exceptions/items             | policy: { exceptions: [ { zzz: 1 } ] }
            $defs/answer/oneOf/1                                      | policy: { gate: { team-readiness: { zzz: 1 } } }
            """)
    void theReaderKnowsTheKeysOfTheSchema(String pointer, String yaml) throws IOException {
        JsonNode section = schemaTree().at(pointer.isEmpty() ? "" : "/" + pointer);
        ConfigException refused =
                catchThrowableOfType(ConfigException.class, () -> Config.load(ConfigTest.write(dir, yaml)));
        String known = refused.problems().stream()
                .map(ConfigProblem::message)
                .filter(m -> m.startsWith("unknown key; known here: "))
                .findFirst()
                .orElseThrow()
                .substring("unknown key; known here: ".length());
        // The request's own keys are those of every request and expect.
        assertThat(new TreeSet<>(section.get("properties").propertyNames()))
                .containsExactlyElementsOf(new TreeSet<>(Arrays.asList(known.split(", "))));
    }

    static Stream<Path> files() throws IOException {
        Path examples = Path.of("..", "examples");
        List<Path> files = new ArrayList<>(List.of(Path.of("src/test/resources/config/every-key.yml")));
        if (Files.isDirectory(examples)) {
            try (Stream<Path> found = Files.find(examples, 2, (p, a) -> p.endsWith(Config.FILE_NAME))) {
                found.sorted().forEach(files::add);
            }
        }
        return files.stream();
    }

    @ParameterizedTest
    @MethodSource("files")
    void filesThatAreReadFitTheSchema(Path file) throws IOException {
        assertThat(errors(Files.readString(file))).isEmpty();
        if (file.startsWith(Path.of("..", "examples"))) {
            Config.load(file);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            run: { memory: 512 }
            run: { memory: 512q }
            run: { cpus: many }
            run: { deadline: 60 }
            run: { cold-disk: yes }
            policy: { minimum-gain: 0.1 }
            policy: { use-case: scheduled }
            policy: { metrics: [] }
            policy: { metrics: [build-time] }
            policy: { workload: { short-lived: maybe } }
            policy: { gate: { team-readiness: { by: Ada } } }
            policy: { libraries: [ { package: A } ] }
            policy: { libraries: [ { package: A, ruling: fine } ] }
            policy: { exceptions: [ { check: operational-risk, by: Ada, because: pilot } ] }
            policy: { exceptions: [ { check: workload-economics, by: Ada, because: pilot, until: 2026-12-31 } ] }
            policy: { exceptions: [ { by: Ada, because: pilot, until: 2026-12-31 } ] }
            policy: { exceptions: [ { check: operational-risk, by: Ada, because: pilot, until: tomorrow } ] }
            sampling: { blocks: some }
            forms: jit
            request: { get: users }
            request: { get: /a, post: /b }
            request: { get: /a, compare: { order: sorted } }
            request: { get: /a, compare: { headers: [ "a b" ] } }
            request: { get: /a, compare: { ignore: [ "" ] } }
            request: { get: /a, expect: { text: a, matches: b } }
            build: { framework: 10 }
            scenario: lambda
            function: { event: e.json }
            run: { port: 80.5 }
            cost: {}
            cost: { region: us-east-1 }
            cost: { region: atlantis, functions: {} }
            cost: { prices: p.json, region: us-east-1, functions: {} }
            cost: { functions: { memory: 512 } }
            cost: { functions: { memory: { jit: 512 } } }
            cost: { functions: { cold-share: 0.1 } }
            cost: { functions: { warm: 9 } }
            cost: { containers: {} }
            cost: { containers: { node: m6i.large, bandwidth: 1Gbit } }
            cost: { containers: { node: m6i.large, instances: 0 } }
            """)
    void whatTheReaderRefusesDoesNotFitTheSchema(String mistake) throws IOException {
        String yaml = mistake + "\n" + (mistake.startsWith("build") ? "" : "build: { dotnet: src }\n")
                + (mistake.startsWith("request") ? "" : "request: { get: / }\n");
        assertThat(errors(yaml)).isNotEmpty();
        assertThat(catchThrowableOfType(ConfigException.class, () -> Config.load(ConfigTest.write(dir, yaml))))
                .isNotNull();
    }

    @Test
    void itIsAValidSchemaItself() throws IOException {
        Schema meta = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(com.networknt.schema.SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));
        assertThat(meta.validate(schemaTree())).isEmpty();
    }

    private static List<Error> errors(String yaml) throws IOException {
        Object value = new Load(LoadSettings.builder()
                        .setSchema(new org.snakeyaml.engine.v2.schema.CoreSchema())
                        .build())
                .loadFromString(yaml);
        JsonNode tree = MAPPER.valueToTree(value);
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schemaTree())
                .validate(tree);
    }

    private static JsonNode schemaTree() throws IOException {
        try (InputStream in = Objects.requireNonNull(
                SchemaTest.class.getResourceAsStream("/schema/coldstart.schema.json"), "the schema is shipped")) {
            return MAPPER.readTree(in);
        }
    }
}
