package dev.coldstart.cli.init;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A first {@code coldstart.yml}.
 *
 * @param assumptions what in it was not found, one sentence each, without a full stop
 */
record ConfigDraft(String yaml, List<String> assumptions) {

    private static final int PORT = 8080;
    private static final String CACHED = "forms: [jit, aot-cache]  # the first is what the other is compared with\n";
    private static final List<String> DROPWIZARD_FILES =
            List.of("config.yml", "config.yaml", "configuration.yml", "src/main/resources/config.yml", "example.yml");

    /** Nobody but the team can answer these; commented out they are unanswered, which the report says. */
    private static final String POLICY = """
            # What no measurement can tell; what is left out is unanswered. docs/policy.md
            # policy:
            #   use-case: user-facing-api
            #   workload: { short-lived: yes, image-size-matters: yes }
            #   against: { lives-for-days: no, leans-on-reflection: no, no-appetite: no }
            #   gate: { team-readiness: yes, rollout-sequence: yes }
            """;

    static ConfigDraft of(App app, Path repository) throws IOException {
        List<String> assumptions = new ArrayList<>();
        StringBuilder yaml = new StringBuilder();
        yaml.append(
                "# Written by coldstart init. Everything that is left out has a default: docs/schema/coldstart.schema.json\n");
        yaml.append("app: ").append(quoted(app.name())).append('\n');
        if (app.isFunction()) {
            yaml.append("scenario: function\n");
        }
        yaml.append("build:\n");
        yaml.append("  ")
                .append(buildKey(app))
                .append(": ")
                .append(quoted(app.path().toString()))
                .append('\n');
        Optional<Path> settings =
                app.kind() == App.Kind.DROPWIZARD ? dropwizardFile(app, repository) : Optional.empty();
        settings.ifPresent(file ->
                yaml.append("  files: [").append(quoted(file.toString())).append("]\n"));
        if (app.kind().isDotNet() && app.frameworks().size() > 1) {
            String last = app.frameworks().getLast();
            assumptions.add("the target framework " + last + " of those that the project names");
            yaml.append("  framework: ")
                    .append(last)
                    .append("  # assumed; the project names ")
                    .append(String.join(", ", app.frameworks()))
                    .append('\n');
        }
        yaml.append(forms(app, repository));
        if (app.isFunction()) {
            function(yaml, assumptions);
            yaml.append(POLICY);
            return new ConfigDraft(yaml.toString(), List.copyOf(assumptions));
        }
        Optional<String> ends = ProgramSigns.of(app, repository);
        if (ends.isPresent()) {
            program(ends.get(), yaml, assumptions);
            yaml.append(POLICY);
            return new ConfigDraft(yaml.toString(), List.copyOf(assumptions));
        }
        Guess guess = Guess.of(app, repository, settings);
        Optional<DotNetListening> listening = app.kind() == App.Kind.ASP_NET
                ? DotNetListening.of(repository.resolve(app.folder().toString()))
                : Optional.empty();
        Optional<PlainHttp> plain =
                PlainHttp.of(app, repository.resolve(app.folder().toString()));
        run(app, guess, settings, listening, plain, yaml, assumptions);
        Optional<String> host = app.kind() == App.Kind.ASP_NET
                ? DotNetListening.allowedHost(repository.resolve(app.folder().toString()))
                : Optional.empty();
        request(guess, host, yaml, assumptions);
        yaml.append(POLICY);
        return new ConfigDraft(yaml.toString(), List.copyOf(assumptions));
    }

    /** An event is nowhere in the sources. */
    private static void function(StringBuilder yaml, List<String> assumptions) {
        assumptions.add(
                "it is given the event {}, with 512 MiB of memory: an event as it gets them measures its real work");
        yaml.append("run:\n  memory: 512m  # CPU comes with it, as in Lambda\n");
        yaml.append("function:\n");
        yaml.append(
                "  # assumed; better is the name of a file with an event as it gets them, and what it responds, such as\n");
        yaml.append("  #   event: events/api-gateway.json\n");
        yaml.append("  #   expect: { json: { statusCode: 200 } }\n");
        yaml.append("  event: {}\n");
    }

    private static String buildKey(App app) {
        return app.kind().isDotNet() ? "dotnet" : app.kind() == App.Kind.JAR ? "jar" : "maven";
    }

    private static String forms(App app, Path repository) throws IOException {
        return switch (app.kind()) {
            case ASP_NET, WORKER, DOTNET ->
                "forms: [jit, r2r-composite, aot]  # the first is what the others are compared with\n";
            // Of a jar in a jar a cache keeps little, so the cached form is an extracted one: what each of the two
            // buys.
            case SPRING_BOOT ->
                "forms: [jit, jit-extracted, aot-cache]  # the first is what the others are compared with\n";
            case QUARKUS -> hasAotJar(app) ? quarkusForms(packaging(app, repository)) : CACHED;
            case MICRONAUT, HELIDON, DROPWIZARD, MAVEN, JAR -> CACHED;
        };
    }

    /** As it is packaged, and in the one of the two ways that it is not. */
    private static String quarkusForms(String packaging) {
        String other = packaging.equals("aot-jar") ? "fast-jar" : "aot-jar";
        return """
                forms:  # the first is what the others are compared with
                  - jit
                  - aot-cache
                  - { name: jit-OTHER, form: jit, properties: { quarkus.package.jar.type: OTHER } }
                  - { name: aot-cache-OTHER, form: aot-cache, properties: { quarkus.package.jar.type: OTHER } }
                """.replace("OTHER", other);
    }

    private static String packaging(App app, Path repository) throws IOException {
        String name = "quarkus.package.jar.type";
        return JavaSettings.of(repository.resolve(app.folder().toString()))
                .first(name)
                .or(() ->
                        Project.read(repository.resolve(app.path().toString())).flatMap(project -> project.text(name)))
                .orElse("fast-jar");
    }

    /** Since 3.32: a packaging whose classes the JDK's own loader defines, so that a cache can keep them. */
    private static boolean hasAotJar(App app) {
        return app.frameworks().stream()
                .anyMatch(v -> v.matches("3\\.(3[2-9]|[4-9][0-9]|[0-9]{3,})\\b.*|([4-9]|[1-9][0-9])\\..*"));
    }

    /** Dropwizard's command is given its configuration. */
    private static Optional<Path> dropwizardFile(App app, Path repository) {
        return DROPWIZARD_FILES.stream()
                .map(name -> app.folder().resolve(name))
                .filter(file -> Files.isRegularFile(repository.resolve(file.toString())))
                .findFirst();
    }

    private static void run(
            App app,
            Guess guess,
            Optional<Path> settings,
            Optional<DotNetListening> listening,
            Optional<PlainHttp> plain,
            StringBuilder yaml,
            List<String> assumptions) {
        Optional<String> env = switch (app.kind()) {
            case ASP_NET -> Optional.of("ASPNETCORE_URLS: \"http://127.0.0.1:" + PORT + "\"");
            case SPRING_BOOT -> Optional.of("SERVER_PORT: " + PORT);
            case QUARKUS -> Optional.of("QUARKUS_HTTP_PORT: " + PORT);
            case MICRONAUT -> Optional.of("MICRONAUT_SERVER_PORT: " + PORT);
            case HELIDON, DROPWIZARD, WORKER, DOTNET, MAVEN, JAR -> Optional.empty();
        };
        yaml.append("run:\n  cpus: 1\n  memory: 512m\n");
        if (app.kind() == App.Kind.DROPWIZARD) {
            String file = settings.map(f -> ", " + quoted(f.toString())).orElse("");
            yaml.append("  command: [java, -jar, app.jar, server").append(file).append("]\n");
            assumptions.add("it is started as java -jar app.jar server"
                    + settings.map(f -> " " + f).orElse(""));
        }
        if (listening.isPresent()) {
            listening(listening.get(), yaml, assumptions);
            return;
        }
        OptionalInt port = env.isPresent() && guess.port().isEmpty() ? OptionalInt.of(PORT) : guess.port();
        if (port.isPresent()) {
            yaml.append("  port: ").append(port.getAsInt()).append('\n');
        } else {
            assumptions.add("the port is the first one that the app listens on");
            yaml.append("  # port: ").append(PORT).append("  # without it: the first that the app listens on\n");
        }
        plain.ifPresent(p -> assumptions.add(p.assumption()));
        env.map(text -> text
                        + plain.map(p -> ", " + p.variable() + ": \"" + p.value() + '"')
                                .orElse(""))
                .ifPresent(text -> yaml.append("  env: { ").append(text).append(" }\n"));
    }

    private static void listening(DotNetListening listening, StringBuilder yaml, List<String> assumptions) {
        String by = switch (listening.protocol()) {
            case PLAIN -> "by " + listening.where() + ", which goes before ASPNETCORE_URLS";
            case TLS ->
                "with TLS alone, by " + listening.where()
                        + ", and coldstart asks by plain HTTP: give it an http:// address while it is measured, and name that port";
        };
        assumptions.add("it listens on port " + listening.port() + ", " + by);
        yaml.append("  port: ")
                .append(listening.port())
                .append("  # ")
                .append(by)
                .append('\n');
    }

    private static void program(String why, StringBuilder yaml, List<String> assumptions) {
        assumptions.add("it does its work and ends with exit code 0, given no arguments; " + why
                + " (where it answers HTTP requests, write request: { get: /PATH } in place of scenario and program)");
        yaml.append("run:\n  cpus: 1\n  memory: 512m\n");
        yaml.append("scenario: program  # assumed: ").append(why).append('\n');
        yaml.append("program:\n");
        yaml.append("  arguments: []  # what a usual run is given, such as [convert, /tmp/in.csv]\n");
        yaml.append("  # input: FILE  # what it reads from standard input; without it nothing\n");
        yaml.append("  # files: [FILE]  # what it finds in /tmp\n");
        yaml.append("  exit-code: 0\n");
    }

    private static void request(Guess guess, Optional<String> host, StringBuilder yaml, List<String> assumptions) {
        assumptions.add(
                "a good start answers GET " + guess.path() + " with status " + guess.status() + "; " + guess.why());
        yaml.append("request:\n");
        yaml.append("  # assumed: ").append(guess.why()).append('\n');
        yaml.append("  # better is a request that does the app's real work, with what it has to answer, such as\n");
        yaml.append("  #   expect: { status: 200, json: { id: 42 } }\n");
        yaml.append("  get: ").append(quoted(guess.path())).append('\n');
        host.ifPresent(name -> {
            assumptions.add("it is asked as " + name + ": AllowedHosts in appsettings.json leaves localhost out");
            yaml.append("  headers: { Host: ")
                    .append(quoted(name))
                    .append(" }  # by AllowedHosts in appsettings.json\n");
        });
        yaml.append("  expect: { status: ").append(guess.status()).append(" }\n");
    }

    private static String quoted(String text) {
        return text.matches("[A-Za-z/][A-Za-z0-9_./-]*")
                ? text
                : '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
