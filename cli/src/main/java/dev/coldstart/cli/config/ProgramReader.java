package dev.coldstart.cli.config;

import dev.coldstart.core.plan.ProgramScenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads {@code program}, but for what of its output is compared. */
public final class ProgramReader {

    private ProgramReader() {}

    /** The section does not end here. */
    static ProgramScenario read(YamlSection section, Path folder, Duration deadline) {
        List<String> arguments = section.value("arguments")
                .map(value -> value.list().stream()
                        .flatMap(item ->
                                item
                                        .text(text -> ProgramScenario.of(List.of(text))
                                                .arguments()
                                                .getFirst())
                                        .stream())
                        .toList())
                .orElse(List.of());
        Optional<String> input =
                section.value("input").flatMap(value -> value.text(name -> content(folder.resolve(name), name)));
        int exitCode = section.value("exit-code")
                .flatMap(v -> v.integer(0, ProgramScenario.MAX_EXIT_CODE))
                .map(Long::intValue)
                .orElse(0);
        ProgramScenario.Errors errors = section.value("errors")
                .flatMap(v -> v.text(ProgramReader::errors))
                .orElse(ProgramScenario.Errors.COMPARED);
        Map<String, String> files = files(section, folder);
        return new ProgramScenario(
                arguments, input, files, exitCode, RequestReader.body(section.section("expect")), errors, deadline);
    }

    private static ProgramScenario.Errors errors(String text) {
        return Arrays.stream(ProgramScenario.Errors.values())
                .filter(errors -> errors.id().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("standard error is compared or ignored, not " + text));
    }

    private static Map<String, String> files(YamlSection section, Path folder) {
        Map<String, String> files = new TreeMap<>();
        section.value("files").ifPresent(value -> {
            for (Value item : value.list()) {
                item.text(name ->
                                Map.entry(Path.of(name).getFileName().toString(), content(folder.resolve(name), name)))
                        .ifPresent(file -> {
                            if (files.put(file.getKey(), file.getValue()) != null) {
                                item.wrong("there are two files " + file.getKey());
                            }
                        });
            }
            try {
                new ProgramScenario(
                        List.of(),
                        Optional.empty(),
                        files,
                        0,
                        ProgramScenario.of(List.of()).expect(),
                        ProgramScenario.Errors.COMPARED,
                        ProgramScenario.DEFAULT_DEADLINE);
            } catch (IllegalArgumentException e) {
                value.wrong(String.valueOf(e.getMessage()));
                files.clear();
            }
        });
        return files;
    }

    /**
     * What a file holds that a program is given.
     *
     * @throws IllegalArgumentException when it is not there, too large, or no text
     */
    public static String content(Path file, String name) {
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException("there is no file " + name);
        }
        try {
            long size = Files.size(file);
            if (size > ProgramScenario.MAX_INPUT) {
                throw new IllegalArgumentException(
                        "the file " + name + " has " + size + " bytes, and what a program is given" + " at most "
                                + ProgramScenario.MAX_INPUT + ": put it beside the program's own files");
            }
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "the file " + name + " can't be read as UTF-8 text: " + e.getMessage()
                            + "; put other data beside the program's own files",
                    e);
        }
    }
}
