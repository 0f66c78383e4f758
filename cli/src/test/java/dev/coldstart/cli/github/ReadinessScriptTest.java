package dev.coldstart.cli.github;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code action/readiness.sh} makes of how the program ends, with a program of a few lines in Java's place. */
class ReadinessScriptTest {

    @TempDir
    @SuppressWarnings("NullAway.Init") // by JUnit
    Path dir;

    /** The program cleans up after itself where it is told, as the real one does. */
    private Process script(String program) throws IOException {
        Path java = Files.createDirectories(dir.resolve("jdk/bin")).resolve("java");
        Files.writeString(java, "#!/bin/bash\n" + program);
        assertThat(java.toFile().setExecutable(true)).isTrue();
        // Where something is started in the background SIGINT is ignored, and that is inherited.
        ProcessBuilder bash = new ProcessBuilder(
                        "env",
                        "--default-signal=INT",
                        "bash",
                        Path.of("../action/readiness.sh").toAbsolutePath().toString())
                .directory(dir.toFile())
                .redirectErrorStream(true)
                .redirectOutput(dir.resolve("log").toFile());
        bash.environment()
                .putAll(Map.of(
                        "COLDSTART_JAVA_HOME",
                        dir.resolve("jdk").toString(),
                        "COLDSTART_JAR",
                        "coldstart.jar",
                        "INPUT_CONFIG",
                        "coldstart.yml",
                        "INPUT_OUT",
                        dir.resolve("out").toString(),
                        "GITHUB_OUTPUT",
                        dir.resolve("output").toString(),
                        "GITHUB_STEP_SUMMARY",
                        dir.resolve("summary").toString()));
        return bash.start();
    }

    private String read(String file) throws IOException {
        Path path = dir.resolve(file);
        return Files.exists(path) ? Files.readString(path) : "";
    }

    @ParameterizedTest
    @ValueSource(strings = {"INT", "TERM"})
    void aCancelledJobCancelsTheProgramAndWaitsForIt(String signal) throws Exception {
        Process script = script("""
                trap 'touch "$PWD/cleaned"; exit 130' TERM
                touch "$PWD/running"
                while :; do read -r -t 0.05 _ <> <(:) || true; done
                """);
        while (script.isAlive() && !Files.exists(dir.resolve("running"))) {
            Thread.onSpinWait();
        }
        assertThat(script.isAlive()).as(read("log")).isTrue();
        new ProcessBuilder("kill", "-" + signal, Long.toString(script.pid()))
                .start()
                .waitFor();

        assertThat(script.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(script.exitValue()).isEqualTo(130);
        assertThat(dir.resolve("cleaned")).exists();
        assertThat(read("output")).contains("exit-code=130\n");
        assertThat(read("summary")).isEmpty();
    }

    /** A form that could not be built or measured is what the page is for. */
    @ParameterizedTest
    @CsvSource({"0, 0", "3, 0", "4, 0", "1, 1", "2, 2"})
    void itFailsWhereThereIsNoPage(int program, int step) throws Exception {
        Process script = script("mkdir -p out && echo page >out/readiness.md; exit " + program + "\n");
        assertThat(script.waitFor()).as(read("log")).isEqualTo(step);
        assertThat(read("output")).contains("exit-code=" + program + "\n");
        assertThat(read("summary")).isEqualTo(step == 0 ? "page\n" : "");
    }

    @Test
    void anEarlierRunThatIsNotThereIsNone() throws Exception {
        Process script = script("echo \"$@\" >arguments\n");
        assertThat(script.waitFor()).isZero();
        assertThat(read("arguments"))
                .contains("readiness --config coldstart.yml")
                .doesNotContain("--since");
    }
}
