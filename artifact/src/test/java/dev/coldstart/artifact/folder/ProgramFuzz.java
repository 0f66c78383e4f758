package dev.coldstart.artifact.folder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldstart.core.fuzz.Scratch;
import java.io.IOException;
import java.util.List;

/** A program from anybody, be it ELF, a bundle of .NET's or nothing of the kind, is read or refused. */
public final class ProgramFuzz {

    private ProgramFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        try (Scratch scratch = Scratch.make()) {
            var program = scratch.file("App", input);
            assertThat(program.toFile().setExecutable(true)).isTrue();
            scratch.file("App.dll", input);
            scratch.file("App.runtimeconfig.json", input);
            try {
                PublishedFolder folder = PublishedFolder.inspect(scratch.dir());
                assertThat(folder.files()).hasSize(3);
                assertThat(MakeupReader.of(folder, Entrypoint.named(folder, List.of("./App")))
                                .traits())
                        .doesNotHaveDuplicates();
                assertThat(Entrypoint.find(folder).command()).isNotEmpty();
            } catch (ArtifactException e) {
                assertThat(e.getMessage()).isNotBlank();
            }
        }
    }
}
