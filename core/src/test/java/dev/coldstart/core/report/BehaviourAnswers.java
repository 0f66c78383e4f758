package dev.coldstart.core.report;

import dev.coldstart.core.plan.HttpRequest;
import dev.coldstart.core.plan.ParityRequest;
import dev.coldstart.core.sample.Body;
import dev.coldstart.core.sample.Reply;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the forms of a small API answer. */
public final class BehaviourAnswers {

    public static final List<ParityRequest> REQUESTS = List.of(
            ParityRequest.of(HttpRequest.get("/health")),
            ParityRequest.of(HttpRequest.get("/users/42")),
            ParityRequest.of(HttpRequest.get("/orders?page=1")));

    static final List<String> LOG = List.of(
            "fail: Microsoft.AspNetCore.Server.Kestrel[13]",
            "      Connection id \"0HN\", Request id \"0HN:1\": An unhandled exception was thrown by the application.",
            "      System.NotSupportedException: JsonTypeInfo metadata for type 'User' was not provided. @everyone");

    private BehaviourAnswers() {}

    /** @param start so that two starts differ in what is a time */
    public static List<Reply> right(int start) {
        return List.of(
                answer(200, "text/plain", "ok"),
                answer(200, "application/json", "{\"id\":42,\"name\":\"user-42\"}"),
                answer(200, "application/json", """
                        {"at":"10:22:0%d","items":[{"id":1,"price":9.5,"tags":["a","b"]},{"id":2,"price":12}]}""".formatted(start)));
    }

    public static List<Reply> wrong(int start) {
        return List.of(
                answer(200, "text/plain", "ok"),
                answer(500, "text/plain", "An error occurred: <b>JsonTypeInfo</b> | `metadata`"),
                answer(200, "application/json", "{\"at\":\"10:23:0" + start + "\",\"items\":[{},{}]}"));
    }

    private static Reply answer(int status, String type, String body) {
        return new Reply.Answered(
                status,
                Map.of("content-type", List.of(type)),
                Body.of(body.getBytes(StandardCharsets.UTF_8)),
                Optional.empty());
    }
}
