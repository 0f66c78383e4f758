package dev.coldstart.measure.engine.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectImageResponse;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.ContainerConfig;
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
import dev.coldstart.artifact.folder.FileTree;
import dev.coldstart.artifact.folder.PublishedFile;
import dev.coldstart.artifact.folder.PublishedFolder;
import dev.coldstart.core.plan.Architecture;
import dev.coldstart.core.plan.RunSettings;
import dev.coldstart.measure.engine.AppImage;
import dev.coldstart.measure.engine.EngineException;
import dev.coldstart.measure.engine.Tenant;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;

/** Makes images with Jib and keeps them: an image's tag is the digest of what went into it, so it is made once. */
final class Images {

    /** Where an app's files are in its container. */
    static final String APP_FOLDER = RunSettings.APP_FOLDER;

    static final String OWN_BASE = "coldstart-base:1";
    private static final String APP_REPOSITORY = "coldstart-app";
    private static final String RUNNER_REPOSITORY = "coldstart-runner";
    private static final int TAG_LENGTH = 32;

    /** As much of a digest as is a date that every archive can hold: up to the year 2106. */
    private static final int HEX_OF_DATE = 8;

    private static final String KIND = "dev.coldstart.image";
    private static final String APP_KIND = "app";
    private static final String REPOSITORY = "dev.coldstart.repository";

    /** Apps' images are kept, so that measuring again is quick; beyond so many the oldest go of the tenant who has most. */
    private static final int APP_IMAGES_KEPT = 20;

    private final DockerClient docker;
    private final Path cache;
    private final Path scratch;
    private final Clock clock;
    private final JibLink link;

    /** A lock for each image, by its tag: who wants one that is being made waits for it. */
    private final Map<String, Object> locks = new ConcurrentHashMap<>();

    /**
     * @param cache a folder that is kept: layers of base images
     * @param scratch one that its owner removes
     */
    Images(DockerClient docker, Path cache, Path scratch, Clock clock) {
        this.docker = docker;
        this.cache = cache;
        this.scratch = scratch;
        this.clock = clock;
        this.link = new JibLink(docker, new Bases(cache.resolve("bases")));
    }

    AppImage app(Tenant tenant, PublishedFolder folder, List<String> command, Optional<String> base) {
        String baseReference = base.orElse(OWN_BASE);
        String baseId = base(baseReference);
        String program = command.getFirst();
        String tag = APP_REPOSITORY + ":" + digest(tenant.repository().orElse(""), baseId, folder.digest(), program);
        synchronized (locks.computeIfAbsent(tag, t -> new Object())) {
            if (find(tag).isEmpty()) {
                makeApp(tenant, folder, program, baseReference, tag);
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

    private void makeApp(Tenant tenant, PublishedFolder folder, String program, String base, String tag) {
        FileEntriesLayer.Builder layer = FileEntriesLayer.builder().setName("app");
        for (PublishedFile file : folder.files()) {
            boolean runnable = file.executable() || program.equals("./" + file.path());
            layer.addEntry(
                    file.source(),
                    AbsoluteUnixPath.get(APP_FOLDER + "/" + file.path()),
                    FilePermissions.fromOctalString(runnable ? "755" : "644"),
                    file.modified());
        }
        build(base, tag, builder -> {
            if (tenant.repository().isPresent()) {
                builder.addFileEntriesLayer(apart(tenant.repository().get()));
            }
            builder.addFileEntriesLayer(layer.build())
                    .setLabels(Map.of(
                            KIND, APP_KIND, REPOSITORY, tenant.repository().orElse("")));
        });
        removeOldest();
    }

    /**
     * A layer below the app's with nothing in it but the app's folder, under another date for each repository. An engine keeps
     * a layer with all those below it, and takes one that it has in no time: it would tell that somebody sent the same files.
     */
    private FileEntriesLayer apart(String repository) {
        long date = Long.parseLong(digest(repository).substring(0, HEX_OF_DATE), 16);
        return FileEntriesLayer.builder()
                .setName("tenant")
                .addEntry(
                        scratch,
                        AbsoluteUnixPath.get(APP_FOLDER),
                        FilePermissions.DEFAULT_FOLDER_PERMISSIONS,
                        Instant.ofEpochSecond(date))
                .build();
    }

    private void removeOldest() {
        Map<String, List<Image>> apps = docker.listImagesCmd().withLabelFilter(Map.of(KIND, APP_KIND)).exec().stream()
                .collect(Collectors.groupingBy(Images::repository));
        int many = apps.values().stream().mapToInt(List::size).sum();
        for (int i = APP_IMAGES_KEPT; i < many; i++) {
            List<Image> most = Collections.max(apps.values(), Comparator.comparingInt(List::size));
            Image oldest = Collections.min(most, Comparator.comparing(Image::getCreated));
            most.remove(oldest);
            try {
                docker.removeImageCmd(oldest.getId()).exec();
            } catch (DockerException e) {
                // In use by a comparison that runs now: it stays until a later time.
            }
        }
    }

    private static String repository(Image image) {
        return Optional.ofNullable(image.getLabels())
                .map(labels -> labels.get(REPOSITORY))
                .orElse("");
    }

    /** The prober's image for this machine: base, a Java runtime of its own, the prober, the gate. */
    String runner(RunnerFiles files, Architecture architecture, Optional<String> appBase) {
        String base = find(OWN_BASE).isPresent() ? OWN_BASE : appBase.orElse(OWN_BASE);
        String baseId = base(base);
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
            // Jib knows a layer by its files' names and dates, and would take other bytes for it: nothing is kept.
            Path layers = Files.createTempDirectory(scratch, "layers-");
            try {
                JibContainerBuilder builder = Jib.from(link, DockerDaemonImage.named(base))
                        .setEntrypoint()
                        .setCreationTime(clock.instant());
                content.addTo(builder);
                builder.containerize(Containerizer.to(link, DockerDaemonImage.named(tag))
                        .setBaseImageLayersCache(cache.resolve("base-layers"))
                        .setApplicationLayersCache(layers)
                        .setToolName("coldstart"));
            } finally {
                FileTree.delete(layers);
            }
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

    /** What the engine knows a base by, which is none that was made of an app, by whatever name. */
    private String base(String reference) {
        InspectImageResponse image = inspect(reference).orElseThrow(() -> noBase(reference));
        Map<String, String> labels = Optional.ofNullable(image.getConfig())
                .map(ContainerConfig::getLabels)
                .orElse(Map.of());
        if (APP_KIND.equals(labels.get(KIND))) {
            throw new EngineException(
                    "the image " + reference
                            + " is one that coldstart made of an app: it is no base for others. Name the base that it was made from");
        }
        return Objects.requireNonNull(image.getId());
    }

    /** What the engine knows it by. */
    private Optional<String> find(String reference) {
        return inspect(reference).map(image -> Objects.requireNonNull(image.getId()));
    }

    private Optional<InspectImageResponse> inspect(String reference) {
        try {
            return Optional.of(docker.inspectImageCmd(reference).exec());
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
