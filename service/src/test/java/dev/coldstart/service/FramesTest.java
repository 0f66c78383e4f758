package dev.coldstart.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldstart.core.json.Json;
import dev.coldstart.core.probe.ProbeCommand;
import dev.coldstart.core.sample.FailureReason;
import dev.coldstart.core.sample.Outcome;
import dev.coldstart.core.sample.ResolvedFrame;
import dev.coldstart.measure.run.FakeEngine;
import dev.coldstart.protocol.Cause;
import dev.coldstart.protocol.Submission;
import dev.coldstart.service.access.Tokens;
import dev.coldstart.worker.WorkerProcess;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lines of native stack traces, which are found where the app was built, get into the service's report. */
final class FramesTest {

    private static final String FRAME = "Users.Api.Program.<Main>$(String[]) + 0x19c";

    @TempDir
    Path dir;

    /** As an app that the .NET native compiler made. */
    private static final class Crashing implements FakeEngine.Script {
        @Override
        public Outcome start(String form, int number, ProbeCommand.Idle idle) {
            return new Outcome.Failed(
                    FailureReason.EXITED, "as scripted", OptionalInt.of(134), Optional.empty(), List.of());
        }

        @Override
        public List<String> lastWords(String form) {
            return List.of("Unhandled exception. System.InvalidOperationException: no", "   at " + FRAME);
        }
    }

    private static HttpResponse<String> send(TestService service, String token, String id, Submission.Frames frames)
            throws Exception {
        return service.send(service.request("/api/v1/comparisons/" + id + "/frames", token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(Json.line().writeValueAsString(frames)))
                .build());
    }

    private static Submission.Frames frames(String variant, String frame) {
        return new Submission.Frames(
                List.of(new ResolvedFrame(variant, frame, "src/Program.cs", 113)),
                List.of("of two lines nothing is known"));
    }

    @Test
    void areInEveryReportFromThenOn() throws Exception {
        try (TestService service =
                new TestService(dir.resolve("data"), Clock.systemUTC(), Duration.ofMinutes(1), Map.of())) {
            String token = service.token(Tokens.Kind.REPOSITORY, "acme/users");
            String other = service.token(Tokens.Kind.REPOSITORY, "acme/orders");
            service.upload(token);
            String id = TestService.id(
                    service.submit(token, TestService.submission("users", Cause.PUSH, Submission.Revision.UNKNOWN, 1)));
            assertThat(send(service, token, id, frames("aot@head", FRAME)).body())
                    .contains("not-ended");
            WorkerProcess worker = service.worker("w", () -> new FakeEngine(new Crashing()));
            Thread working = Thread.ofPlatform().start(worker::run);
            var events = service.request("/api/v1/comparisons/" + id + "/events", token)
                    .build();
            assertThat(service.follow(events).body().toList()).anyMatch(line -> line.contains("reported"));
            worker.stop();
            working.join();
            assertThat(file(service, token, id, "report.json"))
                    .contains("0x19c")
                    .doesNotContain("src/Program.cs:113");

            assertThat(send(service, other, id, frames("aot@head", FRAME)).statusCode())
                    .isEqualTo(404);
            assertThat(send(service, token, id, frames("aot@head", "Other() + 0x1"))
                            .statusCode())
                    .as("nobody printed that")
                    .isEqualTo(422);
            assertThat(send(service, token, id, frames("nosuch@head", FRAME)).statusCode())
                    .isEqualTo(422);
            assertThat(send(service, token, id, frames("aot@head", FRAME)).statusCode())
                    .isEqualTo(200);
            String samples = file(service, token, id, "samples.jsonl");
            assertThat(samples).contains("src/Program.cs", "of two lines nothing is known");
            assertThat(file(service, token, id, "report.json")).contains("src/Program.cs:113");
            assertThat(file(service, token, id, "report.html")).contains("src/Program.cs:113");
            assertThat(service.get("/api/v1/comparisons/" + id + "/evidence.zip", token)
                            .statusCode())
                    .isEqualTo(200);

            assertThat(send(service, token, id, frames("aot@head", FRAME)).statusCode())
                    .isEqualTo(200);
            assertThat(file(service, token, id, "samples.jsonl"))
                    .as("a second time")
                    .isEqualTo(samples);
        }
    }

    private static String file(TestService service, String token, String id, String name) throws Exception {
        return service.get("/api/v1/comparisons/" + id + "/" + name, token).body();
    }
}
