package dev.coldstart.cli.init;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/** Finds the apps in a repository. */
final class Search {

    private static final int MAX_DEPTH = 6;
    private static final Set<String> SKIPPED = Set.of("bin", "obj", "target", "build", "out", "node_modules");

    private final Path repository;
    private final List<App> apps = new ArrayList<>();

    private final List<Path> gradle = new ArrayList<>();

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
                dotnet(file).ifPresent(apps::add);
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

    private Optional<App> dotnet(Path file) {
        return Project.read(file).flatMap(project -> {
            boolean web = project.attribute("Sdk").startsWith("Microsoft.NET.Sdk.Web");
            boolean program = project.text("OutputType")
                    .filter(t -> t.equalsIgnoreCase("exe"))
                    .isPresent();
            boolean test = project.text("IsTestProject")
                            .filter(t -> t.equalsIgnoreCase("true"))
                            .isPresent()
                    || project.includes("PackageReference").contains("Microsoft.NET.Test.Sdk");
            if (test || (!web && !program)) {
                return Optional.empty();
            }
            List<String> frameworks = project.text("TargetFrameworks")
                    .or(() -> project.text("TargetFramework"))
                    .map(t -> Arrays.stream(t.split(";"))
                            .map(String::strip)
                            .filter(f -> f.matches("net[0-9].*"))
                            .toList())
                    .orElse(List.of());
            String name = String.valueOf(file.getFileName()).replaceFirst("\\.\\w+proj$", "");
            return Optional.of(new App(web ? App.Kind.ASP_NET : App.Kind.DOTNET, relative(file), name, frameworks));
        });
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
