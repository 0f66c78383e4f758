package dev.coldstart.measure.engine.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.Version;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.core.RemoteApiVersion;
import com.github.dockerjava.transport.DockerHttpClient;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import dev.coldstart.measure.engine.EngineException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;

/** A client of the engine that DOCKER_HOST names, or of the local socket, and what that engine is. */
record DockerConnection(DockerClient client, EngineFacts facts) {

    /** The newest version of the engine's API that coldstart was tried with: that of Docker Engine 28.5. */
    private static final RemoteApiVersion NEWEST_TRIED = RemoteApiVersion.create(1, 51);

    private static final int CONNECTIONS = 32;
    private static final List<String> SCHEMES = List.of("unix", "tcp", "http", "https");

    /**
     * Connects and asks the engine who it is.
     *
     * @throws EngineException saying whether there is no engine, no permission, or no such host
     */
    static DockerConnection open() {
        return open(builder -> builder, Patience.USUAL);
    }

    /**
     * The same, with something else than what the environment says.
     *
     * @throws EngineException likewise
     */
    static DockerConnection open(UnaryOperator<DefaultDockerClientConfig.Builder> change, Patience patience) {
        DefaultDockerClientConfig config;
        DockerHttpClient http;
        try {
            config = change.apply(DefaultDockerClientConfig.createDefaultConfigBuilder())
                    .build();
            http = new BoundedHttp(http(config), patience);
        } catch (RuntimeException e) {
            throw new EngineException(
                    "DOCKER_HOST can't be understood; it looks like unix:///var/run/docker.sock or tcp://host:2375: "
                            + e.getMessage(),
                    e);
        }
        try {
            Version version =
                    DockerClientImpl.getInstance(config, http).versionCmd().exec();
            DockerClientConfig agreed = change.apply(DefaultDockerClientConfig.createDefaultConfigBuilder())
                    .withApiVersion(api(config.getApiVersion(), version))
                    .build();
            DockerClient client = DockerClientImpl.getInstance(agreed, http);
            return new DockerConnection(
                    client, EngineFacts.of(version, client.infoCmd().exec()));
        } catch (RuntimeException e) {
            close(http);
            throw new EngineException(explain(config.getDockerHost(), e), e);
        }
    }

    /** One version for all calls: what was asked for, else the newest that both sides know; an engine too new for us says so. */
    private static RemoteApiVersion api(RemoteApiVersion asked, Version version) {
        if (isKnown(asked)) {
            return asked;
        }
        RemoteApiVersion newest = RemoteApiVersion.parseConfigWithDefault(version.getApiVersion());
        RemoteApiVersion oldest = RemoteApiVersion.parseConfigWithDefault(version.getMinAPIVersion());
        if (!isKnown(newest) || !newest.isGreaterOrEqual(NEWEST_TRIED)) {
            return newest;
        }
        return isKnown(oldest) && oldest.isGreater(NEWEST_TRIED) ? oldest : NEWEST_TRIED;
    }

    private static boolean isKnown(RemoteApiVersion version) {
        return !version.equals(RemoteApiVersion.UNKNOWN_VERSION);
    }

    private static void close(DockerHttpClient http) {
        try {
            http.close();
        } catch (IOException e) {
            // What is wrong with the engine says more.
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
            return "no container engine answers on " + socket + " (" + EngineWords.of(e)
                    + "): is the Docker daemon running?";
        }
        return "no container engine answers at DOCKER_HOST=" + host + " (" + EngineWords.of(e) + ")";
    }
}
