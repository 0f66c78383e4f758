package dev.coldstart.core.behaviour;

import dev.coldstart.core.behaviour.BehaviourFinding.Result;
import dev.coldstart.core.plan.ParityRequest;
import dev.coldstart.core.plan.Plan;
import dev.coldstart.core.plan.ProgramScenario;
import dev.coldstart.core.plan.Variant;
import dev.coldstart.core.sample.Answers;
import dev.coldstart.core.sample.Outcome;
import dev.coldstart.core.sample.Reply;
import dev.coldstart.core.sample.SampleSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compares what every variant answered to one request with what the baseline's form at the same revision did. */
final class RequestComparison {

    private final Plan plan;
    private final ParityRequest request;

    private final Map<String, List<Run>> runs = new LinkedHashMap<>();
    private final List<Varying> varying = new ArrayList<>();

    /** One start's answer. */
    private record Run(Reply reply, Answers of) {}

    /** @param index the request's place in the plan */
    RequestComparison(SampleSet samples, ParityRequest request, int index) {
        this.plan = samples.plan();
        this.request = request;

        samples.answers().stream()
                .sorted(Comparator.comparingInt(Answers::block))
                .forEach(a -> runs.computeIfAbsent(a.variant(), v -> new ArrayList<>())
                        .add(new Run(a.replies().get(index), a)));
    }

    RequestFindings asked(String name) {
        Map<String, BehaviourFinding> findings = new LinkedHashMap<>();
        for (Variant reference : references()) {
            Yardstick yardstick = yardstick(reference.name());
            for (Variant variant : plan.variants()) {
                if (runs.containsKey(variant.name()) && isOf(reference, variant)) {
                    findings.put(
                            variant.name(),
                            variant.equals(reference)
                                    ? baseline(reference.name())
                                    : compared(variant.name(), reference.name(), yardstick));
                }
            }
        }
        List<BehaviourFinding> ordered = plan.variants().stream()
                .flatMap(v -> Optional.ofNullable(findings.get(v.name())).stream())
                .toList();
        return new RequestFindings(name, varying, ordered);
    }

    private List<Variant> references() {
        String form = plan.variants().stream()
                .filter(v -> v.name().equals(plan.baseline()))
                .map(Variant::form)
                .findFirst()
                .orElseThrow();
        return plan.variants().stream().filter(v -> v.form().equals(form)).toList();
    }

    private static boolean isOf(Variant reference, Variant variant) {
        return variant.revision().equals(reference.revision()) && variant.architecture() == reference.architecture();
    }

    /** What answers are held against. */
    private sealed interface Yardstick {}

    /**
     * An answer, and what of it varies by itself.
     *
     * @param runs how many answers were seen
     */
    private record Steady(Reply.Answered answer, AnswerDiff.Excluded excluded, int runs) implements Yardstick {}

    private record Unusable(String why) implements Yardstick {}

    private Yardstick yardstick(String reference) {
        List<Reply.Answered> answers = answered(reference);
        Optional<Reply.Missing> missing = missing(reference);
        if (!runs.containsKey(reference)) {
            return new Unusable(reference + " gave no answers to compare with");
        }
        if (answers.isEmpty()) {
            return new Unusable(reference + " gave no answer itself");
        }
        if (missing.isPresent()) {
            varying.add(new Varying(
                    reference,
                    "whether it answers at all",
                    "status " + answers.getFirst().status(),
                    missing.get().detail(),
                    true,
                    Optional.empty()));
            return new Unusable(reference + " itself answers only now and then");
        }
        Variation variation = Variation.of(answers, request.compare());
        varying.addAll(variation.varying(reference, true));
        return answers.stream().map(Reply.Answered::status).distinct().count() > 1
                ? new Unusable(reference + " itself answers with one status and with another")
                : new Steady(answers.getFirst(), variation.excluded(), answers.size());
    }

    private BehaviourFinding baseline(String name) {
        List<Reply.Answered> answers = answered(name);
        Optional<String> remark = missing(name)
                .map(m -> "it gave no answer: " + m.detail())
                .or(() -> answers.stream()
                        .flatMap(a -> a.unmet().stream())
                        .findFirst()
                        .map(unmet -> "it does not meet what is expected itself: " + unmet))
                .or(() -> answers.stream()
                        .filter(a -> a.troubled())
                        .findFirst()
                        .map(a -> "it answers with an error itself, status " + a.status()));
        return finding(name, name, Result.BASELINE, remark, Optional.empty());
    }

    private BehaviourFinding compared(String name, String against, Yardstick yardstick) {
        return switch (yardstick) {
            case Unusable(String why) ->
                finding(name, against, Result.NOT_COMPARED, Optional.of(why), Optional.empty());
            case Steady steady -> compared(name, against, steady);
        };
    }

    private BehaviourFinding compared(String name, String against, Steady steady) {
        Variation own = variation(name);
        AnswerDiff.Excluded excluded = steady.excluded();
        if (steady.runs() < 2) {
            // Nobody can say whether the baseline varies there too.
            excluded = Variation.joined(excluded, own.excluded());
            varying.addAll(own.varying(name, true));
        } else if (unsteady(name, excluded)) {
            varying.addAll(own.varying(name, false));
        }
        List<List<Spot>> compared = new ArrayList<>();
        List<Optional<Difference>> missing = new ArrayList<>();
        for (Run run : runs.getOrDefault(name, List.of())) {
            switch (run.reply()) {
                case Reply.Missing gone when gone.cause() == Reply.Cause.NOT_SENT -> {
                    // another request's doing
                }
                case Reply.Missing gone -> missing.add(Optional.of(noAnswer(steady.answer(), gone)));
                case Reply.Answered answer ->
                    compared.add(AnswerDiff.spots(steady.answer(), answer, request.compare(), excluded));
            }
        }
        return judged(
                name,
                against,
                steady,
                compared,
                missing.stream().flatMap(Optional::stream).toList());
    }

    private BehaviourFinding judged(
            String name, String against, Steady steady, List<List<Spot>> compared, List<Difference> missing) {
        int all = compared.size() + missing.size();
        if (all == 0) {
            return finding(
                    name, against, Result.NOT_COMPARED, missing(name).map(Reply.Missing::detail), Optional.empty());
        }
        List<List<Spot>> unequal = compared.stream().filter(s -> !s.isEmpty()).toList();
        int times = unequal.size() + missing.size();
        if (!missing.isEmpty()) {
            Difference gone = missing.getFirst();
            return unequal(
                    name,
                    against,
                    new Difference(
                            gone.part(), gone.place(), gone.before(), gone.baseline(), gone.own(), 0, times, all));
        }
        if (!unequal.isEmpty()) {
            List<Spot> first = unequal.getFirst();
            return unequal(name, against, first.getFirst().difference(first.size() - 1, times, all));
        }
        return unexpected(name, against, steady)
                .orElseGet(() -> finding(name, against, Result.EQUAL, Optional.empty(), Optional.empty()));
    }

    /** Equal in all that is compared, and yet not what was asked for: something that is left out is wrong. */
    private Optional<BehaviourFinding> unexpected(String name, String against, Steady steady) {
        if (answered(against).stream().anyMatch(a -> a.unmet().isPresent())) {
            return Optional.empty();
        }
        List<Reply.Answered> answers = answered(name);
        List<String> unmet = answers.stream().flatMap(a -> a.unmet().stream()).toList();
        return unmet.stream()
                .findFirst()
                .map(first -> unequal(
                        name,
                        against,
                        new Difference(
                                Difference.Part.EXPECTATION,
                                "",
                                List.of(),
                                List.of("as expected, status " + steady.answer().status()),
                                List.of(Shown.line(first)),
                                0,
                                unmet.size(),
                                answers.size())));
    }

    private static Difference noAnswer(Reply.Answered wanted, Reply.Missing gone) {
        return new Difference(
                Difference.Part.ANSWER,
                "",
                List.of(),
                List.of("status " + wanted.status()),
                List.of(Shown.line(gone.detail())),
                0,
                1,
                1);
    }

    /** Whether its own answers differ from one another in what is not left out anyway. */
    private boolean unsteady(String name, AnswerDiff.Excluded excluded) {
        List<Reply.Answered> answers = answered(name);
        return answers.stream()
                .skip(1)
                .anyMatch(a -> !AnswerDiff.spots(answers.getFirst(), a, request.compare(), excluded)
                        .isEmpty());
    }

    private Variation variation(String name) {
        return Variation.of(answered(name), request.compare());
    }

    private BehaviourFinding unequal(String name, String against, Difference difference) {
        Difference shown = plan.scenario() instanceof ProgramScenario ? difference.ofOutput() : difference;
        return finding(name, against, Result.UNEQUAL, Optional.empty(), Optional.of(shown));
    }

    private BehaviourFinding finding(
            String name, String against, Result result, Optional<String> remark, Optional<Difference> difference) {
        Optional<Run> trouble = runs.getOrDefault(name, List.of()).stream()
                .filter(r -> isTrouble(r.reply()))
                .findFirst();
        Optional<Outcome.Failed> ended = trouble.filter(
                        r -> r.reply() instanceof Reply.Missing gone && gone.cause() == Reply.Cause.ENDED)
                .flatMap(r -> r.of().ended());
        return new BehaviourFinding(
                name,
                against,
                result,
                answered(name).stream().mapToInt(Reply.Answered::status).findFirst(),
                remark,
                difference,
                ended,
                trouble.map(r -> r.of().log()).orElse(List.of()));
    }

    private static boolean isTrouble(Reply reply) {
        return reply.troubled() && !(reply instanceof Reply.Missing gone && gone.cause() == Reply.Cause.NOT_SENT);
    }

    private List<Reply.Answered> answered(String name) {
        return runs.getOrDefault(name, List.of()).stream()
                .map(Run::reply)
                .filter(Reply.Answered.class::isInstance)
                .map(Reply.Answered.class::cast)
                .toList();
    }

    private Optional<Reply.Missing> missing(String name) {
        return runs.getOrDefault(name, List.of()).stream()
                .map(Run::reply)
                .filter(Reply.Missing.class::isInstance)
                .map(Reply.Missing.class::cast)
                .findFirst();
    }
}
