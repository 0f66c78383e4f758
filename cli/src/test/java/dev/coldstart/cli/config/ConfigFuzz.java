package dev.coldstart.cli.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldstart.core.fuzz.Scratch;
import java.io.IOException;
import java.nio.file.Path;

/** A {@code coldstart.yml} is read, or each of its problems has a line. */
public final class ConfigFuzz {

    private ConfigFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        try (Scratch scratch = Scratch.make()) {
            Path file = scratch.file(Config.FILE_NAME, input);
            try {
                assertThat(Config.load(file).app()).isNotBlank();
            } catch (ConfigException e) {
                assertThat(e.problems()).isNotEmpty();
            }
            try {
                assertThat(YamlFile.withoutSecrets(file)).isNotNull();
            } catch (ConfigException e) {
                assertThat(e.problems()).isNotEmpty();
            }
        }
    }
}
