package dev.coldstart.cli.config;

import dev.coldstart.core.plan.FunctionScenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** An event as people name it: JSON itself, or the file that holds it. */
public final class EventFile {

    private EventFile() {}

    /**
     * Its JSON.
     *
     * @param folder that the name of a file is relative to
     * @throws IllegalArgumentException when there is no such file, or Lambda would not take what it holds
     */
    public static String read(String text, Path folder) {
        if (text.strip().startsWith("{")) {
            return FunctionScenario.of(text).event();
        }
        Path file = folder.resolve(text);
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException(
                    "there is no file " + text + ": an event is the name of a file, or a JSON object itself");
        }
        try {
            // What is far too large needn't be read.
            String event = Files.size(file) > 2L * FunctionScenario.MAX_PAYLOAD_BYTES
                    ? " ".repeat(FunctionScenario.MAX_PAYLOAD_BYTES + 1)
                    : Files.readString(file);
            return FunctionScenario.of(event).event();
        } catch (IOException e) {
            throw new IllegalArgumentException("the file " + text + " can't be read as text: " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(text + ": " + e.getMessage(), e);
        }
    }
}
