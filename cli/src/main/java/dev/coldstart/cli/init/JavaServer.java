package dev.coldstart.cli.init;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Where a Java framework's settings put an app's paths.
 *
 * @param context what the paths of its source are below; empty: nothing
 * @param health the path of a health endpoint that one of its libraries brings
 * @param management the port for management, where it has one of its own
 * @param port the app's own, where its settings name it
 */
record JavaServer(String context, Optional<Health> health, Optional<Management> management, OptionalInt port) {

    /** A health endpoint, the library that brings it, and what it answers where all is well. */
    record Health(String path, String library, int status) {}

    /** A second port, and the setting that opens it. */
    record Management(int port, String setting) {}

    static final int OK = 200;

    private static final int NO_CONTENT = 204;
    private static final int PORT = 8080;
    private static final int QUARKUS_MANAGEMENT = 9000;
    private static final int DROPWIZARD_ADMIN = 8081;

    private JavaServer(String context, Optional<Health> health, Optional<Management> management) {
        this(context, health, management, OptionalInt.empty());
    }

    /** Of an app of this kind; {@code folder} is its project's, and the file what Dropwizard is configured by. */
    static JavaServer of(App app, Path folder, Optional<Path> dropwizardFile) throws IOException {
        JavaSettings settings = JavaSettings.of(folder);
        return switch (app.kind()) {
            case SPRING_BOOT -> spring(app.libraries(), settings);
            case QUARKUS -> quarkus(app.libraries(), settings);
            case MICRONAUT -> micronaut(app.libraries(), settings);
            case HELIDON -> helidon(app.libraries(), settings);
            case DROPWIZARD ->
                dropwizard(
                        dropwizardFile.isPresent()
                                ? JavaSettings.ofYaml(dropwizardFile.get())
                                : new JavaSettings(Map.of()));
            case ASP_NET, WORKER, DOTNET, MAVEN, JAR -> new JavaServer("", Optional.empty(), Optional.empty());
        };
    }

    private static JavaServer spring(Set<String> libraries, JavaSettings settings) {
        boolean reactive = libraries.contains("spring-boot-starter-webflux")
                && !libraries.contains("spring-boot-starter-web")
                && !libraries.contains("spring-boot-starter-webmvc");
        String context = reactive
                ? settings.first("spring.webflux.base-path").orElse("")
                : below(
                        settings.first("server.servlet.context-path"),
                        libraries.contains("spring-boot-starter-jersey")
                                ? settings.first("spring.jersey.application-path")
                                : settings.first("spring.mvc.servlet.path"));
        Optional<Management> management = settings.port("management.server.port").stream()
                .filter(port -> port != PORT)
                .mapToObj(port -> new Management(port, "management.server.port"))
                .findFirst();
        String endpoints = JavaRoutes.join(
                settings.first("management.endpoints.web.base-path").orElse("/actuator"),
                settings.first("management.endpoints.web.path-mapping.health").orElse("health"));
        String above = management.isPresent()
                ? settings.first("management.server.base-path").orElse("")
                : context;
        return new JavaServer(
                context,
                brought(libraries, "spring-boot-starter-actuator", JavaRoutes.join(above, endpoints)),
                management);
    }

    private static JavaServer quarkus(Set<String> libraries, JavaSettings settings) {
        String root = settings.first("quarkus.http.root-path").orElse("");
        Optional<Management> management = settings.first("quarkus.management.enabled")
                .filter("true"::equals)
                .map(on -> new Management(
                        settings.port("quarkus.management.port").orElse(QUARKUS_MANAGEMENT),
                        "quarkus.management.enabled"));
        String others = settings.first("quarkus.http.non-application-root-path").orElse("q");
        String above = management.isPresent()
                ? settings.first("quarkus.management.root-path").orElse("/q")
                : others.startsWith("/") ? others : JavaRoutes.join(root, others);
        String health = settings.first("quarkus.smallrye-health.root-path").orElse("health");
        return new JavaServer(
                below(Optional.of(root), settings.first("quarkus.rest.path", "quarkus.resteasy.path")),
                brought(
                        libraries,
                        "quarkus-smallrye-health",
                        health.startsWith("/") ? health : JavaRoutes.join(above, health)),
                management);
    }

    private static JavaServer micronaut(Set<String> libraries, JavaSettings settings) {
        String context = settings.first("micronaut.server.context-path").orElse("");
        Optional<Management> management = settings.port("endpoints.all.port").stream()
                .filter(port -> port != PORT)
                .mapToObj(port -> new Management(port, "endpoints.all.port"))
                .findFirst();
        String endpoints = JavaRoutes.join(settings.first("endpoints.all.path").orElse(""), "health");
        return new JavaServer(
                context, brought(libraries, "micronaut-management", JavaRoutes.join(context, endpoints)), management);
    }

    /** Helidon SE has nothing to say of health unless it is to give details. */
    private static JavaServer helidon(Set<String> libraries, JavaSettings settings) {
        boolean details = settings.first(
                        "server.features.observe.observers.health.details", "observe.observers.health.details")
                .filter("true"::equals)
                .isPresent();
        Optional<Health> own = libraries.contains("helidon-webserver-observe-health")
                ? Optional.of(
                        new Health("/observe/health", "helidon-webserver-observe-health", details ? OK : NO_CONTENT))
                : Optional.empty();
        return new JavaServer(
                "",
                own.or(() -> brought(libraries, "helidon-microprofile-health", "/health"))
                        .or(() -> brought(libraries, "helidon-microprofile", "/health")),
                Optional.empty());
    }

    /** It listens on two ports unless it is told otherwise, and {@code /ping} is on the one for administration. */
    private static JavaServer dropwizard(JavaSettings settings) {
        boolean one = settings.first("server.type").filter("simple"::equals).isPresent();
        String root = settings.first("server.rootPath").orElse("").replaceFirst("/?\\*$", "");
        String context = below(
                settings.first("server.applicationContextPath").or(() -> Optional.of(one ? "/application" : "")),
                Optional.of(root));
        int admin = settings.port("server.adminConnectors[0].port").orElse(DROPWIZARD_ADMIN);
        String ping = JavaRoutes.join(settings.first("server.adminContextPath").orElse(""), "/ping");
        return new JavaServer(
                context,
                one ? Optional.empty() : Optional.of(new Health(ping, "Dropwizard's administration", OK)),
                one ? Optional.empty() : Optional.of(new Management(admin, "for administration")),
                OptionalInt.of(settings.port("server.applicationConnectors[0].port", "server.connector.port")
                        .orElse(PORT)));
    }

    private static Optional<Health> brought(Set<String> libraries, String library, String path) {
        return libraries.contains(library) ? Optional.of(new Health(path, library, OK)) : Optional.empty();
    }

    private static String below(Optional<String> above, Optional<String> path) {
        String joined = JavaRoutes.join(above.orElse(""), path.orElse(""));
        return joined.equals("/") ? "" : joined;
    }
}
