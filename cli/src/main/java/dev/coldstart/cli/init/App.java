package dev.coldstart.cli.init;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * An app that was found.
 *
 * @param path of its project file or jar, relative to the repository
 * @param name for reports
 * @param frameworks target frameworks that its project names, or the version of Quarkus; none when it computes them
 * @param libraries what its project uses by name, plug-ins included; none for a jar
 */
record App(Kind kind, Path path, String name, List<String> frameworks, Set<String> libraries) {

    /** What kinds of app are known. */
    enum Kind {
        ASP_NET("an ASP.NET Core app"),
        WORKER("a worker service"),
        DOTNET("a .NET program"),
        SPRING_BOOT("a Spring Boot app"),
        QUARKUS("a Quarkus app"),
        MICRONAUT("a Micronaut app"),
        HELIDON("a Helidon app"),
        DROPWIZARD("a Dropwizard app"),
        MAVEN("a Maven project with a main class"),
        JAR("a runnable jar");

        private final String what;

        Kind(String what) {
            this.what = what;
        }

        boolean isDotNet() {
            return this == ASP_NET || this == WORKER || this == DOTNET;
        }
    }

    /** Clients of the Runtime API for Java and .NET, and the name that a custom runtime has to have. */
    private static final Pattern FUNCTION =
            Pattern.compile("aws-lambda-java-runtime-interface-client|Amazon\\.Lambda\\.RuntimeSupport" + "|"
                    + DotNetProject.BOOTSTRAP);

    private static final Pattern BESIDE = Pattern.compile(
            "(?i)(^|[/._-])(bench\\w*|tests?|perf\\w*|samples?|examples?|demos?|tools?|migrat\\w*)([/._-]|$)");

    /** Of libraries that bring a web server, or are of no use without one. */
    private static final Pattern SERVERS = Pattern.compile(
            "web|http|rest|jersey|graphql|hateoas|tomcat|jetty|undertow|netty|vertx|vaadin|openapi|springdoc"
                    + "|swagger|cxf|camel|grpc|gateway|eureka|config-server|admin|health|management|servlet|micrometer");

    App(Kind kind, Path path, String name, List<String> frameworks) {
        this(kind, path, name, frameworks, Set.of());
    }

    App {
        frameworks = List.copyOf(frameworks);
        libraries = Set.copyOf(libraries);
    }

    /**
     * Whether its framework serves nothing without a library that is not named. Where it names nothing of the framework but
     * the plug-in, a parent from elsewhere names the rest, and nothing is known.
     */
    boolean isJob() {
        String framework = switch (kind) {
            case SPRING_BOOT -> "spring-boot-starter(?!-parent$|-test$).*";
            case QUARKUS -> "quarkus-(?!maven-plugin$|bom$|junit5?$).*";
            case MICRONAUT -> "micronaut-(?!maven-plugin$|parent$).*";
            case ASP_NET, WORKER, DOTNET, HELIDON, DROPWIZARD, MAVEN, JAR -> "";
        };
        return libraries.stream().anyMatch(name -> name.matches(framework))
                && libraries.stream().noneMatch(App::isOfServer);
    }

    /** Whether a library brings a web server, or is of no use without one. */
    static boolean isOfServer(String library) {
        return !library.contains("rest-assured") && SERVERS.matcher(library).find();
    }

    /** Whether it asks Lambda's Runtime API for events, as its project shows: by its client, or by the name of what is built. */
    boolean isFunction() {
        return libraries.stream().anyMatch(name -> FUNCTION.matcher(name).matches());
    }

    String what() {
        String targets = frameworks.isEmpty() || !kind.isDotNet() ? "" : " for " + String.join(" and ", frameworks);
        return kind.what + (isFunction() ? ", a Lambda function" : "") + ", " + path + targets;
    }

    Path folder() {
        return Optional.ofNullable(path.getParent()).orElse(Path.of(""));
    }

    boolean isAt(Path wanted) {
        return isAt(path, wanted);
    }

    /** Whether a project's file, or the folder of that file, is what somebody named. */
    static boolean isAt(Path file, Path wanted) {
        Path folder = Optional.ofNullable(file.getParent()).orElse(Path.of(""));
        return file.equals(wanted.normalize()) || folder.equals(wanted.normalize());
    }

    /** How far it is from what one would measure first: a service, then programs, then what is there for the service. */
    int rank() {
        boolean beside = BESIDE.matcher(path.toString()).find();
        boolean service = kind != Kind.DOTNET && kind != Kind.WORKER && kind != Kind.MAVEN && kind != Kind.JAR;
        return (beside ? 2 : 0) + (service ? 0 : 1);
    }
}
