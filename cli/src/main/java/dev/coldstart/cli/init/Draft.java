package dev.coldstart.cli.init;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A first {@code coldstart.yml}.
 *
 * @param assumptions what in it was not found, one sentence each, without a full stop
 */
record Draft(String yaml, List<String> assumptions) {

    private static final int PORT = 8080;

    /** Nobody but the team can answer these; commented out they are unanswered, which the report says. */
    private static final String POLICY = """
            # What no measurement can tell; what is left out is unanswered. docs/policy.md
            # policy:
            #   use-case: user-facing-api
            #   workload: { short-lived: yes, image-size-matters: yes }
            #   against: { lives-for-days: no, leans-on-reflection: no, no-appetite: no }
            #   gate: { team-readiness: yes, rollout-sequence: yes }
            """;

    static Draft of(App app, Path repository) throws IOException {
        List<String> assumptions = new ArrayList<>();
        StringBuilder yaml = new StringBuilder();
        yaml.append(
                "# Written by coldstart init. Everything that is left out has a default: docs/schema/coldstart.schema.json\n");
        yaml.append("app: ").append(quoted(app.name())).append('\n');
        yaml.append("build:\n");
        yaml.append("  ")
                .append(buildKey(app))
                .append(": ")
                .append(quoted(app.path().toString()))
                .append('\n');
        if (app.kind() == App.Kind.QUARKUS) {
            Path jar = app.folder().resolve("target/quarkus-app/quarkus-run.jar");
            yaml.append("  jar: ").append(quoted(jar.toString())).append('\n');
        }
        if (app.frameworks().size() > 1) {
            String last = app.frameworks().getLast();
            assumptions.add("the target framework " + last + " of those that the project names");
            yaml.append("  framework: ")
                    .append(last)
                    .append("  # assumed; the project names ")
                    .append(String.join(", ", app.frameworks()))
                    .append('\n');
        }
        yaml.append(
                app.kind().isDotNet()
                        ? "forms: [jit, r2r-composite, aot]  # the first is what the others are compared with\n"
                        : "forms: [jit, aot-cache]  # the first is what the other is compared with\n");
        run(app, yaml, assumptions);
        request(app, repository, yaml, assumptions);
        yaml.append(POLICY);
        return new Draft(yaml.toString(), List.copyOf(assumptions));
    }

    private static String buildKey(App app) {
        return app.kind().isDotNet() ? "dotnet" : app.kind() == App.Kind.JAR ? "jar" : "maven";
    }

    private static void run(App app, StringBuilder yaml, List<String> assumptions) {
        Optional<String> env = switch (app.kind()) {
            case ASP_NET -> Optional.of("ASPNETCORE_URLS: \"http://127.0.0.1:" + PORT + "\"");
            case SPRING_BOOT -> Optional.of("SERVER_PORT: " + PORT);
            case QUARKUS -> Optional.of("QUARKUS_HTTP_PORT: " + PORT);
            case DOTNET, MAVEN, JAR -> Optional.empty();
        };
        yaml.append("run:\n  cpus: 1\n  memory: 512m\n");
        env.ifPresentOrElse(
                text -> yaml.append("  port: ")
                        .append(PORT)
                        .append("\n  env: { ")
                        .append(text)
                        .append(" }\n"),
                () -> {
                    assumptions.add("the port is the first one that the app listens on");
                    yaml.append("  # port: ")
                            .append(PORT)
                            .append("  # without it: the first that the app listens on\n");
                });
    }

    private static void request(App app, Path repository, StringBuilder yaml, List<String> assumptions)
            throws IOException {
        Optional<String> route = app.kind() == App.Kind.JAR
                ? Optional.empty()
                : Routes.best(repository.resolve(app.folder().toString()));
        String path = route.orElse("/");
        assumptions.add(
                route.isPresent()
                        ? "a good start answers GET " + path + " with status 200; that path is in the source"
                        : "a good start answers GET / with status 200; the source shows no path");
        yaml.append("request:\n");
        yaml.append(
                "  # assumed; better is a request that does the app's real work, with what it has to answer, such as\n");
        yaml.append("  #   expect: { status: 200, json: { id: 42 } }\n");
        yaml.append("  get: ").append(path).append('\n');
        yaml.append("  expect: { status: 200 }\n");
    }

    private static String quoted(String text) {
        return text.matches("[A-Za-z][A-Za-z0-9_./-]*")
                ? text
                : '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
