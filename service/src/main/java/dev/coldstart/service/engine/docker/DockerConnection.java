package dev.coldstart.service.engine.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.Info;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.transport.DockerHttpClient;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import dev.coldstart.service.engine.EngineException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;

/** A client of the engine that DOCKER_HOST names, or of the local socket. */
record DockerConnection(DockerClient client, Info info) {

    private static final int CONNECTIONS = 32;
    private static final List<String> SCHEMES = List.of("unix", "tcp", "http", "https");

    /**
     * Connects and asks the engine who it is.
     *
     * @throws EngineException saying whether there is no engine, no permission, or no such host
     */
    static DockerConnection open() {
        return open(builder -> builder);
    }

    /**
     * The same, with something else than what the environment says.
     *
     * @throws EngineException likewise
     */
    static DockerConnection open(UnaryOperator<DefaultDockerClientConfig.Builder> change) {
        DefaultDockerClientConfig config;
        DockerClient client;
        try {
            config = change.apply(DefaultDockerClientConfig.createDefaultConfigBuilder())
                    .build();
            client = DockerClientImpl.getInstance(config, http(config));
        } catch (RuntimeException e) {
            throw new EngineException(
                    "DOCKER_HOST can't be understood; it looks like unix:///var/run/docker.sock or tcp://host:2375: "
                            + e.getMessage(),
                    e);
        }
        try {
            return new DockerConnection(client, client.infoCmd().exec());
        } catch (RuntimeException e) {
            throw new EngineException(explain(config.getDockerHost(), e), e);
        }
    }

    /** The client meets an address without a scheme that it knows with a null pointer: it is refused before. */
    private static DockerHttpClient http(DefaultDockerClientConfig config) {
        String scheme = String.valueOf(config.getDockerHost().getScheme());
        if (!SCHEMES.contains(scheme)) {
            throw new IllegalArgumentException(config.getDockerHost() + " begins with none of " + SCHEMES);
        }
        return new ZerodepDockerHttpClient.Builder()
                .dockerHost(config.getDockerHost())
                .sslConfig(config.getSSLConfig())
                .maxConnections(CONNECTIONS)
                .connectionTimeout(Duration.ofSeconds(10))
                .build();
    }

    private static String explain(URI host, RuntimeException e) {
        if ("unix".equals(host.getScheme())) {
            Path socket = Path.of(host.getPath());
            if (!Files.exists(socket)) {
                return "no container engine: there is no socket " + socket
                        + ". bin/setup installs Docker Engine on Debian and Ubuntu; or set DOCKER_HOST to one elsewhere";
            }
            if (!Files.isWritable(socket)) {
                return "no permission on " + socket
                        + ": add yourself to its group (sudo usermod -aG docker $USER, then log"
                        + " in again), or run as a user who may";
            }
            return "no container engine answers on " + socket + " (" + rootMessage(e)
                    + "): is the Docker daemon running?";
        }
        return "no container engine answers at DOCKER_HOST=" + host + " (" + rootMessage(e) + ")";
    }

    private static String rootMessage(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }
}
