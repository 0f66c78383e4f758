package dev.coldstart.core.assessment;

import dev.coldstart.core.policy.Check;
import java.util.List;

/**
 * A form, judged.
 *
 * @param checks of the gate, those that apply to this kind of form
 * @param ruledOut why the policy does not want it however fast it is; empty where it does
 * @param open what has still to be answered or looked at before it can be adopted without an if
 * @param libraries packages that cause warnings in its build
 */
public record Judgement(
        Evidence evidence,
        List<CheckResult> checks,
        List<Reason> ruledOut,
        List<Reason> open,
        List<LibraryFinding> libraries) {

    public Judgement {
        checks = List.copyOf(checks);
        ruledOut = List.copyOf(ruledOut);
        open = List.copyOf(open);
        libraries = List.copyOf(libraries);
    }

    public boolean isRuledOut() {
        return !ruledOut.isEmpty();
    }

    /** Checks that stand in the way. The economics don't block: they say whether one should want the form at all. */
    public List<CheckResult> blocking() {
        return checks.stream()
                .filter(c -> c.status() == Status.FAIL && c.check().canBeExcepted())
                .toList();
    }

    public CheckResult check(Check check) {
        return checks.stream().filter(c -> c.check() == check).findFirst().orElseThrow();
    }
}
