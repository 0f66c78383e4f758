package dev.coldstart.measure.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.dockerjava.api.DockerClient;
import dev.coldstart.artifact.folder.PublishedFolder;
import dev.coldstart.measure.engine.AppImage;
import dev.coldstart.measure.engine.EngineException;
import dev.coldstart.measure.engine.Known;
import dev.coldstart.measure.engine.Tenant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
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

    /** What one repository had made is neither another's, nor made of the same layers, nor anybody's base. */
    @Test
    void oneTenantsImageIsNoOthers() throws IOException {
        PublishedFolder folder = PublishedFolder.inspect(folder("app", "a secret"));
        try (Known known = Known.here();
                DockerClient docker = DockerConnection.open().client()) {
            List<String> references = Stream.of(Tenant.of("acme/users"), Tenant.of("acme/orders"), Tenant.SELF)
                    .map(tenant -> known.engine()
                            .appImage(tenant, folder, COMMAND, Optional.empty())
                            .reference())
                    .toList();
            assertThat(references).doesNotHaveDuplicates();
            assertThat(references)
                    .extracting(reference -> layers(docker, reference))
                    .as("layers that are there already would be taken in no time")
                    .doesNotHaveDuplicates();
            String another = "coldstart-test-" + UUID.randomUUID();
            docker.tagImageCmd(references.getFirst(), another, "1").exec();
            try {
                for (String base : List.of(references.getFirst(), another + ":1")) {
                    assertThatThrownBy(() -> known.engine()
                                    .appImage(Tenant.of("acme/orders"), folder, COMMAND, Optional.of(base)))
                            .isInstanceOf(EngineException.class)
                            .hasMessageContaining(base + " is one that coldstart made of an app");
                }
            } finally {
                docker.removeImageCmd(another + ":1").exec();
                references.forEach(reference -> docker.removeImageCmd(reference).exec());
            }
        }
    }

    /** Builds that date all their files alike are common; Jib alone would take the first one's bytes for the second's. */
    @Test
    void filesOfOneNameAndDateWithOtherContents() throws IOException {
        Path folder = folder("app", "one");
        try (Known known = Known.here();
                DockerClient docker = DockerConnection.open().client()) {
            List<String> layers = new ArrayList<>();
            for (String content : List.of("one", "two")) {
                Files.writeString(folder.resolve("data"), content);
                Files.setLastModifiedTime(folder.resolve("data"), FileTime.from(Instant.EPOCH));
                String reference = image(known, folder).reference();
                layers.add(layers(docker, reference));
                docker.removeImageCmd(reference).exec();
            }
            assertThat(layers).doesNotHaveDuplicates();
        }
    }

    @Test
    void aBaseThatIsNotThereIsNamedWithWhatToDo() throws IOException {
        Path folder = folder("app", "x");
        try (Known known = Known.here()) {
            assertThatThrownBy(() -> known.engine()
                            .appImage(
                                    Tenant.SELF,
                                    PublishedFolder.inspect(folder),
                                    COMMAND,
                                    Optional.of("no-such-base:7")))
                    .isInstanceOf(EngineException.class)
                    .hasMessageContaining("no-such-base:7")
                    .hasMessageContaining("docker pull");
        }
    }

    private static String layers(DockerClient docker, String reference) {
        return String.valueOf(
                Objects.requireNonNull(docker.inspectImageCmd(reference).exec().getRootFS())
                        .getLayers());
    }

    private static AppImage image(Known known, Path folder) {
        return known.engine().appImage(Tenant.SELF, PublishedFolder.inspect(folder), COMMAND, Optional.empty());
    }

    private Path folder(String name, String content) throws IOException {
        Path folder = Files.createDirectory(dir.resolve(name));
        Files.writeString(folder.resolve("data"), content);
        return folder;
    }
}
