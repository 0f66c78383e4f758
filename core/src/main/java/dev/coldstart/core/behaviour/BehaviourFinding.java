package dev.coldstart.core.behaviour;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.coldstart.core.sample.Outcome;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a form made of one request.
 *
 * @param against whose answer it is compared with; itself where it is the one that others are compared with
 * @param status of its first answer; empty when it gave none
 * @param remark what a reader should know of it: why it could not be compared, or what is wrong with the baseline's own answer
 * @param difference there where the result is {@link Result#UNEQUAL}
 * @param ended how the app's process ended when it was asked, if it did
 * @param log the last lines of its output where it gave no answer or one with a status from 500 on; not trusted
 */
public record BehaviourFinding(
        String variant,
        String against,
        Result result,
        OptionalInt status,
        Optional<String> remark,
        Optional<Difference> difference,
        Optional<Outcome.Failed> ended,
        List<String> log) {

    public BehaviourFinding {
        log = List.copyOf(log);
        if ((result == Result.UNEQUAL) != difference.isPresent()) {
            throw new IllegalArgumentException("a difference belongs to an unequal answer, and to no other");
        }
    }

    /** How an answer compares. */
    public enum Result {
        /** It is the one that others are compared with. */
        BASELINE,
        EQUAL,
        UNEQUAL,
        NOT_COMPARED;

        @JsonValue
        public String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        @JsonCreator
        public static Result of(String id) {
            return valueOf(id.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }
}
