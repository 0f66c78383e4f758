package dev.coldstart.measure.engine.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectImageResponse;
import com.github.dockerjava.api.exception.DockerException;
import com.google.cloud.tools.jib.api.DescriptorDigest;
import com.google.cloud.tools.jib.api.ImageDetails;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.image.ImageTarball;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Jib's way to the engine, over the same connection as everything else. Its own way is the {@code docker} command, which a
 * container with a worker in it does not have, and which may speak to another engine than ours.
 */
record JibLink(DockerClient docker, Bases bases) implements com.google.cloud.tools.jib.api.DockerClient {

    @Override
    public boolean supported(Map<String, String> parameters) {
        return true;
    }

    /** Through a file: the engine's client wants a stream to read, and Jib one to write, and a gigabyte is not for the heap. */
    @Override
    public String load(ImageTarball image, Consumer<Long> written) throws IOException {
        Path file = Files.createTempFile("coldstart-image-", ".tar");
        try {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
                image.writeTo(out);
            }
            try (InputStream in = Files.newInputStream(file)) {
                var _ = docker.loadImageCmd(in).exec();
            }
            written.accept(Files.size(file));
            return "loaded";
        } catch (DockerException e) {
            throw new IOException("the engine does not take the image: " + EngineWords.of(e), e);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    @Override
    public void save(ImageReference image, Path file, Consumer<Long> written) throws IOException {
        save(image.toString(), file);
        written.accept(Files.size(file));
    }

    /** The files of an image's layers together; the image is taken from the engine where it was not before. */
    long unpackedBytes(String image, String id) throws IOException {
        Optional<SavedImage.Contents> known = bases.find(id);
        if (known.isPresent()) {
            return known.get().unpackedBytes();
        }
        Path file = Files.createTempFile("coldstart-image-", ".tar");
        try {
            return save(image, file).unpackedBytes();
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private SavedImage.Contents save(String image, Path file) throws IOException {
        try (InputStream in = docker.saveImageCmd(image).exec()) {
            String id =
                    Objects.requireNonNull(docker.inspectImageCmd(image).exec().getId(), "an image has an id");
            SavedImage.Contents contents = SavedImage.write(in, file);
            bases.keep(id, contents);
            return contents;
        } catch (DockerException e) {
            throw new IOException("the engine does not give the image " + image + ": " + EngineWords.of(e), e);
        }
    }

    @Override
    public ImageDetails inspect(ImageReference image) throws IOException {
        try {
            InspectImageResponse found =
                    docker.inspectImageCmd(image.toString()).exec();
            String id = Objects.requireNonNull(found.getId(), "an image has an id");
            return new Details(
                    found,
                    bases.find(id).map(known -> "sha256:" + known.config()).orElse(id));
        } catch (DockerException e) {
            throw new IOException("the engine has no image " + image + ": " + EngineWords.of(e), e);
        }
    }

    /** @param config the digest of its configuration, where it is known */
    private record Details(InspectImageResponse image, String config) implements ImageDetails {

        @Override
        public long getSize() {
            return Objects.requireNonNullElse(image.getSize(), 0L);
        }

        @Override
        public DescriptorDigest getImageId() throws DigestException {
            return DescriptorDigest.fromDigest(config);
        }

        @Override
        public List<DescriptorDigest> getDiffIds() throws DigestException {
            List<DescriptorDigest> layers = new ArrayList<>();
            for (String layer : Objects.requireNonNull(
                    Objects.requireNonNull(image.getRootFS(), "an image has layers")
                            .getLayers(),
                    "an image has layers")) {
                layers.add(DescriptorDigest.fromDigest(layer));
            }
            return layers;
        }
    }
}
