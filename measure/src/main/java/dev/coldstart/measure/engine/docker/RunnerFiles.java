package dev.coldstart.measure.engine.docker;

import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import dev.coldstart.core.plan.Architecture;
import dev.coldstart.measure.engine.EngineException;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What goes into the runner image: the prober's jar, carried as a resource; the gate inside it; a small Java runtime. */
public final class RunnerFiles {

    /** Where the gate is, as a volume that every app's container takes from the prober's. */
    static final String GATE_FOLDER = "/coldstart";

    static final String GATE = GATE_FOLDER + "/gate";
    private static final String HOME = "/opt/coldstart";

    /** How the prober is run: small, and compiled once, so that no compiler works beside a start. */
    private static final List<String> OPTIONS =
            List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xms48m", "-Xmx96m");

    /** With the JVM's AOT cache, which a JVM that finds none, or one that does not fit, goes on without. */
    static final List<String> COMMAND = Stream.of(
                    List.of(HOME + "/jre/bin/java"),
                    OPTIONS,
                    List.of("-XX:AOTCache=" + HOME + "/prober.aot", "-Xlog:aot*=off", "-Xlog:cds*=off"),
                    List.of("-jar", HOME + "/prober.jar"))
            .flatMap(List::stream)
            .toList();

    /** Files keep one time, Jib's: a cache is only taken by a JVM that finds its jar and modules as old as they were. */
    private static final FileTime TIME = FileTime.from(FileEntriesLayer.DEFAULT_MODIFICATION_TIME);

    private static final String MODULES = "java.base,java.xml,java.logging";
    private static final String JAR = "/runner/prober.jar";

    private final Path scratch;
    private final Path jar;
    private final String identity;

    private RunnerFiles(Path scratch, Path jar, String identity) {
        this.scratch = scratch;
        this.jar = jar;
        this.identity = identity;
    }

    /**
     * @param scratch an empty folder of our own, for the jar, the native programs and the runtime
     */
    public static RunnerFiles unpack(Path scratch) {
        try {
            Files.createDirectories(scratch);
            Path jar = scratch.resolve("prober.jar");
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            try (InputStream in = RunnerFiles.class.getResourceAsStream(JAR)) {
                if (in == null) {
                    throw new EngineException("this build of coldstart carries no prober: build it with mvn package");
                }
                Files.copy(new DigestInputStream(in, sha), jar);
            }
            return new RunnerFiles(
                    scratch,
                    jar,
                    HexFormat.of().formatHex(sha.digest()) + " " + Runtime.version() + " " + MODULES + " jlink "
                            + Files.isExecutable(Path.of(System.getProperty("java.home"), "bin", "jlink")));
        } catch (IOException e) {
            throw new UncheckedIOException("the prober could not be unpacked to " + scratch, e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Changes whenever the image would. */
    String identity() {
        return identity + " " + String.join(" ", COMMAND);
    }

    /**
     * A folder with one of the native programs, {@code gate} or {@code known}, and nothing else.
     *
     * @throws EngineException when this build has none for the architecture
     */
    public Path folderWith(String name, Architecture architecture) {
        Path folder = scratch.resolve(name).resolve(architecture.id());
        Path target = folder.resolve(name);
        try (FileSystem contents = FileSystems.newFileSystem(jar)) {
            Path source = contents.getPath("native", architecture.id(), name);
            if (!Files.exists(source)) {
                throw new EngineException("this build of coldstart has no " + name + " for " + architecture.id()
                        + ": it was built where no C compiler for it was to be had");
            }
            Files.createDirectories(folder);
            Files.copy(source, target, StandardCopyOption.REPLACE_EXISTING);
            Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException("could not unpack " + name + " to " + target, e);
        }
    }

    void addTo(JibContainerBuilder builder, Architecture architecture) throws IOException {
        FilePermissions runnable = FilePermissions.fromOctalString("755");
        Path runtime = runtime();
        builder.addFileEntriesLayer(FileEntriesLayer.builder()
                .setName("runtime")
                .addEntryRecursive(runtime, AbsoluteUnixPath.get(HOME + "/jre"), (path, target) -> runnable)
                .build());
        builder.addFileEntriesLayer(FileEntriesLayer.builder()
                .setName("prober")
                .addEntry(jar, AbsoluteUnixPath.get(HOME + "/prober.jar"))
                .addEntry(
                        folderWith("gate", architecture).resolve("gate"),
                        AbsoluteUnixPath.get(GATE),
                        runnable,
                        Instant.ofEpochSecond(1))
                .build());
        cache(runtime)
                .ifPresent(file -> builder.addFileEntriesLayer(FileEntriesLayer.builder()
                        .setName("cache")
                        .addEntry(file, AbsoluteUnixPath.get(HOME + "/prober.aot"))
                        .build()));
        builder.addVolume(AbsoluteUnixPath.get(GATE_FOLDER));
        builder.setEntrypoint(COMMAND);
    }

    /**
     * A runtime with the modules that the prober needs, linked from the JDK that runs this. In coldstart's own image there is
     * no JDK but a runtime that was linked for it, which no other can be linked from: the prober gets the same.
     */
    private Path runtime() throws IOException {
        Path target = scratch.resolve("jre");
        Path home = Path.of(System.getProperty("java.home"));
        Path jlink = home.resolve("bin/jlink");
        if (!Files.isExecutable(jlink)) {
            return home;
        }
        List<String> link = List.of(
                jlink.toString(),
                "--add-modules",
                MODULES,
                "--strip-debug",
                "--generate-cds-archive",
                "--no-header-files",
                "--no-man-pages",
                "--output",
                target.toString());
        Path log = scratch.resolve("jlink.log");
        if (!run(link, log)) {
            throw new EngineException("jlink failed: " + Files.readString(log).strip());
        }
        Files.setLastModifiedTime(target.resolve("lib/modules"), TIME);
        return target;
    }

    /** The prober's AOT cache, trained by a prober that warms up and finds nothing to read; none where it can't be made. */
    private Optional<Path> cache(Path runtime) throws IOException {
        Path cache = scratch.resolve("prober.aot");
        Files.setLastModifiedTime(jar, TIME);
        List<String> train = Stream.of(
                        List.of(runtime.resolve("bin/java").toString()),
                        OPTIONS,
                        List.of("-XX:AOTCacheOutput=" + cache, "-jar", jar.toString()))
                .flatMap(List::stream)
                .toList();
        return run(train, scratch.resolve("training.log")) && Files.exists(cache)
                ? Optional.of(cache)
                : Optional.empty();
    }

    /** Whether the command, with nothing to read, ended well within five minutes. */
    private static boolean run(List<String> command, Path log) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(log.toFile())
                .start();
        try {
            return process.waitFor(5, TimeUnit.MINUTES) && process.exitValue() == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineException("interrupted while the prober's image was made", e);
        } finally {
            process.destroyForcibly();
        }
    }
}
