package dev.coldstart.core.plan;

import java.util.Optional;

/**
 * A request that every form has to answer alike.
 *
 * @param expect what a good answer is besides; empty: being equal is enough
 * @param compare what of the answers has to be equal
 */
public record ParityRequest(HttpRequest request, Optional<Expectation> expect, AnswerRules compare) {

    /** So many are asked of each form at the most. */
    public static final int MAX_REQUESTS = 100;

    /** Compared by the rules that hold where none are given. */
    public static ParityRequest of(HttpRequest request) {
        return new ParityRequest(request, Optional.empty(), AnswerRules.defaults());
    }

    /** The same by other rules. */
    public ParityRequest comparedBy(AnswerRules rules) {
        return new ParityRequest(request, expect, rules);
    }

    ParityRequest withoutSecrets() {
        return new ParityRequest(request.withoutSecrets(), expect, compare);
    }
}
