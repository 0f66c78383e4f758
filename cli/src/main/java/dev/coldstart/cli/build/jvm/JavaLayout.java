package dev.coldstart.cli.build.jvm;

import dev.coldstart.cli.build.tool.BuildFailedException;
import dev.coldstart.cli.build.tool.BuildRun;
import dev.coldstart.cli.build.tool.FileTrees;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.jar.Attributes;

/** Puts a runnable jar into a folder with all that it needs there, each thing where the jar looks for it. */
final class JavaLayout {

    /** The name of the jar in a published folder, unless the app is a folder of files that know each other by name. */
    static final String JAR = "app.jar";

    private final Path from;
    private final Path to;
    private final BuildRun run;
    private final Set<Path> seen = new HashSet<>();

    private JavaLayout(Path from, Path to, BuildRun run) {
        this.from = from;
        this.to = to;
        this.run = run;
    }

    /** Whether it is a web archive, which its build may have made to start by itself. */
    static boolean isWar(Path file) {
        return file.toString().endsWith(".war");
    }

    /** Copies it. */
    static void copy(Path jar, Path to, BuildRun run) throws BuildFailedException, IOException {
        Path from = Optional.ofNullable(jar.toAbsolutePath().normalize().getParent())
                .orElseThrow();
        if (Files.isDirectory(from.resolve("quarkus"))
                && Files.isDirectory(from.resolve("lib"))
                && jar.endsWith("quarkus-run.jar")) {
            // Its loader reads the folder by itself: the manifest names a part of it.
            FileTrees.copy(from, to);
            return;
        }
        Files.createDirectories(to);
        Files.copy(jar, to.resolve(JAR));
        new JavaLayout(from, to, run).libraries(jar.toAbsolutePath().normalize());
    }

    /** What a manifest names are URLs relative to its jar, and theirs in turn; see the specification of JAR files. */
    private void libraries(Path jar) throws BuildFailedException, IOException {
        String classPath = Optional.ofNullable(JarManifest.of(jar).getValue(Attributes.Name.CLASS_PATH))
                .orElse("");
        for (String entry : classPath.strip().split("\\s+")) {
            Optional<Path> named = entry.isEmpty() ? Optional.empty() : file(jar, entry);
            if (named.isPresent() && Files.exists(named.get()) && seen.add(named.get())) {
                library(jar, entry, named.get());
            }
        }
    }

    private Optional<Path> file(Path jar, String entry) {
        try {
            URI uri = jar.toUri().resolve(new URI(entry));
            if ("file".equalsIgnoreCase(uri.getScheme())) {
                return Optional.of(
                        Path.of(URI.create("file://" + uri.getRawPath())).normalize());
            }
        } catch (URISyntaxException | IllegalArgumentException | FileSystemNotFoundException e) {
            // As any other that is no file: the JVM passes over it too.
        }
        run.note("the manifest of " + jar.getFileName() + " names " + entry
                + " in its Class-Path, which is no file: it was left out");
        return Optional.empty();
    }

    private void library(Path jar, String entry, Path library) throws BuildFailedException, IOException {
        boolean absolute = entry.startsWith("/") || entry.matches("[A-Za-z][A-Za-z0-9+.-]*:.*");
        if (from.startsWith(library)) {
            run.note("the manifest of " + jar.getFileName() + " names the jar's own folder in its Class-Path (" + entry
                    + "): of what lies there, only what build.files names goes along");
            return;
        }
        if (absolute || !library.startsWith(from)) {
            throw new BuildFailedException("the manifest of " + jar + " names "
                    + (absolute ? "a library by its place on this machine, " : "a library outside its folder, ") + entry
                    + ": build a jar that has all of them beside it or below");
        }
        Path target = to.resolve(from.relativize(library).toString());
        Files.createDirectories(Optional.ofNullable(target.getParent()).orElseThrow());
        if (Files.isDirectory(library)) {
            FileTrees.copy(library, target);
        } else {
            // A link would lead back to this machine.
            Files.copy(library, target, java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
            if (library.toString().endsWith(".jar")) {
                libraries(library);
            }
        }
    }

    /** Copies what the configuration names, to the places that it has beside the configuration. */
    static void files(List<Path> files, Path dir, Path to) throws BuildFailedException, IOException {
        for (Path file : files) {
            Path place = dir.toAbsolutePath().normalize().relativize(file);
            Path target = to.resolve(place.toString());
            if (!Files.exists(file)) {
                throw new BuildFailedException("there is no " + file + ": correct build.files");
            }
            if (Files.exists(target) && !Files.isDirectory(target)) {
                throw new BuildFailedException(
                        "build.files names " + place + ", and the app has a file of that name already");
            }
            Files.createDirectories(Optional.ofNullable(target.getParent()).orElseThrow());
            FileTrees.copy(file, target);
        }
    }
}
