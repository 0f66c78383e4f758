package dev.coldstart.cli.github;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.coldstart.cli.ExitCode;
import dev.coldstart.cli.command.MeasureCommand;
import dev.coldstart.measure.run.Cancellation;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** What the action's inputs become. */
class MeasureStepTest {

    private final FakeGitHub gitHub = FakeGitHub.with(Job.REPOSITORY);

    @TempDir
    Path dir;

    @AfterEach
    void close() {
        gitHub.close();
    }

    private Job job() throws IOException {
        return Job.ofPullRequest(dir, gitHub, "");
    }

    @Test
    void everyInputIsAnOption() throws IOException {
        Job job = job().with("INPUT_CONFIG", "-x.yml")
                .with("INPUT_FORMS", "jit, aot")
                .with("INPUT_NAME", "net10.0")
                .with("PLACE", "orders/-x.yml")
                .with("MERGE_COMMIT", "d".repeat(40))
                .with("GITHUB_RUN_ATTEMPT", "2")
                .with("INPUT_BLOCKS", "20..30")
                .with("BASE_COMMIT", Job.BASE)
                .with("GITHUB_REF", "refs/pull/7/merge");
        assertThat(job.run("measure")).isZero();

        assertThat(job.measured().getFirst())
                .startsWith("measure")
                .contains(
                        "--config=-x.yml",
                        "--forms=jit,aot",
                        "--blocks=20..30",
                        "--base=" + Job.BASE,
                        "--commit=" + Job.HEAD,
                        "--repository=" + Job.REPOSITORY,
                        "--pull-request=7",
                        "--name=net10.0",
                        "--place=orders/-x.yml",
                        "--merge=" + "d".repeat(40),
                        "--run=77.2",
                        "--trigger=pull-request")
                .noneMatch(option -> option.startsWith("--service-url") || option.startsWith("--token"))
                .doesNotContain("--fork");
    }

    /** What the step says, the command knows. */
    @Test
    void theCommandTakesWhatTheStepPasses() throws IOException {
        Job job = job().with("INPUT_NAME", "net10.0")
                .with("INPUT_BLOCKS", "20..30")
                .with("INPUT_SERVICE_URL", "https://coldstart.example")
                .with("INPUT_TOKEN", "a token")
                .with("BASE_REASON", "this is the first commit")
                .with("BASE_MISSING", "not-yet")
                .with("PLACE", "orders/coldstart.yml")
                .with("MERGE_COMMIT", "d".repeat(40))
                .with("LOCAL_CHANGES", "a, b")
                .with("GITHUB_REF", "refs/pull/7/merge");
        assertThat(job.run("measure")).isZero();
        List<String> words = job.measured().getFirst();
        CommandLine command = new CommandLine(new MeasureCommand(new Cancellation(), Clock.systemUTC()));
        assertThat(command.parseArgs(words.subList(1, words.size()).toArray(String[]::new))
                        .errors())
                .isEmpty();
    }

    @Test
    void withoutABaseTheReasonIsPassedOn() throws IOException {
        Job job = job().with("BASE_REASON", "this is the first commit").with("BASE_MISSING", "not-yet");
        job.run("measure");
        assertThat(job.measured().getFirst())
                .contains("--without-base=this is the first commit", "--base-is=not-yet")
                .noneMatch(option -> option.startsWith("--base="));
    }

    /** What an app prints must not be a command of the runner's. */
    @Test
    void theRunnersCommandsAreOffWhileItMeasures() throws IOException {
        Job job = job();
        job.run("measure");
        List<String> lines =
                job.printed().lines().filter(line -> !line.isEmpty()).toList();
        assertThat(lines.getFirst()).matches("::stop-commands::[0-9a-f-]{36}");
        assertThat(lines.getLast()).isEqualTo("::" + lines.getFirst().substring("::stop-commands::".length()) + "::");
    }

    @ParameterizedTest
    @CsvSource({
        ExitCode.MEASURED + ", " + ExitCode.MEASURED,
        ExitCode.NOT_BUILT + ", " + ExitCode.MEASURED,
        ExitCode.NOT_MEASURED + ", " + ExitCode.MEASURED,
        ExitCode.BUG + ", " + ExitCode.BUG,
        ExitCode.USAGE + ", " + ExitCode.USAGE,
        ExitCode.CANCELLED + ", " + ExitCode.CANCELLED,
    })
    void itEndsWellWhereThereIsSomethingToPublish(int measured, int exitCode) throws IOException {
        Job job = job().measuringEndsWith(measured);
        assertThat(job.run("measure")).isEqualTo(exitCode);
        assertThat(job.outputs()).containsEntry("exit-code", Integer.toString(measured));
    }

    @Test
    void withoutATokenOfTheServicesTheJobSaysWhoItIs() throws IOException {
        List<String> asked = new ArrayList<>();
        HttpServer runner = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        runner.createContext("/", exchange -> {
            try (exchange) {
                asked.add(exchange.getRequestURI().getQuery() + " "
                        + exchange.getRequestHeaders().getFirst("Authorization"));
                byte[] body = "{\"value\":\"who.I.am\"}".getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        });
        runner.start();
        try {
            Job job = job().with("INPUT_SERVICE_URL", "https://coldstart.example")
                    .with(
                            "ACTIONS_ID_TOKEN_REQUEST_URL",
                            "http://127.0.0.1:" + runner.getAddress().getPort() + "/token?v=1")
                    .with("ACTIONS_ID_TOKEN_REQUEST_TOKEN", "runner-secret");
            assertThat(job.run("measure")).isZero();
            assertThat(job.measured().getFirst())
                    .contains("--service-url=https://coldstart.example", "--token=who.I.am");
            assertThat(asked).containsExactly("v=1&audience=https://coldstart.example Bearer runner-secret");
        } finally {
            runner.stop(0);
        }
    }

    @Test
    void whereTheJobMayNotSayWhoItIsItSaysWhatToDo() throws IOException {
        Job job = job().with("INPUT_SERVICE_URL", "https://coldstart.example");
        assertThat(job.run("measure")).isEqualTo(ExitCode.USAGE);
        assertThat(job.printed()).contains("id-token: write");
    }
}
