package dev.coldstart.cli.build.tool;

import dev.coldstart.core.plan.Secrets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps the values of a build's secrets out of its log, which is kept, shown and handed on. */
final class SecretMask {

    /** What is shorter is a flag or a number, and would be found in words that mean something else. */
    private static final int SHORTEST = 8;

    private final List<String> secrets = new CopyOnWriteArrayList<>();

    /** Takes the environment of a command. */
    void learn(Map<String, String> environment) {
        environment.forEach((name, value) -> {
            if (Secrets.isName(name) && value.length() >= SHORTEST && !secrets.contains(value) && !isFile(value)) {
                secrets.add(value);
            }
        });
        // One that is a part of another would leave the rest of it.
        secrets.sort(Comparator.comparingInt(String::length).reversed());
    }

    String over(String line) {
        String masked = line;
        for (String secret : secrets) {
            masked = masked.replace(secret, Secrets.HIDDEN);
        }
        return masked;
    }

    /** Where a secret lies is none, and stands in the place of many a warning. */
    private static boolean isFile(String value) {
        try {
            return Files.exists(Path.of(value));
        } catch (InvalidPathException e) {
            return false;
        }
    }
}
