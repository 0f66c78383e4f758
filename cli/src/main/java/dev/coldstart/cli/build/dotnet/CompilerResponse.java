package dev.coldstart.cli.build.dotnet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What .NET's compiler of native code was told, from the response file that the SDK writes for it among the intermediate
 * files: native code has its runtime's settings compiled in, and no {@code runtimeconfig.json} that would show them.
 */
final class CompilerResponse {

    private static final String KNOB = "--runtimeknob:";
    private static final String TRACES = "--initassembly:System.Private.StackTraceMetadata";

    /** The one setting that is told by an assembly that is there or not; named as the property. */
    private static final String STACK_TRACES = "StackTraceSupport";

    private static final int DEEPEST = 8;

    private CompilerResponse() {}

    /**
     * The settings that an app was compiled with, by the names of {@code runtimeconfig.json}.
     *
     * @param work where the build's intermediate files are
     * @param name the project's
     * @return empty where nothing native was compiled, or nobody can say with what
     */
    static Optional<SortedMap<String, String>> settings(Path work, String name) {
        if (!Files.isDirectory(work)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.walk(work, DEEPEST)) {
            Optional<Path> response =
                    files.filter(f -> f.endsWith(name + ".ilc.rsp")).findFirst();
            return response.isEmpty()
                    ? Optional.empty()
                    : Optional.of(settings(Files.readAllLines(response.get(), StandardCharsets.UTF_8)));
        } catch (IOException | UncheckedIOException e) {
            // It is known or not; the build is as it is.
            return Optional.empty();
        }
    }

    private static SortedMap<String, String> settings(List<String> lines) {
        SortedMap<String, String> settings = new TreeMap<>();
        for (String line : lines) {
            int equals = line.indexOf('=');
            if (line.startsWith(KNOB) && equals > 0) {
                settings.put(line.substring(KNOB.length(), equals), line.substring(equals + 1));
            }
        }
        settings.put(STACK_TRACES, Boolean.toString(lines.contains(TRACES)));
        return settings;
    }
}
