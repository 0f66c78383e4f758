package dev.coldstart.cli.build.jvm;

import dev.coldstart.cli.build.tool.BuildFailedException;
import dev.coldstart.cli.build.tool.BuildRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.regex.Pattern;

/** A jar whose libraries are jars in it, as Spring Boot makes it, with a class loader of its own. */
record NestedJar(Path jar) {

    private static final Pattern LIBRARY = Pattern.compile("(BOOT|WEB)-INF/lib/.*\\.jar");
    private static final Pattern TOOLS = Pattern.compile("(BOOT|WEB)-INF/lib/spring-boot-jarmode-tools-.*\\.jar");

    /** Whether it is one. */
    boolean isOne() throws BuildFailedException {
        return has(LIBRARY);
    }

    /** Whether it can unpack itself: Spring Boot 3.3 and later, unless it was told not to. */
    boolean canExtract() throws BuildFailedException {
        return has(TOOLS);
    }

    /** Unpacks it into a folder: a jar of the same name, and its libraries in {@code lib}. */
    void extract(Path java, Path to, BuildRun run) throws BuildFailedException, InterruptedException {
        run.run(
                List.of(
                        java.toString(),
                        "-Djarmode=tools",
                        "-jar",
                        jar.toString(),
                        "extract",
                        "--destination",
                        to.toString()),
                Map.of());
    }

    private boolean has(Pattern entry) throws BuildFailedException {
        try (JarFile file = new JarFile(jar.toFile(), false)) {
            return file.stream().anyMatch(e -> entry.matcher(e.getName()).matches());
        } catch (IOException e) {
            throw new BuildFailedException("can't read " + jar + ": " + e.getMessage());
        }
    }
}
