package dev.coldstart.cli.init;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** Whether an app seems to do its work and end: neither its project nor its source shows that it listens. */
final class ProgramSigns {

    /** What the source of one that listens has in it, with or without a library. */
    private static final Pattern LISTENS = Pattern.compile("\\b(HttpServer|HttpsServer|ServerSocket(Channel)?|"
            + "HttpListener|TcpListener|WebApplication|Javalin|Undertow|Vertx|Jetty|Tomcat|NettyServer|ServerBootstrap"
            + "|ServerBuilder|WebServer|Spark|Ratpack\\w*|Armeria\\w*|GrizzlyHttpServer\\w*|SpringApplication)\\b");

    private ProgramSigns() {}

    /** Why it is taken for a program, the end of a sentence; empty where it is taken for a service. */
    static Optional<String> of(App app, Path repository) throws IOException {
        Path folder = repository.resolve(app.folder().toString());
        if (app.isJob() && Routes.best(folder).isEmpty()) {
            return Optional.of("its project names no library with a web server, and its source shows no path");
        }
        boolean plain = app.kind() == App.Kind.DOTNET
                || (app.kind() == App.Kind.MAVEN
                        && namesNoServer(app)
                        && !Routes.sources(folder).isEmpty());
        return plain && Routes.best(folder).isEmpty() && !listens(folder)
                ? Optional.of("its source shows neither a path nor anything that listens")
                : Optional.empty();
    }

    private static boolean namesNoServer(App app) {
        return app.libraries().stream().noneMatch(App::isOfServer);
    }

    private static boolean listens(Path folder) throws IOException {
        for (Path source : Routes.sources(folder)) {
            if (LISTENS.matcher(Files.readString(source, StandardCharsets.ISO_8859_1))
                    .find()) {
                return true;
            }
        }
        return false;
    }
}
