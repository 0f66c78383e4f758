package dev.coldstart.artifact.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Lambda would start of a folder, and what it would say. */
class BootstrapTest {

    @TempDir
    Path dir;

    private Entrypoint found() {
        return Bootstrap.of(PublishedFolder.inspect(dir), Optional.empty());
    }

    private void file(String name, boolean executable) throws IOException {
        Path file = Files.writeString(dir.resolve(name), "#!/bin/sh\nexit 0\n");
        assertThat(file.toFile().setExecutable(executable)).isTrue();
    }

    /** Of whatever kind it is: often it is a script. */
    @Test
    void theBootstrapIsStarted() throws IOException {
        file("bootstrap", true);
        Files.copy(Path.of("/bin/true"), dir.resolve("other"));
        assertThat(found().command()).containsExactly("./bootstrap");
        assertThat(found().notes()).isEmpty();
    }

    @Test
    void oneThatCannotBeExecutedIsPutRightAndSaid() throws IOException {
        file("bootstrap", false);
        assertThat(found().command()).containsExactly("./bootstrap");
        assertThat(found().notes())
                .anySatisfy(note -> assertThat(note).contains("Runtime.InvalidEntrypoint", "permission denied"));
    }

    @Test
    void whereThereIsNoneWhatIsStartedInItsPlaceIsSaid() throws IOException {
        Files.copy(Path.of("/bin/true"), dir.resolve("app"));
        assertThat(found().command()).containsExactly("./app");
        assertThat(found().notes())
                .anySatisfy(note -> assertThat(note).contains("no bootstrap", "Runtime.InvalidEntrypoint", "./app"));
    }

    @Test
    void whereThereIsNothingItIsRefusedAsLambdaWould() throws IOException {
        Files.writeString(dir.resolve("readme.txt"), "x");
        assertThatThrownBy(this::found)
                .isInstanceOf(ArtifactException.class)
                .hasMessageContaining("no bootstrap")
                .hasMessageContaining("Runtime.InvalidEntrypoint");
    }

    @Test
    void aCommandThatIsNamedIsPassedOnAsItIs() throws IOException {
        file("bootstrap", true);
        assertThat(Bootstrap.of(
                                PublishedFolder.inspect(dir),
                                Optional.of(List.of("./bootstrap", "com.example.Handler::handle")))
                        .command())
                .containsExactly("./bootstrap", "com.example.Handler::handle");
    }
}
