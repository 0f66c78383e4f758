package dev.coldstart.cli.build;

import dev.coldstart.cli.config.Config;
import dev.coldstart.cli.config.Toolchain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/**
 * The runnable jar with its libraries, and a Java runtime linked from the JDK in use: made once and shared by all forms. Its time counts in full for each form,
 * since each would need it.
 */
final class JavaPackage {

    /** The name of the jar in every published folder. */
    static final String JAR = "app.jar";

    /** An AOT cache may be tied to the age of its jars: all are of one age, in the whole seconds that an image keeps. */
    static final Instant TIME = Instant.parse("2020-01-01T00:00:00Z");

    private final Tools tools;
    private final Config config;
    private final Path dir;
    private @Nullable Made made;

    private record Made(BuildRun run, Optional<BuildFailedException> failure) {}

    JavaPackage(Tools tools, Config config, Path dir) {
        this.tools = tools;
        this.config = config;
        this.dir = dir;
    }

    /** Copies jar and libraries into a folder. */
    void appInto(Path folder, Toolchain.Java java, BuildRun run)
            throws BuildFailedException, InterruptedException, IOException {
        make(java, run);
        FileTrees.copy(dir.resolve("app"), folder);
    }

    /** Copies jar, libraries and the Java runtime into a folder. */
    void withRuntimeInto(Path folder, Toolchain.Java java, BuildRun run)
            throws BuildFailedException, InterruptedException, IOException {
        appInto(folder, java, run);
        FileTrees.copy(dir.resolve("jre"), folder.resolve("jre"));
    }

    /** Makes it where it is not made yet, and puts what that took and said into the form's own build. */
    private void make(Toolchain.Java java, BuildRun run)
            throws BuildFailedException, InterruptedException, IOException {
        Made current = made;
        if (current == null) {
            current = makeNow(java, run);
            made = current;
        }
        run.include(current.run());
        if (current.failure().isPresent()) {
            throw current.failure().get();
        }
    }

    private Made makeNow(Toolchain.Java java, BuildRun asker) throws InterruptedException, IOException {
        FileTrees.delete(dir);
        Files.createDirectories(dir);
        try (BuildRun run = new BuildRun(
                dir.resolve("build.log"), config.dir(), tools, config.build().deadline(), asker::heard)) {
            try {
                tools.jdk();
                Path jar = jar(java, run);
                copyWithLibraries(jar, dir.resolve("app"));
                FileTrees.date(dir.resolve("app"), TIME);
                link(java, run);
                FileTrees.date(dir.resolve("jre"), TIME);
                return new Made(run, Optional.empty());
            } catch (BuildFailedException e) {
                return new Made(run, Optional.of(e));
            }
        }
    }

    private Path jar(Toolchain.Java java, BuildRun run) throws BuildFailedException, InterruptedException, IOException {
        if (java.pom().isPresent()) {
            Path pom = java.pom().get();
            Path folder = Optional.ofNullable(pom.getParent()).orElseThrow();
            run.run(
                    List.of(maven(folder), "-B", "-Dstyle.color=never", "-DskipTests", "-f", pom.toString(), "package"),
                    folder,
                    Map.of("JAVA_HOME", tools.jdk().toString()));
            if (java.jar().isEmpty()) {
                return onlyJar(folder.resolve("target"));
            }
        }
        Path jar = java.jar().orElseThrow();
        if (!Files.isRegularFile(jar)) {
            throw new BuildFailedException("there is no " + jar + ": correct build.jar");
        }
        return jar;
    }

    private void link(Toolchain.Java java, BuildRun run) throws BuildFailedException, InterruptedException {
        run.run(
                List.of(
                        tools.jdk().resolve("bin/jlink").toString(),
                        "--add-modules",
                        String.join(",", java.modules()),
                        "--strip-debug",
                        "--no-header-files",
                        "--no-man-pages",
                        // The archive that every JDK ships: without it the runtime would start slower than a JDK does.
                        "--generate-cds-archive",
                        "--output",
                        dir.resolve("jre").toString()),
                Map.of());
    }

    private String maven(Path folder) throws BuildFailedException {
        Path wrapper = folder.resolve("mvnw");
        if (Files.isExecutable(wrapper)) {
            return wrapper.toString();
        }
        return tools.onPath("mvn")
                .map(Path::toString)
                .orElseThrow(() -> new BuildFailedException(
                        "mvn is not on the PATH and there is no mvnw: install Maven, or name the jar with build.jar"));
    }

    private static Path onlyJar(Path target) throws BuildFailedException, IOException {
        List<Path> jars = new ArrayList<>();
        for (Path file : Files.isDirectory(target) ? FileTrees.files(target) : List.<Path>of()) {
            if (target.equals(file.getParent())
                    && file.toString().endsWith(".jar")
                    && manifest(file).containsKey(Attributes.Name.MAIN_CLASS)) {
                jars.add(file);
            }
        }
        if (jars.size() != 1) {
            throw new BuildFailedException((jars.isEmpty()
                            ? "there is no runnable jar in " + target
                            : "there are several runnable jars: " + jars)
                    + ": name it with build.jar");
        }
        return jars.getFirst();
    }

    /** The jar's manifest names its libraries relative to it, and they keep their places. */
    private static void copyWithLibraries(Path jar, Path to) throws BuildFailedException, IOException {
        Files.createDirectories(to);
        Files.copy(jar, to.resolve(JAR));
        Path from = Optional.ofNullable(jar.toAbsolutePath().getParent()).orElseThrow();
        String classPath = Optional.ofNullable(manifest(jar).getValue(Attributes.Name.CLASS_PATH))
                .orElse("");
        for (String entry : classPath.split(" ")) {
            Path library = from.resolve(entry).normalize();
            Path target = to.resolve(entry).normalize();
            if (entry.isBlank() || !Files.exists(library)) {
                continue;
            }
            if (!target.startsWith(to)) {
                throw new BuildFailedException(jar + " has a library outside its folder, " + entry
                        + ": build one that has all of them beside it");
            }
            Files.createDirectories(Optional.ofNullable(target.getParent()).orElseThrow());
            FileTrees.copy(library, target);
        }
    }

    private static Attributes manifest(Path jar) throws BuildFailedException {
        try (JarFile file = new JarFile(jar.toFile(), false)) {
            Manifest manifest = file.getManifest();
            return manifest == null ? new Attributes() : manifest.getMainAttributes();
        } catch (IOException e) {
            throw new BuildFailedException("can't read " + jar + ": " + e.getMessage());
        }
    }
}
