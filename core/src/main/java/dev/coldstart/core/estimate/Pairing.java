package dev.coldstart.core.estimate;

import dev.coldstart.core.plan.Plan;
import dev.coldstart.core.plan.Variant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Two variants of a plan that are held against each other, and what that answers.
 *
 * @param of the variant's name
 * @param against the name of the variant that is the yardstick
 */
public record Pairing(String of, String against, Question question) {

    /** What a comparison of two variants answers. */
    public enum Question {
        /** Should we switch? A form against the baseline's form, at the same revision. */
        SWITCH,
        /** Did this change cost something? A form at head against the same form at base. */
        CHANGE
    }

    /** Every pairing, in the order of the plan's variants; a variant's switch before its change. */
    public static List<Pairing> of(Plan plan) {
        List<Pairing> pairings = new ArrayList<>();
        Variant baseline = named(plan, plan.baseline());
        for (Variant variant : plan.variants()) {
            if (variant.revision().equals(baseline.revision()) && !variant.equals(baseline)) {
                pairings.add(new Pairing(variant.name(), baseline.name(), Question.SWITCH));
            }
            before(plan, variant)
                    .ifPresent(base -> pairings.add(new Pairing(variant.name(), base.name(), Question.CHANGE)));
        }
        return List.copyOf(pairings);
    }

    /** The same form at base; empty where it was not asked for, or the variant is of base itself. */
    public static Optional<Variant> before(Plan plan, Variant variant) {
        return variant.revision().equals(Variant.HEAD)
                ? plan.variants().stream()
                        .filter(v -> v.form().equals(variant.form())
                                && v.revision().equals(Variant.BASE)
                                && v.architecture() == variant.architecture())
                        .findFirst()
                : Optional.empty();
    }

    private static Variant named(Plan plan, String name) {
        return plan.variants().stream()
                .filter(v -> v.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
