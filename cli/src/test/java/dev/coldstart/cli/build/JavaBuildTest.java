package dev.coldstart.cli.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.coldstart.cli.config.Config;
import dev.coldstart.cli.config.FormSettings;
import dev.coldstart.core.plan.Variant;
import dev.coldstart.service.artifact.Entrypoint;
import dev.coldstart.service.artifact.PublishedFolder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Builds the Java example with the JDK and Maven that are here. */
final class JavaBuildTest {

    private static final Path EXAMPLE = Path.of("..", "examples", "java-users-api");

    @TempDir
    Path dir;

    @Test
    void buildsTheExampleWithAndWithoutAnAotCacheThatIsUsedElsewhereToo() throws Exception {
        Config config = example();
        Builder builder = new Builder(config, Variant.HEAD, BuildFolder.at(dir.resolve("out")), BuildListener.NONE);
        BuildOutcome jit = builder.build(FormSettings.of("jit"));
        assertThat(jit.record().failure()).isEmpty();
        BuildOutcome cached = builder.build(FormSettings.of("aot-cache"));
        assertThat(cached.record().failure()).isEmpty();
        // The jar is made once, and each form's time has it.
        assertThat(cached.record().command()).contains("mvn -B", "jlink", "AOTCacheOutput");
        assertThat(cached.record().seconds()).isGreaterThan(jit.record().seconds());

        Path jitFolder = ((BuildOutcome.Built) jit).folder();
        assertThat(Entrypoint.find(PublishedFolder.inspect(jitFolder)).command())
                .containsExactly("./jre/bin/java", "-jar", "app.jar");

        // As in a container: another path, times in whole seconds.
        Path moved = dir.resolve("app");
        Files.move(((BuildOutcome.Built) cached).folder(), moved);
        PublishedFolder folder = PublishedFolder.inspect(moved);
        assertThat(Entrypoint.find(folder).command())
                .containsExactly("./jre/bin/java", "-XX:AOTCache=app.aot", "-jar", "app.jar");
        assertThat(folder.files()).allMatch(f -> f.modified().equals(JavaPackage.TIME));
        assertThat(loadedFrom(moved, "com.example.users.UsersApi")).contains("source: shared objects file");
        // The same check sees a run without the cache: it is not true of any run.
        Files.delete(moved.resolve("app.aot"));
        assertThat(loadedFrom(moved, "com.example.users.UsersApi"))
                .contains("source: ")
                .doesNotContain("source: shared objects file");
    }

    @Test
    void aPortThatIsTakenIsNamed() throws Exception {
        Config config;
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            config = jarOf("System.exit(7);", taken.getLocalPort());
            assertThat(failure(config)).contains("port " + taken.getLocalPort(), "already in use");
        }
        assertThat(failure(config)).contains("the app ended during its training run, with exit code 7");
    }

    private String failure(Config config) throws InterruptedException, IOException {
        return new Builder(config, Variant.HEAD, BuildFolder.at(dir.resolve("out")), BuildListener.NONE)
                .build(FormSettings.of("aot-cache"))
                .record()
                .failure()
                .orElseThrow();
    }

    /** What the JVM says of where it took a class of the app from. */
    private static String loadedFrom(Path app, String type) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        app.resolve("jre/bin/java").toString(),
                        "-XX:AOTCache=app.aot",
                        "-Xlog:class+load",
                        "-jar",
                        "app.jar")
                .directory(app.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        // The app would run on; its own class is loaded long before it could be asked anything.
        List<String> lines = new ArrayList<>();
        try (java.io.BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            String line = reader.readLine();
            while (line != null) {
                lines.add(line);
                if (line.contains(type + " source:")) {
                    break;
                }
                line = reader.readLine();
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
        return lines.isEmpty() ? "" : lines.getLast();
    }

    private Config example() throws IOException {
        assumeTrue(new Tools(System.getenv()).onPath("mvn").isPresent(), "there is no mvn on the PATH");
        Path copy = dir.resolve("example");
        FileTrees.copy(EXAMPLE.resolve("src"), copy.resolve("src"));
        Files.copy(EXAMPLE.resolve("pom.xml"), copy.resolve("pom.xml"));
        String yaml = Files.readString(EXAMPLE.resolve(Config.FILE_NAME));
        int port = freePort();
        // The example's port may be taken on the machine that tests.
        Files.writeString(copy.resolve(Config.FILE_NAME), yaml.replace("8080", Integer.toString(port)));
        return Config.load(copy.resolve(Config.FILE_NAME));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private Config jarOf(String statement, int port) throws IOException, InterruptedException {
        Path source = dir.resolve("Main.java");
        Files.writeString(source, "class Main { public static void main(String[] a) { " + statement + " } }");
        Path jdk = Path.of(System.getProperty("java.home"), "bin");
        tool(jdk.resolve("javac").toString(), "-d", dir.toString(), source.toString());
        tool(
                jdk.resolve("jar").toString(),
                "-c",
                "-f",
                dir.resolve("main.jar").toString(),
                "-e",
                "Main",
                "-C",
                dir.toString(),
                "Main.class");
        return Config.load(Files.writeString(dir.resolve(Config.FILE_NAME), """
                build: { jar: main.jar, java-modules: [java.base] }
                run: { port: %d }
                request: { get: / }
                """.formatted(port)));
    }

    private static void tool(String... words) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder(words).inheritIO().start().waitFor()).isZero();
    }
}
