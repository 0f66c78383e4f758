package dev.coldstart.cli.build.dotnet;

import dev.coldstart.core.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * The lock files of a build's restore: what a project has in its sources, and the copy that NuGet wrote in place of it, both
 * in the project's folder of intermediate files.
 */
final class LockFiles {

    /** NuGet's. */
    static final String WRITTEN = "packages.lock.json";

    /** As it is in the sources. */
    static final String GIVEN = "packages.lock.given.json";

    private static final int DEPTH = 2;
    private static final int TOLD = 3;

    private LockFiles() {}

    /**
     * Compares them.
     *
     * @param intermediate the folder with one folder for each project
     * @return the packages of which another version or content was taken than is locked, for people; empty where there is none
     */
    static Optional<String> differences(Path intermediate) throws IOException {
        List<String> differences = new ArrayList<>();
        try (Stream<Path> all = Files.walk(intermediate, DEPTH)) {
            for (Path given : all.filter(f -> f.endsWith(GIVEN)).sorted().toList()) {
                compare(read(given), read(given.resolveSibling(WRITTEN)), differences);
            }
        } catch (JacksonException e) {
            return Optional.of("a lock file that can't be read: " + e.getOriginalMessage());
        }
        List<String> once = differences.stream().distinct().toList();
        return once.isEmpty()
                ? Optional.empty()
                : Optional.of(String.join("; ", once.subList(0, Math.min(TOLD, once.size())))
                        + (once.size() > TOLD ? " (and " + (once.size() - TOLD) + " more)" : ""));
    }

    private static JsonNode read(Path file) throws IOException {
        return Json.line().readTree(Files.readString(file)).path("dependencies");
    }

    /** What the other has more of is for another system or form. */
    private static void compare(JsonNode given, JsonNode written, List<String> into) {
        for (Map.Entry<String, JsonNode> framework : given.properties()) {
            JsonNode taken = written.path(framework.getKey());
            for (Map.Entry<String, JsonNode> locked : framework.getValue().properties()) {
                String name = locked.getKey();
                JsonNode other = taken.path(name);
                String was = version(locked.getValue());
                if (!other.isMissingNode() && !was.isEmpty()) {
                    if (!was.equals(version(other))) {
                        into.add(name + " " + version(other) + " in place of " + was);
                    } else if (!locked.getValue().path("contentHash").equals(other.path("contentHash"))) {
                        into.add(name + " " + was + " with other content");
                    }
                }
            }
        }
    }

    /** Projects have none. */
    private static String version(JsonNode entry) {
        return entry.path("resolved").asString("");
    }
}
