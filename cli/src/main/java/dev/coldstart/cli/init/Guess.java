package dev.coldstart.cli.init;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Which request a good start might answer.
 *
 * @param status of a good answer
 * @param why where the path was found, the end of a sentence
 * @param port where it is not the app's usual one, or that one has to be told from another
 */
record Guess(String path, int status, String why, OptionalInt port) {

    private Guess(String path, String why, OptionalInt port) {
        this(path, JavaServer.OK, why, port);
    }

    static Guess of(App app, Path repository, Optional<Path> dropwizardFile) throws IOException {
        if (app.kind() == App.Kind.JAR) {
            return new Guess("/", "a jar shows no path", OptionalInt.empty());
        }
        Path folder = repository.resolve(app.folder().toString());
        JavaServer server = JavaServer.of(app, folder, dropwizardFile.map(f -> repository.resolve(f.toString())));
        Optional<PathTemplate> route =
                Routes.best(folder).map(path -> new PathTemplate(JavaRoutes.join(server.context(), path.text())));
        OptionalInt own = server.port();
        Optional<JavaServer.Health> health = server.health();
        if (server.management().isEmpty() && health.isPresent()) {
            return new Guess(
                    health.get().path(),
                    health.get().status(),
                    "its project has " + health.get().library(),
                    own);
        }
        Optional<PathTemplate> sure = route.filter(path -> path.variables().isEmpty());
        if (sure.isPresent()) {
            return new Guess(
                    sure.get().filled(),
                    "that path is in the source"
                            + server.management().map(Guess::leftOut).orElse(""),
                    own);
        }
        if (server.management().isPresent() && health.isPresent()) {
            JavaServer.Management management = server.management().get();
            return new Guess(
                    health.get().path(),
                    "the source shows no path without variables, and "
                            + health.get().library() + " has this one on port " + management.port() + " ("
                            + management.setting() + ")",
                    OptionalInt.of(management.port()));
        }
        return route.map(path -> new Guess(path.filled(), variables(path), own))
                .orElseGet(() -> new Guess("/", "the source shows no path", own));
    }

    private static String leftOut(JavaServer.Management management) {
        return " and is asked for on the app's own port, not on " + management.port() + " (" + management.setting()
                + ")";
    }

    private static String variables(PathTemplate path) {
        return "the source shows " + path.text() + ", and " + path.put()
                + ": write a value that the app has an answer for";
    }
}
