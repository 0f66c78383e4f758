package dev.coldstart.cli.shipped;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What can't be right is refused before anything is started: exit code 2, what is wrong, where, and what to do. */
final class BadInputIT {

    private static final String SMALLEST = "build: { commands: { x: { run: 'true', out: x } } }\n";
    /** An error that fills the screen hides itself. */
    private static final int MAX_LINES = 10;

    private static final String PLAN = """
            {"line":"plan","schema":"coldstart.samples/1","plan":{"app":"a"}}
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init") // by JUnit
    Path dir;

    /** A command, and what its message holds. */
    record Case(List<String> arguments, List<String> says) {

        static Named<Case> of(String command, String... says) {
            return named(command, new Case(List.of(command.split(" ")), List.of(says)));
        }
    }

    @BeforeEach
    void folders() throws IOException {
        Known.folder(dir.resolve("app"));
        Files.createDirectory(dir.resolve("empty"));
        Files.writeString(Files.createDirectory(dir.resolve("texts")).resolve("readme.txt"), "no program");
        Files.writeString(dir.resolve("file"), "no folder");
        Files.writeString(dir.resolve("unknown.yml"), SMALLEST + "requets: { get: / }\n");
        Files.writeString(dir.resolve("unit.yml"), SMALLEST + "request: { get: / }\nrun:\n  memory: 5 parsecs\n");
        Files.writeString(
                dir.resolve("commands.yml"),
                "build: { commands: { a: { run: make, out: made } } }\nrequest: { get: / }\n");
        Files.writeString(dir.resolve("garbage.jsonl"), "#!/bin/sh\nexit 0\n");
        Files.writeString(dir.resolve("other.jsonl"), "{\"line\":\"note\",\"note\":\"no plan before it\"}\n");
        Files.writeString(dir.resolve("no-plan.jsonl"), "");
        Files.writeString(dir.resolve("half-plan.jsonl"), PLAN);
    }

    static Stream<Named<Case>> cases() {
        return Stream.of(
                Case.of("compare app=app --nope", "--nope", "coldstart compare --help"),
                Case.of("compare app=app --block 3", "--block", "--blocks"),
                Case.of("meassure", "meassure", "measure", "coldstart --help"),
                Case.of("compare", "NAME=DIR", "coldstart compare --help"),
                Case.of("compare app", "'app'", "NAME=DIR", "aot=publish/aot"),
                Case.of("compare a=app a=app", "the form a is named twice"),
                Case.of("compare a=nowhere", "no folder nowhere", "publish the app first"),
                Case.of("compare a=file", "file", "folder"),
                Case.of("compare a=empty", "empty is empty", "Publish the app first"),
                Case.of("compare a=texts", "no app found in", "texts", "--command"),
                Case.of("compare a=app --command b=./known", "--command is for b", "[a]"),
                Case.of("compare a=app --baseline b", "--baseline b", "[a]"),
                Case.of("compare a=app --expect-json {nope", "--expect-json is no JSON", "'n'"),
                Case.of("compare a=app --expect-match (", "--expect-match is no regular expression"),
                Case.of("compare a=app --get users", "users", "/"),
                Case.of("compare a=app --port 70000", "70000"),
                Case.of("compare a=app --memory 5parsecs", "--memory", "parsecs", "512m"),
                Case.of("compare a=app --blocks many", "--blocks", "many", "20..50"),
                Case.of("compare a=app --out file", "file is a file", "--out"),
                Case.of("measure", "coldstart.yml", "no such file", "coldstart init"),
                Case.of("measure -c unknown.yml", "unknown.yml:2:1", "requets", "did you mean request?"),
                Case.of("measure -c unit.yml", "unit.yml:4:11", "run.memory", "parsecs", "512m"),
                Case.of("verify", "EVIDENCE", "coldstart verify --help"),
                Case.of("verify nowhere.zip", "there is no nowhere.zip"),
                Case.of("verify file", "file can't be read as a zip"),
                Case.of("verify empty", "empty is a folder", "evidence.zip"),
                Case.of("readiness -c commands.yml", "commands.yml has no build.dotnet", "measure"),
                Case.of("report nowhere", "no nowhere", "samples.jsonl"),
                Case.of("report garbage.jsonl", "garbage.jsonl: line 1", "measure again"),
                Case.of("report other.jsonl", "other.jsonl: line 1", "before the plan", "measure again"),
                Case.of("report no-plan.jsonl", "no-plan.jsonl", "no plan in it", "measure again"),
                Case.of("report half-plan.jsonl", "half-plan.jsonl: line 1", "measure again"),
                Case.of("init nowhere", "no folder nowhere"),
                Case.of("init empty", "found no app in empty", "looked for"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isRefused(Case bad) {
        Ran ran = Coldstart.in(dir).run(bad.arguments().toArray(String[]::new)).exits(2);
        assertThat(ran.stderr()).startsWith("coldstart: ").contains(bad.says());
        assertThat(ran.stderr().lines()).hasSizeLessThan(MAX_LINES);
        assertThat(ran.stdout()).isEmpty();
    }

    @Test
    void aConfigurationThatIsThereIsLeftAsItIs() throws IOException {
        Files.writeString(dir.resolve("App.csproj"), """
                <Project Sdk="Microsoft.NET.Sdk.Web">
                  <PropertyGroup><TargetFramework>net9.0</TargetFramework></PropertyGroup>
                </Project>
                """);
        Coldstart coldstart = Coldstart.in(dir);
        coldstart.run("init").exits(0).saysNothingOnStderr();
        String written = Files.readString(dir.resolve("coldstart.yml"));

        Ran again = coldstart.run("init").exits(2);
        assertThat(again.stderr()).contains("coldstart.yml is there already", "remove it first");
        assertThat(dir.resolve("coldstart.yml")).hasContent(written);
    }

    /** No engine is needed to know how large a form is. */
    @Test
    void withoutAnEngineTheSizesAreReported() throws IOException {
        Ran ran = Coldstart.in(dir)
                .with("DOCKER_HOST=unix:///nonexistent")
                .run("compare", "a=app", "--out", "out")
                .exits(4)
                .fitsTheTerminal();
        assertThat(ran.flowing()).contains("there is no socket /nonexistent", "bin/setup", "DOCKER_HOST");
        assertThat(ran.variant("out", "a").at("/metrics/published-size/median").asLong())
                .isEqualTo(Files.size(dir.resolve("app/known")));
    }

    /** With no engine the samples are short: a plan, versions, an artifact, an end. What is cut off at the end is left out and named. */
    @Test
    void samplesThatEndInTheMiddleOfALineAreUsed() throws IOException {
        Path samples = someSamples();
        String whole = Files.readString(samples);
        Files.writeString(samples, whole.substring(0, whole.length() - 10));

        Ran ran = Coldstart.in(dir).run("report", "out").exits(4).saysNothingOnStderr();
        assertThat(ran.flowing()).contains("Line 4 is cut off and was left out", "The comparison was cut off");
    }

    @Test
    void samplesWithADamagedLineAreRefused() throws IOException {
        Path samples = someSamples();
        List<String> lines = new ArrayList<>(Files.readAllLines(samples));
        lines.set(1, lines.get(1).substring(0, 30));
        Files.write(samples, lines);

        Ran ran = Coldstart.in(dir).run("report", "out").exits(2);
        assertThat(ran.stderr()).contains("out/samples.jsonl: line 2", "restore it", "measure again");
    }

    private Path someSamples() {
        Coldstart.in(dir)
                .with("DOCKER_HOST=unix:///nonexistent")
                .run("compare", "a=app", "--out", "out")
                .exits(4);
        return dir.resolve("out/samples.jsonl");
    }
}
