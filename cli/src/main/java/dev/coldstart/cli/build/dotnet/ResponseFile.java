package dev.coldstart.cli.build.dotnet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The {@code Directory.Build.rsp} of a project: switches that MSBuild adds to each of its command lines. Those that write a log
 * would leave it in the sources, and a command line can't take them back, so the others are handed on in their place.
 */
final class ResponseFile {

    private static final String NAME = "Directory.Build.rsp";

    private static final Pattern WORD = Pattern.compile("(?:[^\\s\"]|\"[^\"]*\"?)+");
    private static final Pattern VARIABLE = Pattern.compile("%(?<name>\\w+)%");

    /** {@code -bl}, {@code -fl1}, {@code -dfl} and their like, with and without a value. */
    private static final Pattern WRITES = Pattern.compile(
            "(?i)[-/]{1,2}(?:bl|binaryLogger|fl[1-9]?|fileLogger[1-9]?|flp[1-9]?|fileLoggerParameters[1-9]?"
                    + "|dfl|distributedFileLogger|dl|distributedLogger|l|logger|pp|preprocess|ts|targets|profileEvaluation)(?::.*)?");

    private ResponseFile() {}

    /**
     * Words for a command line that builds the project: none where MSBuild may read the file itself.
     *
     * @param dir the project's folder
     */
    static List<String> words(Path dir, Map<String, String> environment) {
        Optional<Path> file = Stream.iterate(
                        Optional.of(dir.toAbsolutePath().normalize()),
                        Optional::isPresent,
                        d -> d.flatMap(p -> Optional.ofNullable(p.getParent())))
                .flatMap(Optional::stream)
                .map(d -> d.resolve(NAME))
                .filter(Files::isRegularFile)
                .findFirst();
        return file.map(f -> words(f, read(f), environment)).orElse(List.of());
    }

    private static List<String> words(Path file, List<String> lines, Map<String, String> environment) {
        List<String> all = new ArrayList<>();
        for (String line : lines) {
            if (!line.strip().startsWith("#")) {
                Matcher word = WORD.matcher(line);
                while (word.find()) {
                    all.add(expanded(word.group().replace("\"", ""), file, environment));
                }
            }
        }
        if (all.stream().noneMatch(word -> WRITES.matcher(word).matches())) {
            return List.of();
        }
        List<String> kept = new ArrayList<>(List.of("-noAutoResponse"));
        all.stream().filter(word -> !WRITES.matcher(word).matches()).forEach(kept::add);
        return kept;
    }

    private static String expanded(String word, Path file, Map<String, String> environment) {
        return VARIABLE.matcher(word).replaceAll(found -> {
            String name = found.group(1);
            String value = name.equals("MSBuildThisFileDirectory")
                    ? Optional.ofNullable(file.getParent()).map(p -> p + "/").orElse("")
                    : environment.getOrDefault(name, found.group());
            return Matcher.quoteReplacement(value);
        });
    }

    /** One that can't be read is MSBuild's to complain about. */
    private static List<String> read(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            return List.of();
        }
    }
}
