package dev.coldstart.service.engine.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Image;
import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.DockerDaemonImage;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import dev.coldstart.core.plan.Architecture;
import dev.coldstart.service.artifact.PublishedFile;
import dev.coldstart.service.artifact.PublishedFolder;
import dev.coldstart.service.engine.AppImage;
import dev.coldstart.service.engine.EngineException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;

/** Makes images with Jib and keeps them: an image's tag is the digest of what went into it, so it is made once. */
final class Images {

    /** Where an app's files are in its container. */
    static final String APP_FOLDER = "/app";

    static final String OWN_BASE = "coldstart-base:1";
    private static final String APP_REPOSITORY = "coldstart-app";
    private static final String RUNNER_REPOSITORY = "coldstart-runner";
    private static final int TAG_LENGTH = 32;
    private static final String KIND = "dev.coldstart.image";
    private static final String APP_KIND = "app";

    /** Apps' images are kept, so that measuring again is quick; beyond so many the oldest go. */
    private static final int APP_IMAGES_KEPT = 20;

    private final DockerClient docker;
    private final Path cache;
    private final Clock clock;
    private final JibLink link;

    /** A lock for each image, by its tag: who wants one that is being made waits for it. */
    private final Map<String, Object> locks = new ConcurrentHashMap<>();

    Images(DockerClient docker, Path cache, Clock clock) {
        this.docker = docker;
        this.cache = cache;
        this.clock = clock;
        this.link = new JibLink(docker, new Bases(cache.resolve("bases")));
    }

    AppImage app(PublishedFolder folder, List<String> command, Optional<String> base) {
        String baseReference = base.orElse(OWN_BASE);
        String baseId = find(baseReference).orElseThrow(() -> noBase(baseReference));
        String program = command.getFirst();
        String tag = APP_REPOSITORY + ":" + digest(baseId, folder.digest(), program);
        synchronized (locks.computeIfAbsent(tag, t -> new Object())) {
            if (find(tag).isEmpty()) {
                makeApp(folder, program, baseReference, tag);
            }
        }
        locks.remove(tag);
        if (find(tag).isEmpty()) {
            throw vanished(tag);
        }
        return new AppImage(tag, unpackedBytes(baseReference, baseId, folder), command);
    }

    /** The engines' own figure is unpacked, compressed or both, by their version and image store. */
    private long unpackedBytes(String base, String baseId, PublishedFolder folder) {
        try {
            return link.unpackedBytes(base, baseId)
                    + folder.files().stream().mapToLong(PublishedFile::size).sum();
        } catch (IOException e) {
            throw new EngineException("the size of " + base + " could not be found out: " + e.getMessage(), e);
        }
    }

    private void makeApp(PublishedFolder folder, String program, String base, String tag) {
        FileEntriesLayer.Builder layer = FileEntriesLayer.builder().setName("app");
        for (PublishedFile file : folder.files()) {
            boolean runnable = file.executable() || program.equals("./" + file.path());
            layer.addEntry(
                    file.source(),
                    AbsoluteUnixPath.get(APP_FOLDER + "/" + file.path()),
                    FilePermissions.fromOctalString(runnable ? "755" : "644"),
                    file.modified());
        }
        build(base, tag, builder -> builder.addFileEntriesLayer(layer.build()).setLabels(Map.of(KIND, APP_KIND)));
        removeOldest();
    }

    private void removeOldest() {
        List<Image> apps =
                docker.listImagesCmd().withLabelFilter(Map.of(KIND, APP_KIND)).exec();
        apps.stream()
                .sorted(Comparator.comparing(Image::getCreated).reversed())
                .skip(APP_IMAGES_KEPT)
                .forEach(image -> {
                    try {
                        docker.removeImageCmd(image.getId()).exec();
                    } catch (DockerException e) {
                        // In use by a comparison that runs now: it stays until a later time.
                    }
                });
    }

    /** The prober's image for this machine: base, a Java runtime of its own, the prober, the gate. */
    String runner(RunnerFiles files, Architecture architecture, Optional<String> appBase) {
        String base = find(OWN_BASE).isPresent() ? OWN_BASE : appBase.orElse(OWN_BASE);
        String baseId = find(base).orElseThrow(() -> noBase(base));
        String tag = RUNNER_REPOSITORY + ":" + digest(baseId, files.identity(), architecture.id());
        if (find(tag).isEmpty()) {
            build(base, tag, builder -> files.addTo(builder, architecture));
        }
        return tag;
    }

    /** What Jib is asked to add. */
    interface Content {
        void addTo(JibContainerBuilder builder) throws IOException;
    }

    private void build(String base, String tag, Content content) {
        try {
            JibContainerBuilder builder = Jib.from(link, DockerDaemonImage.named(base))
                    .setEntrypoint()
                    .setCreationTime(clock.instant());
            content.addTo(builder);
            builder.containerize(Containerizer.to(link, DockerDaemonImage.named(tag))
                    .setBaseImageLayersCache(cache.resolve("base-layers"))
                    .setApplicationLayersCache(cache.resolve("layers"))
                    .setToolName("coldstart"));
        } catch (InvalidImageReferenceException e) {
            throw new EngineException(base + " is no image reference", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineException("interrupted while the image " + tag + " was made", e);
        } catch (IOException | RegistryException | CacheDirectoryCreationException | ExecutionException e) {
            Throwable cause = e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e;
            throw new EngineException(
                    "the image " + tag + " could not be made: " + cause.getMessage()
                            + ". Is there room on the disk, here and where the engine is?",
                    cause);
        }
    }

    /** What the engine knows it by. */
    private Optional<String> find(String reference) {
        try {
            return Optional.of(Objects.requireNonNull(
                    docker.inspectImageCmd(reference).exec().getId()));
        } catch (NotFoundException e) {
            return Optional.empty();
        }
    }

    private static EngineException noBase(String reference) {
        return new EngineException("the engine has no image " + reference
                + (reference.equals(OWN_BASE)
                        ? ": bin/setup makes it; or name one that you have by run.base in coldstart.yml or by --base-image"
                        : ": fetch it first with docker pull " + reference));
    }

    private static EngineException vanished(String tag) {
        return new EngineException("the image " + tag + " was made and is not there: is something removing images?");
    }

    private static String digest(String... parts) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            for (String part : parts) {
                sha.update(part.getBytes(StandardCharsets.UTF_8));
                sha.update((byte) 0);
            }
            return HexFormat.of().formatHex(sha.digest()).substring(0, TAG_LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
