package dev.coldstart.cli.init;

import static dev.coldstart.cli.config.Services.service;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coldstart.cli.config.Config;
import dev.coldstart.cli.config.FormSettings;
import dev.coldstart.cli.config.Toolchain;
import dev.coldstart.core.plan.BodyExpectation;
import dev.coldstart.core.plan.FunctionScenario;
import dev.coldstart.core.plan.HttpScenario;
import dev.coldstart.core.plan.Policy;
import dev.coldstart.core.plan.ProgramScenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class InitTest {

    private static final String WEB = "<Project Sdk=\"Microsoft.NET.Sdk.Web\"><PropertyGroup>"
            + "<TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>";

    @TempDir
    Path repository;

    @Test
    void writesWhatAWebProjectShows() throws IOException {
        file("src/Users.Api/Users.Api.csproj", WEB);
        file("src/Users.Api/Program.cs", "app.MapGet(\"/users/{id}\", x); app.MapGet(\"/healthz\", y);");
        file("src/Users.Api/obj/Generated.csproj", WEB);
        file(
                "test/Users.Tests/Users.Tests.csproj",
                "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup>"
                        + "<OutputType>Exe</OutputType></PropertyGroup><ItemGroup>"
                        + "<PackageReference Include=\"Microsoft.NET.Test.Sdk\" Version=\"1\"/></ItemGroup></Project>");
        file("src/Lib/Lib.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\"/>");

        Init.Result result = Init.write(repository);

        assertThat(result.text())
                .contains("Found an ASP.NET Core app, src/Users.Api/Users.Api.csproj for net10.0.")
                .contains("Assumed: a good start answers GET /healthz with status 200")
                .contains("coldstart measure");
        Config config = Config.load(result.file());
        assertThat(config.app()).isEqualTo("Users.Api");
        assertThat(service(config).request().path()).isEqualTo("/healthz");
        assertThat(service(config).port()).hasValue(8080);
        assertThat(config.run().env()).containsEntry("ASPNETCORE_URLS", "http://127.0.0.1:8080");
        assertThat(config.forms()).extracting(FormSettings::name).containsExactly("jit", "r2r-composite", "aot");
    }

    @Test
    void thePolicyThatItSuggestsIsReadWhenItIsNoCommentAnyMore() throws IOException {
        file("App.csproj", WEB);
        Path written = Init.write(repository).file();
        assertThat(Config.load(written).policy()).isEqualTo(Policy.defaults());
        String text = Files.readString(written);
        int policy = text.indexOf("# policy:");
        Files.writeString(
                written, text.substring(0, policy) + text.substring(policy).replaceAll("(?m)^# ", ""));
        assertThat(Config.load(written).policy().team().useCase()).contains("user-facing-api");
    }

    static Stream<Arguments> kinds() {
        return Stream.of(
                Arguments.of(
                        "App.csproj",
                        "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><OutputType>exe</OutputType>"
                                + "<TargetFrameworks>net8.0;net9.0</TargetFrameworks></PropertyGroup></Project>",
                        "a .NET program"),
                Arguments.of("pom.xml", pom("spring-boot-maven-plugin", ""), "a Spring Boot app"),
                Arguments.of("pom.xml", pom("quarkus-maven-plugin", ""), "a Quarkus app"),
                Arguments.of("pom.xml", pom("maven-jar-plugin", "<mainClass>M</mainClass>"), "a Maven project"));
    }

    private static String pom(String plugin, String configuration) {
        return "<project><artifactId>my app</artifactId><build><plugins><plugin><artifactId>" + plugin
                + "</artifactId><configuration>" + configuration
                + "</configuration></plugin></plugins></build></project>";
    }

    @ParameterizedTest(name = "{2}")
    @MethodSource("kinds")
    void whatIsWrittenIsAValidConfiguration(String path, String content, String what) throws IOException {
        file(path, content);
        Init.Result result = Init.write(repository);
        assertThat(result.text()).contains("Found " + what);
        Config config = Config.load(result.file());
        if (config.scenario() instanceof HttpScenario http) {
            assertThat(http.request().path()).isEqualTo("/");
        }
        if (config.build().toolchain() instanceof Toolchain.DotNet dotnet) {
            assertThat(dotnet.framework()).contains("net9.0");
        }
    }

    /** What is written is what such an app needs to be built, trained and started, with nothing to edit. */
    @Test
    void knowsWhatTheFrameworksOfJavaNeed() throws IOException {
        file("pom.xml", pom("spring-boot-maven-plugin", ""));
        file("src/main/java/A.java", "@RequestMapping(\"/api\") class A { @GetMapping(\"/users\") void a() {} }");
        file("src/main/resources/application.yml", "server:\n  servlet:\n    context-path: /shop\n");
        Config spring = written();
        assertThat(service(spring).request().path()).isEqualTo("/shop/api/users");
        assertThat(spring.forms()).extracting(FormSettings::form).containsExactly("jit", "jit-extracted", "aot-cache");

        file(
                "pom.xml",
                pom("spring-boot-maven-plugin", "").replace("<build>", dependencies("spring-boot-starter-actuator")));
        assertThat(service(written()).request().path()).isEqualTo("/shop/actuator/health");

        file(
                "pom.xml",
                pom("quarkus-maven-plugin", "")
                        .replace(
                                "<build>",
                                "<properties><quarkus.platform.version>3.33.2</quarkus.platform.version></properties><build>"));
        Config quarkus = written();
        assertThat(quarkus.forms())
                .extracting(FormSettings::name)
                .containsExactly("jit", "aot-cache", "jit-aot-jar", "aot-cache-aot-jar");
        assertThat(quarkus.forms().getLast().properties()).containsEntry("quarkus.package.jar.type", "aot-jar");
        assertThat(quarkus.build().toolchain())
                .isInstanceOfSatisfying(
                        Toolchain.Java.class, java -> assertThat(java.jar()).isEmpty());

        Files.delete(repository.resolve("src/main/java/A.java"));
        file("config.yml", "logging:\n  level: INFO\n");
        file(
                "pom.xml",
                pom("maven-shade-plugin", "<mainClass>M</mainClass>")
                        .replace("<build>", dependencies("dropwizard-core")));
        Config dropwizard = written();
        assertThat(dropwizard.command().orElseThrow())
                .containsExactly("java", "-jar", "app.jar", "server", "config.yml");
        assertThat(dropwizard.build().toolchain())
                .isInstanceOfSatisfying(
                        Toolchain.Java.class,
                        java -> assertThat(java.files()).containsExactly(repository.resolve("config.yml")));
        assertThat(service(dropwizard).request().path()).isEqualTo("/ping");
        assertThat(service(dropwizard).port()).hasValue(8081);
    }

    static Stream<Arguments> settings() {
        return Stream.of(
                Arguments.of(
                        "spring-boot-starter-web",
                        "server.servlet.contextPath=/api\nspring.mvc.servlet.path=/v1",
                        "/api/v1/hello",
                        8080),
                Arguments.of(
                        "spring-boot-starter-web", "server.servlet.context-path=${CONTEXT:/api}", "/api/hello", 8080),
                Arguments.of(
                        "spring-boot-starter-webflux",
                        "spring.webflux.base-path=/flux\nserver.servlet.context-path=/no",
                        "/flux/hello",
                        8080),
                Arguments.of(
                        "spring-boot-starter-web spring-boot-starter-actuator",
                        "server.servlet.context-path=/api\nmanagement.endpoints.web.base-path=/manage",
                        "/api/manage/health",
                        8080),
                Arguments.of(
                        "spring-boot-starter-web spring-boot-starter-actuator",
                        "management.server.port=8081",
                        "/hello",
                        8080),
                Arguments.of(
                        "spring-boot-starter-web spring-boot-starter-actuator",
                        "management.server.port=8080",
                        "/actuator/health",
                        8080),
                Arguments.of(
                        "quarkus-rest",
                        "quarkus.http.root-path=/root\n%dev.quarkus.http.root-path=/dev\nquarkus.rest.path=api",
                        "/root/api/hello",
                        8080),
                Arguments.of("quarkus-rest", "%prod.quarkus.http.root-path=/prod", "/prod/hello", 8080),
                Arguments.of(
                        "quarkus-rest quarkus-smallrye-health", "quarkus.http.root-path=/root", "/root/q/health", 8080),
                Arguments.of("quarkus-rest quarkus-smallrye-health", "quarkus.management.enabled=true", "/hello", 8080),
                Arguments.of("micronaut-http-server-netty", "micronaut.server.context-path=/mn", "/mn/hello", 8080),
                Arguments.of(
                        "micronaut-http-server-netty micronaut-management",
                        "micronaut.server.context-path=/mn",
                        "/mn/health",
                        8080),
                Arguments.of(
                        "micronaut-http-server-netty micronaut-management", "endpoints.all.port=8085", "/hello", 8080));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("settings")
    void aPathIsWhereTheSettingsPutIt(String libraries, String properties, String path, int port) throws IOException {
        String framework = libraries.replaceFirst("-.*", "").replace("spring", "spring-boot");
        file("pom.xml", pom(framework + "-maven-plugin", "").replace("<build>", dependencies(libraries)));
        file("src/main/java/A.java", "class A { @GetMapping(\"/hello\") @GET @Path(\"/hello\") void a() {} }");
        file("src/main/resources/application.properties", properties);
        Config config = written();
        assertThat(service(config).request().path()).isEqualTo(path);
        assertThat(service(config).port()).hasValue(port);
    }

    /** It listens on two: the one that is asked is said, and so is the other. */
    @Test
    void aPortForManagementIsNamed() throws IOException {
        file(
                "pom.xml",
                pom("spring-boot-maven-plugin", "")
                        .replace("<build>", dependencies("spring-boot-starter-web spring-boot-starter-actuator")));
        file("src/main/java/A.java", "class A { @GetMapping(\"/hello\") void a() {} }");
        file("src/main/resources/application.yml", "management:\n  server:\n    port: 8081\n");
        Init.Result result = Init.write(repository);
        assertThat(result.text()).contains("on the app's own port, not on 8081 (management.server.port)");

        file("src/main/java/A.java", "class A { @GetMapping(\"/hello/{name}\") void a() {} }");
        Config config = written();
        assertThat(service(config).request().path()).isEqualTo("/actuator/health");
        assertThat(service(config).port()).hasValue(8081);
        assertThat(config.run().env()).containsEntry("SERVER_PORT", "8080");
    }

    @Test
    void saysWhichValueIsToBeFilledIn() throws IOException {
        file(
                "pom.xml",
                pom("spring-boot-maven-plugin", "").replace("<build>", dependencies("spring-boot-starter-web")));
        file("src/main/java/A.java", "class A { @GetMapping(\"/hello/{name}\") void a() {} }");
        Init.Result result = Init.write(repository);
        assertThat(result.text())
                .contains(
                        "answers GET /hello/1 with status 200; the source shows /hello/{name}, and 1 was put for {name}");
        assertThat(service(Config.load(result.file())).request().path()).isEqualTo("/hello/1");
        assertThat(result.file()).content().contains("# assumed: the source shows /hello/{name}");
    }

    @ParameterizedTest
    @CsvSource({
        "spring-boot-maven-plugin, server.ssl.key-store=${STORE}, SERVER_SSL_ENABLED, false, server.ssl.keystore",
        "spring-boot-maven-plugin, server.ssl.bundle=web, SERVER_SSL_ENABLED, false, server.ssl.bundle",
        "quarkus-maven-plugin, quarkus.http.insecure-requests=redirect, QUARKUS_HTTP_INSECURE_REQUESTS, enabled,"
                + " quarkus.http.insecure-requests",
        "micronaut-maven-plugin, micronaut.server.ssl.enabled=true, MICRONAUT_SERVER_SSL_ENABLED, false,"
                + " micronaut.server.ssl.enabled"
    })
    void anAppBehindTlsIsMeasuredWithout(
            String plugin, String properties, String variable, String value, String setting) throws IOException {
        file("pom.xml", pom(plugin, ""));
        file("src/main/java/A.java", "class A { @GetMapping(\"/hello\") @GET @Path(\"/hello\") void a() {} }");
        file("src/main/resources/application.properties", properties);
        Init.Result result = Init.write(repository);
        assertThat(Config.load(result.file()).run().env()).containsEntry(variable, value);
        assertThat(result.text())
                .contains("Assumed: it is measured without TLS, by " + variable + ": its settings ask for TLS ("
                        + setting + "), and coldstart asks by plain HTTP.");

        Files.delete(result.file());
        file("src/main/resources/application.properties", properties + "\nserver.ssl.enabled=false");
        assertThat(Init.write(repository).text().contains("TLS")).isEqualTo(!plugin.startsWith("spring"));
    }

    @Test
    void aProgramThatShowsNothingToAskIsMeasuredToItsEnd() throws IOException {
        file(
                "App.csproj",
                "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><OutputType>Exe</OutputType>"
                        + "<TargetFramework>net9.0</TargetFramework></PropertyGroup></Project>");
        file("Program.cs", "System.Console.WriteLine(args.Length);");
        assertThat(written().scenario()).isEqualTo(ProgramScenario.of(List.of()));
        file("Program.cs", "var listener = new System.Net.HttpListener();");
        assertThat(service(written()).request().path()).isEqualTo("/");
        Files.delete(repository.resolve("App.csproj"));
        Files.delete(repository.resolve("Program.cs"));
        file("pom.xml", pom("maven-jar-plugin", "<mainClass>M</mainClass>"));
        file("src/main/java/M.java", "class M { public static void main(String[] args) {} }");
        assertThat(written().scenario()).isInstanceOf(ProgramScenario.class);
    }

    @Test
    void aJobIsNoServer() throws IOException {
        String job = pom("spring-boot-maven-plugin", "").replace("<build>", dependencies("spring-boot-starter"));
        file("pom.xml", job);
        Init.Result program = Init.write(repository);
        assertThat(program.text()).contains("names no library with a web server", "request: { get: /PATH }");
        assertThat(Config.load(program.file()).scenario()).isInstanceOf(ProgramScenario.class);
        Files.delete(program.file());
        // As one that comes from a parent elsewhere would have it.
        file("src/main/java/A.java", "class A { @GetMapping(\"/hello\") void a() {} }");
        assertThat(service(written()).request().path()).isEqualTo("/hello");
        Files.delete(repository.resolve("src/main/java/A.java"));
        file("pom.xml", pom("spring-boot-maven-plugin", ""));
        assertThat(service(written()).request().path()).isEqualTo("/");
    }

    @Test
    void aPackagingIsAskedForOnce() throws IOException {
        String version = "<properties><quarkus.platform.version>3.33.2</quarkus.platform.version>";
        file("pom.xml", pom("quarkus-maven-plugin", "").replace("<build>", version + "</properties><build>"));
        file("src/main/resources/application.properties", "quarkus.package.jar.type=aot-jar");
        Config inSettings = written();
        assertThat(inSettings.forms())
                .extracting(FormSettings::name)
                .containsExactly("jit", "aot-cache", "jit-fast-jar", "aot-cache-fast-jar");
        assertThat(inSettings.forms().getLast().properties()).containsEntry("quarkus.package.jar.type", "fast-jar");

        Files.delete(repository.resolve("src/main/resources/application.properties"));
        file(
                "pom.xml",
                pom("quarkus-maven-plugin", "")
                        .replace(
                                "<build>",
                                version
                                        + "<quarkus.package.jar.type>aot-jar</quarkus.package.jar.type></properties><build>"));
        assertThat(written().forms())
                .extracting(FormSettings::name)
                .containsExactly("jit", "aot-cache", "jit-fast-jar", "aot-cache-fast-jar");
    }

    @Test
    void readsWhereDropwizardIsToldToServe() throws IOException {
        file(
                "pom.xml",
                pom("maven-shade-plugin", "<mainClass>M</mainClass>")
                        .replace("<build>", dependencies("dropwizard-core")));
        file("src/main/java/A.java", "class A { @Path(\"/hello\") static class B { @GET void a() {} } }");
        file(
                "config.yml",
                "server:\n  rootPath: /api/*\n  applicationConnectors:\n    - type: http\n      port: 9090\n");
        Config config = written();
        assertThat(service(config).request().path()).isEqualTo("/api/hello");
        assertThat(service(config).port()).hasValue(9090);
        file("config.yml", "server:\n  type: simple\n  connector: { type: http, port: 9000 }\n");
        assertThat(service(written()).request().path()).isEqualTo("/application/hello");
    }

    /** Helidon SE answers 204 where it is well, and 200 where it is to say why. */
    @Test
    void aHealthEndpointAnswersAsItsFrameworkHasIt() throws IOException {
        file(
                "pom.xml",
                "<project><parent><groupId>io.helidon.applications</groupId></parent><artifactId>a</artifactId>"
                        + dependencies("helidon-webserver-observe-health") + "</build></project>");
        assertThat(service(written()).request().path()).isEqualTo("/observe/health");
        assertThat(service(written()).expect().status()).isEqualTo(204);
        file(
                "src/main/resources/application.yaml",
                "server: { features: { observe: { observers: { health: { details: true } } } } }");
        assertThat(service(written()).expect().status()).isEqualTo(200);
        file(
                "pom.xml",
                "<project><parent><groupId>io.helidon.applications</groupId></parent><artifactId>a</artifactId>"
                        + dependencies("helidon-microprofile-health") + "</build></project>");
        assertThat(service(written()).request().path()).isEqualTo("/health");
        assertThat(service(written()).expect().status()).isEqualTo(200);
    }

    private static String dependencies(String artifacts) {
        return "<dependencies>"
                + Stream.of(artifacts.split(" "))
                        .map(a -> "<dependency><artifactId>" + a + "</artifactId></dependency>")
                        .collect(java.util.stream.Collectors.joining())
                + "</dependencies><build>";
    }

    private Config written() throws IOException {
        Files.deleteIfExists(repository.resolve(Config.FILE_NAME));
        return Config.load(Init.write(repository).file());
    }

    @Test
    void aGradleProjectIsToldHowToGoOn() throws IOException {
        file("build.gradle.kts", "plugins { application }");
        assertThatThrownBy(() -> Init.write(repository))
                .isInstanceOf(InitException.class)
                .message()
                .contains(
                        "build.gradle.kts",
                        "coldstart does not run Gradle",
                        "coldstart init --app build/libs/NAME.jar");
    }

    @Test
    void severalAppsAreListedAndOneCanBeNamed() throws IOException {
        file("a/A.csproj", WEB);
        file("b/B.csproj", WEB);
        assertThatThrownBy(() -> Init.write(repository))
                .isInstanceOf(InitException.class)
                .message()
                .contains(
                        "found several apps:",
                        "\n  a/A.csproj (",
                        "\n  b/B.csproj (",
                        "coldstart init --app a/A.csproj");
        assertThatThrownBy(() -> Init.write(repository, Optional.of(Path.of("c"))))
                .hasMessageContaining("there is no app at c; these were found:");
        Init.write(repository, Optional.of(Path.of("b")));
        assertThat(Config.load(repository.resolve(Config.FILE_NAME)).app()).isEqualTo("B");
    }

    @Test
    void neverOverwrites() throws IOException {
        file("A.csproj", WEB);
        file(Config.FILE_NAME, "mine");
        assertThatThrownBy(() -> Init.write(repository))
                .isInstanceOf(InitException.class)
                .hasMessageContaining("is there already and was left as it is");
        assertThat(repository.resolve(Config.FILE_NAME)).hasContent("mine");
    }

    @Test
    void nothingFoundSaysWhatWasLookedFor() throws IOException {
        file("broken.csproj", "<Project");
        file("evil.csproj", "<!DOCTYPE p SYSTEM \"file:///etc/passwd\"><Project Sdk=\"Microsoft.NET.Sdk.Web\"/>");
        assertThatThrownBy(() -> Init.write(repository))
                .isInstanceOf(InitException.class)
                .hasMessageContaining("looked for .NET projects");
        assertThat(repository.resolve(Config.FILE_NAME)).doesNotExist();
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.ValueSource(
            strings = {"dotnet-users-api", "dotnet-reflection-api", "java-users-api"})
    void findsTheExamples(String example) throws IOException {
        Path source = Path.of("..", "examples", example);
        try (Stream<Path> files = Files.walk(source)) {
            for (Path path : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                if (!path.endsWith(Config.FILE_NAME)) {
                    file(
                            source.relativize(path).toString(),
                            Files.readString(path, java.nio.charset.StandardCharsets.ISO_8859_1));
                }
            }
        }
        assertThat(service(Config.load(Init.write(repository).file())).request().path())
                .isEqualTo("/health");
    }

    private void file(String path, String content) throws IOException {
        Path file = repository.resolve(path);
        Files.createDirectories(Optional.ofNullable(file.getParent()).orElseThrow());
        Files.writeString(file, content);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            App.csproj | <Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net8.0</TargetFramework><AssemblyName>bootstrap</AssemblyName></PropertyGroup></Project>
            App.csproj | <Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net8.0</TargetFramework></PropertyGroup><ItemGroup><PackageReference Include="Amazon.Lambda.RuntimeSupport" Version="1.13.0"/></ItemGroup></Project>
            pom.xml | <project><artifactId>a</artifactId><dependencies><dependency><artifactId>aws-lambda-java-runtime-interface-client</artifactId></dependency></dependencies><build><mainClass>a.Main</mainClass></build></project>
            """)
    void aFunctionIsTakenForOne(String name, String project) throws IOException {
        file(name, project);
        Config config = Config.load(Init.write(repository).file());
        assertThat(config.scenario())
                .isEqualTo(new FunctionScenario(
                        "function",
                        Optional.empty(),
                        "{}",
                        new BodyExpectation.Any(),
                        FunctionScenario.DEFAULT_DEADLINE,
                        FunctionScenario.DEFAULT_TIMEOUT,
                        FunctionScenario.DEFAULT_WARM));
        assertThat(config.run().cpus()).isEqualTo(0.289);
    }
}
