package dev.coldstart.cli.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coldstart.cli.config.Config;
import dev.coldstart.cli.config.FormSettings;
import dev.coldstart.core.plan.Architecture;
import dev.coldstart.core.plan.Variant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

final class BuilderTest {

    private static final String REQUEST = "request: { get: /health }\n";

    @TempDir
    Path dir;

    @Test
    void aCommandBuildsAFormInAnEnvironmentOfItsOwn() throws Exception {
        Config config = config("""
                build:
                  commands:
                    mine: { run: "mkdir -p out/mine && echo \\"$MODE $LEVEL\\" > out/mine/app", out: out/mine, env: { MODE: a, LEVEL: 1 } }
                forms: [ { form: mine, env: { LEVEL: 2 } } ]
                """);
        ConcurrentLinkedQueue<String> heard = new ConcurrentLinkedQueue<>();
        BuildOutcome outcome = builder(config, (form, line) -> heard.add(form.name() + ": " + line))
                .build(config.forms().getFirst());

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        BuildOutcome.Built.class,
                        built -> assertThat(built.folder())
                                .isEqualTo(dir.toAbsolutePath().resolve("out/mine")));
        assertThat(dir.resolve("out/mine/app")).hasContent("a 2\n");
        assertThat(outcome.record().variant()).isEqualTo("mine@head");
        assertThat(outcome.record().command()).startsWith("sh -c 'mkdir -p out/mine");
        assertThat(outcome.record().seconds()).isPositive();
        assertThat(heard.peek()).startsWith("mine: $ sh -c");
    }

    /** A build runs what a pull request brings: it must not speak for the job, nor write what the next step reads. */
    @Test
    void whatLetsAJobSpeakForSomebodyIsNoBuildsToRead() throws Exception {
        Config config = config("""
                build: { commands: { mine: { run: "mkdir -p out && env > out/env", out: out } } }
                """);
        Builder builder = new Builder(
                config,
                Variant.HEAD,
                BuildFolder.at(dir.resolve("b")),
                Architecture.X64,
                Map.of(
                        "PATH", System.getenv("PATH"),
                        "NUGET_SOURCE", "kept",
                        "INPUT_TOKEN", "secret",
                        "COLDSTART_TOKEN", "secret",
                        "ACTIONS_ID_TOKEN_REQUEST_TOKEN", "secret",
                        "ACTIONS_RUNTIME_TOKEN", "secret",
                        "GITHUB_ENV", "secret",
                        "GITHUB_OUTPUT", "secret"),
                BuildListener.NONE);
        assertThat(builder.build(FormSettings.of("mine"))).isInstanceOf(BuildOutcome.Built.class);
        assertThat(dir.resolve("out/env"))
                .content()
                .contains("NUGET_SOURCE=kept")
                .doesNotContain("secret");
    }

    @Test
    void aBuildThatFailsKeepsItsLogAndTellsItsErrors() throws Exception {
        Config config = config("""
                build:
                  commands:
                    bad: { run: "echo 'A.cs(1,2): error CS1002: ; expected [A.csproj]'; seq 100; exit 3", out: o }
                    silent: { run: "echo giving up; exit 3", out: p }
                    nothing: { run: "true", out: q }
                """);
        BuildOutcome bad = build(config, "bad");
        assertThat(bad).isInstanceOf(BuildOutcome.NotBuilt.class);
        assertThat(bad.record().failure()).contains("A.cs(1,2): CS1002: ; expected");
        assertThat(bad.record().logTail()).hasSize(40).endsWith("100");
        assertThat(Files.readAllLines(bad.log())).hasSize(102);
        assertThat(build(config, "silent").record().failure()).contains("sh ended with exit code 3, saying: giving up");
        assertThat(build(config, "nothing").record().failure().orElseThrow())
                .contains("there is no folder", "build.commands.nothing.out");
    }

    @Test
    void warningsThatNobodyPrintedAreNotNone() throws Exception {
        Config config = config("""
                build:
                  commands:
                    quiet: { run: "mkdir -p a # dotnet publish", out: a }
                    said: { run: "mkdir -p b; echo '  App -> /out/' # dotnet publish", out: b }
                    another: { run: "mkdir -p c", out: c }
                """);
        assertThat(build(config, "quiet").record().warningsUnknown().orElseThrow())
                .contains("nothing of what MSBuild prints");
        assertThat(build(config, "said").record().warningsUnknown()).isEmpty();
        assertThat(build(config, "another").record().warningsUnknown()).isEmpty();
    }

    @Test
    void aBuildThatTakesTooLongIsStopped() throws Exception {
        Config config =
                config("build: { deadline: 200ms, commands: { slow: { run: sleep 600 & sleep 600, out: o } } }\n");
        BuildOutcome outcome = build(config, "slow");
        assertThat(outcome.record().failure().orElseThrow()).contains("raise build.deadline");
    }

    @Test
    @Timeout(30)
    void anInterruptEndsEverythingThatWasStarted() throws Exception {
        Config config =
                config("build: { commands: { slow: { run: 'sleep 600 & echo $!; echo $$; sleep 600', out: o } } }\n");
        ConcurrentLinkedQueue<Long> pids = new ConcurrentLinkedQueue<>();
        CountDownLatch started = new CountDownLatch(2);
        Builder builder = builder(config, (form, line) -> {
            if (line.matches("\\d+")) {
                pids.add(Long.parseLong(line));
                started.countDown();
            }
        });
        AtomicReference<Throwable> thrown = new AtomicReference<>(new AssertionError("it returned"));
        Thread building = Thread.ofPlatform().start(() -> {
            try {
                builder.build(FormSettings.of("slow"));
            } catch (InterruptedException | IOException e) {
                thrown.set(e);
            }
        });
        started.await();
        List<ProcessHandle> processes =
                pids.stream().flatMap(pid -> ProcessHandle.of(pid).stream()).toList();
        assertThat(processes).hasSize(2);
        building.interrupt();
        building.join();
        assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
        for (ProcessHandle process : processes) {
            process.onExit().get();
        }
    }

    @Test
    void aToolThatIsNotThereIsNamed() throws Exception {
        Files.writeString(dir.resolve("A.csproj"), "<Project/>");
        Files.writeString(dir.resolve("pom.xml"), "<project/>");
        Files.writeString(dir.resolve("a.jar"), "x");
        Config dotnet = config("build: { dotnet: A.csproj }\n");
        assertThat(buildWithoutTools(dotnet, "aot")).contains("dotnet is not on the PATH");
        assertThat(buildWithoutTools(config("build: { maven: pom.xml }\n"), "jit"))
                .contains("mvn is not on the PATH");
        Config jar = config("build: { jar: a.jar }\n");
        assertThat(buildWithoutTools(jar, "aot")).contains("native-image is not on the PATH");
        assertThat(buildWithoutTools(jar, "jit")).contains("can't read", "a.jar");
        Builder noJdk = new Builder(
                jar,
                Variant.HEAD,
                BuildFolder.at(dir.resolve("b")),
                Architecture.X64,
                Map.of("JAVA_HOME", "/nowhere"),
                BuildListener.NONE);
        assertThat(noJdk.build(FormSettings.of("jit")).record().failure().orElseThrow())
                .contains("no jlink in /nowhere", "set JAVA_HOME");
    }

    @Test
    void aFormThatNothingBuildsIsABug() {
        Config config = config("build: { commands: { mine: { run: x, out: o } } }\n");
        assertThatThrownBy(() -> build(config, "jit")).isInstanceOf(IllegalArgumentException.class);
    }

    private String buildWithoutTools(Config config, String form) throws InterruptedException, IOException {
        Builder builder = new Builder(
                config,
                Variant.HEAD,
                BuildFolder.at(dir.resolve("b")),
                Architecture.X64,
                Map.of("PATH", ""),
                BuildListener.NONE);
        return builder.build(FormSettings.of(form)).record().failure().orElseThrow();
    }

    private BuildOutcome build(Config config, String form) throws InterruptedException, IOException {
        return builder(config, BuildListener.NONE).build(FormSettings.of(form));
    }

    private Builder builder(Config config, BuildListener listener) {
        return new Builder(config, Variant.HEAD, BuildFolder.at(dir.resolve("b")), listener);
    }

    private Config config(String yaml) {
        try {
            return Config.load(Files.writeString(dir.resolve("coldstart.yml"), yaml + REQUEST));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
