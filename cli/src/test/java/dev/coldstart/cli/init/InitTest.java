package dev.coldstart.cli.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coldstart.cli.config.Config;
import dev.coldstart.cli.config.FormSettings;
import dev.coldstart.cli.config.Toolchain;
import dev.coldstart.core.plan.Policy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
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
        assertThat(config.scenario().request().path()).isEqualTo("/healthz");
        assertThat(config.scenario().port()).hasValue(8080);
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
        assertThat(config.scenario().request().path()).isEqualTo("/");
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
        assertThat(spring.scenario().request().path()).isEqualTo("/shop/api/users");
        assertThat(spring.forms()).extracting(FormSettings::form).containsExactly("jit", "jit-extracted", "aot-cache");

        file(
                "pom.xml",
                pom("spring-boot-maven-plugin", "").replace("<build>", dependency("spring-boot-starter-actuator")));
        assertThat(written().scenario().request().path()).isEqualTo("/shop/actuator/health");

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
                        .replace("<build>", dependency("dropwizard-core")));
        Config dropwizard = written();
        assertThat(dropwizard.command().orElseThrow())
                .containsExactly("java", "-jar", "app.jar", "server", "config.yml");
        assertThat(dropwizard.build().toolchain())
                .isInstanceOfSatisfying(
                        Toolchain.Java.class,
                        java -> assertThat(java.files()).containsExactly(repository.resolve("config.yml")));
        assertThat(dropwizard.scenario().request().path()).isEqualTo("/ping");
        assertThat(dropwizard.scenario().port()).hasValue(8081);
    }

    private Config written() throws IOException {
        Files.deleteIfExists(repository.resolve(Config.FILE_NAME));
        return Config.load(Init.write(repository).file());
    }

    private static String dependency(String artifact) {
        return "<dependencies><dependency><artifactId>" + artifact + "</artifactId></dependency></dependencies><build>";
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
        assertThat(Config.load(Init.write(repository).file())
                        .scenario()
                        .request()
                        .path())
                .isEqualTo("/health");
    }

    private void file(String path, String content) throws IOException {
        Path file = repository.resolve(path);
        Files.createDirectories(Optional.ofNullable(file.getParent()).orElseThrow());
        Files.writeString(file, content);
    }
}
