package dev.coldstart.cli.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the action gets its JDK and its jar: {@code action/prepare.sh}, in a copy of the action that belongs to a release. */
class PrepareTest {

    private static final byte[] JAR = "the jar of the release".getBytes(StandardCharsets.UTF_8);

    @TempDir
    @SuppressWarnings("NullAway.Init") // by JUnit
    Path dir;

    private static final byte[] CACHE = "the cache of the release".getBytes(StandardCharsets.UTF_8);
    private static final String MACHINE = System.getProperty("os.arch").equals("amd64") ? "x86_64" : "aarch64";

    private final AtomicInteger downloads = new AtomicInteger();
    private volatile byte[] served = JAR;

    @SuppressWarnings("NullAway.Init") // before each test
    private HttpServer releases;

    private record Ended(int exitCode, String log, String outputs) {}

    @BeforeEach
    void aReleasedAction() throws Exception {
        for (String part : List.of("action/prepare.sh", "action/lib.sh", "bin/lib.sh", "bin/base-image")) {
            Path copy = dir.resolve("action-checkout").resolve(part);
            Files.createDirectories(copy.getParent());
            Files.copy(Path.of("..").resolve(part), copy);
        }
        Files.writeString(
                dir.resolve("action-checkout/action/release"),
                "repository=owner/coldstart\nversion=1.2.3\nsha256=" + sha256(JAR) + "\n");
        releases = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        serve("coldstart.jar", () -> served);
        releases.start();
    }

    private void serve(String name, Supplier<byte[]> content) {
        releases.createContext("/owner/coldstart/releases/download/v1.2.3/" + name, exchange -> {
            byte[] bytes = content.get();
            downloads.incrementAndGet();
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }

    @AfterEach
    void close() {
        releases.stop(0);
    }

    @Test
    void fetchesTheReleasedJarOnce() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/curl")), "no curl here");
        Ended first = prepare(Map.of());
        assertThat(first.exitCode()).as(first.log()).isZero();
        Path jar = dir.resolve("tools/coldstart").resolve(sha256(JAR)).resolve("coldstart.jar");
        assertThat(jar).hasBinaryContent(JAR);
        assertThat(first.outputs())
                .contains("jar=" + jar + "\n", "java-home=" + System.getProperty("java.home") + "\n");

        assertThat(prepare(Map.of()).outputs()).contains("jar=" + jar + "\n");
        assertThat(downloads).hasValue(1);

        Files.writeString(jar, "what another job left there");
        assertThat(prepare(Map.of()).exitCode()).isZero();
        assertThat(downloads).as("fetched again").hasValue(2);
        assertThat(jar).hasBinaryContent(JAR);
    }

    @Test
    void runsNoOtherJarThanTheReleasedOne() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/curl")), "no curl here");
        served = "something else".getBytes(StandardCharsets.UTF_8);
        Ended ended = prepare(Map.of());
        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.log()).contains("::error title=coldstart::the jar of release 1.2.3", "It was not run");
        assertThat(ended.outputs()).doesNotContain("jar=");
        try (Stream<Path> files = Files.walk(dir.resolve("tools"))) {
            assertThat(files).noneMatch(file -> file.endsWith("coldstart.jar"));
        }
    }

    private Path cache(String jdk, byte[] packed) throws IOException, NoSuchAlgorithmException {
        Files.writeString(
                dir.resolve("action-checkout/action/release"),
                "cache-" + MACHINE + "=" + jdk + " " + sha256(packed) + "\n",
                StandardOpenOption.APPEND);
        return dir.resolve("tools/coldstart")
                .resolve(sha256(JAR))
                .resolve("coldstart-work-" + System.getProperty("java.version") + ".aot");
    }

    private static byte[] gzipped(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    @Test
    void fetchesTheCacheThatWasMadeWithThisJdk() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/curl")), "no curl here");
        byte[] packed = gzipped(CACHE);
        serve("coldstart-" + MACHINE + ".aot.gz", () -> packed);
        Path cache = cache(System.getProperty("java.version"), packed);
        Ended first = prepare(Map.of());
        assertThat(first.exitCode()).as(first.log()).isZero();
        assertThat(cache).hasBinaryContent(CACHE);

        Files.writeString(cache, "what another job left there");
        assertThat(prepare(Map.of()).exitCode()).isZero();
        assertThat(cache).hasBinaryContent(CACHE);
        assertThat(downloads).as("the jar and the cache, once each").hasValue(2);
    }

    @Test
    void goesOnWithoutACacheOfAnotherJdkOrOfAnotherRelease() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/curl")), "no curl here");
        byte[] packed = gzipped(CACHE);
        serve("coldstart-" + MACHINE + ".aot.gz", () -> packed);
        Path cache = cache("24.0.1", packed);
        assertThat(prepare(Map.of()).exitCode()).isZero();
        assertThat(downloads).as("the jar alone").hasValue(1);

        var _ = cache(System.getProperty("java.version"), CACHE);
        Ended other = prepare(Map.of());
        assertThat(other.exitCode()).as(other.log()).isZero();
        assertThat(other.log()).contains("goes on without");
        assertThat(cache).doesNotExist();
    }

    @Test
    void takesAnExplicitJar() throws Exception {
        Path jar = Files.write(dir.resolve("mine.jar"), JAR);
        assertThat(prepare(Map.of("COLDSTART_JAR", jar.toString())).outputs()).contains("jar=" + jar + "\n");
        assertThat(prepare(Map.of("COLDSTART_JAR", dir + "/none.jar")).log()).contains("names no file");
        assertThat(downloads).hasValue(0);
    }

    @Test
    void namesAJdkThatIsNone() throws Exception {
        Ended ended = prepare(Map.of("INPUT_JAVA_HOME", dir + "/100%\n::set-output name=x::y"));
        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.log())
                .contains("java-home names no JDK", "100%25%0A::set-output")
                .doesNotContain("\n::set-output");
    }

    /** Hosted runners have an older JDK in JAVA_HOME, and the newer one in a variable of its own. */
    @Test
    void findsTheJdkOfAHostedRunner() throws Exception {
        jdk("old", "17.0.1");
        Path other = jdk("other", "25.0.1");
        Path jar = Files.write(dir.resolve("mine.jar"), JAR);
        Map<String, String> runner = Map.of(
                "JAVA_HOME", dir.resolve("old").toString(),
                "JAVA_HOME_17_X64", dir.resolve("old").toString(),
                "JAVA_HOME_25_X64", other.toString(),
                "COLDSTART_JAR", jar.toString());
        assertThat(prepare(runner).outputs()).contains("java-home=" + other + "\n");
    }

    /** What the scripts look at. */
    private Path jdk(String name, String version) throws IOException {
        Path home = dir.resolve(name);
        Path javac = Files.createDirectories(home.resolve("bin")).resolve("javac");
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        assertThat(javac.toFile().createNewFile() && javac.toFile().setExecutable(true))
                .isTrue();
        return home;
    }

    private Ended prepare(Map<String, String> settings) throws IOException, InterruptedException {
        Path outputs = dir.resolve("outputs");
        Files.writeString(outputs, "");
        ProcessBuilder bash = new ProcessBuilder(
                        "bash", dir.resolve("action-checkout/action/prepare.sh").toString())
                .redirectErrorStream(true);
        Map<String, String> env = bash.environment();
        env.keySet().removeIf(name -> name.startsWith("JAVA_HOME"));
        env.put("JAVA_HOME", System.getProperty("java.home"));
        env.put("GITHUB_OUTPUT", outputs.toString());
        env.put("RUNNER_TOOL_CACHE", dir.resolve("tools").toString());
        env.put("GITHUB_SERVER_URL", "http://127.0.0.1:" + releases.getAddress().getPort());
        env.putAll(settings);
        Process process = bash.start();
        String log = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), log, Files.readString(outputs));
    }

    private static String sha256(byte[] bytes) throws NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
