package dev.coldstart.core.verdict;

import dev.coldstart.core.behaviour.Behaviour;
import dev.coldstart.core.diagnosis.Catalogue;
import dev.coldstart.core.diagnosis.Diagnosis;
import dev.coldstart.core.report.VariantReport;
import java.util.ArrayList;
import java.util.List;

/** What the variants that failed or were not built died of, as far as what they said is known. */
public final class Diagnoses {

    /** Of one variant: the first are the most telling. */
    private static final int MAX_OF_ONE = 5;

    private Diagnoses() {}

    /** In the order of the variants. */
    public static List<Diagnosis> of(List<VariantReport> variants, Behaviour behaviour) {
        return variants.stream().flatMap(v -> of(v, behaviour).stream()).toList();
    }

    private static List<Diagnosis> of(VariantReport variant, Behaviour behaviour) {
        Catalogue catalogue = Catalogue.standard();
        List<Diagnosis> found = new ArrayList<>();
        variant.failure().ifPresent(f -> found.addAll(catalogue.ofFailure(variant.name(), f)));
        variant.build()
                .filter(b -> variant.outcome() == VariantReport.State.NOT_BUILT)
                .ifPresent(b -> found.addAll(catalogue.ofBuild(b)));
        if (variant.outcome() == VariantReport.State.UNEQUAL) {
            behaviour.troubles(variant.name()).forEach(f -> found.addAll(catalogue.ofFailure(variant.name(), f)));
        }
        return found.stream().distinct().limit(MAX_OF_ONE).toList();
    }
}
