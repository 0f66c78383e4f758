package dev.coldstart.cli.init;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Which request a good start might answer.
 *
 * @param why where the path was found, the end of a sentence
 * @param port where that path is only on one; empty: on the app's own
 */
record Guess(String path, String why, OptionalInt port) {

    private static final int DROPWIZARD_ADMIN = 8081;

    /** Health endpoints that come with a library of a framework. */
    private static final Map<String, String> HEALTH = Map.of(
            "spring-boot-starter-actuator", "/actuator/health",
            "quarkus-smallrye-health", "/q/health",
            "micronaut-management", "/health",
            "helidon-webserver-observe-health", "/observe/health");

    static Guess of(App app, Path repository) throws IOException {
        if (app.kind() == App.Kind.JAR) {
            return new Guess("/", "a jar shows no path", OptionalInt.empty());
        }
        Path folder = repository.resolve(app.folder().toString());
        JavaSettings settings = JavaSettings.of(folder);
        String context = settings.first("server.servlet.context-path", "spring.webflux.base-path")
                .or(() -> settings.first("quarkus.http.root-path", "micronaut.server.context-path"))
                .orElse("");
        for (Map.Entry<String, String> health : HEALTH.entrySet()) {
            if (app.libraries().contains(health.getKey())) {
                return new Guess(
                        JavaRoutes.join(context, health.getValue()),
                        "its project has " + health.getKey(),
                        OptionalInt.empty());
            }
        }
        Optional<String> route = Routes.best(folder)
                .map(path -> JavaRoutes.join(
                        context,
                        JavaRoutes.join(settings.first("quarkus.rest.path").orElse(""), path)));
        if (route.isPresent()) {
            return new Guess(route.get(), "that path is in the source", port(app));
        }
        if (app.kind() == App.Kind.DROPWIZARD && !hasServerSection(folder)) {
            return new Guess(
                    "/ping",
                    "the source shows no path, and Dropwizard's port for administration has this one",
                    OptionalInt.of(DROPWIZARD_ADMIN));
        }
        return new Guess("/", "the source shows no path", OptionalInt.empty());
    }

    /** Dropwizard listens on two ports, and the app's is 8080 unless it is said otherwise. */
    private static OptionalInt port(App app) {
        return app.kind() == App.Kind.DROPWIZARD ? OptionalInt.of(DROPWIZARD_ADMIN - 1) : OptionalInt.empty();
    }

    private static boolean hasServerSection(Path folder) throws IOException {
        Path file = folder.resolve("config.yml");
        return Files.isRegularFile(file) && Files.readString(file).matches("(?s)(.*\\R)?server:.*");
    }
}
