package dev.coldstart.cli.init;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * An app that was found.
 *
 * @param path of its project file or jar, relative to the repository
 * @param name for reports
 * @param frameworks target frameworks that its project names; none when it computes them
 */
record App(Kind kind, Path path, String name, List<String> frameworks) {

    /** What kinds of app are known. */
    enum Kind {
        ASP_NET("an ASP.NET Core app"),
        DOTNET("a .NET program"),
        SPRING_BOOT("a Spring Boot app"),
        QUARKUS("a Quarkus app"),
        MAVEN("a Maven project with a main class"),
        JAR("a runnable jar");

        private final String what;

        Kind(String what) {
            this.what = what;
        }

        boolean isDotNet() {
            return this == ASP_NET || this == DOTNET;
        }
    }

    App {
        frameworks = List.copyOf(frameworks);
    }

    String what() {
        String targets = frameworks.isEmpty() ? "" : " for " + String.join(" and ", frameworks);
        return kind.what + ", " + path + targets;
    }

    Path folder() {
        return Optional.ofNullable(path.getParent()).orElse(Path.of(""));
    }

    boolean isAt(Path wanted) {
        return path.equals(wanted.normalize()) || folder().equals(wanted.normalize());
    }
}
