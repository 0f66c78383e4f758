package dev.coldstart.core.fairness;

import dev.coldstart.core.artifact.Artifact;
import dev.coldstart.core.artifact.BuildRecord;
import dev.coldstart.core.artifact.Makeup;
import dev.coldstart.core.plan.Plan;
import dev.coldstart.core.plan.Variant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a reader of a comparison should know of its forms besides their figures.
 *
 * @param portability where each form runs, in the order of the plan
 * @param uneven what differs besides the compiler
 * @param advice what cheap properties would buy
 */
public record Fairness(List<Portability> portability, List<Unevenness> uneven, List<Advice> advice) {

    public Fairness {
        portability = List.copyOf(portability);
        uneven = List.copyOf(uneven);
        advice = List.copyOf(advice);
    }

    /** Looks at what was built; empty where nobody looked at the files, as in samples of older versions. */
    public static Optional<Fairness> of(Plan plan, List<Artifact> artifacts, List<BuildRecord> builds) {
        Map<String, Artifact> byVariant = new LinkedHashMap<>();
        artifacts.stream().filter(a -> a.makeup().isPresent()).forEach(a -> byVariant.put(a.variant(), a));
        if (byVariant.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Map<String, String>> compiled = new HashMap<>();
        builds.forEach(b -> b.settings().ifPresent(s -> compiled.put(b.variant(), s)));
        List<Form> forms = plan.variants().stream()
                .flatMap(v -> Optional.ofNullable(byVariant.get(v.name()))
                        .map(a -> Form.of(v, a, Optional.ofNullable(compiled.get(v.name()))))
                        .stream())
                .toList();
        return Optional.of(new Fairness(
                forms.stream()
                        .flatMap(f -> f.makeup().library().stream().map(l -> Portability.of(f.name(), l)))
                        .toList(),
                new Unevennesses(plan.baseline(), forms, plan.run().env()).all(),
                forms.stream()
                        .filter(f -> f.variant().revision().equals(Variant.HEAD))
                        .flatMap(f -> CheapProperties.shipped().of(f).stream())
                        .toList()));
    }

    /** A variant and what was built of it. */
    record Form(Variant variant, Artifact artifact, Makeup makeup) {
        /** @param compiled what native code was compiled with, which its files don't show */
        static Form of(Variant variant, Artifact artifact, Optional<Map<String, String>> compiled) {
            Makeup seen = artifact.makeup().orElseThrow();
            return new Form(
                    variant,
                    artifact,
                    seen.settings().isPresent()
                            ? seen
                            : compiled.map(seen::with).orElse(seen));
        }

        String name() {
            return variant.name();
        }
    }
}
