package dev.coldstart.service.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldstart.core.http.RequestBytes;
import dev.coldstart.core.json.Json;
import dev.coldstart.core.plan.HttpScenario;
import dev.coldstart.core.plan.ParityRequest;
import dev.coldstart.core.plan.Plan;
import dev.coldstart.core.plan.Schedule;
import dev.coldstart.protocol.Submission;
import dev.coldstart.protocol.Wire;
import dev.coldstart.service.submission.InvalidSubmissionException;
import dev.coldstart.service.submission.SubmissionCheck;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;

/**
 * A submission is refused in words, or it is one that a worker takes from the service's hand: the same after it was written and
 * read once more, and of requests and an order that can be made.
 */
public final class SubmissionFuzz {

    private SubmissionFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        Submission submission;
        try {
            submission = Json.line().readValue(text, Submission.class);
            if (submission == null) {
                return;
            }
            SubmissionCheck.check(submission);
        } catch (JacksonException e) {
            assertThat(Json.why(text, Submission.class, e)).isNotNull();
            return;
        } catch (InvalidSubmissionException e) {
            return;
        }
        Wire.Assignment assignment = new Wire.Assignment("c", "acme/users", "l", 20, submission, "", 0, 0);
        String wire = Json.line().writeValueAsString(assignment);
        assertThat(Json.line().readValue(wire, Wire.Assignment.class)).isEqualTo(assignment);
        Plan plan = submission.plan();
        assertThat(new Schedule(plan.variants(), plan.sampling().seed()).nextBlock())
                .containsExactlyInAnyOrderElementsOf(plan.variants());
        List<byte[]> requests = new ArrayList<>();
        if (plan.scenario() instanceof HttpScenario http) {
            requests.add(RequestBytes.of(http.request()));
        }
        plan.behaviour().stream()
                .map(ParityRequest::request)
                .map(RequestBytes::of)
                .forEach(requests::add);
        assertThat(requests).allMatch(SubmissionFuzz::isOneRequest);
    }

    /** Its body can't be taken for a second one, as its length is said. */
    private static boolean isOneRequest(byte[] request) {
        String text = new String(request, StandardCharsets.ISO_8859_1);
        int head = text.indexOf("\r\n\r\n");
        String body = text.substring(head + 4);
        return text.substring(0, head)
                        .lines()
                        .filter(line -> line.isBlank())
                        .findAny()
                        .isEmpty()
                && text.substring(0, head).lines().findFirst().orElseThrow().endsWith(" HTTP/1.1")
                && (body.isEmpty() || text.substring(0, head).contains("Content-Length: " + body.length()));
    }
}
