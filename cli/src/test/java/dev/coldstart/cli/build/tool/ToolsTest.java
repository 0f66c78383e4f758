package dev.coldstart.cli.build.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which JDK Java forms are built with. */
class ToolsTest {

    @TempDir
    Path dir;

    /** Hosted runners name an old one in JAVA_HOME, and coldstart runs on a newer one. */
    @ParameterizedTest
    @CsvSource({"17.0.9, false", "21, false", "25, true", "27.0.1, true", "unknown, true"})
    void anOldOneIsNotTaken(String version, boolean taken) throws Exception {
        Path named = jdk(version);
        Tools tools = new Tools(Map.of("JAVA_HOME", named.toString()));
        Path running = Path.of(System.getProperty("java.home"));
        assertThat(tools.jdk()).isEqualTo(taken ? named : running);
        assertThat(tools.anotherJdk().isEmpty()).isEqualTo(taken);
        if (!taken) {
            assertThat(tools.anotherJdk())
                    .hasValueSatisfying(why -> assertThat(why)
                            .contains(running.toString(), "JAVA_HOME names JDK " + version, "25 or later"));
        }
    }

    @Test
    void whereNoneIsNamedItIsTheOneThatRunsThis() throws Exception {
        Tools tools = new Tools(Map.of());
        assertThat(tools.jdk()).isEqualTo(Path.of(System.getProperty("java.home")));
        assertThat(tools.anotherJdk()).isEmpty();
    }

    private Path jdk(String version) throws Exception {
        Path home = dir.resolve("jdk");
        Path jlink =
                Files.createFile(Files.createDirectories(home.resolve("bin")).resolve("jlink"));
        assertThat(jlink.toFile().setExecutable(true)).isTrue();
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        return home;
    }
}
