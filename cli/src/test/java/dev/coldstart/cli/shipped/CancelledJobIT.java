package dev.coldstart.cli.shipped;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Steps of the action as a runner runs them: a script of its own, in a process that alone is told of a cancellation. What base
 * was built in is gone afterwards.
 */
final class CancelledJobIT {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    @SuppressWarnings("NullAway.Init") // by JUnit
    Path dir;

    /** What a step of action.yml runs. */
    private Process step(String name, Path where) throws IOException {
        List<String> lines = Files.readAllLines(ROOT.resolve("action.yml"));
        int step = lines.indexOf("    - name: " + name);
        String run = lines.subList(step, lines.size()).stream()
                .filter(line -> line.startsWith("      run: "))
                .findFirst()
                .orElseThrow()
                .substring("      run: ".length());
        Path script = Files.writeString(dir.resolve("step.sh"), run + "\n");
        // A shell that starts something in the background has it ignore SIGINT, and that is inherited: by Maven, by us.
        ProcessBuilder bash = new ProcessBuilder(
                        "env",
                        "--default-signal=INT",
                        "bash",
                        "--noprofile",
                        "--norc",
                        "-e",
                        "-o",
                        "pipefail",
                        script.toString())
                .directory(where.toFile())
                .redirectErrorStream(true)
                .redirectOutput(dir.resolve("log").toFile());
        Path event = Files.writeString(dir.resolve("event.json"), "{}");
        bash.environment()
                .putAll(Map.of(
                        "GITHUB_ACTION_PATH",
                        ROOT.toString(),
                        "GITHUB_EVENT_NAME",
                        "push",
                        "GITHUB_EVENT_PATH",
                        event.toString(),
                        "GITHUB_REPOSITORY",
                        "octo/app",
                        "GITHUB_OUTPUT",
                        dir.resolve("output").toString(),
                        "RUNNER_TEMP",
                        temporary().toString(),
                        "COLDSTART_JAVA_HOME",
                        System.getProperty("java.home"),
                        "COLDSTART_JAR",
                        Coldstart.jar().toAbsolutePath().toString(),
                        "BASE_COMMIT",
                        Tool.run("git", "-C", where.toString(), "rev-parse", "HEAD")));
        return bash.start();
    }

    private Path temporary() throws IOException {
        return Files.createDirectories(dir.resolve("runner temp"));
    }

    private Path repository() throws IOException {
        Path app = Files.createDirectories(dir.resolve("app"));
        Files.writeString(app.resolve("coldstart.yml"), """
                build: { commands: { jit: { run: "touch ../building && sleep 120", out: . } } }
                run: { port: 8080, command: ./app }
                request: { get: / }
                """);
        for (List<String> words : List.of(
                List.of("init", "--quiet"),
                List.of("add", "--all"),
                List.of("-c", "user.name=a", "-c", "user.email=a@b", "commit", "--quiet", "--message=a"))) {
            List<String> git = new ArrayList<>(List.of("git", "-C", app.toString()));
            git.addAll(words);
            assertThat(Tool.succeeds(git.toArray(String[]::new))).isTrue();
        }
        return app;
    }

    @ParameterizedTest
    @ValueSource(strings = {"INT", "TERM", "KILL"})
    void nothingOfBaseIsLeft(String signal) throws Exception {
        Path app = repository();
        Process step = step("Measure", app);
        Waiting.until(() -> !step.isAlive() || Files.exists(dir.resolve("building")), PATIENCE);
        assertThat(step.isAlive()).as(Files.readString(dir.resolve("log"))).isTrue();
        assertThat(checkouts(app)).hasSize(2);
        assertThat(Tool.succeeds("kill", "-" + signal, Long.toString(step.pid())))
                .isTrue();
        assertThat(step.waitFor()).isNotZero();
        if (signal.equals("KILL")) {
            assertThat(step("Clean up", app).waitFor()).isZero();
        }
        assertThat(checkouts(app)).hasSize(1);
        assertThat(temporary()).isEmptyDirectory();
    }

    @Test
    void whereNothingIsLeftNothingIsCleaned() throws Exception {
        assertThat(step("Clean up", repository()).waitFor()).isZero();
    }

    private static List<String> checkouts(Path app) {
        return Tool.run("git", "-C", app.toString(), "worktree", "list").lines().toList();
    }
}
