package dev.coldstart.cli.build.dotnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.coldstart.cli.build.BuildListener;
import dev.coldstart.cli.build.BuildOutcome;
import dev.coldstart.cli.build.Builder;
import dev.coldstart.cli.build.tool.Command;
import dev.coldstart.cli.build.tool.Tools;
import dev.coldstart.cli.config.Config;
import dev.coldstart.cli.config.FormSettings;
import dev.coldstart.cli.measure.OutputFolder;
import dev.coldstart.core.plan.Variant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A project with everything around it that repositories have and examples have not. */
final class DotNetRepositoryTest {

    private static final Map<String, String> FILES = Map.of(
            "App.csproj",
            """
            <Project Sdk="Microsoft.NET.Sdk.Web">
              <PropertyGroup>
                <TargetFramework>net9.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <AssemblyName>Another.Name</AssemblyName>
                <UseAppHost>false</UseAppHost><PublishProfile>DefaultContainer</PublishProfile>
                <DefaultItemExcludes>$(DefaultItemExcludes);generator/**;obj/**</DefaultItemExcludes>
              </PropertyGroup>
              <ItemGroup>
                <Compile Remove="Template.cs" />
                <Content Include="Template.cs" CopyToPublishDirectory="Always" />
                <ProjectReference Include="generator/Generator.csproj" OutputItemType="Analyzer" ReferenceOutputAssembly="false" />
              </ItemGroup>
              <Target Name="Says" BeforeTargets="CoreCompile">
                <Warning Code="MYCODE" Text="see $(MSBuildProjectDirectory)/a.txt" />
                <Warning Code="MY1" File="$(MSBuildProjectDirectory)/a.txt" Text="one%0Atwo%0Athree" />
              </Target>
            </Project>
            """,
            "Program.cs",
            """
            var app = WebApplication.CreateSlimBuilder(args).Build();
            int unused;
            app.Run();
            """,
            "Template.cs",
            "this is not C#",
            "appsettings.json",
            "{}",
            "packages.lock.json",
            """
            { "version": 1, "dependencies": { "net9.0": {} } }
            """,
            "generator/Generator.csproj",
            """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>netstandard2.0</TargetFramework>
                <DisableImplicitFrameworkReferences>true</DisableImplicitFrameworkReferences>
                <RestoreLockedMode>false</RestoreLockedMode>
                <GeneratePackageOnBuild>true</GeneratePackageOnBuild>
                <PackageOutputPath>$(MSBuildProjectDirectory)/packages</PackageOutputPath>
              </PropertyGroup>
              <ItemGroup>
                <Reference Include="$(NetCoreTargetingPackRoot)/Microsoft.NETCore.App.Ref/*/ref/*/*.dll" />
              </ItemGroup>
            </Project>
            """,
            "generator/Generator.cs",
            "class Generator { }",
            "Directory.Build.props",
            """
            <Project>
              <PropertyGroup>
                <RestoreLockedMode>true</RestoreLockedMode>
                <BaseIntermediateOutputPath>$(MSBuildThisFileDirectory)obj/$(MSBuildProjectName)/</BaseIntermediateOutputPath>
              </PropertyGroup>
            </Project>
            """,
            "Directory.Build.rsp",
            "-clp:ErrorsOnly -noconlog\n-v:q\n-tl:true\n-bl\n",
            "coldstart.yml",
            "build: { dotnet: App.csproj }\nrequest: { get: /health }\n");

    @TempDir
    Path dir;

    @BeforeEach
    void needsTheSdk() {
        assumeTrue(
                new Tools(System.getenv()).onPath("dotnet").isPresent(),
                "there is no dotnet on the PATH: what dotnet publish does is not tested");
    }

    @Test
    void isBuiltAsItIsAndLeftAsItWas() throws Exception {
        Path repository = Files.createDirectories(dir.resolve("a check-out (1) of Zoë's & co"));
        for (Map.Entry<String, String> file : FILES.entrySet()) {
            Path path = repository.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
        Config config = Config.load(repository.resolve(Config.FILE_NAME));

        Builder builder = new Builder(
                config,
                Variant.HEAD,
                OutputFolder.at(repository.resolve("coldstart-out")).builds(),
                BuildListener.NONE);
        BuildOutcome outcome = builder.build(FormSettings.of("aot"));

        assertThat(outcome.record().failure()).isEmpty();
        assertThat(((BuildOutcome.Built) outcome).folder()).isDirectoryContaining("glob:**/{Another.Name,Template.cs}");
        assertThat(outcome.record().warningsUnknown()).isEmpty();
        assertThat(outcome.record().warnings())
                .extracting(w -> w.code() + " " + w.place() + ": " + w.message())
                .contains("MYCODE App.csproj(15,5): see a.txt", "MY1 : one two three")
                .anyMatch(w -> w.startsWith("CS0168 Program.cs(2,5)"));
        assertThat(sources(repository)).isEqualTo(FILES);
        assertThat(ownBuild(repository)).isZero();
    }

    /** All but what the output folder has. */
    private static Map<String, String> sources(Path repository) throws IOException {
        Map<String, String> found = new TreeMap<>();
        try (Stream<Path> all = Files.walk(repository)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                String name = repository.relativize(file).toString();
                if (!name.startsWith("coldstart-out/")) {
                    found.put(name, Files.readString(file));
                }
            }
        }
        return found;
    }

    /** As its developer would, but for the file that says that nothing be printed. */
    private static int ownBuild(Path repository) throws Exception {
        List<String> printed = new ArrayList<>();
        Map<String, String> environment = new TreeMap<>(new Tools(System.getenv()).environment());
        environment.put("MSBUILDDISABLENODEREUSE", "1");
        try (Command build = Command.start(
                List.of(
                        "dotnet",
                        "build",
                        "-noAutoResponse",
                        "-p:UseSharedCompilation=false",
                        "-p:GeneratePackageOnBuild=false"),
                repository,
                environment,
                printed::add)) {
            int exit = build.waitFor(java.time.Duration.ofMinutes(5)).orElseThrow();
            assertThat(exit).as(String.join("\n", printed)).isZero();
            return exit;
        }
    }
}
