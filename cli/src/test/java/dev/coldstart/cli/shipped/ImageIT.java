package dev.coldstart.cli.shipped;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.model.Bind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.containers.Container;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.output.ToStringConsumer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/** The service's image: a service and a worker as containers, and the command line that measures through them from outside. */
@EnabledIf(
        value = "possible",
        disabledReason = "no engine answers at the local socket, or it has no image coldstart-base:1")
final class ImageIT {

    private static final Path SOCKET = Path.of("/var/run/docker.sock");
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** As the engine knows it: never one of the same name from elsewhere. */
    private static final DockerImageName IMAGE =
            DockerImageName.parse(Objects.requireNonNull(System.getProperty("coldstart.image"), "coldstart.image"));

    @SuppressWarnings("NullAway.Init") // before all tests
    private static GenericContainer<?> service;

    @SuppressWarnings("NullAway.Init") // likewise
    private static String address;

    static boolean possible() {
        return Files.exists(SOCKET) && Docker.isReady();
    }

    @BeforeAll
    static void start() throws IOException {
        String root =
                Objects.requireNonNull(System.getProperty("coldstart.root"), "the system property coldstart.root");
        assertThat(Tool.succeeds(root + "/bin/image", "--own")).isTrue();
        int port;
        try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = any.getLocalPort();
        }
        address = "http://127.0.0.1:" + port;
        service = container()
                .withEnv("COLDSTART_LISTEN", "127.0.0.1:" + port)
                .waitingFor(Wait.forLogMessage(".*coldstart serves at.*", 1).withStartupTimeout(PATIENCE));
        service.start();
    }

    @AfterAll
    static void stop() {
        if (service != null) {
            service.stop();
        }
    }

    /** Without a bridge, which the engine need not have. */
    private static GenericContainer<?> container() {
        return new GenericContainer<>(IMAGE).withImagePullPolicy(name -> false).withNetworkMode("host");
    }

    private static String token(String... whose) throws IOException, InterruptedException {
        Container.ExecResult made = service.execInContainer(words(List.of("coldstart", "token", "create"), whose));
        assertThat(made.getExitCode()).as(made.getStderr()).isZero();
        return made.getStdout().strip();
    }

    private static String[] words(List<String> first, String... others) {
        return Stream.concat(first.stream(), Stream.of(others)).toArray(String[]::new);
    }

    @Test
    void runsAsNobodySpecialIsHealthyAndUsesItsCache() throws IOException, InterruptedException {
        assertThat(service.execInContainer("id", "-u").getStdout().strip()).isEqualTo("65532");
        assertThat(service.execInContainer("coldstart-health").getExitCode()).isZero();
        // With this mode a JVM that can't use the cache says so and ends.
        Container.ExecResult ran = service.execInContainer(
                "/opt/coldstart/jre/bin/java",
                "-XX:AOTMode=on",
                "-XX:AOTCache=/opt/coldstart/coldstart.aot",
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-jar",
                "/opt/coldstart/coldstart.jar",
                "--version");
        assertThat(ran.getExitCode()).as(ran.getStdout() + ran.getStderr()).isZero();
    }

    @Test
    void isMeasuredThroughContainersFromAnotherFolder(@TempDir Path laptop) throws IOException, InterruptedException {
        Known.folder(laptop.resolve("app"));
        ToStringConsumer said = new ToStringConsumer();
        String group = String.valueOf(Files.getAttribute(SOCKET, "unix:gid"));
        try (GenericContainer<?> worker = container()
                .withEnv("COLDSTART_TOKEN", token("--worker"))
                .withCreateContainerCmdModifier(create -> Objects.requireNonNull(create.getHostConfig())
                        .withBinds(Bind.parse(SOCKET + ":" + SOCKET))
                        .withGroupAdd(List.of(group)))
                .withCommand("worker", "--url", address, "--name", "in-a-container")
                .withLogConsumer(said)
                .waitingFor(Wait.forLogMessage(".*coldstart measures for.*", 1).withStartupTimeout(PATIENCE))) {
            worker.start();

            Ran ran = Coldstart.in(laptop)
                    .with("COLDSTART_TOKEN=" + token("--repository", "acme/known"))
                    .run(
                            "compare",
                            "a=app",
                            "b=app",
                            "--command",
                            "a=./known --sleep 50",
                            "--command",
                            "b=./known --sleep 100",
                            "--port",
                            "8080",
                            "--blocks",
                            "3",
                            // Whatever the machine of the tests can see: how noisy it is is not what is tested.
                            "--minimum-gain",
                            "0%",
                            "--service-url",
                            address,
                            "--out",
                            "out");

            assertThat(ran.exitCode()).as("%s%n%s", ran, said.toUtf8String()).isZero();
            assertThat(ran.report("out").path("outcome").asString()).isEqualTo("measured");
            assertThat(ran.variant("out", "a")
                            .path("metrics")
                            .path("first-response")
                            .path("median")
                            .asDouble())
                    .isBetween(50.0, 100.0);
            assertThat(ran.file("out/samples.jsonl")).contains("the worker in-a-container sees differences from");
            Coldstart.in(laptop).run("verify", "out/evidence.zip").exits(0);
        }
    }
}
