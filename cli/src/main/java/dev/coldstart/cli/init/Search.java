package dev.coldstart.cli.init;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/** Finds the apps in a repository. */
final class Search {

    private static final int MAX_DEPTH = 6;
    private static final int DIRECTIVES = 40;
    private static final long MAX_BYTES = 1 << 18;
    private static final Set<String> SKIPPED = Set.of("bin", "obj", "target", "build", "out", "node_modules");

    private final Path repository;
    private final List<App> apps = new ArrayList<>();

    private final List<Path> gradle = new ArrayList<>();
    private final List<Unfit> unfit = new ArrayList<>();

    /**
     * A program that was found and can't be measured.
     *
     * @param why the end of a sentence that begins with its path
     */
    record Unfit(Path path, String why) {

        String sentence() {
            return path + " " + why;
        }
    }

    Search(Path repository) {
        this.repository = repository;
    }

    /** Sorted by path; jars only when there is nothing else. */
    List<App> apps() throws IOException {
        Files.walkFileTree(repository, EnumSet.noneOf(java.nio.file.FileVisitOption.class), MAX_DEPTH, new Visitor());
        List<App> projects = apps.stream().filter(a -> a.kind() != App.Kind.JAR).toList();
        return (projects.isEmpty() ? apps : projects)
                .stream().sorted(Comparator.comparing(App::path)).toList();
    }

    /** A jar that a build left where no one looks for sources. */
    Optional<App> jar(Path path) {
        Path file = repository.resolve(path);
        String name = String.valueOf(file.getFileName());
        return name.endsWith(".jar") && Files.isRegularFile(file) && isRunnable(file)
                ? Optional.of(new App(App.Kind.JAR, relative(file), name.replaceFirst("\\.jar$", ""), List.of()))
                : Optional.empty();
    }

    /** Build files of Gradle that were met while apps were looked for. */
    List<Path> gradle() {
        return gradle.stream().sorted().toList();
    }

    /** Programs that were met and can't be measured. */
    List<Unfit> unfit() {
        return unfit.stream().sorted(Comparator.comparing(Unfit::path)).toList();
    }

    private final class Visitor extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
            String name = String.valueOf(dir.getFileName());
            boolean skip = !dir.equals(repository) && (SKIPPED.contains(name) || name.startsWith("."));
            return skip ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            String name = String.valueOf(file.getFileName());
            if (!attributes.isRegularFile()) {
                return FileVisitResult.CONTINUE;
            }
            if (name.matches(".*\\.(cs|fs|vb)proj")) {
                dotnet(file);
            } else if (name.endsWith(".cs") && attributes.size() < MAX_BYTES) {
                fileBased(file);
            } else if (name.equals("pom.xml")) {
                maven(file).ifPresent(apps::add);
            } else if (name.matches("build\\.gradle(\\.kts)?")) {
                gradle.add(relative(file));
            } else if (name.endsWith(".jar") && isRunnable(file)) {
                apps.add(new App(App.Kind.JAR, relative(file), name.replaceFirst("\\.jar$", ""), List.of()));
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) {
            // A folder that this user may not read holds no app that this user could build.
            return FileVisitResult.CONTINUE;
        }
    }

    private void dotnet(Path file) {
        DotNetProject.read(file, repository)
                .filter(DotNetProject::isProgram)
                .ifPresent(project -> project.unfit()
                        .ifPresentOrElse(
                                why -> unfit.add(new Unfit(relative(file), why)),
                                () -> apps.add(new App(
                                        project.kind(),
                                        relative(file),
                                        String.valueOf(file.getFileName()).replaceFirst("\\.\\w+proj$", ""),
                                        project.frameworks(),
                                        project.libraries()))));
    }

    /** A program without a project; the SDK runs it from 10.0 on. */
    private void fileBased(Path file) {
        try (Stream<String> lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
            boolean program = lines.limit(DIRECTIVES)
                    .anyMatch(line -> line.matches("#:(sdk|package|property|project)\\b.*|#!.*\\bdotnet\\b.*"));
            if (program) {
                unfit.add(new Unfit(
                        relative(file),
                        "is a file-based app, and coldstart builds projects: dotnet project convert "
                                + file.getFileName() + " makes one of it"));
            }
        } catch (IOException | UncheckedIOException e) {
            // What can't be read is no app that this user could build.
        }
    }

    private Optional<App> maven(Path file) {
        return Project.read(file).flatMap(project -> {
            Set<String> libraries = new HashSet<>(project.texts("artifactId"));
            libraries.addAll(project.texts("groupId"));
            Optional<App.Kind> kind = kind(project, libraries);
            String name = project.child("artifactId").orElse("app");
            // A parent only configures the plugin for its modules.
            boolean parent = project.child("packaging").filter("pom"::equals).isPresent();
            return parent
                    ? Optional.empty()
                    : kind.map(k -> new App(k, relative(file), name, versions(project, k), libraries));
        });
    }

    /** What decides between ways of packaging. */
    private static List<String> versions(Project project, App.Kind kind) {
        return kind == App.Kind.QUARKUS
                ? project.texts("quarkus.platform.version").stream().toList()
                : List.of();
    }

    private static Optional<App.Kind> kind(Project project, Set<String> libraries) {
        boolean hasMain = !project.texts("mainClass").isEmpty()
                || !project.texts("exec.mainClass").isEmpty();
        if (libraries.contains("quarkus-maven-plugin")) {
            return Optional.of(App.Kind.QUARKUS);
        } else if (libraries.contains("spring-boot-maven-plugin")) {
            return Optional.of(App.Kind.SPRING_BOOT);
        } else if (libraries.contains("micronaut-maven-plugin")) {
            return Optional.of(App.Kind.MICRONAUT);
        } else if (libraries.contains("io.helidon.applications")) {
            return Optional.of(App.Kind.HELIDON);
        } else if (libraries.contains("dropwizard-core") && hasMain) {
            return Optional.of(App.Kind.DROPWIZARD);
        }
        return hasMain ? Optional.of(App.Kind.MAVEN) : Optional.empty();
    }

    private static boolean isRunnable(Path file) {
        try (JarFile jar = new JarFile(file.toFile(), false)) {
            Manifest manifest = jar.getManifest();
            return manifest != null && manifest.getMainAttributes().containsKey(Attributes.Name.MAIN_CLASS);
        } catch (IOException e) {
            return false;
        }
    }

    private Path relative(Path file) {
        return repository.relativize(file);
    }
}
