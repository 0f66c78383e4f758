package dev.coldstart.core.verdict;

import dev.coldstart.core.assessment.Evidence;
import dev.coldstart.core.assessment.Judgement;
import dev.coldstart.core.assessment.Reason;
import dev.coldstart.core.estimate.Contrast;
import dev.coldstart.core.policy.Check;
import dev.coldstart.core.policy.FormKind;
import dev.coldstart.core.report.VariantReport;
import java.util.Optional;

/**
 * A form that might be switched to.
 *
 * @param contrast its first response against the reference's; empty where one of them has none
 */
record Alternative(VariantReport variant, Optional<Contrast> contrast, Judgement judgement) {

    String name() {
        return variant.name();
    }

    FormKind kind() {
        return judgement.evidence().kind();
    }

    boolean gains() {
        return judgement.evidence().gain() == Evidence.Gain.ENOUGH;
    }

    boolean isRuledOut() {
        return judgement.isRuledOut();
    }

    boolean isBlocked() {
        return !judgement.blocking().isEmpty();
    }

    /** Whether nothing that could still be measured would make it one to adopt. */
    boolean isOut() {
        return isRuledOut()
                || switch (judgement.evidence().gain()) {
                    case SHORT -> true;
                    case UNKNOWN -> judgement.evidence().fault().isPresent();
                    case ENOUGH, OPEN -> false;
                };
    }

    /** That it can't be used as it is, where an exception accepts that. */
    Optional<Reason> acceptedFault() {
        return judgement
                .evidence()
                .fault()
                .flatMap(fault -> judgement
                        .check(Check.OPERATIONAL_RISK)
                        .accepted()
                        .map(e -> Reason.of(fault + ", which is accepted until " + e.until())));
    }

    double ratio() {
        return contrast.map(Contrast::ratio).orElse(Double.POSITIVE_INFINITY);
    }
}
