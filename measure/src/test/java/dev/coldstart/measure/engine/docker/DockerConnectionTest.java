package dev.coldstart.measure.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.coldstart.measure.engine.EngineException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Without an engine: what is wrong, and what to do about it. */
final class DockerConnectionTest {

    @TempDir
    Path dir;

    @Test
    void noSocket() {
        assertThat(refusal("unix://" + dir.resolve("docker.sock")))
                .contains("there is no socket " + dir.resolve("docker.sock"), "bin/setup", "DOCKER_HOST");
    }

    @Test
    void nobodyBehindTheSocket() throws IOException {
        Path socket = dir.resolve("docker.sock");
        ServerSocketChannel.open(StandardProtocolFamily.UNIX)
                .bind(UnixDomainSocketAddress.of(socket))
                .close();
        assertThat(refusal("unix://" + socket)).contains(socket.toString(), "is the Docker daemon running?");
    }

    @Test
    void noPermission() throws IOException {
        Path socket = dir.resolve("docker.sock");
        try (ServerSocketChannel open = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            open.bind(UnixDomainSocketAddress.of(socket));
            Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("---------"));
            assumeThat(Files.isWritable(socket)).as("root may write anywhere").isFalse();
            assertThat(refusal("unix://" + socket)).contains("no permission on " + socket, "usermod -aG docker");
        }
    }

    @Test
    void nobodyAtTheHost() throws IOException {
        int closed;
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = server.getLocalPort();
        }
        String host = "tcp://localhost:" + closed;
        assertThat(refusal(host)).contains("no container engine answers at DOCKER_HOST=" + host);
    }

    @Test
    void noHostAtAll() {
        assertThat(refusal("nonsense")).contains("DOCKER_HOST");
    }

    private static String refusal(String host) {
        var thrown = assertThatThrownBy(
                () -> DockerConnection.open(builder -> builder.withDockerHost(host), Patience.USUAL));
        thrown.isInstanceOf(EngineException.class);
        return String.valueOf(thrown.actual().getMessage());
    }
}
