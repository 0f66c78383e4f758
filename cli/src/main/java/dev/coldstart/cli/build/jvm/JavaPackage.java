package dev.coldstart.cli.build.jvm;

import dev.coldstart.artifact.folder.FileTree;
import dev.coldstart.cli.build.tool.BuildFailedException;
import dev.coldstart.cli.build.tool.BuildRun;
import dev.coldstart.cli.build.tool.FileTrees;
import dev.coldstart.cli.build.tool.Tools;
import dev.coldstart.cli.config.Config;
import dev.coldstart.cli.config.Toolchain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The runnable jar with its libraries, and a Java runtime linked from the JDK in use: made once and shared by all forms that
 * are built with the same properties. Its time counts in full for each form, since each would need it.
 */
public final class JavaPackage {

    /** An AOT cache may be tied to the age of its jars: all are of one age, in the whole seconds that an image keeps. */
    static final Instant TIME = Instant.parse("2020-01-01T00:00:00Z");

    static final String RUNTIME = "jre";

    private final Tools tools;
    private final Config config;
    private final Path dir;
    private final Map<String, Made> made = new HashMap<>();

    private record Made(BuildRun run, Optional<BuildFailedException> failure) {}

    private interface Step {
        void make(BuildRun run) throws BuildFailedException, InterruptedException, IOException;
    }

    public JavaPackage(Tools tools, Config config, Path dir) {
        this.tools = tools;
        this.config = config;
        this.dir = dir;
    }

    /** Copies jar, libraries and further files into a folder. */
    void appInto(Path folder, Map<String, String> properties, BuildRun run)
            throws BuildFailedException, InterruptedException, IOException {
        Toolchain.Java java = toolchain();
        String name = properties.isEmpty() ? "app" : "app-" + Integer.toHexString(properties.hashCode());
        Path app = dir.resolve(name);
        make(name, run, step -> {
            Path jar = jar(java, properties, step);
            JavaLayout.copy(jar, app, step);
            if (JavaLayout.isWar(jar)) {
                step.note(
                        "the war is started under the name " + JavaLayout.JAR + ", by which an embedded server does not"
                                + " take it for one: it serves no files of the war's own root (src/main/webapp)");
            }
            JavaLayout.files(java.files(), config.dir(), app);
            FileTrees.date(app, TIME);
        });
        FileTrees.copy(app, folder);
    }

    /** Copies the Java runtime into a folder. */
    void runtimeInto(Path folder, BuildRun run) throws BuildFailedException, InterruptedException, IOException {
        Path runtime = dir.resolve(RUNTIME);
        make(RUNTIME, run, step -> {
            new LinkedRuntime(tools, toolchain().modules()).into(runtime, step);
            FileTrees.date(runtime, TIME);
        });
        FileTrees.copy(runtime, folder.resolve(RUNTIME));
    }

    /** Unpacks a nested jar with the launcher that it brings. */
    void extract(Path jar, Path to, BuildRun run) throws BuildFailedException, InterruptedException {
        new NestedJar(jar).extract(tools.jdk().resolve("bin/java"), to, run);
    }

    private Toolchain.Java toolchain() {
        return (Toolchain.Java) config.build().toolchain();
    }

    /** Makes it where it is not made yet, and puts what that took and said into the form's own build. */
    private void make(String name, BuildRun run, Step step)
            throws BuildFailedException, InterruptedException, IOException {
        Made current = made.get(name);
        if (current == null) {
            current = makeNow(name, run, step);
            made.put(name, current);
        }
        run.include(current.run());
        if (current.failure().isPresent()) {
            throw current.failure().get();
        }
    }

    private Made makeNow(String name, BuildRun asker, Step step) throws InterruptedException, IOException {
        FileTree.delete(dir.resolve(name));
        Files.createDirectories(dir);
        try (BuildRun run = new BuildRun(
                dir.resolve(name + ".log"), config.dir(), tools, config.build().deadline(), asker::heard)) {
            try {
                tools.jdk();
                step.make(run);
                return new Made(run, Optional.empty());
            } catch (BuildFailedException e) {
                return new Made(run, Optional.of(e));
            }
        }
    }

    private Path jar(Toolchain.Java java, Map<String, String> properties, BuildRun run)
            throws BuildFailedException, InterruptedException, IOException {
        if (java.pom().isPresent()) {
            MavenBuild maven = new MavenBuild(tools, java.pom().get());
            Map<Path, FileTime> before = maven.written();
            maven.run(properties, run);
            if (java.jar().isEmpty()) {
                return maven.jar(before);
            }
        } else if (!properties.isEmpty()) {
            throw new BuildFailedException("properties are for Maven, and build.jar names a jar that is there already");
        }
        Path jar = java.jar().orElseThrow();
        if (!Files.isRegularFile(jar)) {
            throw new BuildFailedException("there is no " + jar + ": correct build.jar");
        }
        if (config.command().isEmpty() && !JarManifest.canStart(jar)) {
            throw new BuildFailedException(
                    jar + " can't be started by java -jar, as it has no Main-Class in its manifest:"
                            + " name the jar of an app with build.jar, or say with run.command how it is started, such as java -cp"
                            + " app.jar CLASS");
        }
        return jar;
    }
}
