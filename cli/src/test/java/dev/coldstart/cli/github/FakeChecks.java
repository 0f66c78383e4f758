package dev.coldstart.cli.github;

import dev.coldstart.cli.github.FakeGitHub.Answer;
import dev.coldstart.cli.github.FakeRoutes.Call;
import java.util.List;
import java.util.regex.MatchResult;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Check runs, with GitHub's limits. */
final class FakeChecks {

    private static final int LONGEST_SUMMARY = 65_535;
    private static final int MAX_ANNOTATIONS = 50;

    private final FakeRepository repository;

    FakeChecks(FakeRepository repository) {
        this.repository = repository;
    }

    Answer of(Call call, MatchResult at) {
        List<ObjectNode> runs = repository.checkRuns().stream()
                .filter(run -> run.required("head_sha").asString().equals(at.group(1)))
                .filter(run -> call.query()
                        .value("check_name")
                        .map(run.required("name").asString()::equals)
                        .orElse(true))
                .toList();
        Answer page = call.query().page(runs);
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("total_count", runs.size());
        body.set("check_runs", page.body());
        return new Answer(200, page.headers(), body);
    }

    Answer add(Call call) {
        if (call.text("name").isBlank() || call.text("head_sha").isBlank()) {
            throw new Refused(422, "Invalid request.\n\n\"name\", \"head_sha\" weren't supplied.");
        }
        return Answer.of(201, filled(repository.newCheckRun(), checked(call)));
    }

    Answer change(Call call, MatchResult at) {
        ObjectNode run =
                repository.findCheckRun(Long.parseLong(at.group(1))).orElseThrow(() -> new Refused(404, "Not Found"));
        return Answer.of(200, filled(run, checked(call)));
    }

    private static Call checked(Call call) {
        JsonNode output = call.body().path("output");
        if (output.path("summary").asString("").length() > LONGEST_SUMMARY
                || output.path("annotations").size() > MAX_ANNOTATIONS
                || (output.isObject() && !output.has("title"))) {
            throw new Refused(422, "Invalid request.");
        }
        return call;
    }

    private static ObjectNode filled(ObjectNode run, Call call) {
        for (String name : List.of("name", "head_sha", "details_url", "external_id", "conclusion")) {
            if (call.body().has(name)) {
                run.put(name, call.text(name));
            }
        }
        run.put(
                "status",
                call.body().has("conclusion")
                        ? "completed"
                        : call.body().path("status").asString("queued"));
        JsonNode output = call.body().path("output");
        if (output.isObject()) {
            ObjectNode kept = (ObjectNode) run.required("output");
            kept.put("title", output.path("title").asString());
            kept.put("summary", output.path("summary").asString());
            kept.put("annotations_count", output.path("annotations").size());
        }
        return run;
    }
}
