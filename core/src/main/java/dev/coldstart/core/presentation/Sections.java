package dev.coldstart.core.presentation;

import java.util.ArrayList;
import java.util.List;

/** The parts of the report that every medium renders alike, in their order. */
public final class Sections {

    private Sections() {}

    public static List<Section> of(View view) {
        List<Section> sections = new ArrayList<>();
        sections.addAll(BehaviourSections.of(view).stream().toList());
        sections.addAll(FunctionSections.of(view));
        sections.addAll(DiagnosisSections.of(view));
        sections.addAll(StudySections.of(view));
        sections.addAll(FairnessSections.of(view));
        sections.addAll(PolicySections.of(view));
        sections.addAll(WarningSections.of(view));
        sections.addAll(CostSections.of(view));
        return List.copyOf(sections);
    }
}
