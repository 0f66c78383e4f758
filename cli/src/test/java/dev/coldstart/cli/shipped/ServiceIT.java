package dev.coldstart.cli.shipped;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.coldstart.core.sample.Start;
import dev.coldstart.core.sample.file.SampleReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** A service and its workers as processes, and the command line that measures through them, each in a folder of its own. */
@EnabledIf(value = Docker.IS_READY, disabledReason = Docker.NOT_READY)
final class ServiceIT {

    /** Long enough for any machine; nothing is said of how long it takes. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final Pattern ADDRESS = Pattern.compile("coldstart serves at (http\\S+)");

    @TempDir
    @SuppressWarnings("NullAway.Init") // by JUnit
    Path dir;

    private final List<Coldstart.Running> running = new ArrayList<>();

    @BeforeEach
    void folder() throws IOException {
        Known.folder(dir.resolve("laptop/app"));
    }

    @AfterEach
    void stop() {
        for (Coldstart.Running one : running.reversed()) {
            if (one.isAlive()) {
                one.signal("TERM");
                one.ended();
            }
        }
    }

    private Coldstart in(String folder) throws IOException {
        return Coldstart.in(Files.createDirectories(dir.resolve(folder)));
    }

    private Coldstart.Running start(Coldstart where, String... arguments) {
        Coldstart.Running one = where.running(arguments);
        running.add(one);
        return one;
    }

    /** The address that a service says it answers at. */
    private String address() {
        Waiting.until(() -> ADDRESS.matcher(text("service/stdout.txt")).find(), PATIENCE);
        Matcher matcher = ADDRESS.matcher(text("service/stdout.txt"));
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    private String token(String... whose) throws IOException {
        List<String> words = new ArrayList<>(
                List.of("token", "create", "--data", dir.resolve("data").toString()));
        words.addAll(List.of(whose));
        return in("operator")
                .run(words.toArray(String[]::new))
                .exits(0)
                .stdout()
                .strip();
    }

    private static String[] compare(String address, String blocks) {
        return new String[] {
            "compare",
            "a=app",
            "b=app",
            "--command",
            "a=./known --sleep 50",
            "--command",
            "b=./known --sleep 100",
            "--port",
            "8080",
            "--blocks",
            blocks,
            "--service-url",
            address,
            "--out",
            "out"
        };
    }

    @Test
    void isMeasuredThroughAServiceAsItIsHere() throws IOException {
        start(
                in("service"),
                "serve",
                "--data",
                dir.resolve("data").toString(),
                "--port",
                "0",
                "--worker",
                "--no-noise-floor");
        String address = address();
        String token = token("--repository", "acme/known");

        in("laptop").run(compare(address, "3")).exits(2);
        Ran ran = in("laptop")
                .with("COLDSTART_TOKEN=" + token)
                .run(compare(address, "3"))
                .exits(0)
                .saysNothingOnStderr();

        assertThat(ran.report("out").path("outcome").asString()).isEqualTo("measured");
        assertThat(ran.report("out")
                        .path("variants")
                        .get(0)
                        .path("metrics")
                        .path("first-response")
                        .path("median")
                        .asDouble())
                .isBetween(50.0, 100.0);
        in("laptop").run("verify", "out/evidence.zip").exits(0);
        assertThat(SampleFiles.remarks(dir.resolve("laptop/out/samples.jsonl"))).isEmpty();
    }

    @Test
    void aKilledWorkersComparisonGoesOnFromItsLastWholeBlock() throws IOException {
        start(in("service"), "serve", "--data", dir.resolve("data").toString(), "--port", "0");
        String address = address();
        String workerToken = token("--worker");
        Coldstart.Running first = start(
                in("first").with("COLDSTART_TOKEN=" + workerToken),
                "worker",
                "--url",
                address,
                "--name",
                "w",
                "--no-noise-floor");
        Coldstart.Running asking = start(
                in("laptop").with("COLDSTART_TOKEN=" + token("--repository", "acme/known")), compare(address, "8"));
        Waiting.until(() -> !asking.isAlive() || samples().contains("\"block\":3"), PATIENCE);
        first.signal("KILL");
        first.ended();
        // It comes with the same name: what it had is lost at once, and not when its lease has run out.
        start(
                in("second").with("COLDSTART_TOKEN=" + workerToken),
                "worker",
                "--url",
                address,
                "--name",
                "w",
                "--no-noise-floor");

        Ran ran = asking.ended().exits(0).saysNothingOnStderr();

        assertThat(ran.report("out").path("outcome").asString()).isEqualTo("measured");
        Path file = dir.resolve("laptop/out/samples.jsonl");
        assertThat(SampleFiles.remarks(file)).isEmpty();
        assertThat(SampleFiles.read(file).samples().starts())
                .extracting(Start::block)
                .isEqualTo(IntStream.rangeClosed(0, 8)
                        .boxed()
                        .flatMap(block -> List.of(block, block).stream())
                        .toList());
        assertThat(SampleFiles.read(file).samples().notes())
                .anyMatch(note -> note.contains("measured by the worker w"));
    }

    private void git(String... arguments) {
        List<String> words = new ArrayList<>(List.of(
                "git",
                "-C",
                dir.resolve("repository").toString(),
                "-c",
                "user.name=a",
                "-c",
                "user.email=a@example.org"));
        words.addAll(List.of(arguments));
        assertThat(Tool.succeeds(words.toArray(String[]::new))).as("%s", words).isTrue();
    }

    @Test
    void aBaseThatTheServiceHasIsNeitherBuiltNorSent() throws IOException {
        start(
                in("service"),
                "serve",
                "--data",
                dir.resolve("data").toString(),
                "--port",
                "0",
                "--worker",
                "--no-noise-floor");
        String address = address();
        Coldstart repository = in("repository").with("COLDSTART_TOKEN=" + token("--repository", "acme/known"));
        Known.folder(dir.resolve("repository/bin"));
        Files.writeString(dir.resolve("repository/coldstart.yml"), """
                build:
                  commands:
                    jit: { run: rm -rf made && mkdir made && cp -r bin made/jit, out: made/jit }
                run: { port: 8080, command: ./known --sleep 30 }
                request: { get: / }
                """);
        Files.writeString(dir.resolve("repository/.gitignore"), "made/\n*.txt\n");
        git("init", "--quiet");
        git("add", "--all");
        git("commit", "--quiet", "--message", "base");
        repository.run("measure", "--service-url", address, "--blocks", "1").exits(0);
        Files.writeString(dir.resolve("repository/change"), "something");
        git("add", "change");
        git("commit", "--quiet", "--message", "head");

        Ran ran = repository
                .run("measure", "--base", "HEAD~1", "--service-url", address, "--blocks", "2")
                .exits(0)
                .saysNothingOnStderr();

        assertThat(ran.flowing()).contains("jit@base was not built now: the service has it of commit");
        assertThat(dir.resolve("repository/coldstart-out/.build/base/jit")).doesNotExist();
        assertThat(SampleFiles.read(dir.resolve("repository/coldstart-out/samples.jsonl"))
                        .samples()
                        .starts())
                .filteredOn(start -> start.variant().equals("jit@base"))
                .hasSize(3);

        // With another compiler it would be another build.
        Files.writeString(
                dir.resolve("repository/coldstart.yml"),
                Files.readString(dir.resolve("repository/coldstart.yml")) + "# changed\n");
        git("add", "--all");
        git("commit", "--quiet", "--message", "changed");
        git("commit", "--quiet", "--allow-empty", "--message", "and head again");
        Ran other = repository
                .run("measure", "--base", "HEAD~1", "--service-url", address, "--blocks", "1")
                .exits(0);
        assertThat(other.flowing()).doesNotContain("was not built now");
        assertThat(dir.resolve("repository/coldstart-out/.build/base/jit")).exists();
    }

    /** Named as the .NET native compiler names methods, with a trace as its runtime prints one. */
    private static final String CRASHING = """
            #include <stdio.h>
            volatile int sink;
            __attribute__((noinline)) long here(void) { return (long) __builtin_return_address(0); }
            __attribute__((noinline)) int App_Shop_Cart__Add(int n)
            {
                sink += n;
                long offset = here() - (long) App_Shop_Cart__Add;
                fprintf(stderr, "It went wrong.\\n");
                fprintf(stderr, "   at App.Shop.Cart.Add(Int32) + 0x%lx\\n", offset);
                return sink;
            }
            int main(void) { App_Shop_Cart__Add(1); return 134; }
            """;

    @Test
    void linesOfNativeStackTracesAreFoundWhereItWasBuilt() throws IOException {
        Path app = Files.createDirectories(dir.resolve("laptop/crashing"));
        Path source = Files.writeString(dir.resolve("laptop/Cart.c"), CRASHING);
        String program = app.resolve("app").toString();
        assumeTrue(
                Tool.succeeds("gcc", "-static", "-g", "-O1", "-Wl,--build-id", source.toString(), "-o", program)
                        && Tool.succeeds("objcopy", "--only-keep-debug", program, program + ".dbg")
                        && Tool.succeeds("strip", program),
                "there is no compiler here that makes a static program");
        start(
                in("service"),
                "serve",
                "--data",
                dir.resolve("data").toString(),
                "--port",
                "0",
                "--worker",
                "--no-noise-floor");
        String address = address();
        Ran ran = in("laptop")
                .with("COLDSTART_TOKEN=" + token("--repository", "acme/known"))
                .run(
                        "compare",
                        "aot=crashing",
                        "--port",
                        "8080",
                        "--blocks",
                        "1",
                        "--service-url",
                        address,
                        "--out",
                        "out")
                .exits(4);
        assertThat(ran.file("out/report.json")).contains("Cart.c:7");
        assertThat(ran.file("out/samples.jsonl")).as("as the service has them").contains("\"line\":\"frame\"");
        in("laptop").run("verify", "out/evidence.zip").exits(0);
    }

    private static final class SampleFiles {
        static SampleReader.Result read(Path file) throws IOException {
            try (BufferedReader in = Files.newBufferedReader(file)) {
                return SampleReader.read(in);
            }
        }

        static List<String> remarks(Path file) throws IOException {
            return read(file).remarks();
        }
    }

    /** As the service keeps them. */
    private String samples() {
        try (var all = Files.walk(dir.resolve("data/comparisons"))) {
            return all.filter(file -> file.endsWith("samples.jsonl"))
                    .findFirst()
                    .map(file -> text(dir.relativize(file).toString()))
                    .orElse("");
        } catch (IOException e) {
            throw new AssertionError(e);
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
