package dev.coldstart.cli.shipped;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** A measurement leaves a pack; another machine, without an engine, comes to the same report or says what was altered. */
@EnabledIf(value = Docker.IS_READY, disabledReason = Docker.NOT_READY)
final class EvidenceIT {

    private static final String SECRET = "dG9rZW4tb2YtdGhlLXBhY2s";
    private static final String NO_ENGINE = "DOCKER_HOST=unix:///nonexistent";

    @TempDir
    @SuppressWarnings("NullAway.Init") // by JUnit
    static Path dir;

    @SuppressWarnings("NullAway.Init") // in measure()
    static Ran measured;

    @SuppressWarnings("NullAway.Init") // in measure()
    static Path pack;

    @BeforeAll
    static void measure() throws IOException {
        Known.folder(dir.resolve("bin"));
        Files.writeString(dir.resolve("coldstart.yml"), """
                app: orders  # as the team calls it
                build:
                  commands:
                    jit: { run: mkdir -p made && cp -r bin made/jit, out: made/jit }
                    aot:
                      run: "echo token is $API_TOKEN && mkdir -p made && cp -r bin made/aot"
                      out: made/aot
                      env: { API_TOKEN: %s }
                run: { port: 8080, env: { MY_PASSWORD: %s, LEVEL: debug } }
                request: { get: /users/42, headers: { Authorization: "Bearer %s" } }
                """.formatted(SECRET, SECRET, SECRET));
        measured = Coldstart.in(dir)
                .run("measure", "--blocks", "6", "--out", "out")
                .exits(0);
        pack = dir.resolve("out/evidence.zip");
    }

    @Test
    void holdsWhatWasSeenAndIsIntact() throws IOException {
        Map<String, String> files = unpacked();
        assertThat(files)
                .containsOnlyKeys(
                        "README.md",
                        "plan.json",
                        "coldstart.yml",
                        "samples.jsonl",
                        "samples.lines",
                        "machine.json",
                        "versions.json",
                        "warnings.json",
                        "logs/aot@head.log",
                        "logs/jit@head.log",
                        "report.json",
                        "report.md",
                        "report.html",
                        "SHA256SUMS");
        assertThat(files.get("report.json")).isEqualTo(measured.file("out/report.json"));
        assertThat(files.get("coldstart.yml")).contains("# as the team calls it", "LEVEL: debug", "(hidden)");
        assertThat(files.get("logs/aot@head.log")).contains("token is (hidden)");
        assertThat(files.values()).noneMatch(text -> text.contains(SECRET));
        assertThat(elsewhere("intact")
                        .run("verify", pack.toString())
                        .exits(0)
                        .saysNothingOnStderr()
                        .flowing())
                .contains("is intact", "its 14 files", "SHA-256 of the pack");
    }

    @Test
    void anotherMachineWithoutAnEngineGetsTheSameReport() throws IOException {
        Coldstart there = elsewhere("there");
        assertThat(there.run("report", pack.toString(), "--json").stdout()).isEqualTo(measured.file("out/report.json"));
        there.run("report", pack.toString(), "--out", "again")
                .exits(0)
                .saysNothingOnStderr()
                .fitsTheTerminal();
        assertThat(dir.resolve("there/again/report.json")).hasSameTextualContentAs(dir.resolve("out/report.json"));
        assertThat(dir.resolve("there/again/report.html")).hasSameTextualContentAs(dir.resolve("out/report.html"));
    }

    @Test
    void checksumsAreThoseOfCommonTools() throws IOException {
        Path folder = dir.resolve("unpacked");
        Files.createDirectories(folder.resolve("logs"));
        for (Map.Entry<String, String> file : unpacked().entrySet()) {
            Files.writeString(folder.resolve(file.getKey()), file.getValue());
        }
        assertThat(Tool.succeeds("sh", "-c", "cd '" + folder + "' && sha256sum -c SHA256SUMS"))
                .isTrue();
    }

    @Test
    void anAlteredSampleIsNamedByItsLineAndTheReportOfItSaysSo() throws IOException {
        Map<String, String> files = unpacked();
        files.computeIfPresent(
                "samples.jsonl", (name, text) -> text.replaceFirst("(\"block\":3,.*\"minor-faults\":)\\d", "$17777"));
        Path altered = packed("altered.zip", files);

        Ran ran =
                elsewhere("altered").run("verify", altered.toString()).exits(5).saysNothingOnStderr();
        assertThat(ran.flowing())
                .contains("is not what was written", "samples.jsonl is altered: line ", "is not as it was written")
                .contains("report.json does not follow from the samples: variants[")
                .contains("metrics.minor-faults");
        assertThat(elsewhere("altered2")
                        .run("report", altered.toString())
                        .exits(0)
                        .flowing())
                .contains("The samples are not the ones that were packed");
    }

    @Test
    void anAlteredVerdictIsNamed() throws IOException {
        Map<String, String> files = unpacked();
        files.computeIfPresent(
                "report.json",
                (name, text) -> text.replaceFirst("\"answer\" : \"[a-z0-9-]+\"", "\"answer\" : \"blocked\""));
        Path altered = packed("verdict.zip", files);
        Ran ran = elsewhere("verdict")
                .run("verify", altered.toString(), "--json")
                .exits(5)
                .saysNothingOnStderr();
        assertThat(ran.json().path("intact").asBoolean()).isFalse();
        assertThat(ran.json()
                        .path("findings")
                        .valueStream()
                        .map(f -> f.path("detail").asString()))
                .anyMatch(detail -> detail.startsWith("verdict.answer is \"blocked\", and "));
    }

    @Test
    void aPackThatIsCutOffIsRefused() throws IOException {
        byte[] whole = Files.readAllBytes(pack);
        Path cut = Files.write(dir.resolve("cut.zip"), java.util.Arrays.copyOf(whole, whole.length / 2));
        assertThat(elsewhere("cut").run("verify", cut.toString()).exits(2).stderr())
                .contains("cut.zip can't be read as a zip", "cut off or damaged");
        assertThat(elsewhere("cut2").run("report", cut.toString()).exits(2).stderr())
                .contains("cut.zip can't be read as a zip");
    }

    private static Coldstart elsewhere(String name) throws IOException {
        return Coldstart.in(Files.createDirectories(dir.resolve(name)))
                .with(NO_ENGINE)
                .with("PATH=/nowhere");
    }

    private static Map<String, String> unpacked() throws IOException {
        Map<String, String> files = new LinkedHashMap<>();
        try (ZipFile zip = new ZipFile(pack.toFile())) {
            Enumeration<? extends ZipEntry> entries = zip.entries();
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                try (InputStream in = zip.getInputStream(entry)) {
                    files.put(entry.getName(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
                }
            }
        }
        return files;
    }

    private static Path packed(String name, Map<String, String> files) throws IOException {
        Path file = dir.resolve(name);
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (Map.Entry<String, String> entry : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
        return file;
    }
}
