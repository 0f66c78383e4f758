package dev.coldstart.cli.shipped;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Two frameworks, one of which the SDK can't publish natively at first. */
@EnabledIf(value = Docker.IS_READY, disabledReason = Docker.NOT_READY)
final class ReadinessIT {

    private static final Path SCHEMA = Path.of("../docs/schema/readiness.schema.json");

    @TempDir
    @SuppressWarnings("NullAway.Init") // by JUnit
    Path dir;

    @BeforeEach
    void repository() throws IOException {
        Files.writeString(dir.resolve("App.csproj"), "<Project/>");
        Files.writeString(dir.resolve("coldstart.yml"), """
                app: orders
                build: { dotnet: App.csproj }
                run: { port: 8080, command: ./known --sleep 20 }
                request: { get: /users/42 }
                """);
        DotNetScript.publishing(dir, "net9.0", dir.resolve("fixed"));
    }

    @Test
    void saysWhatStandsInTheWayAndThenWhatChanged() throws IOException {
        Coldstart coldstart = Coldstart.in(dir).with("PATH=" + dir.resolve("sdk") + ":" + System.getenv("PATH"));
        Ran first =
                coldstart.run("readiness", "--blocks", "6", "--out", "first").exits(3);
        first.saysNothingOnStderr().fitsTheTerminal();
        JsonNode readiness = first.read("first/readiness.json");
        assertThat(readiness
                        .path("frameworks")
                        .valueStream()
                        .map(f -> f.path("framework").asString()))
                .containsExactly("net8.0", "net9.0");
        assertThat(readiness.path("frameworks").get(1).path("outcome").asString())
                .isEqualTo("not-built");
        assertThat(readiness.path("obstacles").get(0).path("kind").asString()).isEqualTo("not-built");
        assertThat(readiness.path("obstacles").get(0).path("what").asString()).contains("NU1101");
        assertThat(first.flowing()).contains("What still stands in the way", "1 build warning of", "IL2026 once");
        valid(first.file("first/readiness.json"));

        Files.createFile(dir.resolve("fixed"));
        Ran second = coldstart
                .run("readiness", "--blocks", "6", "--out", "second", "--since", "first/evidence.zip")
                .exits(0);
        second.saysNothingOnStderr().fitsTheTerminal();
        assertThat(second.flowing())
                .contains(
                        "Since 20", "aot on net9.0 now builds and starts", "1 build warning of aot on net8.0 is gone");
        valid(second.file("second/readiness.json"));

        Coldstart elsewhere = Coldstart.in(dir).with("DOCKER_HOST=unix:///nonexistent");
        assertThat(elsewhere.run("verify", "second/evidence.zip").exits(0).flowing())
                .contains("is intact");
        assertThat(elsewhere
                        .run("report", "second/net9.0/evidence.zip", "--json")
                        .stdout())
                .isEqualTo(second.file("second/net9.0/report.json"));
    }

    private static void valid(String json) throws IOException {
        var schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(SCHEMA), InputFormat.JSON);
        assertThat(schema.validate(json, InputFormat.JSON)).isEmpty();
    }
}
