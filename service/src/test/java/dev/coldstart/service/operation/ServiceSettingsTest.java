package dev.coldstart.service.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coldstart.service.access.RateLimiter.Rate;
import dev.coldstart.service.upload.PacedInput;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ServiceSettingsTest {

    private static final PacedInput.Pace PACE =
            new PacedInput.Pace(65_536, Duration.ofSeconds(10), Duration.ofMinutes(15));

    @TempDir
    private Path folder;

    @Test
    void startsWithNothingGiven() {
        ServiceSettings settings = ServiceSettings.read(Optional.empty(), Map.of(), Map.of());
        assertThat(settings.listen()).isEqualTo(new ServiceSettings.Listen("127.0.0.1", 8080));
        assertThat(settings.publicAddress()).isEqualTo(URI.create("http://127.0.0.1:8080"));
        assertThat(settings.limits())
                .isEqualTo(new ServiceSettings.Limits(
                        200_000_000, 1_000_000_000, 10_000, 50, 10, PACE, Duration.ofSeconds(20)));
        assertThat(settings.oidc()).as("nobody named, nobody let in").isEmpty();
    }

    @Test
    void theCommandLineOutweighsTheEnvironmentAndThatTheFile() throws IOException {
        Path file = file("""
                listen: 0.0.0.0:9000
                limits: { upload: 1GB, entries: 20 }
                retention:
                  age: 30d
                oidc:
                  repositories: [acme/*, other/one]
                public-address: https://cold.example/
                """);
        ServiceSettings settings = ServiceSettings.read(
                Optional.of(file),
                Map.of("COLDSTART_LIMITS_UPLOAD", "2GB", "COLDSTART_LISTEN", "1.2.3.4:1", "HOME", "/"),
                Map.of("listen", "localhost:7"));
        assertThat(settings.listen()).isEqualTo(new ServiceSettings.Listen("localhost", 7));
        assertThat(settings.limits())
                .isEqualTo(new ServiceSettings.Limits(
                        2_000_000_000, 1_000_000_000, 20, 50, 10, PACE, Duration.ofSeconds(20)));
        assertThat(settings.retention().age()).isEqualTo(Duration.ofDays(30));
        assertThat(settings.rates().forkComparisons()).isEqualTo(new Rate(6, Duration.ofHours(1)));
        assertThat(settings.oidc()).hasValueSatisfying(oidc -> {
            assertThat(oidc.audience()).isEqualTo("https://cold.example");
            assertThat(oidc.issuer()).isEqualTo("https://token.actions.githubusercontent.com");
        });
        assertThat(settings.describe())
                .containsPattern("limits.upload +2GB +\\(COLDSTART_LIMITS_UPLOAD\\)")
                .containsPattern("listen +localhost:7 +\\(the command line\\)")
                .containsPattern("retention.age +30d +\\(.*service.yml:4\\)")
                .containsPattern("log +text +\\(default\\)");
    }

    @Test
    void secretsComeFromAFileTooAndAreNeverShown() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "postgresql://me:hunter2@db/cold\n");
        ServiceSettings settings =
                ServiceSettings.read(Optional.empty(), Map.of("COLDSTART_DATABASE_FILE", secret.toString()), Map.of());
        assertThat(settings.database()).contains("postgresql://me:hunter2@db/cold");
        assertThat(settings.toString()).doesNotContain("hunter2").containsPattern("database +\\(hidden\\)");
        assertThatThrownBy(() -> ServiceSettings.read(
                        Optional.empty(), Map.of("COLDSTART_DATABASE", "mysql://me:hunter2@db"), Map.of()))
                .hasMessageContaining("COLDSTART_DATABASE: database: a database is given as")
                .hasMessageNotContaining("hunter2");
    }

    record Wrong(String yaml, String said) {}

    static Stream<Wrong> wrong() {
        return Stream.of(
                new Wrong(
                        "limit: { upload: 1GB }",
                        "service.yml:1: limit.upload: unknown key; did you mean limits.upload?"),
                new Wrong("\nlisten: everywhere:x", "service.yml:2: listen: 'everywhere:x' is no host and port"),
                new Wrong("upload: 1GB", "upload: unknown key; did you mean limits.upload?"),
                new Wrong("colour: blue", "colour: unknown key; known are data, database, deadline,"),
                new Wrong("limits: { upload: 100 }", "limits.upload: '100' has no unit"),
                new Wrong("limits: { entries: many }", "limits.entries: 'many' is no whole number from 1 to 1000000"),
                new Wrong("limits: { uploads-at-once: 0 }", "is no whole number from 1 to 1000"),
                new Wrong("deadline: 0s", "deadline: it must be above zero"),
                new Wrong("log: xml", "log: 'xml' is no way to write the log: text or json"),
                new Wrong("public-address: cold.example", "'cold.example' is no address that people can open"),
                new Wrong("public-address: 'https://a b'", "public-address: "),
                new Wrong(
                        "oidc: { repositories: acme }", "oidc.repositories: 'acme' is neither owner/name nor owner/*"),
                new Wrong(
                        "oidc: { keys: 'http://keys.example' }",
                        "oidc.keys: 'http://keys.example' is no address that keys"),
                new Wrong("log: json\nlog: text", "given twice; the first is at"),
                new Wrong("log: { a: b }", "log.a: unknown key"),
                new Wrong("limits: [ { a: b } ]", "limits: a plain value or a list of them is wanted"),
                new Wrong("- a", "keys with values are wanted at the top level"),
                new Wrong("a: [", "service.yml:1: not valid YAML"),
                new Wrong("a: &x { b: c }\nd: *x", "not valid YAML: Number of aliases"));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void whatIsWrongIsSaidWithItsPlaceAndWhatWouldBeRight(Wrong wrong) throws IOException {
        Path file = file(wrong.yaml());
        assertThatThrownBy(() -> ServiceSettings.read(Optional.of(file), Map.of(), Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining(wrong.said());
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnce() throws IOException {
        Path file = file("log: xml\nlisten: ':'\n");
        assertThatThrownBy(() -> ServiceSettings.read(
                        Optional.of(file), Map.of("COLDSTART_DEADLIN", "1h", "COLDSTART_HOME", "/opt"), Map.of()))
                .isInstanceOfSatisfying(
                        SettingsException.class,
                        e -> assertThat(e.problems())
                                .hasSize(3)
                                .anyMatch(p -> p.equals(
                                        "COLDSTART_DEADLIN: unknown variable; did you mean COLDSTART_DEADLINE?")));
    }

    @Test
    void aFileThatIsNotThereIsSaidToBe() {
        assertThatThrownBy(() -> ServiceSettings.read(Optional.of(folder.resolve("no.yml")), Map.of(), Map.of()))
                .hasMessageContaining("no.yml: there is no such file");
    }

    private Path file(String yaml) throws IOException {
        return Files.writeString(folder.resolve("service.yml"), yaml);
    }
}
