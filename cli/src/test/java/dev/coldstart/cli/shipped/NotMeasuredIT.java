package dev.coldstart.cli.shipped;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong while it measures: exit code 4, the reason in the report, and what could be measured beside it. */
@EnabledIf(value = Docker.IS_READY, disabledReason = Docker.NOT_READY)
final class NotMeasuredIT {

    @TempDir
    @SuppressWarnings("NullAway.Init") // by JUnit
    Path dir;

    @BeforeEach
    void folders() throws IOException {
        Known.folder(dir.resolve("app"));
        Known.foreignFolder(dir.resolve("foreign"));
    }

    @Test
    void aFormForAnotherArchitectureIsNotStartedAndTheOtherIs() throws IOException {
        Ran ran = Coldstart.in(dir)
                .run("compare", "a=app", "b=foreign", "--port", "8080", "--blocks", "1", "--out", "out")
                .exits(4)
                .saysNothingOnStderr()
                .fitsTheTerminal();
        assertThat(ran.variant("out", "b").path("reason").asString()).isEqualTo("wrong-architecture");
        assertThat(ran.flowing()).contains("compiled for");
        assertThat(ran.variant("out", "a").path("outcome").asString()).isEqualTo("started");
        assertThat(ran.variant("out", "a").at("/metrics/first-response/n").asInt())
                .isEqualTo(1);
    }

    /** Told from any other end by what the JVM prints; this one speaks as JDK 25.0.3 does where it is held to its cache. */
    @Test
    void aJvmThatRefusesItsCacheIsNotMeasured() throws IOException {
        Path java = Files.createDirectories(dir.resolve("cached/jre/bin")).resolve("java");
        Files.writeString(java, """
                #!/bin/sh
                case "$1 $2" in
                "-XX:AOTCache=app.aot -XX:AOTMode=on")
                  echo "[0.036s][error][aot] AOT cache has aot-linked classes. It cannot be used with JDWP agent"
                  echo "[0.037s][error][aot] Unable to map shared spaces"
                  echo "Error occurred during initialization of VM"
                  exit 1 ;;
                esac
                exit 0
                """);
        assertThat(java.toFile().setExecutable(true)).isTrue();
        Files.writeString(dir.resolve("cached/app.aot"), "x");
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, "Main");
        new JarOutputStream(Files.newOutputStream(dir.resolve("cached/app.jar")), manifest).close();
        Ran ran = Coldstart.in(dir)
                .run("compare", "a=app", "b=cached", "--port", "8080", "--blocks", "1", "--out", "out")
                .exits(4)
                .saysNothingOnStderr()
                .fitsTheTerminal();
        assertThat(ran.variant("out", "b").path("reason").asString()).isEqualTo("not-in-force");
        assertThat(ran.flowing()).contains("cannot be used with JDWP agent");
    }

    @Test
    void aFormThatExitsIsReportedWithItsLastWords() throws IOException {
        Ran ran = Coldstart.in(dir)
                .run(
                        "compare",
                        "a=app",
                        "b=app",
                        "--command",
                        "b=./known --sleep 20 --trap exit --code 7",
                        "--port",
                        "8080",
                        "--blocks",
                        "1",
                        "--out",
                        "out")
                .exits(4)
                .saysNothingOnStderr()
                .fitsTheTerminal();
        assertThat(ran.variant("out", "b").path("reason").asString()).isEqualTo("exited");
        assertThat(ran.flowing()).contains("Exit code 7", "known: exiting with 7, as asked");
        assertThat(ran.file("out/report.md")).contains("exiting with 7, as asked");
        assertThat(ran.variant("out", "a").path("outcome").asString()).isEqualTo("started");
    }

    @Test
    void moreCpusThanThereAreAreRefusedWithTheNumberThatThereIs() throws IOException {
        Ran ran = Coldstart.in(dir)
                .run("compare", "a=app", "--cpus", "999", "--out", "out")
                .exits(4)
                .fitsTheTerminal();
        assertThat(ran.flowing()).contains("999 CPUs were asked for", "the engine's machine has", "--cpus");
        assertThat(ran.variant("out", "a").at("/metrics/published-size").has("median"))
                .isTrue();
    }

    @Test
    void aBaseImageThatTheEngineHasNotIsNamed() throws IOException {
        Ran ran = Coldstart.in(dir)
                .run("compare", "a=app", "--base-image", "nosuch/image:1", "--out", "out")
                .exits(4)
                .fitsTheTerminal();
        assertThat(ran.flowing()).contains("the engine has no image nosuch/image:1", "docker pull nosuch/image:1");
        assertThat(ran.variant("out", "a").at("/metrics/published-size").has("median"))
                .isTrue();
    }

    /** Every write to this device fails as on a full disk. */
    @Test
    void samplesThatCantBeWrittenEndItWithTheReasonAndWhatToDo() throws IOException {
        Path device = Path.of("/dev/full");
        assumeTrue(Files.isWritable(device), "there is no /dev/full here");
        Path samples = Files.createDirectory(dir.resolve("out")).resolve("samples.jsonl");
        Files.createSymbolicLink(samples, device);
        Ran ran = Coldstart.in(dir).run("compare", "a=app", "--blocks", "1", "--out", "out");
        Files.delete(samples);

        ran.exits(4).fitsTheTerminal();
        assertThat(ran.flowing())
                .contains("The samples could not be written to out/samples.jsonl", "make room there", "--out")
                .doesNotContain("cancelled");
        assertThat(ran.report("out").at("/end/reason").asString()).isEqualTo("broken");
    }

    @Test
    void aDiskThatFillsUpInTheMiddleCostsNothingThatWasMeasured() throws IOException {
        Path small = Files.createDirectory(dir.resolve("small"));
        assumeTrue(
                Tool.succeeds("mount", "-t", "tmpfs", "-o", "size=16k", "tmpfs", small.toString()),
                "a small file system can't be mounted here: it takes root");
        try {
            Ran ran = Coldstart.in(dir)
                    .run("compare", "a=app", "b=app", "--port", "8080", "--blocks", "50", "--out", "small")
                    .exits(4)
                    .fitsTheTerminal();
            assertThat(ran.flowing())
                    .contains("The samples could not be written to small/samples.jsonl", "make room there")
                    .containsPattern("First response [0-9.]+ ms");
            assertThat(ran.stderr()).contains("small/report.json could not be written", "Make room");
            assertThat(small).isDirectoryNotContaining("glob:**.part");
            assertThat(small.resolve("report.json")).doesNotExist();
        } finally {
            Tool.run("umount", small.toString());
        }
    }
}
