package dev.coldstart.cli.command;

import dev.coldstart.measure.engine.docker.DockerEngine;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** The engine of this machine, or the one DOCKER_HOST names. */
final class Engines {

    private Engines() {}

    static Supplier<DockerEngine> docker(Clock clock) {
        return () -> DockerEngine.connect(cache().resolve("images"), clock);
    }

    /** As the XDG base directory specification says. */
    private static Path cache() {
        return Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
                .filter(Predicate.not(String::isEmpty))
                .map(Path::of)
                .orElse(Path.of(System.getProperty("user.home"), ".cache"))
                .resolve("coldstart");
    }
}
