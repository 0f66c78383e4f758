package dev.coldstart.cli;

import dev.coldstart.service.worker.Cancellation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The run that the command line's own AOT cache is trained with ({@code bin/coldstart}): the help, the engine asked what it
 * is, and a small report in every rendering. What is loaded here is not loaded and linked again by every measurement.
 */
final class Training {

    private Training() {}

    public static void main(String[] args) throws IOException {
        Path folder = Files.createTempDirectory("coldstart-training-");
        try {
            Path samples = folder.resolve("samples.jsonl");
            try (InputStream in =
                    Objects.requireNonNull(Training.class.getResourceAsStream("training.jsonl"), "in the jar")) {
                Files.copy(in, samples, StandardCopyOption.REPLACE_EXISTING);
            }
            var _ = Main.run(new Cancellation(), "--help");
            var _ = Main.run(new Cancellation(), "doctor");
            var _ = Main.run(
                    new Cancellation(),
                    "report",
                    samples.toString(),
                    "--out",
                    folder.resolve("out").toString());
        } finally {
            try (Stream<Path> paths = Files.walk(folder)) {
                for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }
}
