package dev.coldstart.core.policy;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the team has said: answers, rulings, exceptions.
 *
 * @param useCase the preset that filled in answers; empty where none was named
 * @param answers the team's and the preset's; a question that is not in it is unanswered
 */
public record TeamPolicy(
        Optional<String> useCase,
        Map<Question, TeamAnswer> answers,
        List<LibraryRuling> libraries,
        List<Waiver> exceptions) {

    /** Nothing said. */
    public static final TeamPolicy NONE = new TeamPolicy(Optional.empty(), Map.of(), List.of(), List.of());

    public TeamPolicy {
        Map<Question, TeamAnswer> ordered = new EnumMap<>(Question.class);
        ordered.putAll(answers);
        answers = Collections.unmodifiableMap(ordered);
        libraries = List.copyOf(libraries);
        exceptions = List.copyOf(exceptions);
    }

    public Optional<TeamAnswer> answer(Question question) {
        return Optional.ofNullable(answers.get(question));
    }

    public boolean isYes(Question question) {
        return answer(question).filter(TeamAnswer::yes).isPresent();
    }

    public boolean isUnanswered(Question question) {
        return answer(question).isEmpty();
    }
}
