package dev.coldstart.measure.engine;

import dev.coldstart.artifact.folder.Entrypoint;
import dev.coldstart.artifact.folder.PublishedFolder;
import dev.coldstart.core.plan.BodyExpectation;
import dev.coldstart.core.plan.Expectation;
import dev.coldstart.core.plan.HttpRequest;
import dev.coldstart.core.plan.HttpScenario;
import dev.coldstart.core.plan.Plan;
import dev.coldstart.core.plan.Policy;
import dev.coldstart.core.plan.RunSettings;
import dev.coldstart.core.plan.Sampling;
import dev.coldstart.core.plan.Variant;
import dev.coldstart.measure.engine.docker.DockerEngine;
import dev.coldstart.measure.run.Contender;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.Assumptions;

/**
 * The program whose start is known, ready to be measured on the engine of this machine. Without an engine the test that asks
 * is skipped, and says so.
 */
public final class Known implements AutoCloseable {

    public static final int PORT = 8080;
    public static final long MEMORY = 256L << 20;

    /** An environment variable by which the containers of one test are told from those of others on the same engine. */
    public static final String MARK = "COLDSTART_TEST";

    /** Kept between tests, so that the base image is taken from the engine once. */
    private static final Path CACHE = Path.of("target", "image-cache");

    private final DockerEngine engine;
    private final PublishedFolder folder;

    private Known(DockerEngine engine, PublishedFolder folder) {
        this.engine = engine;
        this.folder = folder;
    }

    public static Known here() {
        try {
            DockerEngine engine = DockerEngine.connect(CACHE, Clock.systemUTC());
            PublishedFolder folder =
                    PublishedFolder.inspect(engine.runnerFiles().folderWith("known", engine.architecture()));
            Known known = new Known(engine, folder);
            known.image();
            return known;
        } catch (EngineException e) {
            return Assumptions.abort("bin/setup makes what this test needs, and it is not here: " + e.getMessage());
        }
    }

    public DockerEngine engine() {
        return engine;
    }

    public PublishedFolder folder() {
        return folder;
    }

    public AppImage image(String... arguments) {
        return engine.appImage(Tenant.SELF, folder, entrypoint(arguments).command(), Optional.empty());
    }

    /** The base image's shell in place of the program. */
    public AppImage shell(String script) {
        AppImage image = image();
        return new AppImage(image.reference(), image.sizeBytes(), List.of("sh", "-c", script));
    }

    private Entrypoint entrypoint(String... arguments) {
        List<String> command = new ArrayList<>(List.of("./known"));
        command.addAll(List.of(arguments));
        return Entrypoint.named(folder, command);
    }

    public Contender contender(String form, String... arguments) {
        return new Contender(
                Variant.head(form, engine.architecture()),
                image(arguments),
                entrypoint(arguments).nativeArchitecture());
    }

    public static RunSettings run(double cpus) {
        return new RunSettings(cpus, MEMORY, Map.of(MARK, UUID.randomUUID().toString()), Optional.empty(), false);
    }

    public static HttpScenario scenario(OptionalInt port, Duration deadline, Duration patience) {
        Expectation expect =
                new Expectation(200, Map.of("x-known", "yes"), new BodyExpectation.Matches("\"id\":42.*\"known\""));
        return new HttpScenario(
                HttpRequest.get("/known/42"),
                expect,
                port,
                deadline,
                deadline.dividedBy(2),
                patience,
                HttpScenario.DEFAULT_POLL_INTERVAL);
    }

    /** One block that is counted, with idle memory, after the warm-up. */
    public static Plan plan(List<Contender> contenders, HttpScenario scenario, RunSettings run) {
        List<Variant> variants = contenders.stream().map(Contender::variant).toList();
        return new Plan(
                "known",
                "2026-01-01T00:00:00Z",
                variants,
                variants.getFirst().name(),
                scenario,
                run,
                new Sampling(1, 1, 1, Sampling.DEFAULT_PRECISION, 7),
                Policy.defaults(),
                List.of());
    }

    @Override
    public void close() {
        engine.close();
    }
}
