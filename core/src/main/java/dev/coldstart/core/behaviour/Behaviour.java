package dev.coldstart.core.behaviour;

import dev.coldstart.core.plan.ParityRequest;
import dev.coldstart.core.plan.Plan;
import dev.coldstart.core.plan.ProgramScenario;
import dev.coldstart.core.sample.FailureReason;
import dev.coldstart.core.sample.Outcome;
import dev.coldstart.core.sample.SampleSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Whether every form answers as the baseline's form at the same revision does.
 *
 * @param requests in the order in which they were made; empty when nothing was asked
 */
public record Behaviour(List<RequestFindings> requests) {

    public Behaviour {
        requests = List.copyOf(requests);
    }

    /**
     * How a form did over all requests.
     *
     * @param against the variant that its answers were compared with
     * @param compared requests that could be compared
     * @param unequal how many of them it answered otherwise
     * @param first the first of those and its difference in a few words
     */
    public record Summary(String against, int compared, int unequal, Optional<String> first) {}

    /** Compares all answers that the samples hold. */
    public static Behaviour of(SampleSet samples) {
        if (samples.answers().isEmpty()) {
            return new Behaviour(List.of());
        }
        List<String> names = names(samples.plan());
        List<RequestFindings> requests = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            ParityRequest request = samples.plan().behaviour().get(i);
            requests.add(new RequestComparison(samples, request, i).asked(names.get(i)));
        }
        return new Behaviour(requests);
    }

    /** Method and path; with its number where that is not enough. */
    private static List<String> names(Plan plan) {
        if (plan.scenario() instanceof ProgramScenario) {
            return plan.behaviour().stream()
                    .map(printed -> ProgramScenario.isErrors(printed) ? "standard error" : "standard output")
                    .toList();
        }
        List<String> plain = plan.behaviour().stream()
                .map(p -> p.request().method() + " " + p.request().path())
                .toList();
        Map<String, Integer> counts = new HashMap<>();
        plain.forEach(name -> counts.merge(name, 1, Integer::sum));
        List<String> names = new ArrayList<>();
        for (int i = 0; i < plain.size(); i++) {
            String name = plain.get(i);
            names.add(counts.getOrDefault(name, 0) > 1 ? name + " (request " + (i + 1) + ")" : name);
        }
        return names;
    }

    /** Of a variant's unequal answers those in which its server had trouble, as failures with the log of it. */
    public List<Outcome.Failed> troubles(String variant) {
        return requests.stream()
                .flatMap(a -> a.findings().stream())
                .filter(f -> f.variant().equals(variant)
                        && f.result() == BehaviourFinding.Result.UNEQUAL
                        && (f.ended().isPresent() || !f.log().isEmpty()))
                .map(Behaviour::trouble)
                .distinct()
                .toList();
    }

    private static Outcome.Failed trouble(BehaviourFinding finding) {
        String seen = finding.difference().map(Difference::inShort).orElse("");
        return finding.ended()
                .map(e -> new Outcome.Failed(e.reason(), e.detail(), e.exitCode(), e.signal(), finding.log()))
                .orElseGet(() -> new Outcome.Failed(
                        finding.status().isPresent() ? FailureReason.WRONG_STATUS : FailureReason.TIMED_OUT,
                        seen,
                        OptionalInt.empty(),
                        Optional.empty(),
                        finding.log()));
    }

    /** Empty for a variant that was not compared with another. */
    public Optional<Summary> summary(String variant) {
        int compared = 0;
        int unequal = 0;
        String against = "";
        Optional<String> first = Optional.empty();
        for (RequestFindings asked : requests) {
            for (BehaviourFinding finding : asked.findings()) {
                if (!finding.variant().equals(variant)
                        || finding.result() == BehaviourFinding.Result.BASELINE
                        || finding.result() == BehaviourFinding.Result.NOT_COMPARED) {
                    continue;
                }
                compared++;
                against = finding.against();
                if (finding.difference().isPresent()) {
                    unequal++;
                    String difference = finding.difference().get().inShort();
                    first = first.or(() -> Optional.of(asked.request() + ": " + difference));
                }
            }
        }
        return compared == 0 ? Optional.empty() : Optional.of(new Summary(against, compared, unequal, first));
    }
}
