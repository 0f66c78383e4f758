package dev.coldstart.cli.build;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.regex.Pattern;

/** Builds a Maven project's runnable jar, as its own repository would: a module with the modules that it needs. */
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

    /** The one jar that can be started. */
    Path jar() throws BuildFailedException, IOException {
        Path target = folder().resolve("target");
        List<Path> all = new ArrayList<>();
        List<Path> runnable = new ArrayList<>();
        for (Path file : Files.isDirectory(target) ? FileTrees.files(target) : List.<Path>of()) {
            boolean top = target.equals(file.getParent()) && file.toString().endsWith(".jar");
            if (!top && !target.relativize(file).toString().equals(QUARKUS)) {
                continue;
            }
            all.add(file);
            if (!ASIDE.matcher(String.valueOf(file.getFileName())).matches()
                    && JarManifest.of(file).containsKey(Attributes.Name.MAIN_CLASS)) {
                runnable.add(file);
            }
        }
        if (runnable.size() == 1) {
            return runnable.getFirst();
        }
        throw new BuildFailedException(runnable.isEmpty() ? noneRunnable(target, all) : several(target, runnable));
    }

    private static String several(Path target, List<Path> jars) {
        return "there are several runnable jars in " + target + ": "
                + String.join(
                        ", ",
                        jars.stream().map(j -> target.relativize(j).toString()).toList())
                + ": name the one to start with build.jar";
    }

    private static String noneRunnable(Path target, List<Path> jars) {
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
