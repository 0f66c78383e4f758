package dev.coldstart.core.behaviour;

import dev.coldstart.core.plan.AnswerRules;
import dev.coldstart.core.plan.Architecture;
import dev.coldstart.core.plan.HttpRequest;
import dev.coldstart.core.plan.HttpScenario;
import dev.coldstart.core.plan.ParityRequest;
import dev.coldstart.core.plan.Plan;
import dev.coldstart.core.plan.Policy;
import dev.coldstart.core.plan.RunSettings;
import dev.coldstart.core.plan.Sampling;
import dev.coldstart.core.plan.Variant;
import dev.coldstart.core.sample.Answers;
import dev.coldstart.core.sample.Body;
import dev.coldstart.core.sample.Outcome;
import dev.coldstart.core.sample.Reply;
import dev.coldstart.core.sample.SampleSet;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** Samples of forms that were asked one request in several starts. The first form is the baseline. */
final class Asking {

    static final AnswerRules RULES = AnswerRules.defaults();

    private final AnswerRules rules;
    private final List<Variant> variants = new ArrayList<>();
    private final List<Answers> answers = new ArrayList<>();

    Asking(AnswerRules rules) {
        this.rules = rules;
    }

    /** One reply for each of its starts. */
    Asking of(String name, Reply... replies) {
        String[] parts = name.split("@", -1);
        variants.add(new Variant(parts[0], parts.length > 1 ? parts[1] : Variant.HEAD, Architecture.X64));
        for (int block = 0; block < replies.length; block++) {
            Optional<Outcome.Failed> ended = Optional.empty();
            answers.add(new Answers(
                    variants.getLast().name(), block, List.of(replies[block]), ended, List.of("log of " + name)));
        }
        return this;
    }

    SampleSet samples() {
        ParityRequest request = new ParityRequest(HttpRequest.get("/x"), Optional.empty(), rules);
        Plan plan = new Plan(
                "app",
                "2026-01-01T00:00:00Z",
                variants,
                variants.getFirst().name(),
                HttpScenario.of(
                        HttpRequest.get("/"), dev.coldstart.core.plan.Expectation.status(200), OptionalInt.empty()),
                RunSettings.defaults(),
                Sampling.defaults(1),
                Policy.defaults(),
                List.of(),
                Optional.empty(),
                List.of(request),
                Optional.empty(),
                Optional.empty());
        return new SampleSet(plan, List.of(), List.of(), Optional.empty(), List.of(), Optional.empty())
                .withAnswers(answers);
    }

    RequestFindings asked() {
        return Behaviour.of(samples()).requests().getFirst();
    }

    BehaviourFinding finding(String form) {
        return asked().findings().stream()
                .filter(f -> f.variant().equals(form + "@head"))
                .findFirst()
                .orElseThrow();
    }

    static Reply.Answered json(String body) {
        return answer(200, "application/json", body.getBytes(StandardCharsets.UTF_8));
    }

    static Reply.Answered text(String body) {
        return answer(200, "text/plain", body.getBytes(StandardCharsets.UTF_8));
    }

    static Reply.Answered status(int status, String body) {
        return answer(status, "text/plain", body.getBytes(StandardCharsets.UTF_8));
    }

    static Reply.Answered answer(int status, String type, byte[] body) {
        return new Reply.Answered(status, Map.of("content-type", List.of(type)), Body.of(body), Optional.empty());
    }

    static Reply.Answered unmet(Reply.Answered answer, String why) {
        return new Reply.Answered(answer.status(), answer.headers(), answer.body(), Optional.of(why));
    }

    static Reply.Answered with(Reply.Answered answer, String header, String value) {
        Map<String, List<String>> headers = new java.util.HashMap<>(answer.headers());
        headers.put(header, List.of(value));
        return new Reply.Answered(answer.status(), headers, answer.body(), answer.unmet());
    }

    static Reply gone(Reply.Cause cause) {
        return new Reply.Missing(cause, "because");
    }

    /** The same reply in each of so many starts. */
    static Reply[] times(int count, Reply reply) {
        return Stream.generate(() -> reply).limit(count).toArray(Reply[]::new);
    }
}
