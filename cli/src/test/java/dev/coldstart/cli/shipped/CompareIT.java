package dev.coldstart.cli.shipped;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** Two folders go in; a table and four files come out, and the same ones again from the samples. */
@EnabledIf(value = Docker.IS_READY, disabledReason = Docker.NOT_READY)
final class CompareIT {

    private static final Path SCHEMA = Path.of("../docs/schema/report.schema.json");

    @TempDir
    @SuppressWarnings("NullAway.Init") // by JUnit
    static Path dir;

    @SuppressWarnings("NullAway.Init") // in compare()
    static Ran compared;

    @BeforeAll
    static void compare() throws IOException {
        Known.folder(dir.resolve("a"));
        Known.folder(dir.resolve("b"));
        compared = Coldstart.in(dir)
                .listingClasses(dir.resolve("classes.txt"))
                .run(
                        "compare",
                        "a=a",
                        "b=b",
                        "--command",
                        "a=./known --sleep 20 --port 9090",
                        "--command",
                        "b=./known --sleep 60 --port 9090",
                        "--blocks",
                        "2..2",
                        "--out",
                        "out");
    }

    @Test
    void measuresBothAndPrintsATableThatFits() {
        compared.exits(0).saysNothingOnStderr().fitsTheTerminal();
        assertThat(compared.stdout())
                .contains("First response", "The page: " + dir.resolve("out/report.html"))
                .doesNotContain("\u001b");
    }

    @Test
    void writesTheReportThatTheSchemaPromises() throws IOException {
        assertThat(dir.resolve("out"))
                .isDirectoryContaining("glob:**/report.md")
                .isDirectoryContaining("glob:**/report.html")
                .isDirectoryContaining("glob:**/samples.jsonl")
                .isDirectoryNotContaining("glob:**.part");
        var schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(SCHEMA), InputFormat.JSON);
        assertThat(schema.validate(compared.file("out/report.json"), InputFormat.JSON))
                .isEmpty();
        assertThat(compared.variant("out", "a").path("outcome").asString()).isEqualTo("started");
        assertThat(compared.variant("out", "b").path("outcome").asString()).isEqualTo("started");
    }

    @Test
    void loadsNothingOfTheService() throws IOException {
        assertThat(Files.readString(dir.resolve("classes.txt")))
                .contains(" dev.coldstart.measure.run.Worker ")
                .doesNotContain(" io.javalin.")
                .doesNotContain(" org.jdbi.")
                .doesNotContain(" org.flywaydb.")
                .doesNotContain(" org.sqlite.")
                .doesNotContain(" org.postgresql.");
    }

    @Test
    void findsThePortAndSaysSo() throws IOException {
        assertThat(compared.report("out").path("notes").valueStream().map(n -> n.asString()))
                .anyMatch(note -> note.contains("a@head was found to listen on port 9090"))
                .anyMatch(note -> note.contains("b@head was found to listen on port 9090"));
        assertThat(compared.flowing()).contains("was found to listen on port 9090");
    }

    @Test
    void makesTheSameReportFromTheSamples() throws IOException {
        Coldstart coldstart = Coldstart.in(Files.createDirectory(dir.resolve("again")));
        assertThat(coldstart.run("report", "../out", "--json").exits(0).stdout())
                .isEqualTo(compared.file("out/report.json"));

        coldstart
                .run("report", "../out/samples.jsonl", "--out", "other")
                .exits(0)
                .saysNothingOnStderr()
                .fitsTheTerminal();
        for (String name : List.of("report.json", "report.md", "report.html")) {
            assertThat(dir.resolve("again/other").resolve(name)).hasSameTextualContentAs(dir.resolve("out/" + name));
        }
    }

    @Test
    void printsTheReportAndNothingElseAsJson() throws IOException {
        Path elsewhere = Files.createDirectory(dir.resolve("json"));
        Ran ran = Coldstart.in(elsewhere)
                .run("compare", "only=../a", "--get", "/users/42", "--port", "8080", "--blocks", "1", "--json");
        ran.exits(0).saysNothingOnStderr();
        assertThat(ran.stdout()).isEqualTo(ran.file("coldstart-out/report.json"));
    }
}
