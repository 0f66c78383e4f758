package dev.coldstart.service.engine.docker;

import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import dev.coldstart.core.plan.Architecture;
import dev.coldstart.service.engine.EngineException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What goes into the runner image: the prober's jar, carried as a resource; the gate inside it; a small Java runtime. */
public final class RunnerFiles {

    /** Where the gate is, as a volume that every app's container takes from the prober's. */
    static final String GATE_FOLDER = "/coldstart";

    static final String GATE = GATE_FOLDER + "/gate";
    private static final String HOME = "/opt/coldstart";

    /** How the prober is run: small, and compiled once, so that no compiler works beside a start. */
    static final List<String> COMMAND = List.of(
            HOME + "/jre/bin/java",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xms48m",
            "-Xmx96m",
            "-jar",
            HOME + "/prober.jar");

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
                    HexFormat.of().formatHex(sha.digest()) + " " + Runtime.version() + " " + MODULES + " cds "
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
        builder.addFileEntriesLayer(FileEntriesLayer.builder()
                .setName("runtime")
                .addEntryRecursive(runtime(), AbsoluteUnixPath.get(HOME + "/jre"), (path, target) -> runnable)
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
        Process process = new ProcessBuilder(
                        jlink.toString(),
                        "--add-modules",
                        MODULES,
                        "--strip-debug",
                        "--generate-cds-archive",
                        "--no-header-files",
                        "--no-man-pages",
                        "--output",
                        target.toString())
                .redirectErrorStream(true)
                .redirectOutput(scratch.resolve("jlink.log").toFile())
                .start();
        try {
            if (!process.waitFor(5, TimeUnit.MINUTES) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new EngineException("jlink failed: "
                        + Files.readString(scratch.resolve("jlink.log")).strip());
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new EngineException("interrupted while the prober's runtime was linked", e);
        }
        return target;
    }
}
