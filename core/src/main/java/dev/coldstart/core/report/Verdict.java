package dev.coldstart.core.report;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.coldstart.core.assessment.Reason;
import java.util.List;
import java.util.Locale;

/**
 * The answer to "should we switch?".
 *
 * @param form the form that the answer is about; empty for {@code stay} and {@code inconclusive}
 * @param provided what the answer takes for granted, as nobody has answered or looked at it yet; only of {@code adopt}
 * @param reasons what led to it, the first decided
 */
public record Verdict(Answer answer, String form, List<Reason> provided, List<Reason> reasons) {

    public Verdict {
        provided = List.copyOf(provided);
        reasons = List.copyOf(reasons);
    }

    /** An answer that takes nothing for granted. */
    public static Verdict of(Answer answer, String form, List<Reason> reasons) {
        return new Verdict(answer, form, List.of(), reasons);
    }

    /** Whether it is to switch. */
    public boolean adopts() {
        return answer.adopts();
    }

    /** The possible answers. */
    public enum Answer {
        ADOPT,
        ADOPT_R2R,
        STAY,
        BLOCKED,
        INCONCLUSIVE;

        @JsonValue
        public String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** Whether it is to switch. */
        public boolean adopts() {
            return this == ADOPT || this == ADOPT_R2R;
        }

        @JsonCreator
        public static Answer of(String id) {
            return valueOf(id.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }
}
