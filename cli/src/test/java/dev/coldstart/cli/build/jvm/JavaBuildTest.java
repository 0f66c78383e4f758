package dev.coldstart.cli.build.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.coldstart.artifact.folder.Entrypoint;
import dev.coldstart.artifact.folder.PublishedFolder;
import dev.coldstart.cli.build.BuildFolder;
import dev.coldstart.cli.build.BuildListener;
import dev.coldstart.cli.build.BuildOutcome;
import dev.coldstart.cli.build.Builder;
import dev.coldstart.cli.build.SmallApp;
import dev.coldstart.cli.build.tool.BuildRun;
import dev.coldstart.cli.build.tool.FileTrees;
import dev.coldstart.cli.build.tool.Tools;
import dev.coldstart.cli.config.Config;
import dev.coldstart.cli.config.FormSettings;
import dev.coldstart.core.diagnosis.CacheRefusal;
import dev.coldstart.core.plan.Variant;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.jar.Attributes;
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
                .containsExactly("./jre/bin/java", "-XX:AOTCache=app.aot", "-XX:AOTMode=on", "-jar", "app.jar");
        assertThat(folder.files()).allMatch(f -> f.modified().equals(JavaPackage.TIME));
        assertThat(loadedFrom(moved, "com.example.users.UsersApi")).contains("source: shared objects file");
        // The same check sees a run without the cache: it is not true of any run.
        Files.delete(moved.resolve("app.aot"));
        assertThat(loadedFrom(moved, "com.example.users.UsersApi"))
                .contains("source: ")
                .doesNotContain("source: shared objects file");
    }

    /** As Dropwizard's apps are started: with arguments, and a file that has to be there. */
    @Test
    void trainsWithTheCommandThatItIsStartedWith() throws Exception {
        Path project = dir.resolve("served");
        int port = SmallApp.freePort();
        Config config = served(project, "port=" + port, """
                build: { jar: target/shop-1.0.jar, java-modules: [java.base, jdk.httpserver], files: [conf/shop.properties],
                         training: { times: 1 } }
                run: { port: %d, command: [java, -Dmode=x, -jar, app.jar, server, conf/shop.properties] }
                request: { get: / }
                """.formatted(port));
        Builder builder = new Builder(config, Variant.HEAD, BuildFolder.at(dir.resolve("out")), BuildListener.NONE);
        BuildOutcome jit = builder.build(FormSettings.of("jit"));
        BuildOutcome cached = builder.build(FormSettings.of("aot-cache"));
        assertThat(jit.record().failure()).isEmpty();
        assertThat(cached.record().failure()).isEmpty();
        assertThat(((BuildOutcome.Built) cached).notes())
                .anyMatch(note -> note.contains("its AOT cache was made on") || note.isEmpty());
        List<String> start = new ArrayList<>(started(jit, config));
        assertThat(start)
                .containsExactly("./jre/bin/java", "-Dmode=x", "-jar", "app.jar", "server", "conf/shop.properties");
        start.addAll(1, List.of("-XX:AOTCache=app.aot", "-XX:AOTMode=on"));
        assertThat(started(cached, config)).isEqualTo(start);

        // What is refused at run time alone ends the start, and is told.
        Path published = ((BuildOutcome.Built) cached).folder();
        for (String option : List.of(
                "-XX:+UseZGC",
                "-XX:+UseCompactObjectHeaders",
                "-Xmx40g",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "--enable-native-access=ALL-UNNAMED")) {
            List<String> said = refused(published, start, option);
            assertThat(CacheRefusal.isIn(said)).as(option + said).isTrue();
            assertThat(CacheRefusal.reason(said)).as(option + said).isPresent();
        }

        // The JVM takes another jar of the same name without a word.
        Path jar = published.resolve("app.jar");
        SmallApp.jar(jar, project, Map.of(Attributes.Name.MAIN_CLASS, "Main"));
        assertThatThrownBy(() -> started(cached, config))
                .hasMessageContaining(
                        "app.jar in " + published + " is not what the AOT cache app.aot was trained from");
    }

    private static List<String> started(BuildOutcome outcome, Config config) {
        PublishedFolder folder = PublishedFolder.inspect(((BuildOutcome.Built) outcome).folder());
        return Entrypoint.named(folder, config.command().orElseThrow()).command();
    }

    private static List<String> refused(Path published, List<String> start, String option)
            throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(start);
        words.set(0, published.resolve("jre/bin/java").toString());
        ProcessBuilder builder =
                new ProcessBuilder(words).directory(published.toFile()).redirectErrorStream(true);
        builder.environment().put("JAVA_TOOL_OPTIONS", option);
        Process process = builder.start();
        try {
            process.getOutputStream().close();
            List<String> said =
                    process.inputReader(StandardCharsets.UTF_8).lines().toList();
            assertThat(process.waitFor()).isEqualTo(1);
            return said;
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void whatCantHaveACacheIsASentence() throws Exception {
        Path project = dir.resolve("served");
        int port = SmallApp.freePort();
        String build = "build: { jar: target/shop-1.0.jar, java-modules: [java.base, jdk.httpserver],"
                + " files: [conf/shop.properties] }\nrequest: { get: / }\n";
        assertThat(failure(served(
                        project,
                        "port=" + port,
                        build + "run: { port: " + port + ", command: ./conf/shop.properties }")))
                .contains("the app is started by ./conf/shop.properties", "begin run.command with java");
        assertThat(failure(served(
                        project,
                        "port=" + port,
                        build + "run: { port: " + port + ", command: java -jar shop-1.0.jar }")))
                .contains("there is no shop-1.0.jar", "there is app.jar");
        // A cache can't be made of a class path with a folder in it, and the JVM says so.
        Files.createDirectories(project.resolve("target/etc"));
        Files.writeString(project.resolve("target/etc/x"), "x");
        assertThat(failure(served(
                        project,
                        "port=" + port,
                        build + "run: { port: " + port + ", command: java -jar app.jar server conf/shop.properties }",
                        "etc/")))
                .contains("wrote no AOT cache", "saying: class path");
    }

    private Config served(Path project, String properties, String yaml, String... classPath) throws IOException {
        Path classes = SmallApp.compile(dir.resolve("compiled"), dir, Map.of("Main.java", SERVER));
        SmallApp.jar(
                project.resolve("target/shop-1.0.jar"),
                classes,
                Map.of(Attributes.Name.MAIN_CLASS, "Main", Attributes.Name.CLASS_PATH, String.join(" ", classPath)));
        Files.createDirectories(project.resolve("conf"));
        Files.writeString(project.resolve("conf/shop.properties"), properties);
        return Config.load(Files.writeString(project.resolve(Config.FILE_NAME), yaml));
    }

    private static final String SERVER = """
            import com.sun.net.httpserver.HttpServer;
            import java.net.InetSocketAddress;
            import java.nio.file.*;
            class Main {
              public static void main(String[] arguments) throws Exception {
                if (!arguments[0].equals("server")) System.exit(9);
                int port = Integer.parseInt(Files.readString(Path.of(arguments[1])).strip().substring(5));
                HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
                server.createContext("/", e -> { e.sendResponseHeaders(200, -1); e.close(); });
                server.start();
              }
            }
            """;

    /** A JDK without packaged modules links itself, and one whose certificates were changed refuses to. */
    @Test
    void aJdkWithAChangedFileIsLinkedAllTheSame() throws Exception {
        Path jdk = Path.of(System.getProperty("java.home"));
        assumeTrue(Files.notExists(jdk.resolve("jmods")), "this JDK is linked from its packaged modules");
        Path changed = dir.resolve("jdk");
        linkOrCopy(jdk, changed);
        Path file = changed.resolve("conf/net.properties");
        String before = Files.readString(file);
        Files.delete(file);
        Files.writeString(file, before + "# ours\n");
        Tools tools = new Tools(Map.of("JAVA_HOME", changed.toString()));
        try (BuildRun run = new BuildRun(dir.resolve("log"), dir, tools, Duration.ofMinutes(5), line -> {})) {
            new LinkedRuntime(tools, Set.of("java.base")).into(dir.resolve("jre"), run);
            assertThat(dir.resolve("jre/bin/java")).isExecutable();
            assertThat(run.notes()).singleElement().asString().contains("conf/net.properties has been modified");
        }
    }

    private static void linkOrCopy(Path from, Path to) throws IOException {
        for (Path file : FileTrees.files(from)) {
            Path target = to.resolve(from.relativize(file).toString());
            Files.createDirectories(Optional.ofNullable(target.getParent()).orElseThrow());
            if (Files.isSymbolicLink(file)) {
                Files.copy(file, target);
                continue;
            }
            try {
                Files.createLink(target, file);
            } catch (IOException | UnsupportedOperationException e) {
                Files.copy(file, target, java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    @Test
    void aPortThatIsTakenIsNamed() throws Exception {
        Config config;
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            config = jarOf(
                    "throw new IllegalStateException(\"set PORT\", new RuntimeException(\"PORT is not set\"));",
                    taken.getLocalPort());
            assertThat(failure(config)).contains("port " + taken.getLocalPort(), "already in use");
        }
        // The JVM makes a cache of such a run too, and says so after the app's last line.
        assertThat(failure(config))
                .isEqualTo("the app ended during its training run, with exit code 1, saying:"
                        + " java.lang.RuntimeException: PORT is not set");
    }

    /** Both are settled within seconds, and say what was waited for. */
    @Test
    void aTrainingThatTakesTooLongSaysHowLong() throws Exception {
        Config silent = jarOf("Thread.sleep(600_000);", SmallApp.freePort(), "training: { deadline: 2s }");
        assertThat(failure(silent))
                .contains(
                        "did not answer GET / with status 200 within 2 s; it gave no answer",
                        "a longer build.training.deadline helps");

        Config otherwise = jarOf("""
                var s = com.sun.net.httpserver.HttpServer.create(new java.net.InetSocketAddress("127.0.0.1", %d), 0);
                s.createContext("/", e -> { e.sendResponseHeaders(401, -1); e.close(); });
                s.start();
                """, SmallApp.freePort(), "training: { deadline: 60s }");
        assertThat(failure(otherwise))
                .contains(
                        "did not answer GET / with status 200; its last status was 401",
                        "for longer than run.patience (1 s)");
    }

    /** A library: said before anything is made for it. */
    @Test
    void aJarWithoutAMainClassIsRefusedAtOnce() throws Exception {
        Files.createDirectories(dir.resolve("nothing"));
        SmallApp.jar(dir.resolve("library.jar"), dir.resolve("nothing"), Map.of());
        Config config = Config.load(
                Files.writeString(dir.resolve(Config.FILE_NAME), "build: { jar: library.jar }\nrequest: { get: / }\n"));
        BuildOutcome jit = new Builder(config, Variant.HEAD, BuildFolder.at(dir.resolve("out")), BuildListener.NONE)
                .build(FormSettings.of("jit"));
        assertThat(jit.record().failure().orElseThrow())
                .contains("library.jar can't be started by java -jar, as it has no Main-Class", "run.command");
        assertThat(jit.record().command()).isEmpty();
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

    private Config jarOf(String statements, int port, String... build) throws IOException {
        Path classes = SmallApp.compile(
                dir.resolve("small"),
                dir,
                Map.of(
                        "Main.java",
                        "class Main { public static void main(String[] a) throws Exception { "
                                + statements.replace("%d", Integer.toString(port)) + " } }"));
        SmallApp.jar(dir.resolve("main.jar"), classes, Map.of(Attributes.Name.MAIN_CLASS, "Main"));
        String more = build.length == 0 ? "" : ", " + String.join(", ", build);
        return Config.load(Files.writeString(dir.resolve(Config.FILE_NAME), """
                build: { jar: main.jar, java-modules: [java.base, jdk.httpserver]%s }
                run: { port: %d, patience: 1s }
                request: { get: / }
                """.formatted(more, port)));
    }
}
