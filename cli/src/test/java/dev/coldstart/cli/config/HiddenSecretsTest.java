package dev.coldstart.cli.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The copy of a configuration that is handed on. */
final class HiddenSecretsTest {

    @TempDir
    Path dir;

    @Test
    void everythingStaysButTheSecretsValues() throws IOException {
        Path file = Files.writeString(dir.resolve("coldstart.yml"), """
                # É: a comment stays 😀
                run:
                  env: { LEVEL: debug, API_TOKEN: s3cr3t-0, "Db_Password": 's3cr3t-1', PWD: /srv }
                  # between
                build:
                  commands:
                    aot:
                      run: make
                      env:
                        NUGET_KEY: |
                          s3cr3t-2
                          s3cr3t-3
                        SHARED: &shared s3cr3t-4
                        CLIENT_SECRET: *shared
                        TWO_TOKENS: [s3cr3t-5, s3cr3t-6]
                        OTHER: x  # stays
                request:
                  get: /
                  headers: { Authorization: "Bearer s3cr3t-7", Cookie: s3cr3t-8, Accept: "*/*" }
                """);
        assertThat(YamlFile.withoutSecrets(file)).isEqualTo("""
                # É: a comment stays 😀
                run:
                  env: { LEVEL: debug, API_TOKEN: (hidden), "Db_Password": (hidden), PWD: /srv }
                  # between
                build:
                  commands:
                    aot:
                      run: make
                      env:
                        NUGET_KEY: (hidden)
                        SHARED: &shared (hidden)
                        CLIENT_SECRET: *shared
                        TWO_TOKENS: [(hidden), (hidden)]
                        OTHER: x  # stays
                request:
                  get: /
                  headers: { Authorization: (hidden), Cookie: (hidden), Accept: "*/*" }
                """);
    }

    @Test
    void aFileWithoutSecretsIsCopied() throws IOException {
        String text = "\uFEFFbuild: { dotnet: App.csproj }\r\nrequest: { get: / }";
        Path file = Files.writeString(dir.resolve("coldstart.yml"), text);
        assertThat(YamlFile.withoutSecrets(file)).isEqualTo(text);
    }

    @Test
    void aByteOrderMarkMovesNothing() throws IOException {
        Path file = Files.writeString(dir.resolve("coldstart.yml"), "\uFEFFrun: { env: { TOKEN: s3cr3t, A: b } }\n");
        assertThat(YamlFile.withoutSecrets(file)).isEqualTo("\uFEFFrun: { env: { TOKEN: (hidden), A: b } }\n");
    }
}
