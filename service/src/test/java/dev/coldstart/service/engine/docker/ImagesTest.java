package dev.coldstart.service.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.dockerjava.api.DockerClient;
import dev.coldstart.service.Known;
import dev.coldstart.service.artifact.PublishedFolder;
import dev.coldstart.service.engine.AppImage;
import dev.coldstart.service.engine.EngineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ImagesTest {

    private static final List<String> COMMAND = List.of("sh", "-c", "cat data");

    @TempDir
    Path dir;

    @Test
    void theSameBytesAreTheSameImageAndOthersAreAnother() throws IOException {
        Path first = folder("first", "one");
        Path again = folder("again", "one");
        Path other = folder("other", UUID.randomUUID().toString());
        try (Known known = Known.here();
                DockerClient docker = DockerConnection.open().client()) {
            AppImage image = image(known, first);
            String id = docker.inspectImageCmd(image.reference()).exec().getId();
            assertThat(image(known, again)).isEqualTo(image);
            assertThat(docker.inspectImageCmd(image.reference()).exec().getId()).isEqualTo(id);
            AppImage different = image(known, other);
            assertThat(different.reference()).isNotEqualTo(image.reference());
            assertThat(docker.inspectImageCmd(different.reference()).exec().getId())
                    .isNotEqualTo(id);
            assertThat(image.sizeBytes()).isPositive();
            assertThat(image.command()).isEqualTo(COMMAND);
            docker.removeImageCmd(different.reference()).exec();
        }
    }

    @Test
    void aBaseThatIsNotThereIsNamedWithWhatToDo() throws IOException {
        Path folder = folder("app", "x");
        try (Known known = Known.here()) {
            assertThatThrownBy(() -> known.engine()
                            .appImage(PublishedFolder.inspect(folder), COMMAND, Optional.of("no-such-base:7")))
                    .isInstanceOf(EngineException.class)
                    .hasMessageContaining("no-such-base:7")
                    .hasMessageContaining("docker pull");
        }
    }

    private static AppImage image(Known known, Path folder) {
        return known.engine().appImage(PublishedFolder.inspect(folder), COMMAND, Optional.empty());
    }

    private Path folder(String name, String content) throws IOException {
        Path folder = Files.createDirectory(dir.resolve(name));
        Files.writeString(folder.resolve("data"), content);
        return folder;
    }
}
