package dev.coldstart.measure.engine.docker;

import com.github.dockerjava.api.exception.DockerException;
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
import com.google.cloud.tools.jib.api.buildplan.Platform;
import com.google.cloud.tools.jib.api.buildplan.Port;
import dev.coldstart.measure.engine.EngineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;

/**
 * Coldstart's own image, with which a service or a worker is run. {@code bin/image} calls it, once without the JVM's cache, to
 * train that in a container of the image, and once with it.
 */
public final class ServiceImage {

    private static final String HOME = "/opt/coldstart";
    private static final String DATA = "/data";
    private static final int PORT = 8080;

    /** The base image's user {@code app}. */
    private static final String USER = "65532:65532";

    /** Files keep one time, whenever they were made: the cache is only taken by a JVM that finds its jar as old as it was. */
    private static final Instant TIME = Instant.ofEpochSecond(1);

    /**
     * What goes in.
     *
     * @param base the name of an image of this architecture that the engine has, with the health check
     * @param architecture as engines call it: {@code amd64} or {@code arm64}
     * @param runtime a Java runtime for this architecture
     * @param commands a folder with what goes to {@code /usr/local/bin}
     * @param made what all of it comes to, so that {@code bin/image} knows it again
     * @param cache the JVM's own
     */
    record Content(
            String base,
            String architecture,
            Path runtime,
            Path jar,
            Path commands,
            String version,
            String made,
            Optional<Path> cache) {}

    private ServiceImage() {}

    /** Words: base, architecture, runtime, jar, commands, version, digest, tag, folder for Jib's caches, JVM's cache or nothing. */
    public static void main(String[] words) throws IOException {
        Content content = new Content(
                words[0],
                words[1],
                Path.of(words[2]),
                Path.of(words[3]),
                Path.of(words[4]),
                words[5],
                words[6],
                words.length > 9 ? Optional.of(Path.of(words[9])) : Optional.empty());
        try (var docker = DockerConnection.open().client()) {
            make(content, words[7], new JibLink(docker, new Bases(Path.of(words[8], "bases"))), Path.of(words[8]));
        }
    }

    private static void make(Content content, String tag, JibLink link, Path scratch) {
        try {
            JibContainerBuilder builder = Jib.from(link, DockerDaemonImage.named(content.base()))
                    .setPlatforms(Set.of(new Platform(content.architecture(), "linux")))
                    .setCreationTime(TIME)
                    .setUser(USER)
                    .setWorkingDirectory(AbsoluteUnixPath.get(DATA))
                    .addVolume(AbsoluteUnixPath.get(DATA))
                    .addExposedPort(Port.tcp(PORT))
                    .setEnvironment(Map.of("COLDSTART_DATA", DATA, "COLDSTART_LISTEN", "0.0.0.0:" + PORT))
                    .setLabels(Map.of("org.opencontainers.image.title", "coldstart"))
                    .addLabel("org.opencontainers.image.version", content.version())
                    .addLabel("dev.coldstart.made-of", content.made())
                    .setEntrypoint("/usr/local/bin/coldstart")
                    .setProgramArguments("serve");
            addLayers(builder, content, scratch);
            var _ = builder.containerize(Containerizer.to(link, DockerDaemonImage.named(tag))
                    .setBaseImageLayersCache(scratch.resolve("base-layers"))
                    .setApplicationLayersCache(scratch.resolve("layers"))
                    .setToolName("coldstart"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineException("interrupted while the image " + tag + " was made", e);
        } catch (IOException
                | InvalidImageReferenceException
                | RegistryException
                | CacheDirectoryCreationException
                | DockerException
                | ExecutionException e) {
            throw new EngineException("the image " + tag + " could not be made: " + e.getMessage(), e);
        }
    }

    /** What changes seldom goes first. */
    private static void addLayers(JibContainerBuilder builder, Content content, Path scratch) throws IOException {
        FilePermissions runnable = FilePermissions.fromOctalString("755");
        builder.addFileEntriesLayer(FileEntriesLayer.builder()
                .setName("runtime")
                .addEntryRecursive(content.runtime(), AbsoluteUnixPath.get(HOME + "/jre"), (path, target) -> runnable)
                .build());
        Path empty = Files.createDirectories(scratch.resolve("empty"));
        builder.addFileEntriesLayer(FileEntriesLayer.builder()
                .setName("commands")
                .addEntryRecursive(
                        content.commands(), AbsoluteUnixPath.get("/usr/local/bin"), (path, target) -> runnable)
                .addEntry(empty, AbsoluteUnixPath.get(DATA), runnable, TIME, USER)
                .build());
        builder.addFileEntriesLayer(FileEntriesLayer.builder()
                .setName("coldstart")
                .addEntry(content.jar(), AbsoluteUnixPath.get(HOME + "/coldstart.jar"))
                .build());
        content.cache()
                .ifPresent(cache -> builder.addFileEntriesLayer(FileEntriesLayer.builder()
                        .setName("cache")
                        .addEntry(cache, AbsoluteUnixPath.get(HOME + "/coldstart.aot"))
                        .build()));
    }
}
