package dev.coldstart.cli.build.dotnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.coldstart.artifact.folder.Entrypoint;
import dev.coldstart.artifact.folder.MakeupReader;
import dev.coldstart.artifact.folder.PublishedFile;
import dev.coldstart.artifact.folder.PublishedFolder;
import dev.coldstart.cli.build.BuildFolder;
import dev.coldstart.cli.build.BuildListener;
import dev.coldstart.cli.build.BuildOutcome;
import dev.coldstart.cli.build.Builder;
import dev.coldstart.cli.build.tool.Tools;
import dev.coldstart.cli.config.Config;
import dev.coldstart.cli.config.FormSettings;
import dev.coldstart.core.artifact.BuildWarning;
import dev.coldstart.core.artifact.Makeup;
import dev.coldstart.core.artifact.Trait;
import dev.coldstart.core.plan.Variant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Publishes the .NET examples with the SDK that is here. */
final class DotNetBuildTest {

    private static final Path EXAMPLES = Path.of("..", "examples");

    @TempDir
    Path dir;

    @BeforeEach
    void needsTheSdk() {
        assumeTrue(
                new Tools(System.getenv()).onPath("dotnet").isPresent(),
                "there is no dotnet on the PATH: what dotnet publish does is not tested");
    }

    @Test
    void publishesFormsWithoutOneDisturbingAnother() throws Exception {
        Config config = example("dotnet-users-api");
        // As the command line does it by default: the output lies in the project's own folder.
        Path out = dir.resolve("app/coldstart-out");
        Builder builder =
                new Builder(config, Variant.HEAD, new BuildFolder(out.resolve(".build"), out), BuildListener.NONE);
        // What a developer's own build leaves in the project's folder must not get into a form, nor an earlier report.
        Files.createDirectories(dir.resolve("app/obj"));
        Files.writeString(dir.resolve("app/obj/Left.cs"), "this is not C#");
        Files.createDirectories(out);
        Files.writeString(out.resolve("report.json"), "{}");

        PublishedFolder jit = built(builder.build(FormSettings.of("jit")));
        BuildOutcome nativeBuild = builder.build(FormSettings.of("aot"));
        PublishedFolder aot = built(nativeBuild);

        assertThat(Entrypoint.find(jit).command()).containsExactly("./UsersApi");
        assertThat(Entrypoint.find(jit).how()).contains("self-contained .NET app");
        assertThat(Entrypoint.find(aot).how()).contains("native program");
        assertThat(aot.sizes().symbols()).isGreaterThan(aot.sizes().published());
        assertThat(jit.sizes().published()).isGreaterThan(5 * aot.sizes().published());
        Makeup managed = MakeupReader.of(jit, Entrypoint.find(jit));
        assertThat(managed.traits()).containsExactly(Trait.SELF_CONTAINED);
        assertThat(managed.settings().orElseThrow()).containsEntry("System.GC.Server", "true");
        assertThat(nativeBuild.record().settings().orElseThrow())
                .containsEntry("System.GC.Server", "true")
                .containsEntry("StackTraceSupport", "true")
                .containsEntry("System.Diagnostics.Tracing.EventSource.IsSupported", "true");
        assertThat(MakeupReader.of(aot, Entrypoint.find(aot))
                        .library()
                        .orElseThrow()
                        .file())
                .isEqualTo("UsersApi");
        assertThat(PublishedFolder.inspect(jit.dir()).digest()).isEqualTo(jit.digest());
        assertThat(aot.files())
                .extracting(PublishedFile::path)
                .noneMatch(path -> path.contains("coldstart-out") || path.contains("report"));
        try (Stream<Path> left = Files.list(dir.resolve("app"))) {
            assertThat(left.map(p -> String.valueOf(p.getFileName())))
                    .containsExactlyInAnyOrder(
                            "obj", "coldstart-out", "Program.cs", "UsersApi.csproj", "coldstart.yml", "README.md");
        }
    }

    @Test
    void countsEachWarningOfTheReflectionExampleOnce() throws Exception {
        BuildOutcome outcome = new Builder(
                        example("dotnet-reflection-api"),
                        Variant.HEAD,
                        BuildFolder.at(dir.resolve("out")),
                        BuildListener.NONE)
                .build(FormSettings.of("aot"));
        assertThat(outcome.record().failure()).isEmpty();
        assertThat(outcome.record().warnings()).doesNotHaveDuplicates();
        assertThat(outcome.record().warnings())
                .filteredOn(w -> w.assembly().equals("ReflectionApi"))
                .extracting(w -> w.code() + " " + w.place())
                .containsExactlyInAnyOrder(
                        "IL2026 Program.cs(12,16)",
                        "IL3050 Program.cs(12,16)",
                        "IL2026 Program.cs(13,25)",
                        "IL3050 Program.cs(13,25)");
        assertThat(outcome.record().warnings()).extracting(BuildWarning::code).contains("IL2104", "IL3053");
    }

    @Test
    void aFormThatCantBeBuiltSaysWhy() throws Exception {
        Config config = example("dotnet-users-api");
        Path broken = Files.writeString(dir.resolve("app/Broken.cs"), "class Broken {");
        assertThat(failure(config)).isEqualTo("Broken.cs(1,15): CS1513: } expected");

        Files.delete(broken);
        Files.writeString(
                dir.resolve("app/nuget.config"),
                "<configuration><packageSources><clear/></packageSources></configuration>");
        Path project = dir.resolve("app/UsersApi.csproj");
        Files.writeString(
                project,
                Files.readString(project)
                        .replace(
                                "</Project>",
                                "<ItemGroup><PackageReference Include=\"No.Such.Package\" Version=\"1.0.0\"/></ItemGroup>"
                                        + "</Project>"));
        assertThat(failure(config)).startsWith("NU1100: Unable to resolve 'No.Such.Package (>= 1.0.0)' for 'net9.0'");
    }

    private String failure(Config config) throws InterruptedException, IOException {
        BuildOutcome outcome = new Builder(config, Variant.HEAD, BuildFolder.at(dir.resolve("out")), BuildListener.NONE)
                .build(FormSettings.of("jit"));
        assertThat(outcome).isInstanceOf(BuildOutcome.NotBuilt.class);
        return outcome.record().failure().orElseThrow();
    }

    private static PublishedFolder built(BuildOutcome outcome) {
        assertThat(outcome.record().failure()).isEmpty();
        return PublishedFolder.inspect(((BuildOutcome.Built) outcome).folder());
    }

    /** A copy, so that a build of the original at the same time does not matter. */
    private Config example(String name) throws IOException {
        Path app = Files.createDirectories(dir.resolve("app"));
        try (Stream<Path> files = Files.list(EXAMPLES.resolve(name))) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                Files.copy(file, app.resolve(String.valueOf(file.getFileName())));
            }
        }
        return Config.load(app.resolve(Config.FILE_NAME));
    }
}
