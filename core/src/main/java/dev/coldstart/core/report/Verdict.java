package dev.coldstart.core.report;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;

/**
 * The answer to "should we switch?".
 *
 * @param form the form that the answer is about; empty for {@code stay} and {@code inconclusive}
 * @param reasons one sentence each, each with its figure
 */
public record Verdict(Answer answer, String form, List<String> reasons) {

    public Verdict {
        reasons = List.copyOf(reasons);
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

        @JsonCreator
        public static Answer of(String id) {
            return valueOf(id.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }
}
