package dev.coldstart.cli.shipped;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** The workflow that measures on a service: the job shows who it is, and has no secret of the service's. */
@EnabledIf(value = Act.IS_READY, disabledReason = Act.NOT_READY)
final class ServiceWorkflowIT {

    private static final String WORKFLOW = "service-oidc.yml";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    @SuppressWarnings("NullAway.Init") // by JUnit
    Path dir;

    @Test
    void isMeasuredByAServiceThatKnowsTheRepository() throws Exception {
        AppRepository repository = AppRepository.in(dir, WORKFLOW, "");
        Path checkout = repository.checkout("work", "refs/pull/1/merge", 1);
        int port = Emulator.freePort();
        String address = "http://127.0.0.1:" + port;
        try (JobIdentity identity = new JobIdentity();
                Emulator gitHub = Emulator.of(repository, dir)) {
            Coldstart.Running service = identity.trusted(
                            Coldstart.in(Files.createDirectories(dir.resolve("service"))), AppRepository.NAME)
                    .running(
                            "serve",
                            "--data",
                            dir.resolve("data").toString(),
                            "--listen",
                            "127.0.0.1:" + port,
                            "--worker",
                            "--no-noise-floor");
            try {
                Waiting.until(() -> text("service/stdout.txt").contains(address), PATIENCE);
                Act act = Act.in(dir)
                        .with(repository.environment())
                        .with(identity.job())
                        .gitHub(gitHub.api(), gitHub.token())
                        .asking("--var", "COLDSTART_SERVICE=" + address);
                Act.Done done = act.run(checkout, WORKFLOW, "pull_request", repository.pullRequest(AppRepository.NAME))
                        .exits(0);
                assertThat(gitHub.comments()).hasSize(1);
                assertThat(gitHub.comments().getFirst().path("body").asString())
                        .contains("starts slower", " with this change: ")
                        .contains(repository.head().substring(0, 7));
                assertThat(done.summary()).contains("This change costs");
                try (Stream<Path> kept = Files.walk(dir.resolve("data/comparisons"))) {
                    assertThat(kept).as("it was measured there").anyMatch(file -> file.endsWith("samples.jsonl"));
                }
            } finally {
                service.signal("TERM");
                service.ended();
            }
        }
    }

    private String text(String file) {
        try {
            Path path = dir.resolve(file);
            return Files.exists(path) ? Files.readString(path) : "";
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
