package dev.coldstart.cli.shipped;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The shipped jar in a folder of its own. */
final class Coldstart {

    private static final Path JAR =
            Path.of(Objects.requireNonNull(System.getProperty("coldstart.jar"), "the system property coldstart.jar"));
    private static final long MAX_MINUTES = 5;

    /** What tells whoever waits that it goes on; what is left of standard error is what was said. */
    private static final Pattern PROGRESS = Pattern.compile("(?m)^(?:[0-9]+ min )?[0-9]+ s  .*\\R");

    private final Path dir;
    private final List<String> environment;
    private final List<String> jvm;

    private Coldstart(Path dir, List<String> environment, List<String> jvm) {
        this.dir = dir;
        this.environment = environment;
        this.jvm = jvm;
    }

    static Coldstart in(Path dir) {
        return new Coldstart(dir, List.of(), List.of());
    }

    static Path jar() {
        return JAR;
    }

    /** The same with more in its environment, such as {@code DOCKER_HOST=...}. */
    Coldstart with(String setting) {
        return new Coldstart(
                dir, Stream.concat(environment.stream(), Stream.of(setting)).toList(), jvm);
    }

    /** The same with every class that its JVM loads written to that file. */
    Coldstart listingClasses(Path file) {
        return new Coldstart(dir, environment, List.of("-Xlog:class+load:file=" + file));
    }

    /** Runs it to its end. */
    Ran run(String... arguments) {
        try {
            return new Running(start(arguments)).ended();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts it and leaves it running. */
    Running running(String... arguments) {
        try {
            return new Running(start(arguments));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Process start(String... arguments) throws IOException {
        // A shell that starts something in the background has it ignore SIGINT, and that is inherited: by Maven, by us.
        List<String> words = new ArrayList<>(List.of("env", "--default-signal=INT", "-u", "JAVA_TOOL_OPTIONS"));
        words.addAll(environment);
        words.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-XX:AOTCache=" + System.getProperty("coldstart.cache"),
                "-Xlog:aot*=off",
                "-Xlog:cds*=off"));
        words.addAll(jvm);
        words.addAll(List.of("-jar", JAR.toString()));
        words.addAll(Arrays.asList(arguments));
        return new ProcessBuilder(words)
                .directory(dir.toFile())
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(dir.resolve("stdout.txt").toFile())
                .redirectError(dir.resolve("stderr.txt").toFile())
                .start();
    }

    /** One that was started. */
    final class Running {

        private final Process process;

        private Running(Process process) {
            this.process = process;
        }

        /** Sends a signal by its name, such as INT. */
        void signal(String name) {
            Tool.run("kill", "-" + name, String.valueOf(process.pid()));
        }

        boolean isAlive() {
            return process.isAlive();
        }

        Ran ended() {
            try {
                if (!process.waitFor(MAX_MINUTES, TimeUnit.MINUTES)) {
                    process.destroyForcibly();
                    throw new AssertionError("it did not end");
                }
                return new Ran(
                        dir,
                        process.exitValue(),
                        Files.readString(dir.resolve("stdout.txt")),
                        PROGRESS.matcher(Files.readString(dir.resolve("stderr.txt")))
                                .replaceAll(""));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                process.destroyForcibly();
                throw new AssertionError(e);
            }
        }
    }
}
