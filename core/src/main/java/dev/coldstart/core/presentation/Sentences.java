package dev.coldstart.core.presentation;

import dev.coldstart.core.assessment.Reason;
import dev.coldstart.core.estimate.Contrast;
import dev.coldstart.core.estimate.Metric;
import dev.coldstart.core.plan.Variant;
import dev.coldstart.core.policy.Question;
import dev.coldstart.core.report.Report;
import dev.coldstart.core.report.VariantReport;
import dev.coldstart.core.report.Verdict;
import dev.coldstart.core.sample.End;
import dev.coldstart.core.sample.FailureReason;
import dev.coldstart.core.sample.Outcome;
import dev.coldstart.core.text.Escape;
import dev.coldstart.core.wording.Change;
import dev.coldstart.core.wording.Format;
import dev.coldstart.core.wording.Terms;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the renderings say in whole sentences. Contains names from outside: every medium escapes them. */
public final class Sentences {

    private Sentences() {}

    /** The verdict in one sentence. */
    public static String verdict(View view) {
        Verdict verdict = view.report().verdict();
        if (view.report().outcome() == Report.State.NOT_MEASURED) {
            return stopped("Nothing could be measured"
                    + view.report()
                            .end()
                            .filter(end -> end.reason() == End.Reason.BROKEN || end.reason() == End.Reason.CANCELLED)
                            .map(end -> end.detail().strip())
                            .filter(detail -> !detail.isEmpty())
                            .map(detail -> ": " + detail)
                            .orElse(""));
        }
        return switch (verdict.answer()) {
            case ADOPT ->
                "Adopt " + verdict.form() + (dependsOnWorkload(verdict) ? ", if the workload fits" : "") + gain(view);
            case ADOPT_R2R -> "Adopt " + verdict.form() + ", the low-risk step" + gain(view);
            case STAY -> because(view, "Stay with " + view.baselineLabel());
            case BLOCKED -> blocked(view, verdict.form());
            case INCONCLUSIVE -> because(view, "No verdict yet");
        };
    }

    /** Whether the team's answers leave open if the form is worth its constraints. */
    private static boolean dependsOnWorkload(Verdict verdict) {
        return verdict.provided().stream().anyMatch(r -> r.answer().equals(Optional.of(Question.Group.WORKLOAD.key())));
    }

    /** The answer on the change since base in one sentence; empty where nobody asked. */
    public static Optional<String> change(View view) {
        return view.report().change().map(change -> {
            String because = change.reasons().stream()
                    .findFirst()
                    .map(r -> ": " + view.shortNames(r))
                    .orElse("");
            return stopped(
                    switch (change.answer()) {
                        case BROKEN -> "This change breaks a form" + because;
                        case COSTS -> "This change costs" + because;
                        case INCONCLUSIVE -> "Whether this change costs is not known yet" + because;
                        case TOLERATED -> "This change costs no more than the policy puts up with" + because;
                        case GAINS -> "This change gains" + because;
                        case NONE_SEEN -> "No change seen since base";
                        case NOT_MEASURED -> "What this change costs is not known: no form started at head and at base";
                    });
        });
    }

    /** What the sentence on the change does not hold already. */
    public static List<String> changeReasons(View view) {
        return view.report().change().stream()
                .flatMap(change -> change.reasons().stream()
                        .skip(
                                switch (change.answer()) {
                                    case NONE_SEEN, NOT_MEASURED -> 0;
                                    default -> 1;
                                }))
                .map(r -> remark(view, r))
                .toList();
    }

    /** How a table's heading goes on where base was measured too. */
    public static String sinceBase(View view) {
        return view.report().change().isPresent() ? ", each form at head against itself at base" : "";
    }

    private static String gain(View view) {
        return view.subject()
                        .flatMap(v -> view.median(v, Metric.FIRST_RESPONSE)
                                .flatMap(median -> view.contrast(v, Metric.FIRST_RESPONSE)
                                        .map(c -> ": " + view.terms().doesItIn() + " " + median + ", "
                                                + against(view, c))))
                        .orElse("")
                + view.subject()
                        .flatMap(v -> StudySections.price(view, v))
                        .map(price -> ", but " + price)
                        .orElse("")
                + ".";
    }

    /** {@code 10.5x faster than jit (9.9x to 11.2x)}. */
    private static String against(View view, Contrast contrast) {
        return switch (contrast.decision()) {
            case BETTER, WORSE -> Change.inWords(contrast, view.baselineLabel());
            case SAME, INCONCLUSIVE -> Change.of(contrast).inFull() + " against " + view.baselineLabel();
        };
    }

    private static String because(View view, String answer) {
        return view.report().verdict().reasons().stream()
                .findFirst()
                .map(reason -> stopped(answer + ": " + view.shortNames(reason.text())))
                .orElse(answer + ".");
    }

    private static String blocked(View view, String form) {
        String answer = form + " can't be adopted yet";
        return stopped(became(view, form)
                .map(because -> answer + ": " + view.shortNames(because))
                .orElseGet(() -> because(view, answer)));
    }

    /** What became of a form that has no figures; empty where it has some. */
    private static Optional<String> became(View view, String form) {
        return view.report().variants().stream()
                .filter(v -> v.form().equals(form) && v.revision().equals(Variant.HEAD) && !View.isStarted(v))
                .findFirst()
                .map(v -> whyNot(view, v));
    }

    /** What became of a variant that did not start as it should, as a clause: {@code it could not be built}. */
    static String whyNot(View view, VariantReport variant) {
        return "it " + failing(view, variant);
    }

    /** The same without its subject: {@code could not be built}. */
    static String failing(View view, VariantReport variant) {
        return switch (variant.outcome()) {
            case NOT_BUILT -> "could not be built";
            case NOT_MEASURED -> "was not measured";
            case FAILED -> variant.reason().map(Sentences::reason).orElse("failed");
            case UNEQUAL -> unequal(view.terms(), variant);
            case STARTED -> throw new IllegalStateException(variant.name() + " started");
        };
    }

    private static String unequal(Terms terms, VariantReport variant) {
        return variant.behaviour()
                .map(b -> terms.otherwise(b.unequal(), b.compared(), b.against()))
                .orElse(terms.tells() + " otherwise");
    }

    /** What an answer takes for granted, then the verdict's reasons that its sentence does not hold already. */
    public static List<String> reasons(View view) {
        Verdict verdict = view.report().verdict();
        boolean said = view.report().outcome() != Report.State.NOT_MEASURED
                && switch (verdict.answer()) {
                    case STAY, INCONCLUSIVE -> true;
                    case BLOCKED -> became(view, verdict.form()).isEmpty();
                    case ADOPT, ADOPT_R2R -> false;
                };
        return Stream.concat(
                        verdict.provided().stream().map(r -> "To be settled: " + r.text()),
                        verdict.reasons().stream().skip(said ? 1 : 0).map(Reason::text))
                .map(text -> remark(view, text))
                .toList();
    }

    /** The verdict's reasons alone, for who finds elsewhere what is still to be answered. */
    public static List<String> settledReasons(View view) {
        return view.report().verdict().reasons().stream()
                .map(Reason::text)
                .map(text -> remark(view, text))
                .toList();
    }

    /** What a reader should know before believing the report. */
    public static List<String> notes(View view) {
        return view.report().notes().stream().map(n -> remark(view, n)).toList();
    }

    /** A remark as a sentence, names cut short as elsewhere; one that begins with a name keeps its letters. */
    private static String remark(View view, String remark) {
        String text = view.shortNames(remark);
        boolean named = view.report().variants().stream()
                .anyMatch(v -> text.startsWith(view.label(v)) || text.startsWith(v.form() + ":"));
        return named ? stopped(text) : whole(text);
    }

    /** Why a start was none, as the end of "it ...". */
    static String reason(FailureReason reason) {
        return switch (reason) {
            case EXITED -> "ended before it answered";
            case KILLED_FOR_MEMORY -> "was killed at its memory limit";
            case NOT_IN_FORCE -> "is not what it is called, as the JVM refuses its AOT cache";
            case NEVER_LISTENED -> "never listened on the port";
            case WRONG_STATUS -> "answers with another status than expected";
            case WRONG_HEADER -> "answers without a header that is expected";
            case WRONG_BODY -> "answers with another body than expected";
            case TIMED_OUT -> "gave no whole answer in time";
            case NEVER_ASKED -> "did not ask for an event in time";
            case FUNCTION_ERROR -> "responded with an error";
            case MISUSED_API -> "did what the Runtime API does not allow";
            case WRONG_EXIT -> "ends in another way than expected";
            case WRONG_OUTPUT -> "prints something else than expected";
            case NOT_ENDED -> "had not ended in time";
            case WRONG_ARCHITECTURE -> "is native code for another architecture than the machine's";
            case PORT_IN_USE -> "found its port answered by something else";
            case ENGINE_FAILED -> "could not be started by the container engine";
        };
    }

    /** {@code aot: 24 of 24 starts failed. It answers with another status than expected.} */
    public static String failed(View view, VariantReport variant) {
        String of = variant.starts() > 0
                ? variant.failedStarts() + " of " + Format.count(variant.starts(), "start") + " failed"
                : "failed";
        Optional<FailureReason> reason =
                variant.reason().or(() -> variant.failure().map(Outcome.Failed::reason));
        return view.label(variant) + ": " + of + ". "
                + reason.map(r -> "It " + reason(r) + ".").orElse("");
    }

    /** {@code Exit code 134, signal SIGABRT.} or nothing. */
    public static Optional<String> end(Outcome.Failed failure) {
        String code = failure.exitCode().isPresent()
                ? "exit code " + failure.exitCode().getAsInt()
                : "";
        String signal = failure.signal().map(s -> "signal " + s).orElse("");
        String both = code.isEmpty() || signal.isEmpty() ? code + signal : code + ", " + signal;
        return both.isEmpty() ? Optional.empty() : Optional.of(whole(both));
    }

    /** A remark as a sentence: a capital at its beginning, a full stop at its end. */
    public static String whole(String remark) {
        String text = stopped(remark);
        return text.isEmpty()
                ? text
                : Character.toString(Character.toUpperCase(text.codePointAt(0)))
                        + text.substring(text.offsetByCodePoints(0, 1));
    }

    static String stopped(String remark) {
        String text = Escape.line(remark);
        return text.isEmpty() || text.matches(".*[.!?]") ? text : text + ".";
    }

    /** What the comparison could have seen at the least; empty when there is no interval. */
    public static Optional<String> smallestVisible(View view) {
        List<String> known = Stream.of(
                        visible(view, "", (v, m) -> view.contrast(v, m)),
                        visible(view, "since base ", (v, m) -> view.since(v, m)))
                .filter(s -> !s.isEmpty())
                .toList();
        return known.isEmpty()
                ? Optional.empty()
                : Optional.of("Smallest change of the " + view.terms().compared() + " that this run could have seen: "
                        + String.join("; ", known) + ".");
    }

    private static String visible(
            View view, String since, BiFunction<VariantReport, Metric, Optional<Contrast>> contrast) {
        String known = view.report().variants().stream()
                .flatMap(v -> contrast.apply(v, Metric.FIRST_RESPONSE).stream())
                .filter(c -> c.smallestVisible().isPresent())
                .map(c -> Format.percent(c.smallestVisible().getAsDouble()) + " for " + view.label(c.of()))
                .collect(Collectors.joining(", "));
        return known.isEmpty() ? known : since + known;
    }

    /** What a variant without a figure shows in its place. */
    public static String instead(VariantReport variant) {
        return switch (variant.outcome()) {
            case STARTED, UNEQUAL -> "-";
            case NOT_BUILT -> "not built";
            case FAILED -> "failed";
            case NOT_MEASURED -> "not measured";
        };
    }
}
