package dev.coldstart.core.report;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;

/**
 * The answer to "did this change cost something?".
 *
 * @param reasons one sentence each, each with its figure; the first says what decided
 */
public record ChangeAnswer(Answer answer, List<String> reasons) {

    public ChangeAnswer {
        reasons = List.copyOf(reasons);
    }

    /** Whether something is worse than the policy puts up with, and no exception accepts it. */
    public boolean loses() {
        return answer == Answer.BROKEN || answer == Answer.COSTS;
    }

    /** The possible answers, the gravest first. */
    public enum Answer {
        /** A form that started at base does not at head. */
        BROKEN,
        /** A figure that decides grew by more than the tolerance, even at the cautious end of its interval. */
        COSTS,
        /** An interval contains the tolerance, or is too wide to say anything. */
        INCONCLUSIVE,
        /** A figure that decides grew, by no more than the tolerance. */
        TOLERATED,
        /** None grew, and at least one shrank. */
        GAINS,
        /** No figure that decides changed by as much as could have been seen. */
        NONE_SEEN,
        /** No form started at both revisions. */
        NOT_MEASURED;

        @JsonValue
        public String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        @JsonCreator
        public static Answer of(String id) {
            return valueOf(id.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }
}
