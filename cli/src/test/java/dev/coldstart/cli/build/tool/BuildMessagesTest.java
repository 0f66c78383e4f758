package dev.coldstart.cli.build.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldstart.core.artifact.BuildWarning;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class BuildMessagesTest {

    @Test
    void eachWarningOfARealAotBuildCountsOnce() throws IOException {
        BuildMessages messages = read(resource("aot-reflection.log"));

        Map<String, Long> byCode = messages.warnings().stream()
                .collect(Collectors.groupingBy(BuildWarning::code, TreeMap::new, Collectors.counting()));
        // 19 lines: 4 calls twice each, 5 assemblies, 6 members of the framework.
        assertThat(byCode).isEqualTo(Map.of("IL2026", 8L, "IL2104", 1L, "IL3050", 2L, "IL3053", 4L));
        assertThat(messages.warnings())
                .filteredOn(w -> w.assembly().equals("ReflectionApi"))
                .extracting(w -> w.code() + " " + w.place())
                .containsExactly(
                        "IL2026 Program.cs(12,16)",
                        "IL3050 Program.cs(12,16)",
                        "IL2026 Program.cs(13,25)",
                        "IL3050 Program.cs(13,25)");
        assertThat(messages.warnings())
                .filteredOn(w -> w.code().matches("IL2104|IL3053"))
                .extracting(BuildWarning::assembly)
                .containsExactly(
                        "Newtonsoft.Json",
                        "Newtonsoft.Json",
                        "Microsoft.CSharp",
                        "System.Linq.Expressions",
                        "System.Private.Xml");
        assertThat(messages.warnings())
                .extracting(BuildWarning::place)
                .contains("System.Data.DataSet.System.Xml.Serialization.IXmlSerializable.GetSchema()");
        assertThat(messages.failure()).isEmpty();
    }

    @Test
    void aLogReadTwiceHasNoMoreWarnings() throws IOException {
        String log = resource("aot-reflection.log");
        assertThat(read(log + log).warnings()).isEqualTo(read(log).warnings());
    }

    static Stream<Arguments> warnings() {
        return Stream.of(
                Arguments.of(
                        "/repo/app/src/A.cs(3,7): warning CS0168: The variable 'x' is declared [/repo/app/Api.csproj::TargetFramework=net9.0]",
                        new BuildWarning("CS0168", "Api", "src/A.cs(3,7)", "The variable 'x' is declared")),
                Arguments.of(
                        "/repo/app/Lib/B.cs(3,7,3,9): warning CA1822: Mark it static [/repo/app/Lib/Lib.csproj]",
                        new BuildWarning("CA1822", "Lib", "Lib/B.cs(3,7)", "Mark it static")),
                Arguments.of(
                        "/sdk/Sdk.targets(90,5): warning NETSDK1057: You are using a preview [/repo/app/Api.csproj]",
                        new BuildWarning("NETSDK1057", "Api", "/sdk/Sdk.targets(90,5)", "You are using a preview")),
                Arguments.of(
                        "/_/Src/J.cs(12): AOT analysis warning IL3050: N.J.Read<T>(Int32, String): Using member [/repo/app/Api.csproj]",
                        new BuildWarning("IL3050", "", "/_/Src/J.cs(12)", "Using member")),
                Arguments.of(
                        "ILLink : Trim analysis warning IL2070: N.C.M(Type): 'this' is wrong [/repo/app/Api.csproj]",
                        new BuildWarning("IL2070", "", "N.C.M(Type)", "'this' is wrong")),
                Arguments.of(
                        "/repo/app/Api.csproj : warning NU1903: Package 'X' 1.0.0 has a known vulnerability",
                        new BuildWarning("NU1903", "", "", "Package 'X' 1.0.0 has a known vulnerability")),
                Arguments.of(
                        "\u001b[33mCSC : warning CS8002: Referenced assembly [/repo/app/Api.csproj]\u001b[0m",
                        new BuildWarning("CS8002", "Api", "", "Referenced assembly")),
                Arguments.of(
                        "[WARNING] /repo/app/src/A.java:[12,5] [deprecation] stop() in Thread has been deprecated",
                        new BuildWarning(
                                "deprecation", "", "src/A.java(12,5)", "stop() in Thread has been deprecated")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("warnings")
    void readsTheUsualForms(String line, BuildWarning warning) {
        assertThat(read(line).warnings()).containsExactly(warning);
    }

    @Test
    void callsOnOneLineStayApart() {
        BuildMessages messages = read("""
                /repo/app/A.cs(3,7): warning IL2026: Using member 'J.Read<T>(String)' which [/repo/app/Api.csproj]
                /repo/app/A.cs(3,30): warning IL2026: Using member 'J.Write(Object)' which [/repo/app/Api.csproj]
                /repo/app/A.cs(3): Trim analysis warning IL2026: C.M(): Using member 'J.Read<User>(String)' which [/repo/app/Api.csproj]
                /repo/app/A.cs(3): Trim analysis warning IL2026: C.M(): Using member 'J.Write(Object)' which [/repo/app/Api.csproj]
                /repo/app/A.cs(3): Trim analysis warning IL2026: C.M(): Using member 'J.Other(Object)' which [/repo/app/Api.csproj]
                """);
        assertThat(messages.warnings())
                .extracting(BuildWarning::place)
                .containsExactly("A.cs(3,7)", "A.cs(3,30)", "A.cs(3)");
    }

    static Stream<Arguments> failures() throws IOException {
        return Stream.of(
                Arguments.of(
                        resource("net10-aot-missing-package.log"),
                        "NU1100: Unable to resolve 'Microsoft.DotNet.ILCompiler (>= 10.0.12)' for 'net10.0'.; "
                                + "NU1100: Unable to resolve 'Microsoft.NET.ILLink.Tasks (>= 10.0.12)' for 'net10.0'."
                                + "; the package sources of this machine (dotnet nuget list source) have no such"
                                + " package"),
                Arguments.of(
                        "/repo/app/Program.cs(5,13): error CS1002: ; expected [/repo/app/a.csproj::TargetFramework=net9.0]",
                        "Program.cs(5,13): CS1002: ; expected"),
                Arguments.of("""
                        clang : error : linker command failed with exit code 1 (use -v to see invocation) [/repo/app/a.csproj]
                        /sdk/Native.targets(371,5): error MSB3073: The command "clang" exited with code 1. [/repo/app/a.csproj]
                        """, "linker command failed with exit code 1 (use -v to see invocation)"),
                Arguments.of(
                        "/sdk/x.targets(3,5): error MSB3073: The command \"make\" exited with code 2. [/repo/app/a.csproj]",
                        "MSB3073: The command \"make\" exited with code 2."),
                Arguments.of("""
                        [ERROR] COMPILATION ERROR :
                        [ERROR] /repo/app/src/A.java:[3,9] ';' expected
                        """, "src/A.java(3,9): ';' expected"),
                Arguments.of(
                        """
                        [INFO] Scanning for projects...
                        [ERROR] [ERROR] Some problems were encountered while processing the POMs:
                        [FATAL] Non-resolvable parent POM for g:app:1: g:parent:pom:1 was not found @ line 3, column 11
                         @\s
                        [ERROR] The build could not read 1 project -> [Help 1]
                        [ERROR]  \s
                        [ERROR]   The project g:app:1 (/repo/app/pom.xml) has 1 error
                        [ERROR]     Non-resolvable parent POM for g:app:1: g:parent:pom:1 was not found -> [Help 2]
                        [ERROR]\s
                        [ERROR] To see the full stack trace of the errors, re-run Maven with the -e switch.
                        [ERROR] Re-run Maven using the -X switch to enable full debug logging.
                        [ERROR]\s
                        [ERROR] For more information about the errors and possible solutions, please read the following articles:
                        [ERROR] [Help 1] http://cwiki.apache.org/confluence/display/MAVEN/ProjectBuildingException
                        """, "Non-resolvable parent POM for g:app:1: g:parent:pom:1 was not found @ line 3, column 11"),
                Arguments.of(
                        """
                        [ERROR] Failed to execute goal on project app: Could not resolve dependencies for project g:app:jar:1 -> [Help 1]
                        [ERROR] After correcting the problems, you can resume the build with the command
                        [ERROR]   mvn <args> -rf :app
                        """,
                        "Failed to execute goal on project app: Could not resolve dependencies for project g:app:jar:1"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aFailureIsToldByItsFirstErrors(String log, String failure) {
        assertThat(read(log).failure()).contains(failure);
    }

    @ParameterizedTest
    @MethodSource("plain")
    void ordinaryLinesAreNoMessages(String line) {
        assertThat(read(line).warnings()).isEmpty();
        assertThat(read(line).failure()).isEmpty();
    }

    static List<String> plain() {
        return List.of(
                "  Determining projects to restore...",
                "    0 Warning(s)",
                "    0 Error(s)",
                "  ReflectionApi -> /out/aot/",
                "Build succeeded with 2 warnings",
                "[INFO] BUILD SUCCESS",
                "");
    }

    private static BuildMessages read(String log) {
        BuildMessages messages = new BuildMessages(CheckoutPaths.seenFrom(Path.of("/repo/app")));
        log.lines().forEach(messages::accept);
        return messages;
    }

    private static String resource(String name) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(BuildMessagesTest.class.getResourceAsStream("/build/" + name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
