package dev.coldstart.core.assessment;

import dev.coldstart.core.policy.Question;
import dev.coldstart.core.policy.TeamAnswer;
import dev.coldstart.core.policy.TeamPolicy;
import java.util.List;
import java.util.stream.Stream;

/** The team's answers, counted and put into words. */
final class CountedAnswers {

    private final TeamPolicy policy;

    CountedAnswers(TeamPolicy policy) {
        this.policy = policy;
    }

    /** Whether enough of the five conditions hold, as far as they are answered. */
    enum Fit {
        HOLDS,
        OPEN,
        /** Not even if every unanswered one were a yes. */
        FAILS
    }

    Fit fit() {
        int yes = yes(Question.Group.WORKLOAD).size();
        int possible = yes + unanswered(Question.Group.WORKLOAD).size();
        if (yes >= Question.MIN_CONDITIONS) {
            return Fit.HOLDS;
        }
        return possible >= Question.MIN_CONDITIONS ? Fit.OPEN : Fit.FAILS;
    }

    Reason fitSaid() {
        int all = Question.Group.WORKLOAD.questions().size();
        List<Question> yes = yes(Question.Group.WORKLOAD);
        List<Question> open = unanswered(Question.Group.WORKLOAD);
        String text = switch (fit()) {
            case HOLDS ->
                yes.size() + " of " + all + " conditions hold, " + Question.MIN_CONDITIONS + " are needed (" + keys(yes)
                        + ")";
            case FAILS ->
                "at most " + (yes.size() + open.size()) + " of " + all + " conditions can hold, and "
                        + Question.MIN_CONDITIONS + " are needed (answered no: "
                        + keys(Question.Group.WORKLOAD.questions().stream()
                                .filter(q -> !yes.contains(q) && !open.contains(q))
                                .toList())
                        + ")";
            case OPEN ->
                Question.MIN_CONDITIONS + " of " + all + " conditions have to hold, "
                        + (yes.isEmpty() ? "none is answered yes" : "1 is answered yes (" + keys(yes) + ")")
                        + " and " + open.size() + (open.size() == 1 ? " is" : " are") + " unanswered ("
                        + keys(open) + ")";
        };
        return Reason.answer(text, Question.Group.WORKLOAD.key());
    }

    /** Counter-conditions that hold, one sentence each. */
    Stream<Question> against() {
        return yes(Question.Group.AGAINST).stream();
    }

    List<Question> yes(Question.Group group) {
        return group.questions().stream().filter(policy::isYes).toList();
    }

    List<Question> unanswered(Question.Group group) {
        return group.questions().stream().filter(policy::isUnanswered).toList();
    }

    /** {@code a process lives for days, says Jo since 2026-01-31: it holds a cache}. */
    Reason said(Question question) {
        String text = policy.answer(question)
                .map(a -> (a.yes() ? question.statement() : question.denial()) + source(a))
                .orElse("nobody has said whether " + question.statement());
        return Reason.answer(text, question);
    }

    private String source(TeamAnswer answer) {
        String who = switch (answer.from()) {
            case PRESET -> ", says the preset " + policy.useCase().orElse("");
            case TEAM ->
                answer.by().map(by -> ", says " + GateWords.clause(by)).orElse("")
                        + answer.on().map(on -> " on " + on).orElse("");
        };
        return who + answer.because().map(why -> ": " + GateWords.clause(why)).orElse("");
    }

    /** As they are called in {@code coldstart.yml}. */
    static String keys(List<Question> questions) {
        return String.join(", ", questions.stream().map(Question::id).toList());
    }
}
