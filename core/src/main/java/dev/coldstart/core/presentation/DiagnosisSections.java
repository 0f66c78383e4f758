package dev.coldstart.core.presentation;

import dev.coldstart.core.diagnosis.Diagnosis;
import dev.coldstart.core.wording.Format;
import dev.coldstart.core.wording.Wording;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** "What went wrong, and what to do": each cause once, with the variants that have it. */
public final class DiagnosisSections {

    private static final int SHOWN = 6;

    private DiagnosisSections() {}

    public static List<Section> of(View view) {
        Map<String, List<Diagnosis>> causes = view.report().diagnoses().stream()
                .collect(Collectors.groupingBy(
                        d -> Sentences.stopped(d.sentence()) + " " + d.remedy(),
                        LinkedHashMap::new,
                        Collectors.toList()));
        if (causes.isEmpty()) {
            return List.of();
        }
        List<String> told = causes.entrySet().stream()
                .map(e -> told(view, e.getKey(), e.getValue()))
                .toList();
        Section.Block first = new Section.Bullets(told.subList(0, Math.min(SHOWN, told.size())));
        List<Section.Block> blocks = told.size() <= SHOWN
                ? List.of(first)
                : List.of(
                        first,
                        new Section.Folded(
                                "The other causes", List.of(new Section.Bullets(told.subList(SHOWN, told.size())))));
        return List.of(new Section("diagnosis", "What went wrong, and what to do", Section.Tone.PROBLEM, blocks));
    }

    private static String told(View view, String text, List<Diagnosis> same) {
        List<String> who = same.stream()
                .map(Diagnosis::variant)
                .distinct()
                .map(name -> view.label(name) + sometimes(view, name))
                .toList();
        return Wording.list(who) + ": " + text;
    }

    /** A form that starts most times is not to look as if it never did. */
    private static String sometimes(View view, String name) {
        return view.variant(name)
                .filter(View::isStarted)
                .map(v -> " (in " + v.failedStarts() + " of " + Format.count(v.starts(), "start") + ")")
                .orElse("");
    }
}
