package dev.coldstart.cli.build.jvm;

import dev.coldstart.cli.build.tool.BuildFailedException;
import dev.coldstart.cli.build.tool.BuildRun;
import dev.coldstart.cli.build.tool.FileTrees;
import dev.coldstart.cli.build.tool.Tools;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Builds a Maven project's runnable jar or war, as its own repository would: a module with the modules that it needs. */
record MavenBuild(Tools tools, Path pom) {

    private static final Pattern COMMENT = Pattern.compile("(?s)<!--.*?-->");
    private static final Pattern MODULE = Pattern.compile("<(?:module|subproject)>\\s*([^<]+?)\\s*</");
    private static final String QUARKUS = "quarkus-app/quarkus-run.jar";

    /** Jars that no one starts: what others make of a build beside the app. */
    private static final Pattern ASIDE =
            Pattern.compile("original-.*|.*-(sources|javadoc|tests|test-sources|plain)\\.jar");

    /** Runs Maven. */
    void run(Map<String, String> properties, BuildRun run) throws BuildFailedException, InterruptedException {
        Path folder = folder();
        Path root = reactor(folder);
        List<String> words = new ArrayList<>(maven(folder, root));
        words.addAll(List.of("-B", "-Dstyle.color=never", "-DskipTests"));
        new TreeMap<>(properties).forEach((name, value) -> words.add("-D" + name + "=" + value));
        if (root.equals(folder)) {
            words.addAll(List.of("-f", pom.toString()));
        } else {
            // Its siblings are in no repository yet.
            words.addAll(List.of(
                    "-f",
                    root.resolve("pom.xml").toString(),
                    "-pl",
                    root.relativize(folder).toString(),
                    "-am"));
        }
        words.add("package");
        run.run(words, root, Map.of("JAVA_HOME", tools.jdk().toString()));
    }

    /** When each jar that can be started was written: what {@link #jar} tells a build's own from older ones by. */
    Map<Path, FileTime> written() throws BuildFailedException, IOException {
        Map<Path, FileTime> times = new HashMap<>();
        for (Path jar : runnable(jars())) {
            times.put(jar, Files.getLastModifiedTime(jar));
        }
        return times;
    }

    /**
     * The one jar that can be started. Of several the one that the build wrote: a target folder keeps those of another
     * version, and of another packaging.
     *
     * @param before {@link #written} before the build
     */
    Path jar(Map<Path, FileTime> before) throws BuildFailedException, IOException {
        List<Path> all = jars();
        List<Path> runnable = runnable(all);
        List<Path> now = new ArrayList<>();
        for (Path jar : runnable) {
            if (!Files.getLastModifiedTime(jar).equals(before.get(jar))) {
                now.add(jar);
            }
        }
        List<Path> candidates = now.isEmpty() ? runnable : now;
        if (candidates.size() == 1) {
            return candidates.getFirst();
        }
        throw new BuildFailedException(
                candidates.isEmpty() ? noneRunnable(target(), all) : several(target(), candidates));
    }

    private Path target() {
        return folder().resolve("target");
    }

    private List<Path> jars() throws BuildFailedException, IOException {
        Path target = target();
        List<Path> files = Files.isDirectory(target) ? FileTrees.files(target) : List.of();
        return files.stream()
                .filter(file ->
                        (target.equals(file.getParent()) && file.toString().matches(".*\\.[jw]ar"))
                                || target.relativize(file).toString().equals(QUARKUS))
                .toList();
    }

    private static List<Path> runnable(List<Path> jars) throws BuildFailedException, IOException {
        List<Path> runnable = new ArrayList<>();
        for (Path jar : jars) {
            if (!ASIDE.matcher(String.valueOf(jar.getFileName())).matches() && JarManifest.canStart(jar)) {
                runnable.add(jar);
            }
        }
        return runnable;
    }

    private static String several(Path target, List<Path> jars) {
        return "there are several runnable jars in " + target + ": "
                + String.join(
                        ", ",
                        jars.stream().map(j -> target.relativize(j).toString()).toList())
                + ": name the one to start with build.jar";
    }

    private static String noneRunnable(Path target, List<Path> jars) {
        if (!jars.isEmpty() && jars.stream().allMatch(JavaLayout::isWar)) {
            return "the war in " + target
                    + " can't be started by java -jar, as it has no Main-Class in its manifest: such a"
                    + " one is for an application server, which coldstart does not run. Let the build make one that starts by"
                    + " itself (spring-boot-maven-plugin with its goal repackage), or name a jar with build.jar";
        }
        return jars.isEmpty()
                ? "there is no jar in " + target
                        + ": is it the pom of the app's own module? If the jar is elsewhere, name it"
                        + " with build.jar"
                : "no jar in " + target + " can be started by java -jar, as none has a Main-Class in its manifest: "
                        + String.join(
                                ", ",
                                jars.stream()
                                        .map(j -> target.relativize(j).toString())
                                        .toList())
                        + "; let Maven make one that can (maven-jar-plugin with mainClass and addClasspath and the libraries"
                        + " beside it, or maven-shade-plugin), or name the jar with build.jar";
    }

    private Path folder() {
        return Optional.ofNullable(pom.toAbsolutePath().normalize().getParent()).orElseThrow();
    }

    /** The outermost folder whose pom names this one as a module, or names one that does. */
    static Path reactor(Path folder) {
        Path root = folder;
        Optional<Path> above = Optional.ofNullable(folder.getParent());
        while (above.isPresent()) {
            if (modules(above.get()).contains(root)) {
                root = above.get();
            }
            above = Files.exists(above.get().resolve(".git"))
                    ? Optional.empty()
                    : Optional.ofNullable(above.get().getParent());
        }
        return root;
    }

    private static List<Path> modules(Path folder) {
        Path pom = folder.resolve("pom.xml");
        if (!Files.isRegularFile(pom)) {
            return List.of();
        }
        try {
            String text = new String(Files.readAllBytes(pom), StandardCharsets.UTF_8);
            return MODULE.matcher(COMMENT.matcher(text).replaceAll(""))
                    .results()
                    .map(m -> folder.resolve(m.group(1)).normalize())
                    .map(m -> m.toString().endsWith(".xml")
                            ? Optional.ofNullable(m.getParent()).orElse(m)
                            : m)
                    .toList();
        } catch (IOException | java.nio.file.InvalidPathException e) {
            return List.of();
        }
    }

    private List<String> maven(Path folder, Path root) throws BuildFailedException {
        for (Path dir : List.of(folder, root)) {
            Path wrapper = dir.resolve("mvnw");
            if (Files.isExecutable(wrapper)) {
                return List.of(wrapper.toString());
            }
            if (Files.isRegularFile(wrapper)) {
                // Its executable bit gets lost in archives and on Windows.
                return List.of("sh", wrapper.toString());
            }
        }
        return List.of(tools.onPath("mvn")
                .map(Path::toString)
                .orElseThrow(() -> new BuildFailedException(
                        "mvn is not on the PATH and there is no mvnw: install Maven, or name the jar with build.jar")));
    }
}
