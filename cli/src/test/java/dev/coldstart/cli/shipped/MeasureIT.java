package dev.coldstart.cli.shipped;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The commands that need more than folders: a configuration that builds, and the machine itself. */
@EnabledIf(value = Docker.IS_READY, disabledReason = Docker.NOT_READY)
final class MeasureIT {

    private static final String TOKEN = "dG9rZW4tb2YtdGhlLXRlc3Q";

    @TempDir
    @SuppressWarnings("NullAway.Init") // by JUnit
    Path dir;

    @Test
    void measuresWhatCouldBeBuiltAndSaysWhatCouldNot() throws IOException {
        Known.folder(dir.resolve("bin"));
        Files.writeString(dir.resolve("coldstart.yml"), """
                app: orders
                build:
                  commands:
                    aot: { run: mkdir -p made && cp -r bin made/aot, out: made/aot }
                    jit: { run: mkdir -p made && cp -r bin made/jit, out: made/jit }
                    broken: { run: echo compiling; echo the linker is missing >&2; exit 9, out: made/broken }
                run: { port: 8080, deadline: 10s }
                request: { get: /users/42, expect: { json: { id: 42 } } }
                """);
        Ran ran = Coldstart.in(dir)
                .with("API_TOKEN=" + TOKEN)
                .run("measure", "--blocks", "2")
                .exits(3)
                .saysNothingOnStderr()
                .fitsTheTerminal();

        JsonNode report = ran.report("coldstart-out");
        assertThat(report.path("baseline").asString()).isEqualTo("jit@head");
        assertThat(ran.variant("coldstart-out", "jit").path("outcome").asString())
                .isEqualTo("started");
        assertThat(ran.variant("coldstart-out", "aot").path("outcome").asString())
                .isEqualTo("started");
        JsonNode broken = ran.variant("coldstart-out", "broken");
        assertThat(broken.path("outcome").asString()).isEqualTo("not-built");
        assertThat(broken.path("build").path("log-tail").valueStream().map(JsonNode::asString))
                .containsOnlyOnce("compiling")
                .containsOnlyOnce("the linker is missing");
        assertThat(ran.stdout()).contains("broken: not built", "the linker is missing");
        assertThat(dir.resolve("coldstart-out/.build/broken/build.log"))
                .content()
                .contains("the linker is missing");
        assertThat(files(dir)).noneMatch(file -> holds(file, TOKEN));
    }

    @Test
    void calibrates() throws IOException {
        Ran ran = Coldstart.in(dir)
                .run("calibrate", "--known", "20", "--blocks", "6", "--json")
                .exits(0)
                .saysNothingOnStderr();
        JsonNode calibration = ran.json();
        assertThat(calibration
                        .path("rows")
                        .valueStream()
                        .map(row -> row.path("known").asInt()))
                .isNotEmpty()
                .containsOnly(20);
        assertThat(calibration.path("same").path("pairs").asInt()).isEqualTo(6);
        assertThat(calibration.path("same").has("low")).isTrue();
        assertThat(dir.resolve("coldstart-calibration/samples.jsonl")).isNotEmptyFile();
    }

    @Test
    void examinesTheMachine() {
        JsonNode findings = Coldstart.in(dir)
                .run("doctor", "--json")
                .exits(0)
                .saysNothingOnStderr()
                .json();
        assertThat(findings.valueStream()
                        .filter(f -> f.path("state").asString().equals("ok"))
                        .map(f -> f.path("subject").asString()))
                .contains("container engine", "prober");
    }

    private static Stream<Path> files(Path dir) throws IOException {
        try (Stream<Path> all = Files.walk(dir)) {
            return all.filter(Files::isRegularFile).toList().stream();
        }
    }

    private static boolean holds(Path file, String text) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1).contains(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
