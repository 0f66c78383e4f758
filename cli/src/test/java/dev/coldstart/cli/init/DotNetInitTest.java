package dev.coldstart.cli.init;

import static dev.coldstart.cli.config.Services.service;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coldstart.cli.config.Config;
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

/** .NET projects in the shapes that repositories have. */
final class DotNetInitTest {

    private static final String NET9 = "<PropertyGroup><TargetFramework>net9.0</TargetFramework></PropertyGroup>";
    private static final String WEB = "<Project Sdk=\"Microsoft.NET.Sdk.Web\">" + NET9 + "</Project>";

    @TempDir
    Path repository;

    static Stream<Arguments> projects() {
        return Stream.of(
                Arguments.of(
                        "an SDK by its element",
                        "<Project><Sdk Name=\"Microsoft.NET.Sdk.Web\" />" + NET9 + "</Project>"),
                Arguments.of(
                        "an SDK by its imports",
                        "<Project>" + NET9 + "<Import Project=\"Sdk.props\" Sdk=\"Microsoft.NET.Sdk.Web/9.0.0\" />"
                                + "<Import Project=\"Sdk.targets\" Sdk=\"Microsoft.NET.Sdk.Web/9.0.0\" /></Project>"),
                Arguments.of("several SDKs", "<Project Sdk=\"Other/1.0;Microsoft.NET.Sdk.Web\">" + NET9 + "</Project>"),
                Arguments.of(
                        "ASP.NET Core by its framework",
                        "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><OutputType>Exe</OutputType>"
                                + "<TargetFramework>net9.0</TargetFramework></PropertyGroup><ItemGroup>"
                                + "<FrameworkReference Include=\"Microsoft.AspNetCore.App\" /></ItemGroup></Project>"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("projects")
    void anAspNetCoreAppIsFound(String name, String project) throws IOException {
        file("App.csproj", project);
        assertThat(Init.write(repository).text()).contains("Found an ASP.NET Core app, App.csproj for net9.0.");
    }

    @Test
    void whatAProjectDoesNotSayIsReadAboveIt() throws IOException {
        file(
                "Directory.Build.props",
                "<Project><Import Project=\"eng/Common.props\" /><PropertyGroup>"
                        + "<OutputType>Exe</OutputType><IsTestProject Condition=\"$(MSBuildProjectName.EndsWith('Tests'))\">true</IsTestProject>"
                        + "</PropertyGroup></Project>");
        file("eng/Common.props", "<Project><PropertyGroup><Newest>net9.0</Newest></PropertyGroup></Project>");
        file(
                "src/Directory.Build.props",
                "<Project><Import Project=\"$([MSBuild]::GetPathOfFileAbove('Directory.Build.props', '../'))\" />"
                        + "<PropertyGroup><TargetFrameworks>$(Newest);net8.0;net48</TargetFrameworks></PropertyGroup></Project>");
        file("src/App/App.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\" />");
        file(
                "src/Lib/Lib.csproj",
                "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><OutputType>Library</OutputType>"
                        + "</PropertyGroup></Project>");

        assertThat(Init.write(repository).text())
                .contains("Found a .NET program, src/App/App.csproj for net8.0 and net9.0.")
                .contains("Assumed: the target framework net9.0 of those that the project names.");
    }

    static Stream<Arguments> unfit() {
        return Stream.of(
                Arguments.of(
                        "App.csproj",
                        "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><OutputType>Exe</OutputType>"
                                + "<TargetFramework>net48</TargetFramework></PropertyGroup></Project>",
                        "App.csproj is for .NET Framework (net48), which runs on Windows alone"),
                Arguments.of(
                        "Old.csproj",
                        "<Project ToolsVersion=\"15.0\"><PropertyGroup><OutputType>Exe</OutputType>"
                                + "<TargetFrameworkVersion>v4.7.2</TargetFrameworkVersion></PropertyGroup></Project>",
                        "Old.csproj is for .NET Framework (net472)"),
                Arguments.of(
                        "Site.csproj",
                        "<Project><PropertyGroup><OutputType>Library</OutputType><ProjectTypeGuids>{349C5851-65DF-11DA-9384-00065B846F21}"
                                + "</ProjectTypeGuids><TargetFrameworkVersion>v4.8</TargetFrameworkVersion></PropertyGroup></Project>",
                        "Site.csproj is for .NET Framework (net48)"),
                Arguments.of(
                        "Desk.csproj",
                        "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><OutputType>WinExe</OutputType>"
                                + "<TargetFramework>net9.0-windows</TargetFramework></PropertyGroup></Project>",
                        "Desk.csproj is for net9.0-windows, which does not run on Linux"),
                Arguments.of(
                        "Client.csproj",
                        "<Project Sdk=\"Microsoft.NET.Sdk.BlazorWebAssembly\">" + NET9 + "</Project>",
                        "Client.csproj runs in a browser"),
                Arguments.of(
                        "Host.csproj",
                        "<Project Sdk=\"Aspire.AppHost.Sdk/13.0.0\"><PropertyGroup><OutputType>Exe</OutputType></PropertyGroup></Project>",
                        "Host.csproj starts other apps"),
                Arguments.of(
                        "tools/app.cs",
                        "#!/usr/bin/env dotnet\n#:sdk Microsoft.NET.Sdk.Web\nvar app = WebApplication.Create(args);\n",
                        "tools/app.cs is a file-based app, and coldstart builds projects: dotnet project convert app.cs"),
                Arguments.of(
                        "Worker.csproj",
                        "<Project Sdk=\"Microsoft.NET.Sdk.Worker\">" + NET9 + "</Project>",
                        "found a worker service, Worker.csproj for net9.0: such a service listens on no port, so there is no"
                                + " first answer to time"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unfit")
    void whatCantBeMeasuredIsSaidWithTheReason(String path, String content, String why) throws IOException {
        file(path, content);
        assertThatThrownBy(() -> Init.write(repository))
                .isInstanceOf(InitException.class)
                .hasMessageContaining(why);
        assertThat(repository.resolve(Config.FILE_NAME)).doesNotExist();

        file("api/Api.csproj", WEB);
        assertThat(path.startsWith("Worker") ? "" : Init.write(repository).text())
                .doesNotContain(path);
    }

    @Test
    void aWorkerThatListensIsAnApp() throws IOException {
        file("Worker.csproj", "<Project Sdk=\"Microsoft.NET.Sdk.Worker\">" + NET9 + "</Project>");
        file("Program.cs", "var builder = WebApplication.CreateBuilder(args); app.MapHealthChecks(\"/healthz\");");
        Config config = Config.load(Init.write(repository).file());
        assertThat(service(config).request().path()).isEqualTo("/healthz");
    }

    @Test
    void theExampleOfSeveralIsAService() throws IOException {
        file(
                "bench/App.Bench.csproj",
                "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><OutputType>Exe</OutputType>"
                        + "</PropertyGroup></Project>");
        file("samples/Sample.csproj", WEB);
        file("src/Api/Api.csproj", WEB);
        file("src/A.Worker/A.Worker.csproj", "<Project Sdk=\"Microsoft.NET.Sdk.Worker\">" + NET9 + "</Project>");
        file(
                "test/T/T.csproj",
                "<Project Sdk=\"MSTest.Sdk/3.6.0\"><PropertyGroup><OutputType>Exe</OutputType></PropertyGroup></Project>");
        assertThatThrownBy(() -> Init.write(repository))
                .message()
                .contains("bench/App.Bench.csproj (", "Name one, such as: coldstart init --app src/Api/Api.csproj")
                .doesNotContain("T.csproj");
    }

    static Stream<Arguments> ports() {
        String endpoints = "{ \"Kestrel\": { \"Endpoints\": { \"Https\": { \"Url\": \"https://*:5443\" },"
                + " \"Http\": { \"Url\": \"http://*:5080\" } } }, \"Urls\": \"http://*:5005\" }";
        return Stream.of(
                Arguments.of(
                        "settings", "", "// by hand\n{ \"urls\": \"https://+:5443;http://localhost:5005/\", }", 5005),
                Arguments.of("endpoints", "app.Run(\"http://*:7000\");", endpoints, 5080),
                Arguments.of(
                        "code before settings", "app.Run(\"http://*:7000\");", "{ \"Urls\": \"http://*:5005\" }", 7000),
                Arguments.of(
                        "Kestrel's options",
                        "o.ListenAnyIP(7443, l => l.UseHttps()); o.Listen(IPAddress.Any, 7001); o.ListenLocalhost(7002);",
                        "{}",
                        7001),
                Arguments.of("nothing", "app.Run();", "{ broken", 8080));
    }

    /** As seen on a real app: what the variable says is overridden, with a warning of the app's at most. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("ports")
    void aPortThatTheAppInsistsOnGoesBeforeTheVariable(String name, String code, String settings, int port)
            throws IOException {
        file("App.csproj", WEB);
        file("Program.cs", code);
        file("appsettings.json", settings);
        Init.Result result = Init.write(repository);
        Config config = Config.load(result.file());
        assertThat(service(config).port()).hasValue(port);
        assertThat(config.run().env().isEmpty()).isEqualTo(port != 8080);
        assertThat(result.text().contains("which goes before ASPNETCORE_URLS")).isEqualTo(port != 8080);
    }

    static Stream<Arguments> withTls() {
        return Stream.of(
                Arguments.of(
                        "",
                        "{ \"Kestrel\": { \"Endpoints\": { \"Https\": { \"Url\": \"https://*:5443\" } } }, \"Urls\": \"http://*:5005\" }",
                        5443,
                        "Kestrel:Endpoints in appsettings.json"),
                Arguments.of(
                        "k.ListenAnyIP(7443, o => { o.Protocols = HttpProtocols.Http1; o.UseHttps(); });",
                        "{}",
                        7443,
                        "Program.cs"),
                Arguments.of("app.Urls.Add(\"https://[::]\");", "{ \"Urls\": \"http://*:5005\" }", 443, "Program.cs"));
    }

    @ParameterizedTest
    @MethodSource("withTls")
    void anAppThatListensWithTlsAloneIsToldThatItCantBeAsked(String code, String settings, int port, String where)
            throws IOException {
        file("App.csproj", WEB);
        file("Program.cs", code);
        file("appsettings.json", settings);
        Init.Result result = Init.write(repository);
        assertThat(service(Config.load(result.file())).port()).hasValue(port);
        assertThat(result.text())
                .contains("Assumed: it listens on port " + port + ", with TLS alone, by " + where
                        + ", and coldstart asks by plain HTTP: give it an http:// address while it is measured");
    }

    @Test
    void aHostIsNamedThatTheSettingsAllow() throws IOException {
        file("App.csproj", WEB);
        file("appsettings.json", "{ \"AllowedHosts\": \"*.example.com;shop.example.org\" }");
        Init.Result result = Init.write(repository);
        assertThat(service(Config.load(result.file())).request().headers()).containsEntry("Host", "www.example.com");
        assertThat(result.text()).contains("Assumed: it is asked as www.example.com: AllowedHosts in appsettings.json");

        Files.delete(result.file());
        file("appsettings.json", "{ \"AllowedHosts\": \"*\" }");
        assertThat(service(Config.load(Init.write(repository).file())).request().headers())
                .isEmpty();
    }

    @Test
    void settingsOfProductionGoBeforeTheOthers() throws IOException {
        file("App.csproj", WEB);
        file("appsettings.json", "\uFEFF{ \"Urls\": \"http://*:5005\" }");
        file("appsettings.Production.json", "{ \"Urls\": \"http://*:5006\" }");
        assertThat(service(Config.load(Init.write(repository, Optional.empty()).file()))
                        .port())
                .hasValue(5006);
    }

    private void file(String path, String content) throws IOException {
        Path file = repository.resolve(path);
        Files.createDirectories(Optional.ofNullable(file.getParent()).orElseThrow());
        Files.writeString(file, content);
    }
}
