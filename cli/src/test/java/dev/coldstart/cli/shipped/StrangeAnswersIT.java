package dev.coldstart.cli.shipped;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** What a server answers may be anything; it is compared and shown, and harms nobody. */
@EnabledIf(value = Docker.IS_READY, disabledReason = Docker.NOT_READY)
final class StrangeAnswersIT {

    private static final String PLAIN = "./known --sleep 5";
    private static final String STRANGE = "./known --sleep 5 --trap strange";

    @TempDir
    @SuppressWarnings("NullAway.Init") // by JUnit
    Path dir;

    @Test
    void aFormThatAnswersStrangelyIsUnequalAndEachRequestSaysHow() throws IOException {
        Ran ran = compare(PLAIN, STRANGE, "/huge", "/bytes", "/escape", "/die", "/after");
        ran.exits(0).fitsTheTerminal();
        assertThat(ran.variant("out", "b").path("outcome").asString()).isEqualTo("unequal");
        assertThat(ran.flowing())
                .contains("GET /huge", "larger than 16 MiB", "GET /bytes", "GET /escape", "GET /die")
                .contains("known: dying, as asked")
                .doesNotContain("\u001b");
        assertThat(ran.file("out/report.html")).doesNotContain("<script>alert(1)");
        assertThat(ran.file("out/report.md")).doesNotContain("\u001b").doesNotContainPattern("(?m)^::set-output");
    }

    @Test
    void whatChangesFromStartToStartIsNamedAndNobodyIsBlamed() throws IOException {
        Ran ran = compare(STRANGE, STRANGE, "/random", "/bytes");
        ran.exits(0);
        assertThat(ran.variant("out", "b").path("outcome").asString()).isEqualTo("started");
        assertThat(ran.flowing()).contains("GET /random", "/at");
    }

    private Ran compare(String a, String b, String... paths) throws IOException {
        Known.folder(dir.resolve("a"));
        Known.folder(dir.resolve("b"));
        List<String> arguments =
                new ArrayList<>(List.of("compare", "a=a", "b=b", "--port", "8080", "--blocks", "2..2"));
        arguments.addAll(List.of("--command", "a=" + a, "--command", "b=" + b, "--out", "out"));
        for (String path : paths) {
            arguments.addAll(List.of("--parity", path));
        }
        return Coldstart.in(dir).run(arguments.toArray(String[]::new));
    }
}
