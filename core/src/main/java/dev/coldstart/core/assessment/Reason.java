package dev.coldstart.core.assessment;

import dev.coldstart.core.policy.Question;
import java.util.Optional;

/**
 * One sentence, and what it points at: a figure of the report, or an answer of the team's.
 *
 * @param text without a full stop; holds names and words from outside
 * @param figure the comparison or figure that it is about
 * @param answer where in {@code coldstart.yml} the answer stands or is missing, such as {@code policy.workload.short-lived}
 */
public record Reason(String text, Optional<Figure> figure, Optional<String> answer) {

    /**
     * A figure of the report.
     *
     * @param metric its id
     * @param of a variant's name
     * @param against the other variant's; empty where the figure stands for itself
     */
    public record Figure(String metric, String of, Optional<String> against) {}

    public static Reason of(String text) {
        return new Reason(text, Optional.empty(), Optional.empty());
    }

    public static Reason figure(String text, String metric, String of, String against) {
        return new Reason(text, Optional.of(new Figure(metric, of, Optional.of(against))), Optional.empty());
    }

    public static Reason figure(String text, String metric, String of) {
        return new Reason(text, Optional.of(new Figure(metric, of, Optional.empty())), Optional.empty());
    }

    /** Points at an answer, or at the place where it is missing. */
    public static Reason answer(String text, String key) {
        return new Reason(text, Optional.empty(), Optional.of(key));
    }

    static Reason answer(String text, Question question) {
        return answer(text, question.key());
    }

    /** The same with words before it. */
    public Reason after(String words) {
        return new Reason(words + text, figure, answer);
    }
}
