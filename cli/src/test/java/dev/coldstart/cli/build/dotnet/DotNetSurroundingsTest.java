package dev.coldstart.cli.build.dotnet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldstart.cli.build.BuildFolder;
import dev.coldstart.cli.build.tool.MissingSdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What lies around a project: response files, lock files, a global.json, outputs of earlier runs. */
final class DotNetSurroundingsTest {

    @TempDir
    Path dir;

    static Stream<Arguments> responseFiles() {
        return Stream.of(
                Arguments.of("-clp:ErrorsOnly\n-v:q -p:A=1\n", List.of()),
                Arguments.of("# -bl\n", List.of()),
                Arguments.of("-bl\n", List.of("-noAutoResponse")),
                Arguments.of(
                        "/BL:x.binlog -m:1\n-p:\"A B\"=\"c d\" --fl1 -flp1:logfile=x;verbosity=n\n",
                        List.of("-noAutoResponse", "-m:1", "-p:A B=c d")),
                Arguments.of(
                        "-bl -p:Here=%MSBuildThisFileDirectory%x;%HOME%;%NONE%",
                        List.of("-noAutoResponse", "-p:Here=DIR/x;/root;%NONE%")));
    }

    @ParameterizedTest
    @MethodSource("responseFiles")
    void aResponseFileThatWritesALogIsReadInMsBuildsPlace(String text, List<String> words) throws IOException {
        Path project = Files.createDirectories(dir.resolve("src/App"));
        Files.writeString(dir.resolve("Directory.Build.rsp"), text);
        assertThat(ResponseFile.words(project, Map.of("HOME", "/root")))
                .isEqualTo(words.stream()
                        .map(word -> word.replace("DIR", dir.toString()))
                        .toList());
    }

    @Test
    void whatIsLockedIsComparedAndWhatAFormAddsIsNot() throws IOException {
        Path app = Files.createDirectories(dir.resolve("App"));
        String locked = lock("\"Json\": {\"type\": \"Direct\", \"resolved\": \"1.0.0\", \"contentHash\": \"a\"},"
                + "\"lib\": {\"type\": \"Project\"}");
        Files.writeString(app.resolve(LockFiles.GIVEN), locked);
        Files.writeString(
                app.resolve(LockFiles.WRITTEN),
                locked.replace("\"lib\"", "\"ILLink\": {\"type\": \"Direct\", \"resolved\": \"9.0.0\"}, \"lib\""));
        assertThat(LockFiles.differences(dir)).isEmpty();

        Files.writeString(app.resolve(LockFiles.WRITTEN), locked.replace("1.0.0", "1.0.1"));
        assertThat(LockFiles.differences(dir)).contains("Json 1.0.1 in place of 1.0.0");
        Files.writeString(app.resolve(LockFiles.WRITTEN), locked.replace("\"a\"", "\"b\""));
        assertThat(LockFiles.differences(dir)).contains("Json 1.0.0 with other content");
    }

    private static String lock(String packages) {
        return "{\"version\": 1, \"dependencies\": {\"net9.0\": {" + packages + "}}}";
    }

    /** As the host of SDK 10.0.401 prints it. */
    @Test
    void anSdkThatIsNotThereIsNamed() {
        List<String> lines = """
                The command could not be loaded, possibly because:
                  * You intended to execute a .NET application:
                      The application 'publish' does not exist or is not a managed .dll or .exe.
                  * You intended to execute a .NET SDK command:
                      A compatible .NET SDK was not found.

                Requested SDK version: 8.0.999
                global.json file: /repo/global.json

                Installed SDKs:
                9.0.100-rc.1 [/usr/share/dotnet/sdk]
                10.0.401 [/usr/share/dotnet/sdk]

                Install the [8.0.999] .NET SDK or update [/repo/global.json] to match an installed SDK.

                Learn about SDK resolution:
                https://aka.ms/dotnet/sdk-not-found
                """.lines().toList();
        assertThat(MissingSdk.in(lines))
                .contains("/repo/global.json asks for the .NET SDK 8.0.999, and installed is 9.0.100-rc.1, 10.0.401:"
                        + " install that SDK, or let global.json take another (its sdk.version and sdk.rollForward)");
        assertThat(MissingSdk.in(lines.stream()
                                .filter(l -> !l.contains("dotnet/sdk]"))
                                .toList())
                        .orElseThrow())
                .contains("none is installed");
        assertThat(MissingSdk.in(List.of(
                        "  * You intended to execute a .NET SDK command:", "      run ./install-sdk first", "")))
                .contains("dotnet has no SDK that it may build this with: run ./install-sdk first");
        assertThat(MissingSdk.in(List.of("hello", "world"))).isEmpty();
    }

    @Test
    void outputsOfEarlierRunsAreNoSources() throws IOException {
        Path project =
                Files.writeString(Files.createDirectories(dir.resolve("src")).resolve("App.csproj"), "");
        Path earlier = Files.createDirectories(dir.resolve("src/reports/first"));
        BuildFolder.mark(earlier);
        Files.writeString(dir.resolve("src/.gitignore"), "obj/\n");
        assertThat(BuildFolder.at(dir.resolve("src/now")).strange(project))
                .containsExactlyInAnyOrder(dir.resolve("src/now"), earlier);
    }

    @Test
    void intermediateFilesAreOutsideTheSourcesWhereNoToolStumblesOverTheirPath() throws IOException {
        Path home = Files.createDirectories(dir.resolve("home"));
        Map<String, String> environment = Map.of("HOME", home.toString());
        try (WorkFolder work = WorkFolder.outside(dir.resolve("a"), dir.resolve("sources"), environment)) {
            assertThat(work.path()).isDirectory().startsWith(home);
        }
        assertThat(home.resolve(".cache/coldstart/builds")).isEmptyDirectory();
        try (WorkFolder work = WorkFolder.outside(dir.resolve("b"), home, environment)) {
            assertThat(work.path())
                    .isDirectory()
                    .doesNotHaveToString("")
                    .satisfies(path -> assertThat(path.startsWith(home)).isFalse());
        }
        Map<String, String> blank =
                Map.of("HOME", Files.createDirectories(dir.resolve("my home")).toString());
        try (WorkFolder work = WorkFolder.outside(dir.resolve("c"), dir.resolve("sources"), blank)) {
            assertThat(work.path().toString()).doesNotContain(" ");
        }
    }
}
