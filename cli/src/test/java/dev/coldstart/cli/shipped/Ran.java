package dev.coldstart.cli.shipped;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a command came to.
 *
 * @param dir the folder that it ran in
 */
record Ran(Path dir, int exitCode, String stdout, String stderr) {

    private static final int TERMINAL_WIDTH = 80;
    private static final JsonMapper MAPPER = JsonMapper.shared();

    Ran exits(int expected) {
        assertThat(exitCode).as("exit code of%n%s", this).isEqualTo(expected);
        return isNoBug();
    }

    /** Whatever goes wrong outside is no bug of coldstart's, and nobody is shown a stack trace. */
    private Ran isNoBug() {
        // The name of what a policy grants, in report.json.
        String said = (stdout + stderr).replace("\"exceptions\"", "").toLowerCase(Locale.ROOT);
        assertThat(said).doesNotContain("a bug of", "exception", "\tat dev.coldstart");
        return this;
    }

    Ran saysNothingOnStderr() {
        assertThat(stderr).isEmpty();
        return this;
    }

    /** Standard output as one line, however it was wrapped. */
    String flowing() {
        return stdout.replaceAll("\\s+", " ");
    }

    /** Paths are as long as they are, and stand on a line of their own. */
    Ran fitsTheTerminal() {
        assertThat(stdout.lines().filter(line -> !line.startsWith("The page: ")))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line.length()).as(line).isLessThanOrEqualTo(TERMINAL_WIDTH));
        return this;
    }

    JsonNode json() {
        return MAPPER.readTree(stdout);
    }

    String file(String name) throws IOException {
        return Files.readString(dir.resolve(name));
    }

    JsonNode read(String name) throws IOException {
        return MAPPER.readTree(file(name));
    }

    JsonNode report(String out) throws IOException {
        return MAPPER.readTree(file(out + "/report.json"));
    }

    /** A form's part of {@code report.json}. */
    JsonNode variant(String out, String form) throws IOException {
        return report(out)
                .path("variants")
                .valueStream()
                .filter(v -> v.path("form").asString().equals(form))
                .findFirst()
                .orElseThrow();
    }
}
