package dev.coldstart.core.assessment;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.coldstart.core.policy.Question;
import dev.coldstart.core.policy.TeamAnswer;
import dev.coldstart.core.policy.TeamPolicy;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A question with what is known of it.
 *
 * @param said by whom and why; empty where it is unanswered
 */
public record Answered(Question question, State state, Optional<TeamAnswer> said) {

    static List<Answered> all(Question.Group group, TeamPolicy policy) {
        return group.questions().stream()
                .map(q -> {
                    Optional<TeamAnswer> said = policy.answer(q);
                    State state = said.map(a -> a.yes() ? State.YES : State.NO).orElse(State.UNANSWERED);
                    return new Answered(q, state, said);
                })
                .toList();
    }

    /** Unanswered is not a no. */
    public enum State {
        YES,
        NO,
        UNANSWERED;

        @JsonValue
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        @JsonCreator
        public static State of(String id) {
            return valueOf(id.toUpperCase(Locale.ROOT));
        }
    }
}
