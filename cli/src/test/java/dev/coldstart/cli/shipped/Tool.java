package dev.coldstart.cli.shipped;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Commands of this machine that the tests need. */
final class Tool {

    private static final int NOT_FOUND = 127;

    private Tool() {}

    static boolean succeeds(String... words) {
        return execute(words).exitCode == 0;
    }

    /** Runs a command and gives its output, empty where it failed: a container may be gone by the time it is looked at. */
    static String run(String... words) {
        return execute(words).output.strip();
    }

    private record Executed(int exitCode, String output) {}

    private static Executed execute(String... words) {
        try {
            Process process = new ProcessBuilder(words)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Executed(process.waitFor(), output);
        } catch (IOException e) {
            return new Executed(NOT_FOUND, "");
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
