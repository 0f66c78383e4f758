package dev.coldstart.cli.github;

import dev.coldstart.cli.github.FakeGitHub.Answer;
import dev.coldstart.cli.github.FakeRoutes.Call;
import java.util.List;
import java.util.regex.MatchResult;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Runs of workflows, who may write, and reactions to comments: what a command in a comment needs. */
final class FakeActions {

    private final FakeRepository repository;

    FakeActions(FakeRepository repository) {
        this.repository = repository;
    }

    Answer permission(Call call, MatchResult at) {
        String permission = repository.mayWriteNow(at.group(1)) ? "write" : "read";
        return Answer.of(200, JsonNodeFactory.instance.objectNode().put("permission", permission));
    }

    /** The newest first, as GitHub gives them. */
    Answer runs(Call call, MatchResult at) {
        String head = call.query().value("head_sha").orElse("");
        List<ObjectNode> runs = repository.runs().reversed().stream()
                .filter(run -> run.required("path").asString().equals(at.group(1)))
                .filter(run -> run.required("head_sha").asString().equals(head))
                .toList();
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("total_count", runs.size());
        ArrayNode list = body.putArray("workflow_runs");
        runs.forEach(list::add);
        return Answer.of(200, body);
    }

    Answer rerun(Call call, MatchResult at) {
        ObjectNode run = repository.runs().stream()
                .filter(r -> r.required("id").asLong() == Long.parseLong(at.group(1)))
                .findFirst()
                .orElseThrow(() -> new Refused(404, "Not Found"));
        if (!run.required("status").asString().equals("completed")) {
            throw new Refused(403, "This workflow is already running");
        }
        run.put("status", "queued")
                .put("run_attempt", run.required("run_attempt").asInt() + 1);
        return Answer.of(201, JsonNodeFactory.instance.objectNode());
    }

    Answer react(Call call, MatchResult at) {
        repository.reacts(Long.parseLong(at.group(1)), call.text("content"));
        return Answer.of(201, JsonNodeFactory.instance.objectNode().put("content", call.text("content")));
    }
}
