package dev.coldstart.cli.shipped;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** The quarterly workflow: one issue, which is closed when the answer turns; each quarter is compared with the last. */
@EnabledIf(value = Act.IS_READY, disabledReason = Act.NOT_READY)
final class TrackingIssueIT {

    private static final String WORKFLOW = "quarterly-readiness.yml";

    @TempDir
    @SuppressWarnings("NullAway.Init") // by JUnit
    Path dir;

    @Test
    void oneIssueSaysWhatStandsInTheWay() throws IOException {
        AppRepository repository = AppRepository.in(dir, WORKFLOW, "");
        Path checkout = repository.checkout("work", "main", 1);
        Path fixed = dir.resolve("fixed");
        Path programs = DotNetScript.publishing(dir, "net", fixed);
        Tool.run("cp", "src/test/actions/programs/gh", programs.toString());
        Files.writeString(checkout.resolve("App.csproj"), "<Project/>");
        Files.writeString(checkout.resolve("coldstart.yml"), """
                app: orders
                build: { dotnet: App.csproj }
                run: { port: 8080, command: ./start }
                request: { get: /users/42 }
                sampling: { blocks: 6, idle-blocks: 1 }
                policy: { workload: { short-lived: yes } }
                """);
        try (Emulator gitHub = Emulator.of(repository, dir)) {
            Act act = Act.in(dir)
                    .with(repository.environment())
                    .gitHub(gitHub.api(), gitHub.token())
                    .path(programs);
            act.run(checkout, WORKFLOW, "workflow_dispatch", JsonNodeFactory.instance.objectNode())
                    .exits(0);
            assertThat(gitHub.issues()).hasSize(1);
            JsonNode issue = gitHub.issues().getFirst();
            assertThat(issue.path("title").asString()).isEqualTo("Native AOT readiness: orders");
            assertThat(issue.path("body").asString()).contains("NU1101", "net9.0");
            assertThat(issue.path("state").asString()).isEqualTo("open");

            Files.createFile(fixed);
            JsonNode ready = again(act, checkout, gitHub);
            assertThat(ready.path("number")).as("the same issue").isEqualTo(issue.path("number"));
            assertThat(ready.path("body").asString()).contains("now builds and starts");
            assertThat(ready.path("state").asString()).isEqualTo("closed");

            Files.delete(fixed);
            assertThat(again(act, checkout, gitHub).path("state").asString()).isEqualTo("open");
        }
    }

    private static JsonNode again(Act act, Path checkout, Emulator gitHub) throws IOException {
        act.run(checkout, WORKFLOW, "workflow_dispatch", JsonNodeFactory.instance.objectNode())
                .exits(0);
        assertThat(gitHub.issues()).hasSize(1);
        return gitHub.issues().getFirst();
    }
}
