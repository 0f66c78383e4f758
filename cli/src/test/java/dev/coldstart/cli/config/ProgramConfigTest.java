package dev.coldstart.cli.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.coldstart.core.plan.BodyExpectation;
import dev.coldstart.core.plan.ProgramScenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code scenario: program}, read; what is wrong with it is said in its own words. */
final class ProgramConfigTest {

    @TempDir
    Path dir;

    @BeforeEach
    void files() throws IOException {
        Files.writeString(dir.resolve("App.csproj"), "<Project/>");
        Files.createDirectories(dir.resolve("data"));
        Files.writeString(dir.resolve("data/a.csv"), "1,2\n");
        Files.writeString(dir.resolve("in.txt"), "in\n");
        Files.write(dir.resolve("binary"), new byte[] {(byte) 0xff, 0, (byte) 0xfe});
        Files.writeString(dir.resolve("large"), "x".repeat(ProgramScenario.MAX_INPUT + 1));
    }

    private Config load(String more) throws IOException {
        Path file = dir.resolve(Config.FILE_NAME);
        Files.writeString(file, "build: { dotnet: App.csproj }\nscenario: program\n" + more + "\n");
        return Config.load(file);
    }

    @Test
    void everyKeyIsRead() throws IOException {
        Config config = load("""
                run: { deadline: 5s }
                program:
                  arguments: [convert, /tmp/a.csv]
                  input: in.txt
                  files: [data/a.csv]
                  exit-code: 3
                  errors: ignored
                  expect: { matches: rows }
                  compare: { ignore: [/at] }
                """);
        assertThat(config.scenario())
                .isEqualTo(new ProgramScenario(
                        List.of("convert", "/tmp/a.csv"),
                        Optional.of("in\n"),
                        Map.of("a.csv", "1,2\n"),
                        3,
                        new BodyExpectation.Matches("rows"),
                        ProgramScenario.Errors.IGNORED,
                        Duration.ofSeconds(5)));
        assertThat(config.behaviour())
                .singleElement()
                .satisfies(printed -> assertThat(printed.compare().ignore()).containsExactly("/at"));
        assertThat(load("").scenario()).isEqualTo(ProgramScenario.of(List.of()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            request: { get: / }                       | a program is not asked by requests
            parity: [ { get: / } ]                    | it has no effect with scenario: program
            function: {}                              | it has no effect without scenario: function
            cost: { functions: {} }                   | it has no effect with scenario: program
            run: { port: 80 }                         | it has no effect with scenario: program
            program: { input: none.txt }              | there is no file none.txt
            program: { input: binary }                | can't be read as UTF-8 text
            program: { input: large }                 | 1048577 bytes
            program: { files: [in.txt, data/in.txt] } | there is no file data/in.txt
            program: { files: [in.txt, in.txt] }      | there are two files in.txt
            program: { exit-code: 256 }               | 256
            program: { errors: no }                   | standard error is compared or ignored
            program: { arguments: one }               | list
            program: { expect: { text: a, json: 1 } } | exclude each other
            """)
    void whatIsWrongIsSaid(String yaml, String words) {
        ConfigException refused = catchThrowableOfType(ConfigException.class, () -> load(yaml));
        assertThat(refused.problems()).extracting(ConfigProblem::message).anyMatch(message -> message.contains(words));
    }

    @Test
    void aProgramsSectionIsForAProgram() throws IOException {
        Path file = dir.resolve(Config.FILE_NAME);
        Files.writeString(file, "build: { dotnet: App.csproj }\nrequest: { get: / }\nprogram: {}\n");
        ConfigException refused = catchThrowableOfType(ConfigException.class, () -> Config.load(file));
        assertThat(refused.problems())
                .extracting(ConfigProblem::message)
                .anyMatch(message -> message.contains("it has no effect without scenario: program"));
    }
}
